"""What governments, other voices and the secretariat have published, as pages show it: rows, never figures."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from recommendations.figures.metrics import GovernmentProgress
from recommendations.models import (
    Assessment,
    Component,
    ComponentStanding,
    Evidence,
    FollowUp,
    Government,
    GovernmentStanding,
    Position,
    Recommendation,
    Theme,
)
from recommendations.models.choices import AssessmentStatus, FollowUpStatus, Stance, Voice

EntryModel = type[FollowUp] | type[Position] | type[Assessment]
Key = tuple[dt.datetime, UUID, str]

ENTRY_MODELS: dict[str, EntryModel] = {"follow_up": FollowUp, "position": Position, "assessment": Assessment}

_SELECTED = {
    "follow_up": ("recommendation", "government", "organisation", "corrects"),
    "position": ("recommendation", "government", "corrects"),
    "assessment": ("recommendation", "component", "corrects"),
}
_PREFETCHED = {
    "follow_up": ("evidence", "components", "joint_with"),
    "position": ("evidence",),
    "assessment": ("evidence",),
}


@dataclass(frozen=True)
class Line:
    """One ledger entry as pages show it. `kind` is a key of ENTRY_MODELS.

    The entry carries `grade`, `is_in_force`, `corrects_a_public_entry`, and `public_corrections`: those published by
    the moment and not withdrawn by then.
    """

    kind: str
    entry: Any

    @property
    def status(self) -> FollowUpStatus | Stance | AssessmentStatus:
        match self.kind:
            case "follow_up":
                return FollowUpStatus(self.entry.status)
            case "position":
                return Stance(self.entry.stance)
            case _:
                return AssessmentStatus(self.entry.status)

    @property
    def on(self) -> dt.date:
        day: dt.date = self.entry.stated_on_day
        return day

    @property
    def voice(self) -> Voice | None:
        """Who speaks; none where the secretariat does."""
        match self.kind:
            case "follow_up":
                return Voice(self.entry.voice)
            case "position":
                return Voice.GOVERNMENT
            case _:
                return None

    @property
    def words(self) -> str:
        """What it says above all; empty in a redacted entry, and in a position that adds no words to its stance."""
        match self.kind:
            case "follow_up":
                return str(self.entry.summary)
            case "position":
                return str(self.entry.part or self.entry.reason)
            case _:
                return str(self.entry.rationale)

    @property
    def speaker(self) -> str:
        """Whose words they are; an organisation that speaks of one government names it."""
        if self.kind == "assessment":
            return _("The secretariat")
        government, organisation = self.entry.government, getattr(self.entry, "organisation", None)
        if organisation is None:
            return str(government)
        return (
            _("%(organisation)s (on %(government)s)") % {"organisation": organisation, "government": government}
            if government
            else str(organisation)
        )

    @property
    def name(self) -> str | Promise:
        name: str | Promise = self.entry._meta.verbose_name
        return name


def entries(kind: str, at: dt.datetime) -> QuerySet[Any]:
    """The public entries of one kind, with all that a page shows of them, in a constant number of queries."""
    model: Any = ENTRY_MODELS[kind]
    public = model.objects.published(at)
    rows: QuerySet[Any] = (
        public.with_grade()
        .select_related(*_SELECTED[kind])
        .prefetch_related(
            *_PREFETCHED[kind],
            Prefetch("corrections", queryset=model.objects.published(at), to_attr="public_corrections"),
        )
        .annotate(
            is_in_force=Exists(model.objects.in_force(at).filter(pk=OuterRef("pk"))),
            corrects_a_public_entry=Exists(public.filter(pk=OuterRef("corrects"))),
        )
    )
    return rows


def by_kind(
    at: dt.datetime, *, kinds: Iterable[str] = tuple(ENTRY_MODELS), in_force: bool = False, **lookups: Any
) -> dict[str, QuerySet[Any]]:
    """The public entries that fit.

    Those that were corrected by then are among them, unless only those in force are asked for.
    """
    entries = {
        kind: ENTRY_MODELS[kind].objects.in_force(at) if in_force else ENTRY_MODELS[kind].objects.published(at)
        for kind in kinds
    }
    return {kind: rows.filter(**lookups) for kind, rows in entries.items()}


def ledger(at: dt.datetime, **chosen: Any) -> QuerySet[Any]:
    """Keys of what `by_kind` finds, newest publication first: rows for `lines`."""
    return merged(by_kind(at, **chosen))


def merged(entries: Mapping[str, QuerySet[Any]]) -> QuerySet[Any]:
    """Keys of these entries, which are told by their kind, newest publication first: rows for `lines`."""
    keys = [rows.order_by().values_list("published_at", "uid", Value(kind)) for kind, rows in entries.items()]
    first, *others = keys or [FollowUp.objects.none().values_list("published_at", "uid", Value("follow_up"))]
    rows: QuerySet[Any] = first.union(*others, all=True) if others else first
    return rows.order_by("-published_at", "uid")


def whole_ledger(entries: Mapping[str, QuerySet[Any]], *, part: int) -> Iterator[Key]:
    """All rows of `merged`, read `part` at a time; no query stays open between them."""
    keys: list[Key] = list(merged(entries)[:part])
    while keys:
        yield from keys
        # No two entries are published at the same moment.
        earlier = {kind: rows.filter(published_at__lt=keys[-1][0]) for kind, rows in entries.items()}
        keys = list(merged(earlier)[:part]) if len(keys) == part else []


def lines(keys: Iterable[Key], at: dt.datetime) -> list[Line]:
    """The entries of these rows of `ledger`, in their order."""
    keys = list(keys)
    found: dict[UUID, Line] = {}
    for kind in ENTRY_MODELS:
        uids = [uid for _published_at, uid, its_kind in keys if its_kind == kind]
        found |= {entry.uid: Line(kind, entry) for entry in entries(kind, at).filter(uid__in=uids)}
    return [found[uid] for _published_at, uid, _kind in keys]


def withdrawn(at: dt.datetime, *, limit: int, kinds: Iterable[str] = tuple(ENTRY_MODELS), **lookups: Any) -> list[Line]:
    """The latest withdrawn entries that fit, `limit` of each kind, for whoever holds a copy. One query a kind.

    They are without what lines of public entries carry, and their words are no longer to be shown.
    """
    return [
        Line(kind, entry)
        for kind in kinds
        for entry in ENTRY_MODELS[kind]
        .objects.withdrawn(at)
        .filter(**lookups)
        .select_related(*_SELECTED[kind])
        .order_by("-withdrawn_at")[:limit]
    ]


def line(uid: UUID, at: dt.datetime) -> Line | None:
    """The public entry with this uid; none if there is none, or none yet, or none any more."""
    for kind in ENTRY_MODELS:
        entry = entries(kind, at).filter(uid=uid).first()
        if entry is not None:
            return Line(kind, entry)
    return None


def attached(uid: UUID, at: dt.datetime) -> Evidence | None:
    """The evidence with this uid, if it is a file of a public entry. One query."""
    public = Q()
    for field, model in ENTRY_MODELS.items():
        public |= Q(**{f"{field}__in": model.objects.published(at)})
    found: Evidence | None = Evidence.objects.filter(public, uid=uid).exclude(file="").first()
    return found


def answers(recommendation: Recommendation, at: dt.datetime) -> list[GovernmentStanding]:
    """What governments say and report of it, one row each, by name. One query."""
    rows = (
        GovernmentStanding.objects.at(at)
        .filter(recommendation=recommendation)
        .select_related("government", "follow_up", "position")
    )
    return sorted(rows, key=lambda row: row.government.sort_key)


def answered_by(governments: Iterable[Government], at: dt.datetime) -> QuerySet[Recommendation]:
    """Recommendations of which at least one of `governments` has said something, in the order of their documents."""
    said = GovernmentStanding.objects.at(at).filter(recommendation=OuterRef("pk"), government__in=governments)
    rows: QuerySet[Recommendation] = Recommendation.objects.filter(Exists(said)).order_by("document__slug", "ordinal")
    return rows


def other_voices(timeline: Iterable[Line]) -> list[Line]:
    """Of the lines of one recommendation, what others than governments say that is in force, newest first."""
    voices = [line for line in timeline if line.kind == "follow_up" and line.entry.is_in_force]
    voices = [line for line in voices if line.entry.voice != Voice.GOVERNMENT]
    newest_first = sorted(voices, key=lambda line: (line.on, line.entry.published_at), reverse=True)
    return sorted(newest_first, key=lambda line: line.entry.voice)


def assessment_of(recommendation: Recommendation, timeline: Iterable[Line], at: dt.datetime) -> Line | None:
    """Of the lines of the recommendation, the assessment of the whole that its status rests on. One query."""
    current = recommendation.standings.at(at).values_list("assessment", flat=True).first()
    return next((line for line in timeline if line.kind == "assessment" and line.entry.pk == current), None)


@dataclass(frozen=True)
class Limb:
    """A component and its own status; `assessment` is none where nobody has assessed it."""

    component: Component
    status: AssessmentStatus
    assessment: Assessment | None


def limbs(recommendation: Recommendation, at: dt.datetime) -> list[Limb]:
    standings = ComponentStanding.objects.at(at).filter(component__recommendation=recommendation)
    found = {standing.component_id: standing for standing in standings.select_related("assessment")}
    rows = [(component, found.get(component.pk)) for component in recommendation.components.all()]
    return [
        Limb(component, AssessmentStatus(standing.status), standing.assessment)
        if standing
        else Limb(component, AssessmentStatus.NOT_ASSESSED, None)
        for component, standing in rows
    ]


def governments_reporting(recommendations: QuerySet[Recommendation], at: dt.datetime) -> list[Government]:
    """The governments behind `Reporting.reported` for these recommendations, by name."""
    reported = (
        GovernmentStanding.objects.at(at)
        .exclude(status="")
        .filter(
            Q(recommendation__addressees__isnull=True) | Q(recommendation__addressees=F("government")),
            recommendation__in=recommendations.values("pk"),
        )
    )
    governments = Government.objects.of_this_site().that_may_report().filter(pk__in=reported.values("government"))
    return sorted(governments, key=lambda government: government.sort_key)


def speaking_and_silent(
    progress: Iterable[GovernmentProgress],
) -> tuple[list[GovernmentProgress], list[GovernmentProgress]]:
    """Governments that have reported or taken a position, and all others, both in the order given."""
    speaking: list[GovernmentProgress] = []
    silent: list[GovernmentProgress] = []
    for row in progress:
        (speaking if row.reported or row.positioned else silent).append(row)
    return speaking, silent


@dataclass(frozen=True)
class ThemeAnswers:
    theme: Theme
    rows: list[GovernmentStanding]


def answers_by_theme(government: Government, at: dt.datetime) -> list[ThemeAnswers]:
    """What one government says and reports, under each theme where it says anything.

    A recommendation of two themes is under both.
    """
    rows = (
        GovernmentStanding.objects.at(at)
        .filter(government=government)
        .select_related("recommendation", "follow_up", "position")
        .prefetch_related("recommendation__themes")
        .order_by("recommendation__document", "recommendation__ordinal")
    )
    under: dict[int, ThemeAnswers] = {}
    for row in rows:
        for theme in row.recommendation.themes.all():
            under.setdefault(theme.pk, ThemeAnswers(theme, [])).rows.append(row)
    return sorted(under.values(), key=lambda group: (group.theme.ordinal, group.theme.slug))
