"""What a ledger entry must satisfy beyond its own row: rules that no single CHECK can hold.

Each rule raises `Refused`, whose sentences say which rule is broken and how to mend it. Who may
take which step is decided here too, from the rights of design section 6.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from recommendations.models import (
    Assessment,
    Component,
    ComponentStanding,
    Entry,
    EntryQuerySet,
    Evidence,
    FollowUp,
    Government,
    Position,
    Rights,
    rights_of,
)
from recommendations.models.choices import SETTLED_STATUSES, AssessmentStatus, Channel, EntryState, Voice

# The change reason that history rows of content bear; those of workflow steps name the step.
WRITTEN = "written"


class Refused(ValidationError):
    """A step that the rules forbid; its messages are written for the person who tried it."""


class Conflict(Refused):
    """Somebody else changed the entry after it was read; `saved` is the entry as it stands."""

    def __init__(self, saved: Entry) -> None:
        self.saved = saved
        super().__init__(
            _("Somebody else changed this entry after you opened it. Read how it stands now, then decide again.")
        )


def check_content(entry: Entry, on: dt.date, *, of_example_site: bool | None = None) -> None:
    """Rules for a draft that is being written on `on`.

    `of_example_site` spares a query to whoever knows already whether the site's governments are invented.
    """
    errors: dict[str, str] = {}
    # A form checks its content before the date is known to be there.
    day: dt.date | None = getattr(entry, entry.date_field)
    if day is not None and day > on:
        errors[entry.date_field] = _("This date lies in the future: give today's or an earlier one.")
    round_table = entry.recommendation.document.round_table
    if day is not None and round_table is not None and day < round_table.summit.starts_on:
        errors[entry.date_field] = _("This date lies before the summit that the recommendation comes from.")
    if isinstance(entry, FollowUp | Position):
        errors |= _government_errors(entry, of_example_site=of_example_site)
    if isinstance(entry, Assessment):
        errors |= _assessment_errors(entry)
    if errors:
        raise Refused(errors)


def _government_errors(entry: FollowUp | Position, *, of_example_site: bool | None) -> dict[str, str]:
    government = entry.government
    if government is None:
        return {}
    if _are_of_another_world([government], of_example_site=of_example_site):
        return {"government": _("Invented and real governments never stand in one record: choose another.")}
    if isinstance(entry, FollowUp) and entry.voice != Voice.GOVERNMENT:
        return {}
    if not government.may_report:
        return {"government": _("%(government)s does not report here.") % {"government": government}}
    addressees = list(entry.recommendation.addressees.all())
    if addressees and government not in addressees:
        names = ", ".join(addressee.name for addressee in addressees)
        return {
            "government": _(
                "%(reference)s is addressed to %(names)s alone: choose that government or another recommendation."
            )
            % {"reference": entry.recommendation.reference, "names": names}
        }
    return {}


def _assessment_errors(entry: Assessment) -> dict[str, str]:
    errors = {}
    if entry.component and entry.component.recommendation_id != entry.recommendation_id:
        errors["component"] = _("This component belongs to another recommendation: choose again.")
    if entry.next_review_on and entry.next_review_on <= entry.assessed_on:
        errors["next_review_on"] = _("The next review comes after the day of the assessment.")
    return errors


def check_links(entry: FollowUp, components: list[Component], joint_with: list[Government]) -> None:
    """Rules for the components and the joint governments of a follow-up."""
    if any(component.recommendation_id != entry.recommendation_id for component in components):
        raise Refused({"components": _("Choose components of the recommendation that is followed up.")})
    if entry.government in joint_with:
        raise Refused({"joint_with": _("Name the other governments here, not the one that reports.")})
    if _are_of_another_world(joint_with):
        raise Refused({"joint_with": _("Invented and real governments never stand in one record: choose others.")})


def is_example_site() -> bool:
    """Whether the governments of this site are invented. One query."""
    return Government.objects.filter(is_example=True).exists()


def _are_of_another_world(governments: Sequence[Government], *, of_example_site: bool | None = None) -> bool:
    expected = is_example_site() if of_example_site is None else of_example_site
    return any(government.is_example != expected for government in governments)


def check_evidence(entry: Entry, *, has_public_source: bool | None = None) -> None:
    """Rules for submission and publication: statuses and channels that need a public source.

    `has_public_source` spares a query to whoever knows already.
    """
    if has_public_source is None:
        has_public_source = entry.evidence.exclude(url="", file="").exists()
    if has_public_source:
        return
    if isinstance(entry, FollowUp | Position) and entry.channel == Channel.RECORDED_BY_SECRETARIAT:
        raise Refused(_("What the secretariat records for others needs a public source: add evidence with a link."))
    if isinstance(entry, Assessment) and entry.status == AssessmentStatus.IMPLEMENTED:
        raise Refused(_("“Implemented” needs at least one public source: add evidence with a link."))


def check_components_settled(entry: Entry, at: dt.datetime) -> None:
    """The whole is not `implemented` while one of its components is open at `at`."""
    if not isinstance(entry, Assessment) or entry.component_id or entry.status != AssessmentStatus.IMPLEMENTED:
        return
    settled = ComponentStanding.objects.at(at).filter(
        status__in=SETTLED_STATUSES, component__recommendation=entry.recommendation_id
    )
    still_open = Component.objects.filter(
        ~Q(pk__in=settled.values("component")), recommendation=entry.recommendation_id
    )
    if still_open:
        raise Refused(
            _(
                "“Implemented” is refused while a component is open: assess “%(components)s” first "
                "as implemented, continuous or closed."
            )
            % {"components": "”, “".join(component.text for component in still_open)}
        )


def check_correction(entry: Entry, at: dt.datetime, *, is_in_force: bool | None = None) -> None:
    """A correction speaks of the same subject as an entry that is in force at `at`.

    `is_in_force` spares a query to whoever knows already whether the corrected entry is.
    """
    original = entry.corrects
    if original is None:
        return
    if is_in_force is None:
        is_in_force = type(entry).objects.in_force(at).filter(pk=original.pk).exists()
    if not is_in_force:
        raise Refused(
            _(
                "The entry to be corrected is no longer in force: it was withdrawn or corrected in "
                "the meantime. Record a new entry, or correct the newest correction."
            )
        )
    for name in entry.subject_fields:
        field: Any = entry._meta.get_field(name)
        if getattr(entry, field.attname) != getattr(original, field.attname):
            raise Refused(
                _(
                    "A correction keeps the %(field)s of the entry that it corrects: set it back, or "
                    "withdraw that entry and record a new one."
                )
                % {"field": field.verbose_name}
            )


def require_editable(stored: Entry) -> None:
    if not stored.is_editable:
        raise Refused(
            _(
                "Only a draft or a returned entry can be changed: this one is %(state)s. Correct a "
                "published entry, or have a submitted one returned."
            )
            % {"state": stored.get_state_display().lower()}
        )


def may_write(entry: Entry, rights: Rights) -> bool:
    """Whether a person with `rights` may write and submit this entry."""
    if isinstance(entry, Assessment):
        return rights.writes_assessments
    if rights.writes_all_entries:
        return True
    if isinstance(entry, FollowUp) and entry.voice != Voice.GOVERNMENT:
        return False
    return isinstance(entry, FollowUp | Position) and entry.government_id in rights.governments


def require_writable(entry: Entry, rights: Rights) -> None:
    if may_write(entry, rights):
        return
    if isinstance(entry, Assessment):
        raise Refused(_("Only editors and reviewers of the secretariat write assessments."))
    raise Refused(_("You may write for your own government only, and in no other voice than its own."))


def require_reviewer(stored: Entry, by: Any, at: dt.datetime) -> bool:
    """Refuse whoever may not review the entry; true where a superuser acts on their own work."""
    rights = rights_of(by, at.date())
    if not rights.reviews:
        raise Refused(_("Only a reviewer publishes, returns or withdraws entries."))
    is_own = by.pk in contributors(stored)
    if is_own and not rights.publishes_own:
        raise Refused(_("You wrote or edited this entry: another reviewer has to decide about it."))
    return is_own


def contributors(entry: Entry) -> set[int]:
    """Ids of everybody who wrote or edited the entry or its evidence. Two queries."""
    edits = type(entry).history.filter(id=entry.pk, history_change_reason=WRITTEN)
    sources = Evidence.history.filter(history_change_reason=WRITTEN, **{f"{entry.evidence_field()}_id": entry.pk})
    people = {*edits.values_list("history_user", flat=True)}
    people |= {*sources.values_list("history_user", flat=True)}
    return {entry.author_id, *(person for person in people if person is not None)}


def reviewable(entries: EntryQuerySet, by: Any, rights: Rights) -> EntryQuerySet:
    """The submitted ones among `entries` that `require_reviewer` lets the person decide about."""
    submitted = entries.filter(state=EntryState.SUBMITTED)
    if rights.publishes_own:
        return submitted
    if not rights.reviews:
        return submitted.none()
    return submitted.exclude(pk__in=written_by(submitted, by).values("pk"))


def written_by(entries: EntryQuerySet, by: Any) -> EntryQuerySet:
    """Those among `entries` that the person wrote or edited, or whose evidence they did; as `contributors` says."""
    by_them = {"history_change_reason": WRITTEN, "history_user": by}
    parent = f"{entries.model.evidence_field()}_id"
    # Read once: asked for each entry anew, it would go through all that a busy person ever did.
    edits = entries.model.history.filter(**by_them).values("id")
    sources = Evidence.history.filter(**by_them, **{f"{parent}__isnull": False}).values(parent)
    return entries.filter(Q(pk__in=edits) | Q(pk__in=sources) | Q(author=by))
