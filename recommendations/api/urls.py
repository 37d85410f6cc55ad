"""The addresses of the API. `v1` only ever grows: a name, once given, keeps its meaning."""

from django.urls import path

from recommendations.data import converters  # noqa: F401 - the patterns below name its converters

from . import views
from .resources import RESOURCES

app_name = "api"

urlpatterns = [
    path("v1/", views.index, name="index"),
    path("v1/schema/", views.schema, name="schema"),
    *(path(f"v1/{each.name}/", views.rows, {"resource": each}, name=each.name) for each in RESOURCES),
    *(
        path(f"v1/{each.name}/{each.pattern}", views.row, {"resource": each}, name=f"{each.name}/one")
        for each in RESOURCES
    ),
]
