"""The pages around an entry: each step of the workflow, and the deletion of a draft."""

import functools
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _t

from recommendations.ledger import rules, workflow
from recommendations.mail import returned
from recommendations.models import Entry, Evidence, attachments

from . import export_many, many
from .access import asked_at, rights_for
from .base import sentences_of
from .difference import difference_of
from .entry_admin import EntryAdmin
from .evidence import sources_of
from .steps import STEPS, Step, content_of, is_barred, take
from .timeline import timeline_of

EVENTS_ON_A_PAGE = 50
# No database takes a longer one.
LONGEST_ID = 19


class SteppedEntryAdmin(EntryAdmin):
    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_actions(request), **many.actions_of(request), **export_many.actions_of()}

    def get_urls(self) -> list[Any]:
        name = f"recommendations_{self.opts.model_name}"
        steps = [
            path(
                f"<path:object_id>/{step.name}/",
                self.admin_site.admin_view(functools.partial(self.step_view, step)),
                name=f"{name}_{step.name}",
            )
            for step in STEPS
        ]
        evidence = path(
            "<path:object_id>/evidence/<uuid:uid>/",
            self.admin_site.admin_view(self.evidence_view),
            name=f"{name}_evidence",
        )
        beside = path("beside/", self.admin_site.admin_view(self.beside_view), name=f"{name}_beside")
        return [beside, *steps, evidence, *super().get_urls()]

    def beside_view(self, request: HttpRequest) -> HttpResponse:
        """What stands beside the form, for the `?recommendation=` and `?government=` chosen in it (ids); see beside.js.

        `?new=` tells that the form is of no entry yet. It holds what is published, and nothing else.
        """
        if not self.may_add(rights_for(request)):
            raise PermissionDenied
        asked = [request.GET.get(name, "") for name in ("recommendation", "government")]
        recommendation, government = (int(pk) if pk.isdecimal() and len(pk) < LONGEST_ID else None for pk in asked)
        context = self.beside(recommendation, government, request, may_copy="new" in request.GET)
        return TemplateResponse(request, "admin/recommendations/_beside.html", context | {"is_open": True})

    def evidence_view(self, request: HttpRequest, object_id: str, uid: UUID) -> FileResponse:
        """The file of a source, for whoever may see its entry."""
        entry = self.get_object(request, unquote(object_id))
        return attachments.answer(get_object_or_404(entry.evidence.exclude(file=""), uid=uid))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry = context.get("original")
        context["difference"] = entry and difference_of(entry, rights_for(request), asked_at(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def step_view(self, step: Step, request: HttpRequest, object_id: str) -> HttpResponse:
        """Reads the entry back (GET), and takes the step with what was read (POST)."""
        entry = self.get_object(request, unquote(object_id))
        if not step.role(entry, rights_for(request)):
            raise PermissionDenied
        if request.method == "POST":
            return self.take_step(step, request, entry)
        if not step.is_open(entry) or (step.is_review and is_barred(entry, rights_for(request), request.user)):
            return self.to_page_of(request, entry, self.closed(step, entry), messages.ERROR)
        return self.step_page(step, request, entry)

    def take_step(self, step: Step, request: HttpRequest, entry: Any) -> HttpResponse:
        text = request.POST.get("text", "").replace("\0", "")
        try:
            result = take(step, entry, by=request.user, version=request.POST.get("version", ""), text=text)
        except ValidationError as error:
            now = self.get_object(request, str(entry.pk))
            return self.step_page(step, request, now, errors=sentences_of(error), text=text)
        self.log_change(request, result, str(step.label))
        if step.name == "return":
            returned.send_once_saved([result], request)
        return self.to_page_of(request, result, str(step.done))

    def step_page(
        self, step: Step, request: HttpRequest, entry: Any, *, errors: list[str] | None = None, text: str = ""
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "entry": entry,
            "step": step,
            "is_open": step.is_open(entry),
            "content": content_of(entry),
            "difference": difference_of(entry, rights_for(request), asked_at(request)),
            "sources": sources_of(entry),
            "errors": errors or [],
            "text": text,
        }
        return TemplateResponse(request, "admin/recommendations/entry_step.html", context)

    def closed(self, step: Step, entry: Entry) -> str:
        if step.is_open(entry):
            return _t("You wrote or edited this entry: another reviewer has to decide about it.")
        return _t("“%(step)s” is not possible now: the entry is %(state)s, or a correction of it is published.") % {
            "step": step.label,
            "state": entry.get_state_display().lower(),
        }

    # History

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        entry = self.get_object(request, unquote(object_id))
        if not self.may_see_history(rights_for(request), entry):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _t("View history"),
            "opts": self.opts,
            "entry": entry,
            "events": Paginator(timeline_of(entry), EVENTS_ON_A_PAGE).get_page(request.GET.get("page")),
        }
        return TemplateResponse(request, "admin/recommendations/entry_history.html", context)

    # Deletion

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:
            entry = self.get_object(request, unquote(object_id))
            return self.to_page_of(request, entry, " ".join(sentences_of(error)), messages.ERROR)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        # Django would call the entry protected by its own evidence, which delete_draft takes away first.
        entry = objs[0]
        sources = [str(source) for source in entry.evidence.all()]
        counts = {self.opts.verbose_name_plural: 1}
        if sources:
            counts[Evidence._meta.verbose_name_plural] = len(sources)
        return [str(entry), sources] if sources else [str(entry)], counts, set(), []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        if request.POST.get("version") != str(obj.version):
            raise rules.Conflict(obj)
        workflow.delete_draft(entry=obj, by=request.user)
