"""One step of the workflow with many entries: what will change and what is refused, then all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from recommendations.mail import returned
from recommendations.models import Entry

from .access import rights_for
from .base import sentences_of
from .steps import STEPS_BY_NAME, Step, take

# As many as somebody reads through on one page before saying yes.
AT_ONCE = 200
STEPS_FOR_MANY = ("submit", "publish", "return", "withdraw")
# Stands for the text that a step asks for, while nobody has written it yet.
NOT_YET_WRITTEN = "…"


@dataclass(frozen=True)
class Outcome:
    """What became of each entry, or would: those done, and those refused with the reasons."""

    done: list[Entry]
    refused: list[tuple[Entry, list[str]]]


def attempt(entries: list[Any], act: Callable[[Any], Any], *, keep: bool) -> Outcome:
    """Acts on each entry in one transaction, which is undone if something is refused, or where `keep` is false."""
    done, refused = [], []
    with transaction.atomic():
        for entry in entries:
            try:
                with transaction.atomic():
                    act(entry)
            except ValidationError as error:
                refused.append((entry, sentences_of(error)))
            else:
                done.append(entry)
        if refused or not keep:
            transaction.set_rollback(True)
    return Outcome(done, refused)


def actions_of(request: HttpRequest) -> dict[str, Any]:
    """Django's table of actions: the steps that this person may take with some entry."""
    rights = rights_for(request)
    steps = [STEPS_BY_NAME[name] for name in STEPS_FOR_MANY]
    open_to = [step for step in steps if rights.reviews or not step.is_review]
    return {step.name: (_action(step), step.name, str(step.label)) for step in open_to}


def _action(step: Step) -> Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse | None]:
    def action(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return take_with_many(step, model_admin, request, queryset)

    return action


def take_with_many(step: Step, model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    entries = list(queryset.order_by("pk")[: AT_ONCE + 1])
    if len(entries) > AT_ONCE:
        text = _t("More than %(number)s are chosen: take fewer at once, so that they can be read before.")
        model_admin.message_user(request, text % {"number": AT_ONCE}, messages.ERROR)
        return None
    is_confirmed = "confirmed" in request.POST
    text = request.POST.get("text", "").replace("\0", "")

    def act(entry: Any) -> None:
        version = request.POST.get(f"version-{entry.pk}", "") if is_confirmed else str(entry.version)
        take(step, entry, by=request.user, version=version, text=text if is_confirmed else NOT_YET_WRITTEN)

    outcome = attempt(entries, act, keep=is_confirmed)
    if is_confirmed and not outcome.refused:
        for entry in outcome.done:
            model_admin.log_change(request, entry, str(step.label))
        if step.name == "return":
            returned.send_once_saved(_as_stored(outcome.done), request)
        number = len(outcome.done)
        done = ngettext("%(step)s: %(number)s entry.", "%(step)s: %(number)s entries.", number)
        model_admin.message_user(request, done % {"step": step.label, "number": number}, messages.SUCCESS)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": step.label,
        "opts": model_admin.opts,
        "step": step,
        "outcome": outcome,
        "was_refused": is_confirmed,
        "text": text,
    }
    return TemplateResponse(request, "admin/recommendations/many_step.html", context)


def _as_stored(entries: list[Entry]) -> list[Entry]:
    """The entries with what the step wrote; they were read before it. One query."""
    model: Any = type(entries[0])
    related = [name for name in model.subject_fields if model._meta.get_field(name).is_relation]
    rows = model.objects.filter(pk__in=[entry.pk for entry in entries]).select_related("author", *related)
    return [*rows.order_by("pk")]
