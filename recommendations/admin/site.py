"""The admin site: who may enter, and 404 for all that a person may not see."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from recommendations.models import Role

from .access import asked_at, rights_for
from .desk import page_of

declared: list[tuple[type[Model], type[Any]]] = []

# Headings of the start page and the models below each, in order. What is not named comes last, as Django has it.
SECTIONS = (
    (_("The record"), ("Recommendation", "FollowUp", "Position", "Assessment")),
    (_("People"), ("FocalPoint", "User", "Group")),
    (_("The source texts"), ("Summit", "RoundTable", "Session", "Document", "Passage", "EditorialNote")),
    (
        _("Vocabularies"),
        ("Theme", "Stakeholder", "PopulationGroup", "Government", "Framework", "FrameworkGoal"),
    ),
)


def register(model: type[Model]) -> Callable[[type[Any]], type[Any]]:
    """Declare the admin class of `model`.

    Django's own decorator asks for the site, which would then be made while this package is still being imported.
    """

    def declare(admin_class: type[Any]) -> type[Any]:
        declared.append((model, admin_class))
        return admin_class

    return declare


class ChoicesView(AutocompleteJsonView):
    def process_request(self, request: HttpRequest) -> Any:
        found = super().process_request(request)
        *_others, source_field, _to_field_name = found
        # Django fails on relations that point here from another model: they are no fields of a form.
        if source_field.auto_created:
            raise PermissionDenied
        return found


class TrackerAdminSite(admin.AdminSite):
    site_header = _("GFMD Recommendation Tracker")
    site_title = _("GFMD Recommendation Tracker")
    index_title = _("Secretariat")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # It would delete behind the back of workflow.py, and many at once.
        self.disable_action("delete_selected")

    def register_declared(self) -> None:
        """Called once all apps are loaded (gfmd_tracker/apps.py).

        Not when a site is made: Django makes one halfway through the import of this package, and another after it.
        """
        # What other applications put here: accounts and groups in Django's own form, mail addresses, second factors.
        self.unregister(list(self._registry))
        for model, admin_class in declared:
            self.register(model, admin_class)

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and rights_for(request).role > Role.PUBLIC

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        @functools.wraps(view)
        def answer_404(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                raise Http404 from None

        return super().admin_view(answer_404, cacheable)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return ChoicesView.as_view(admin_site=self)(request)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        # Django's redirect to any object's public page would say which ids exist, and their addresses.
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """By the page of accounts, which counts failures and asks for the second factor."""
        return secure_admin_login(super().login)(request, extra_context)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        waiting = page_of(request.user, rights_for(request), asked_at(request))
        return super().index(request, waiting | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        rows = {row["object_name"]: (app, row) for app in apps for row in app["models"]}
        sections = []
        for title, names in SECTIONS:
            found = [rows[name] for name in names if name in rows]
            if found:
                sections.append({**found[0][0], "name": title, "models": [row for _app, row in found]})
        return sections
