"""The steps of a ledger entry as pages: the entry read back, and one button that calls workflow.py."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.ledger import rules, workflow
from recommendations.models import Entry, Evidence, FollowUp, Rights, person_name
from recommendations.models.choices import EDITABLE_STATES, EntryState

from .forms import label_of, said

Text = str | Promise


@dataclass(frozen=True)
class Step:
    """One way on from a state. `asks` is the label of the text that it needs (empty: none).

    `is_review` steps are refused to whoever wrote the entry, unless they publish their own.
    """

    name: str
    label: Text
    explanation: Text
    done: Text
    states: tuple[EntryState, ...]
    role: Callable[[Entry, Rights], bool]
    run: Callable[[Any, Any, str], Entry]
    asks: Text = ""
    is_review: bool = False
    is_irreversible: bool = False

    def is_open(self, entry: Any) -> bool:
        """Whether the entry's state allows the step."""
        if self.name == "redact" and entry.redacted_at:
            return False
        if self.name == "correct" and entry.corrections.filter(published_at__isnull=False).exists():
            return False
        return entry.state in self.states


def _reviews(_entry: Entry, rights: Rights) -> bool:
    return rights.reviews


STEPS = (
    Step(
        name="submit",
        label=_("Submit for review"),
        explanation=_("The entry goes to the reviewers. It cannot be changed until they publish or return it."),
        done=_("Submitted for review."),
        states=EDITABLE_STATES,
        role=rules.may_write,
        run=lambda entry, by, _text: workflow.submit(entry=entry, by=by),
    ),
    Step(
        name="publish-now",
        label=_("Submit and publish"),
        explanation=_(
            "The entry becomes public at once. If you wrote or edited it, the public page says that nobody else "
            "reviewed it."
        ),
        done=_("Submitted and published."),
        states=EDITABLE_STATES,
        role=lambda _entry, rights: rights.publishes_own,
        run=lambda entry, by, _text: workflow.submit_and_publish(entry=entry, by=by),
    ),
    Step(
        name="publish",
        label=_("Publish"),
        explanation=_("The entry becomes public at once, and the figures of the site move."),
        done=_("Published."),
        states=(EntryState.SUBMITTED,),
        role=_reviews,
        run=lambda entry, by, _text: workflow.publish(entry=entry, by=by),
        is_review=True,
    ),
    Step(
        name="return",
        label=_("Return to the author"),
        explanation=_("The author can change the entry and submit it again."),
        done=_("Returned to the author."),
        states=(EntryState.SUBMITTED,),
        role=_reviews,
        run=lambda entry, by, text: workflow.return_to_author(entry=entry, by=by, note=text),
        asks=_("What the author should change"),
        is_review=True,
    ),
    Step(
        name="correct",
        label=_("Correct"),
        explanation=_(
            "A draft with the same content is made. This entry stays in force until the correction is published."
        ),
        done=_("This draft corrects a published entry. Change what is wrong, then submit it."),
        states=(EntryState.PUBLISHED,),
        role=rules.may_write,
        run=lambda entry, by, _text: workflow.correct(entry=entry, by=by),
    ),
    Step(
        name="withdraw",
        label=_("Withdraw"),
        explanation=_(
            "The entry is no longer in force, its page is gone, and the figures of the site move. Pages as of an "
            "earlier day still show it, marked as withdrawn."
        ),
        done=_("Withdrawn."),
        states=(EntryState.PUBLISHED,),
        role=_reviews,
        run=lambda entry, by, text: workflow.withdraw(entry=entry, by=by, reason=text),
        asks=_("Reason, shown to the public"),
        is_review=True,
    ),
    Step(
        name="redact",
        label=_("Redact"),
        explanation=_(
            "All words, sources and files of this entry are erased for good, here and in its history. Only a dated "
            "stub with the reason remains. Nobody can undo this."
        ),
        done=_("Redacted."),
        states=(EntryState.WITHDRAWN,),
        role=lambda _entry, rights: rights.redacts,
        run=lambda entry, by, text: workflow.redact(entry=entry, by=by, reason=text),
        asks=_("Reason, shown in place of the text"),
        is_irreversible=True,
    ),
)
STEPS_BY_NAME = {step.name: step for step in STEPS}


def open_steps(entry: Entry, rights: Rights, user: Any) -> list[Step]:
    """What this person may do next with the entry. Three queries at the most."""
    steps = [step for step in STEPS if step.role(entry, rights) and step.is_open(entry)]
    if any(step.is_review for step in steps) and is_barred(entry, rights, user):
        steps = [step for step in steps if not step.is_review]
    return steps


def is_barred(entry: Entry, rights: Rights, user: Any) -> bool:
    """Whether the person wrote or edited the entry and so may not review it. Two queries."""
    return not rights.publishes_own and user.pk in rules.contributors(entry)


def take(step: Step, entry: Entry, *, by: Any, version: str, text: str) -> Entry:
    """Run the step on what was read: `version` is that of the page with the button.

    Raises rules.Conflict where the entry has been saved since, and ValidationError where a rule forbids the step.
    """
    if version != str(entry.version):
        raise rules.Conflict(entry)
    return step.run(entry, by, text)


def content_of(entry: Entry) -> list[tuple[str, str]]:
    """Each field of the entry that says something: its label and its value in words."""
    names = [*entry.subject_fields, *entry.content_fields]
    if isinstance(entry, FollowUp):
        names += ["components", "joint_with"]
    empty = (None, "")
    return [
        (label_of(type(entry), name), said(entry, name))
        for name in names
        if getattr(entry, name) not in empty and not _is_empty_list(getattr(entry, name))
    ]


def _is_empty_list(value: Any) -> bool:
    return hasattr(value, "exists") and not value.exists()


def trail_of(entry: Any, *, shows_people: bool) -> list[tuple[Text, Any, str]]:
    """The steps that were taken: what, when, and by whom if that is shown."""
    steps = (
        (_("Submitted"), "submitted"),
        (_("Returned") if entry.state == EntryState.RETURNED else _("Reviewed"), "reviewed"),
        (_("Published"), "published"),
        (_("Withdrawn"), "withdrawn"),
        (_("Redacted"), "redacted"),
    )
    return [
        (label, at, person_name(getattr(entry, f"{name}_by")) if shows_people else "")
        for label, name in steps
        if (at := getattr(entry, f"{name}_at"))
    ]


def typed_text(entry: Entry, data: QueryDict) -> list[tuple[str, str]]:
    """What a form of the entry was sent with, in its fields and in its rows of evidence."""
    labels = {name: label_of(type(entry), name) for name in entry.content_fields}
    typed = [(label, str(data[name])) for name, label in labels.items() if data.get(name)]
    is_evidence = re.compile(r"evidence-\d+-(title|publisher|url)")
    rows = [
        (str(Evidence._meta.verbose_name), str(data[key])) for key in data if is_evidence.fullmatch(key) and data[key]
    ]
    return typed + rows
