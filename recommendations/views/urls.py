"""The addresses of the public site. They are permanent: a printed link must still lead somewhere in ten years."""

from django.urls import path

from recommendations import views
from recommendations.data import converters  # noqa: F401 - the patterns below name its converters

urlpatterns = [
    path("", views.overview, name="overview"),
    path("themes/", views.themes, name="themes"),
    path("themes.svg", views.themes_svg, name="themes_svg"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
    path("themes/<slug:slug>/progress.svg", views.theme_progress_svg, name="theme_progress_svg"),
    path("themes/<slug:slug>/trend.svg", views.theme_trend_svg, name="theme_trend_svg"),
    path("themes/<slug:slug>/card.png", views.theme_card, name="theme_card"),
    path("embed/themes/<slug:slug>/", views.theme_embed, name="theme_embed"),
    path("card.png", views.overview_card, name="overview_card"),
    path("trend.svg", views.trend_svg, name="trend_svg"),
    path("map.svg", views.map_svg, name="map_svg"),
    path("recommendations/", views.recommendations, name="recommendations"),
    path("recommendations/<reference:reference>/", views.recommendation, name="recommendation"),
    path("recommendations/<reference:reference>/cite.bib", views.citation, {"file_format": "bib"}, name="citation_bib"),
    path("recommendations/<reference:reference>/cite.ris", views.citation, {"file_format": "ris"}, name="citation_ris"),
    path("recommendations/<reference:reference>/card.png", views.recommendation_card, name="recommendation_card"),
    path("matrix/", views.matrix, name="matrix"),
    path("governments/", views.governments, name="governments"),
    path("governments/compare/", views.compare, name="compare"),
    path("governments/<iso3:iso3>/", views.government, name="government"),
    path("stakeholders/", views.stakeholders, name="stakeholders"),
    path("stakeholders/<slug:slug>/", views.stakeholder, name="stakeholder"),
    path("documents/", views.documents, name="documents"),
    path("documents/<slug:slug>/", views.document, name="document"),
    path("updates/", views.updates, name="updates"),
    path("updates/<uuid:uid>/", views.update, name="update"),
    path("evidence/<uuid:uid>/", views.evidence, name="evidence"),
    path("<list:name>.<format:extension>", views.export, name="export"),
    path("documents/<slug:slug>/passages.<format:extension>", views.passages, name="passages"),
    path("methodology/", views.methodology, name="methodology"),
    path("reminders/<str:token>/", views.reminders, name="reminders"),
    path("data/", views.data, name="data"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
