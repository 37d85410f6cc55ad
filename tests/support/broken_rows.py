"""One row and more for each named constraint, which break it and nothing else."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from recommendations.models import (
    Alignment,
    Assessment,
    Citation,
    Component,
    ComponentStanding,
    EditorialNote,
    Entry,
    Evidence,
    FocalPoint,
    FollowUp,
    FollowUpComponent,
    Framework,
    FrameworkGoal,
    Government,
    GovernmentStanding,
    JointGovernment,
    LedgerClock,
    OutsideReference,
    Passage,
    PopulationGroup,
    PopulationGroupLink,
    Position,
    Recommendation,
    RecommendationStanding,
    Responsibility,
    RoundTable,
    SearchText,
    SentReminder,
    Session,
    Stakeholder,
    Summit,
)
from tests import factories as make

DAY = dt.date(2026, 3, 1)
NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(hours=1)


@dataclass
class Case:
    """Rows that the database takes, and one after them that breaks `constraint` alone."""

    constraint: str
    broken: models.Model
    before: tuple[models.Model, ...] = ()


class World:
    def __init__(self) -> None:
        self.user = make.make_user()
        self.government = make.make_government("SWE")
        self.organisation = make.make_organisation()
        self.recommendation = make.make_recommendation("RT3.2-R3")
        self.component = make.make_component(self.recommendation)
        self.passage = self.recommendation.passages.get()
        self.summit = Summit.objects.create(number=7, title="Seventh", starts_on=DAY, ends_on=DAY)
        self.round_table = RoundTable.objects.create(summit=self.summit, number=3, title="Round Table 3")
        self.framework = Framework.objects.create(slug="gcm", name="Global Compact")
        self.goal = FrameworkGoal.objects.create(
            framework=self.framework, kind="objective", code="A1", title="Data", ordinal=1
        )
        self.group = PopulationGroup.objects.create(slug="children", name="Children")
        self.stored = {model: self.entry(model) for model in (FollowUp, Position, Assessment)}
        self.public = {model: self.entry(model, **self.published()) for model in self.stored}
        for entry in (*self.stored.values(), *self.public.values()):
            write(entry)

    def entry(self, model: type[Entry], **fields: Any) -> Any:
        return getattr(self, model.__name__.lower())(**fields)

    def followup(self, **fields: Any) -> FollowUp:
        return FollowUp(
            **{
                "recommendation": self.recommendation,
                "author": self.user,
                "government": self.government,
                "channel": "by_government",
                "status": "planning",
                "reported_on": DAY,
                "summary": "A plan.",
            }
            | fields
        )

    def position(self, **fields: Any) -> Position:
        return Position(
            **{
                "recommendation": self.recommendation,
                "author": self.user,
                "government": self.government,
                "channel": "by_government",
                "stance": "supported",
                "stated_on": DAY,
            }
            | fields
        )

    def assessment(self, **fields: Any) -> Assessment:
        return Assessment(
            **{
                "recommendation": self.recommendation,
                "author": self.user,
                "status": "planned",
                "rationale": "A plan was published.",
                "assessed_on": DAY,
            }
            | fields
        )

    def evidence(self, **fields: Any) -> Evidence:
        defaults = {
            "follow_up": self.stored[FollowUp],
            "title": "Plan",
            "url": "https://example.org/",
            "retrieved_on": DAY,
        }
        return Evidence(**defaults | fields)

    def published(self, **fields: Any) -> dict[str, Any]:
        return {"state": "published"} | self.step("submitted") | self.step("reviewed") | self.step("published") | fields

    def withdrawn(self, **fields: Any) -> dict[str, Any]:
        return self.published(state="withdrawn", withdrawal_reason="Wrong.") | self.step("withdrawn", LATER) | fields

    def step(self, name: str, at: dt.datetime = NOON) -> dict[str, Any]:
        return {f"{name}_by": self.user, f"{name}_at": at}


def write(row: models.Model) -> None:
    """Insert the row as it is: no `save`, no `clean`, no history."""
    with transaction.atomic():
        type(row)._base_manager.bulk_create([row])


def cases(w: World) -> Iterator[Case]:
    for model in (FollowUp, Position, Assessment):
        yield from cases_of_entries(w, model)
    yield from cases_of_follow_ups(w)
    yield from cases_of_other_entries(w)
    yield from cases_of_standings(w)
    yield from cases_of_text(w)
    yield from cases_of_vocabulary(w)
    yield from cases_of_links(w)


def cases_of_entries(w: World, model: type[Entry]) -> Iterator[Case]:
    kind = model.__name__.lower()

    def broken(rule: str, **fields: Any) -> Case:
        return Case(f"{kind}_{rule}", w.entry(model, **fields))

    who_and_when = {
        "submitted": {"state": "submitted", "submitted_at": NOON},
        "reviewed": {"reviewed_by": w.user},
        "published": w.published(published_by=None),
        "withdrawn": w.withdrawn(withdrawn_by=None),
        "redacted": {"redacted_by": w.user},
    }
    for step, fields in who_and_when.items():
        yield broken(f"{step}_by_and_at_go_together", **fields)
    for fields in (
        {"state": "submitted"},
        {"state": "returned", "return_note": "Name it."},
        {"state": "published"},
        {"state": "unheard_of"},
        w.published(state="draft"),
        w.published(state="submitted"),
        w.withdrawn(state="published"),
        w.published(state="withdrawn", withdrawal_reason="Wrong."),
    ):
        yield broken("state_agrees_with_its_steps", **fields)
    yield broken("is_withdrawn_after_it_is_published", **w.withdrawn(withdrawn_at=NOON))
    yield broken("is_withdrawn_after_it_is_published", **w.step("withdrawn"))
    redacted = {"redaction_reason": "It names a person."} | w.step("redacted", LATER)
    yield broken("redaction_needs_withdrawal_and_reason", **redacted)
    yield broken("redaction_needs_withdrawal_and_reason", **w.published() | redacted)
    yield broken("redaction_needs_withdrawal_and_reason", **w.withdrawn() | redacted | {"redacted_at": NOON})
    yield broken("redaction_needs_withdrawal_and_reason", **w.withdrawn() | redacted | {"redaction_reason": ""})
    yield broken("return_needs_a_note", state="returned", **w.step("reviewed"))
    yield broken("withdrawal_needs_a_reason", **w.withdrawn(withdrawal_reason=""))
    original = w.public[model]
    yield Case(
        f"{kind}_is_corrected_once",
        w.entry(model, corrects=original, **w.published()),
        before=(w.entry(model, corrects=original, **w.withdrawn()), w.entry(model, corrects=original)),
    )


def cases_of_follow_ups(w: World) -> Iterator[Case]:
    speaker = "followup_organisation_is_empty_exactly_for_governments"
    other_voice = {"voice": "civil_society", "channel": "recorded_by_secretariat"}
    yield Case(speaker, w.followup(organisation=w.organisation))
    yield Case(speaker, w.followup(government=None))
    yield Case(speaker, w.followup(**other_voice))
    yield Case(
        "followup_other_voices_are_recorded_by_the_secretariat",
        w.followup(voice="civil_society", organisation=w.organisation),
        before=(w.followup(organisation=w.organisation, government=None, **other_voice),),
    )
    yield Case("followup_discontinued_gives_the_reason", w.followup(status="discontinued"))
    yield Case("followup_has_a_summary", w.followup(summary=""))
    follow_up = w.stored[FollowUp]
    yield Case(
        "component_is_named_once_per_follow_up",
        FollowUpComponent(follow_up=follow_up, component=w.component),
        before=(FollowUpComponent(follow_up=follow_up, component=w.component),),
    )
    yield Case(
        "government_is_named_once_per_joint_follow_up",
        JointGovernment(follow_up=follow_up, government=w.government),
        before=(JointGovernment(follow_up=follow_up, government=w.government),),
    )


def cases_of_other_entries(w: World) -> Iterator[Case]:
    yield Case("position_partial_support_names_the_part", w.position(stance="supported_in_part"))
    yield Case("position_not_applicable_gives_the_reason", w.position(stance="not_applicable"))
    yield Case("assessment_has_a_rationale", w.assessment(rationale=""))
    yield Case("assessment_continuous_has_a_date_of_review", w.assessment(status="continuous"))
    yield Case("assessment_closed_gives_the_reason", w.assessment(status="closed"))
    yield Case("assessment_closed_gives_the_reason", w.assessment(status="closed", closing_reason="boredom"))
    yield Case("assessment_closed_gives_the_reason", w.assessment(closing_reason="overtaken"))
    yield Case("evidence_belongs_to_exactly_one_entry", w.evidence(follow_up=None))
    yield Case("evidence_belongs_to_exactly_one_entry", w.evidence(position=w.stored[Position]))
    yield Case("evidence_is_a_link_or_a_file", w.evidence(url=""))
    yield Case("evidence_is_a_link_or_a_file", w.evidence(file="evidence/plan.pdf"))


def cases_of_standings(w: World) -> Iterator[Case]:
    def pair(**fields: Any) -> GovernmentStanding:
        of_pair = {"recommendation": w.recommendation, "government": w.government, "valid_from": NOON}
        return GovernmentStanding(**of_pair | report | fields)

    def part(**fields: Any) -> ComponentStanding:
        of_part = {"component": w.component, "assessment": w.stored[Assessment], "status": "planned"}
        return ComponentStanding(**{"valid_from": NOON} | of_part | fields)

    def whole(**fields: Any) -> RecommendationStanding:
        return RecommendationStanding(**{"recommendation": w.recommendation, "valid_from": NOON} | fields)

    report = {"follow_up": w.stored[FollowUp], "status": "planning", "grade": "documented", "reported_on": DAY}
    nothing = {"follow_up": None, "status": "", "grade": "", "reported_on": None}
    for row in (pair, part, whole):
        table = type(row()).__name__.lower()
        yield Case(f"{table}_interval_has_a_length", row(valid_to=NOON))
        yield Case(f"{table}_is_open_once", row(valid_from=LATER), before=(row(),))
        yield Case(f"{table}_starts_once", row(), before=(row(valid_to=LATER),))
    yield Case("governmentstanding_says_something", pair(**nothing))
    yield Case("governmentstanding_status_has_its_follow_up", pair(status=""))
    yield Case(
        "governmentstanding_status_has_its_follow_up", pair(position=w.stored[Position], stance="noted", follow_up=None)
    )
    yield Case("governmentstanding_stance_has_its_position", pair(stance="noted"))
    yield Case("governmentstanding_stance_has_its_position", pair(position=w.stored[Position]))
    yield Case("ledger_clock_is_one_row", LedgerClock(pk=2))


def cases_of_text(w: World) -> Iterator[Case]:
    document = w.recommendation.document
    passage = {
        "document": document,
        "code": "p900",
        "ordinal": 900,
        "kind": "recommendation",
        "paragraph": 9,
        "text": "…",
    }
    note = {
        "document": document,
        "code": "n1",
        "quote": "…",
        "remark": "…",
        "treatment": "…",
        "author_name": "A. Editor",
    }
    other = {"reference": "OTHER-1", "document": document, "kind": "conclusion", "title": "…", "ordinal": 900}
    summit = {"number": 99, "title": "…", "host_city": "…", "host_country": "…", "chairs": "…"}
    yield Case("summit_ends_after_it_starts", Summit(**summit, starts_on=DAY, ends_on=DAY - dt.timedelta(days=1)))
    yield Case("round_table_number_is_unique_in_its_summit", RoundTable(summit=w.summit, number=3, title="Another"))
    session = {"round_table": w.round_table, "number": "3.1", "title": "…"}
    yield Case("session_number_is_unique_in_its_round_table", Session(**session), before=(Session(**session),))
    yield Case(
        "passage_code_is_unique_in_its_document",
        Passage(**passage | {"ordinal": 901}),
        before=(Passage(**passage),),
    )
    yield Case(
        "passage_ordinal_is_unique_in_its_document", Passage(**passage | {"code": "p901"}), before=(Passage(**passage),)
    )
    yield Case("passage_has_text", Passage(**passage | {"text": ""}))
    yield Case(
        "editorial_note_code_is_unique_in_its_document",
        EditorialNote(dated_on=DAY, **note),
        before=(EditorialNote(dated_on=DAY, **note),),
    )
    yield Case(
        "recommendation_reference_is_unique_whatever_the_case", Recommendation(**other | {"reference": "rt3.2-r3"})
    )
    yield Case("recommendation_reference_is_an_address", Recommendation(**other | {"reference": "RT3/R3"}))
    yield Case(
        "recommendation_ordinal_is_unique_in_its_document",
        Recommendation(**other | {"ordinal": w.recommendation.ordinal}),
    )
    yield Case(
        "component_ordinal_is_unique_in_its_recommendation",
        Component(recommendation=w.recommendation, ordinal=w.component.ordinal, text="…"),
    )


def cases_of_vocabulary(w: World) -> Iterator[Case]:
    names = {f"name_{language}": "Land" for language in ("en", "fr", "es", "ar")}
    codes = "government_iso_codes_are_capital_letters"
    yield Case(codes, Government(iso3="qqq", iso2="QQ", **names))
    yield Case(codes, Government(iso3="QQQ", iso2="Q1", **names))
    yield Case(
        "stakeholder_term_ends_after_it_starts",
        Stakeholder(
            slug="chair", name="Chair", kind="forum", term_starts_on=DAY, term_ends_on=DAY - dt.timedelta(days=1)
        ),
    )
    yield Case(
        "framework_goal_code_is_unique",
        FrameworkGoal(framework=w.framework, kind="objective", code="a1", title="…", ordinal=2),
    )
    role = {"user": w.user, "government": w.government, "started_on": DAY}
    yield Case("focal_point_starts_once_a_day", FocalPoint(**role), before=(FocalPoint(**role, ended_on=DAY),))
    yield Case(
        "focal_point_is_open_once_per_government",
        FocalPoint(**role | {"started_on": DAY + dt.timedelta(days=1)}),
        before=(FocalPoint(**role),),
    )
    sent = {"user": w.user, "kind": "silence", "subject": "SWE -", "sent_on": DAY}
    yield Case("reminder_is_sent_once_a_day", SentReminder(**sent), before=(SentReminder(**sent),))
    yield Case("searchtext_is_of_a_recommendation_or_of_a_follow_up", SearchText(tokens="en:word"))
    yield Case("focal_point_ends_after_it_starts", FocalPoint(**role, ended_on=DAY - dt.timedelta(days=1)))


def cases_of_links(w: World) -> Iterator[Case]:
    of = {"recommendation": w.recommendation}
    group = {"population_group": w.group, "basis": "named"}
    alignment = {"goal": w.goal, "confidence": "high", "author_name": "A. Editor", "dated_on": DAY}
    responsibility = {"stakeholder": w.organisation, "role": "lead", "basis": "named", "words": "civil society"}
    reference = {"title": "A treaty"}
    for name, model, fields in (
        ("population_group_is_named_once_per_recommendation", PopulationGroupLink, group),
        ("goal_is_aligned_once_per_recommendation", Alignment, alignment),
        ("stakeholder_is_responsible_once_per_recommendation", Responsibility, responsibility),
        ("outside_reference_title_is_unique_in_its_recommendation", OutsideReference, reference),
    ):
        yield Case(name, model(**of, **fields), before=(model(**of, **fields),))
    yield Case("passage_is_cited_once_per_recommendation", Citation(**of, passage=w.passage, role="caveat"))
    for words in ({"words": ""}, {"basis": "implied"}, {"basis": "implied", "words": "…"}):
        yield Case(
            "responsibility_gives_its_words_or_its_reason",
            Responsibility(**of, **responsibility | {"words": ""} | words),
        )
