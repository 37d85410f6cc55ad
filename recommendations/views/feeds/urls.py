"""The feed of a page stands at the page's address with `.atom` in the place of the last slash."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import path

from recommendations.data import converters  # noqa: F401 - the patterns below name its converters

from . import atom
from .reviews import reviews
from .sitemaps import SECTIONS, robots

app_name = "feeds"

urlpatterns = [
    path("updates.atom", atom.updates, name="updates"),
    path("recommendations.atom", atom.recommendations, name="recommendations"),
    path("recommendations/<reference:reference>.atom", atom.recommendation, name="recommendation"),
    path("themes/<slug:slug>.atom", atom.theme, name="theme"),
    path("governments/<iso3:iso3>.atom", atom.government, name="government"),
    path("reviews.ics", reviews, name="reviews"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SECTIONS, "sitemap_url_name": "feeds:sitemap_section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SECTIONS}, name="sitemap_section"),
    path("robots.txt", robots, name="robots"),
]
