"""Rows for tests. Entries go through workflow.py, as every entry does."""

import datetime as dt
import itertools
from typing import Any, TypeVar

from django.contrib.auth.models import Group, User

from recommendations.ledger import workflow
from recommendations.ledger.standings import write_standings
from recommendations.models import (
    Assessment,
    Citation,
    Component,
    Document,
    Entry,
    Evidence,
    FocalPoint,
    FollowUp,
    Government,
    LedgerClock,
    Passage,
    Position,
    Recommendation,
    Stakeholder,
    Theme,
)
from recommendations.models.choices import AssessmentStatus, Channel, EntryState, FollowUpStatus, Stance, Voice
from recommendations.models.search import index as search_index

E = TypeVar("E", bound=Entry)
counter = itertools.count(1)
TODAY = dt.datetime.now(dt.UTC).date()


def make_user(username: str = "", *, group: str = "", **fields: Any) -> User:
    """A member of staff; `group` is "Editors" or "Reviewers"."""
    fields = {"is_staff": True} | fields
    user = User.objects.create_user(username or f"person-{next(counter)}", **fields)
    if group:
        user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


def make_editor(username: str = "") -> User:
    return make_user(username, group="Editors")


def make_reviewer(username: str = "") -> User:
    return make_user(username, group="Reviewers")


def make_superuser(username: str = "") -> User:
    return make_user(username, is_superuser=True)


def make_focal_point(government: Government, username: str = "") -> User:
    user = make_user(username)
    FocalPoint.objects.create(user=user, government=government, started_on=TODAY - dt.timedelta(days=400))
    return user


def make_government(iso3: str = "", **fields: Any) -> Government:
    number = next(counter)
    letters = f"{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"
    name = fields.pop("name", f"Country {letters}")
    names = {f"name_{language}": name for language in ("en", "fr", "es", "ar")}
    return Government.objects.create(**{"iso3": iso3 or f"Q{letters}", "iso2": (iso3 or letters)[:2]} | names | fields)


def make_theme(slug: str = "", **fields: Any) -> Theme:
    number = next(counter)
    slug = slug or f"theme-{number}"
    return Theme.objects.create(
        **{"slug": slug, "name": slug.replace("-", " ").capitalize(), "ordinal": number} | fields
    )


def make_document(slug: str = "doc") -> Document:
    document, _created = Document.objects.get_or_create(
        slug=slug, defaults={"title": "A summary", "nature": "reported_summary"}
    )
    return document


def make_recommendation(
    reference: str = "", *, text: str = "To do what is said here.", themes: Any = (), **fields: Any
) -> Recommendation:
    """A recommendation with one passage of its own, cited as its source."""
    number = next(counter)
    document = fields.pop("document", None) or make_document()
    addressees = fields.pop("addressees", ())
    defaults = {
        "reference": reference or f"GFMD8-R{number}",
        "document": document,
        "kind": "recommendation",
        "title": f"Do thing {number}",
        "ordinal": number,
    }
    recommendation = Recommendation.objects.create(**defaults | fields)
    passage = Passage.objects.create(
        document=document,
        code=f"p{number:03}",
        ordinal=number,
        kind="recommendation",
        text=text,
        paragraph=number,
    )
    Citation.objects.create(recommendation=recommendation, passage=passage, role="source")
    recommendation.themes.set(themes)
    recommendation.addressees.set(addressees)
    return recommendation


def make_component(recommendation: Recommendation, text: str = "") -> Component:
    ordinal = recommendation.components.count() + 1
    return Component.objects.create(recommendation=recommendation, ordinal=ordinal, text=text or f"Limb {ordinal}")


def make_organisation(slug: str = "", kind: str = "civil_society") -> Stakeholder:
    slug = slug or f"organisation-{next(counter)}"
    return Stakeholder.objects.create(slug=slug, name=slug.replace("-", " ").title(), kind=kind)


def evidence_for(entry: Entry, **fields: Any) -> Evidence:
    parent = {"FollowUp": "follow_up", "Position": "position", "Assessment": "assessment"}
    defaults = {
        parent[type(entry).__name__]: entry,
        "title": "National report",
        "publisher": "Statistics office",
        "url": "https://example.org/report",
        "retrieved_on": TODAY,
    }
    return Evidence(**defaults | fields)


def follow_up(recommendation: Recommendation, government: Government | None, **fields: Any) -> FollowUp:
    """A follow-up that is written nowhere yet, as the government's own unless `fields` say otherwise."""
    defaults: dict[str, Any] = {
        "voice": Voice.GOVERNMENT,
        "channel": Channel.BY_GOVERNMENT,
        "status": FollowUpStatus.IN_PROGRESS,
        "reported_on": TODAY,
        "summary": "A programme has begun.",
        "reason": "The budget ended." if fields.get("status") == "discontinued" else "",
    }
    return FollowUp(recommendation=recommendation, government=government, **defaults | fields)


def position(recommendation: Recommendation, government: Government, **fields: Any) -> Position:
    defaults: dict[str, Any] = {
        "stance": Stance.SUPPORTED,
        "channel": Channel.BY_GOVERNMENT,
        "stated_on": TODAY,
        "part": "The first part." if fields.get("stance") == "supported_in_part" else "",
        "reason": "It has no coast." if fields.get("stance") == "not_applicable" else "",
    }
    return Position(recommendation=recommendation, government=government, **defaults | fields)


def assessment(recommendation: Recommendation, **fields: Any) -> Assessment:
    status, day = fields.get("status", AssessmentStatus.UNDER_WAY), fields.get("assessed_on", TODAY)
    defaults: dict[str, Any] = {
        "status": status,
        "rationale": "What was published shows it.",
        "assessed_on": day,
        "closing_reason": "overtaken" if status == "closed" else "",
        "next_review_on": day + dt.timedelta(days=365) if status == "continuous" else None,
    }
    return Assessment(recommendation=recommendation, **defaults | fields)


def day_of(at: dt.datetime | None) -> dt.date:
    return at.date() if at else TODAY


def draft_follow_up(
    recommendation: Recommendation,
    government: Government | None,
    *,
    by: User,
    at: dt.datetime | None = None,
    components: Any = None,
    joint_with: Any = None,
    **fields: Any,
) -> FollowUp:
    entry = follow_up(recommendation, government, **{"reported_on": day_of(at)} | fields)
    return workflow.save_draft(entry=entry, by=by, at=at, components=components, joint_with=joint_with)


def draft_position(
    recommendation: Recommendation, government: Government, *, by: User, at: dt.datetime | None = None, **fields: Any
) -> Position:
    entry = position(recommendation, government, **{"stated_on": day_of(at)} | fields)
    return workflow.save_draft(entry=entry, by=by, at=at)


def draft_assessment(
    recommendation: Recommendation, *, by: User, at: dt.datetime | None = None, **fields: Any
) -> Assessment:
    entry = assessment(recommendation, **{"assessed_on": day_of(at)} | fields)
    return workflow.save_draft(entry=entry, by=by, at=at)


def publish(entry: E, *, by: User, at: dt.datetime | None = None) -> E:
    """Submit a draft as its author and publish it as the reviewer `by`."""
    entry = workflow.submit(entry=entry, by=entry.author, at=at)
    return workflow.publish(entry=entry, by=by, at=at)


def publish_follow_up(recommendation: Recommendation, government: Government | None, **fields: Any) -> FollowUp:
    """A published follow-up; `by` (a focal point or editor), `reviewer` and `at` as needed."""
    at = fields.get("at")
    reviewer = fields.pop("reviewer", None) or make_reviewer()
    by = fields.pop("by", None) or make_editor()
    entry = draft_follow_up(recommendation, government, by=by, **fields)
    return publish(entry, by=reviewer, at=at)


def publish_position(recommendation: Recommendation, government: Government, **fields: Any) -> Position:
    reviewer = fields.pop("reviewer", None) or make_reviewer()
    by = fields.pop("by", None) or make_editor()
    entry = draft_position(recommendation, government, by=by, **fields)
    return publish(entry, by=reviewer, at=fields.get("at"))


def publish_assessment(recommendation: Recommendation, **fields: Any) -> Assessment:
    """A published assessment, with a public source where the status needs one."""
    at = fields.get("at")
    reviewer = fields.pop("reviewer", None) or make_reviewer()
    by = fields.pop("by", None) or make_editor()
    entry = draft_assessment(recommendation, by=by, **fields)
    if entry.status == AssessmentStatus.IMPLEMENTED:
        workflow.save_evidence(evidence=evidence_for(entry), by=by, at=at)
    return publish(entry, by=reviewer, at=at)


def draft_voice(
    recommendation: Recommendation,
    government: Government | None,
    *,
    by: User,
    at: dt.datetime | None = None,
    **fields: Any,
) -> FollowUp:
    """A draft of what a civil-society organisation says, with the source that it needs."""
    voice = {
        "voice": Voice.CIVIL_SOCIETY,
        "organisation": fields.pop("organisation", None) or make_organisation(),
        "channel": Channel.RECORDED_BY_SECRETARIAT,
    }
    draft = draft_follow_up(recommendation, government, by=by, at=at, **voice | fields)
    workflow.save_evidence(evidence=evidence_for(draft), by=by, at=at)
    return draft


def publish_voice(recommendation: Recommendation, government: Government | None, **fields: Any) -> FollowUp:
    reviewer = fields.pop("reviewer", None) or make_reviewer()
    by = fields.pop("by", None) or make_editor()
    return publish(draft_voice(recommendation, government, by=by, **fields), by=reviewer, at=fields.get("at"))


def publish_at_once(*entries: Entry) -> None:
    """Write new entries as workflow.py leaves them once published, but without history, at a fraction of its time.

    They are published a microsecond apart, in the order given.
    """
    author, reviewer = make_editor(), make_reviewer()
    # Begins in the past, so that a page that is read at once shows them all.
    at = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    for entry in entries:
        at += dt.timedelta(microseconds=1)
        entry.state, entry.author, entry.submitted_by = EntryState.PUBLISHED, author, author
        entry.reviewed_by = entry.published_by = reviewer
        entry.submitted_at = entry.reviewed_at = entry.published_at = at
    for model in (FollowUp, Position, Assessment):
        model.objects.bulk_create(entry for entry in entries if isinstance(entry, model))
    for recommendation in {entry.recommendation for entry in entries}:
        write_standings(recommendation)
    search_index.index_entries(entry for entry in entries if isinstance(entry, FollowUp))
    LedgerClock.objects.update(last_at=at)
