"""Rows for tests. Entries go through workflow.py, as every entry does."""

import datetime as dt
import itertools
from typing import Any, TypeVar

from django.contrib.auth.models import Group, User

from recommendations import workflow
from recommendations.choices import AssessmentStatus, Channel, FollowUpStatus, Stance, Voice
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
    Passage,
    Position,
    Recommendation,
    Stakeholder,
    Theme,
)

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
    defaults: dict[str, Any] = {
        "voice": Voice.GOVERNMENT,
        "channel": Channel.BY_GOVERNMENT,
        "status": FollowUpStatus.IN_PROGRESS,
        "reported_on": (at or dt.datetime.now(dt.UTC)).date(),
        "summary": "A programme has begun.",
        "reason": "The budget ended." if fields.get("status") == "discontinued" else "",
    }
    entry = FollowUp(recommendation=recommendation, government=government, **defaults | fields)
    return workflow.save_draft(entry=entry, by=by, at=at, components=components, joint_with=joint_with)


def draft_position(
    recommendation: Recommendation,
    government: Government,
    *,
    by: User,
    at: dt.datetime | None = None,
    **fields: Any,
) -> Position:
    defaults: dict[str, Any] = {
        "stance": Stance.SUPPORTED,
        "channel": Channel.BY_GOVERNMENT,
        "stated_on": (at or dt.datetime.now(dt.UTC)).date(),
        "part": "The first part." if fields.get("stance") == "supported_in_part" else "",
        "reason": "It has no coast." if fields.get("stance") == "not_applicable" else "",
    }
    entry = Position(recommendation=recommendation, government=government, **defaults | fields)
    return workflow.save_draft(entry=entry, by=by, at=at)


def draft_assessment(
    recommendation: Recommendation,
    *,
    by: User,
    at: dt.datetime | None = None,
    **fields: Any,
) -> Assessment:
    day = (at or dt.datetime.now(dt.UTC)).date()
    status = fields.get("status", AssessmentStatus.UNDER_WAY)
    defaults: dict[str, Any] = {
        "status": status,
        "rationale": "What was published shows it.",
        "assessed_on": day,
        "closing_reason": "overtaken" if status == "closed" else "",
        "next_review_on": day + dt.timedelta(days=365) if status == "continuous" else None,
    }
    entry = Assessment(recommendation=recommendation, **defaults | fields)
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
