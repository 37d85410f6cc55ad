"""Follow-ups brought in: as drafts of a person, by the rules of the record, and published by another."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from recommendations.data.importing.follow_ups import LAYOUT, apply_follow_ups, plan_follow_ups
from recommendations.data.importing.plans import Plan
from recommendations.ledger import workflow
from recommendations.ledger.bulk_steps import Draft
from recommendations.ledger.rules import Conflict
from recommendations.models import Evidence, FollowUp, GovernmentStanding, LedgerClock
from tests import factories as make
from tests.support.files import FOLLOW_UP, csv_bytes, rows_of, workbook_bytes, written
from tests.support.whole_database import dump, refusal_of

pytestmark = pytest.mark.django_db

ROW = FOLLOW_UP | {"uid": "", "organisation": "", "reason": "", "details": "", "language": "en", "evidence_urls": ""}
VOICE = {
    "voice": "civil_society",
    "organisation": "watch",
    "channel": "recorded_by_secretariat",
    "evidence_urls": "https://watch.example/a;b;https://watch.example/c",
}


class World:
    def __init__(self) -> None:
        self.editor, self.reviewer = make.make_editor("eva"), make.make_reviewer("rita")
        self.recommendation = make.make_recommendation("GFMD8-R1")
        self.sweden = make.make_government("SWE", name="Sweden")
        self.norway = make.make_government("NOR", name="Norway")
        make.make_organisation("watch")

    def plan(self, *changes: dict[str, str], by: Any = None, **how: Any) -> Plan[Draft]:
        return plan_follow_ups(csv_bytes(rows_of(ROW, *changes)), by=by or self.editor, **how)

    def problems(self, *changes: dict[str, str], **how: Any) -> list[str]:
        return list(self.plan(*changes, **how).problems.lines())

    def bring_in(self, *changes: dict[str, str], by: Any = None, reviewer: Any = None) -> str:
        plan = self.plan(*changes, by=by, reviewer=reviewer)
        assert list(plan.problems.lines()) == []
        apply_follow_ups(plan, by=by or self.editor, reviewer=reviewer)
        return plan.summary


@pytest.fixture
def world() -> World:
    return World()


def test_a_row_becomes_a_draft_of_the_author_with_its_sources_and_history(world: World) -> None:
    assert world.bring_in(VOICE | {"government": ""}, {}) == "2 new, 0 changed, 0 unchanged, 0 refused"

    voice, own = FollowUp.objects.order_by("pk")
    assert (voice.state, voice.author, voice.version, voice.government) == ("draft", world.editor, 1, None)
    assert (voice.organisation.slug, voice.channel) == ("watch", "recorded_by_secretariat")
    assert [source.url for source in voice.evidence.all()] == ["https://watch.example/a;b", "https://watch.example/c"]
    assert (own.government, own.summary, own.reported_on) == (
        world.sweden,
        "A programme has begun.",
        dt.date(2025, 4, 3),
    )
    for record in (voice, own, *voice.evidence.all()):
        (row,) = record.history.all()
        assert (row.history_type, row.history_user, row.history_change_reason) == ("+", world.editor, "written")
    assert LedgerClock.objects.get().last_at is None


def test_the_same_file_twice_changes_nothing_as_drafts_or_published(world: World) -> None:
    rows = (VOICE, {}, {"government": "Norway"})
    world.bring_in(*rows)
    before = dump()
    assert world.bring_in(*rows) == "0 new, 0 changed, 3 unchanged, 0 refused"
    assert world.plan(*rows).notes == ["3 unchanged rows are drafts that nobody has submitted yet"]
    assert dump() == before

    world.bring_in({"reported_on": "2025-05-01"}, reviewer=world.reviewer)
    before = dump()
    assert world.bring_in({"reported_on": "2025-05-01"}, reviewer=world.reviewer) == (
        "0 new, 0 changed, 1 unchanged, 0 refused"
    )
    assert dump() == before


def test_a_changed_draft_is_updated_and_its_sources_with_it(world: World) -> None:
    world.bring_in(VOICE)
    new = VOICE | {"summary": "It has ended.", "evidence_urls": "https://watch.example/c;https://watch.example/d"}

    assert list(world.plan(new).lines()) == [
        (
            "line 2: GFMD8-R1, Watch, 2025-04-03 changes summary: “A programme has begun.” > “It has ended.”; "
            "evidence_urls: “https://watch.example/a;b;https://watch.example/c” > “https://watch.example/c;https://"
            "watch.example/d”"
        ),
        "0 new, 1 changed, 0 unchanged, 0 refused",
    ]
    world.bring_in(new)

    (entry,) = FollowUp.objects.all()
    assert (entry.summary, entry.version, entry.state) == ("It has ended.", 2, "draft")
    assert [source.url for source in entry.evidence.all()] == ["https://watch.example/c", "https://watch.example/d"]
    assert [row.history_type for row in entry.history.all()] == ["~", "+"]
    assert sorted(row.history_type for row in Evidence.history.all()) == ["+", "+", "+", "-"]


def test_what_was_published_and_differs_becomes_a_draft_that_corrects_it(world: World) -> None:
    component = make.make_component(world.recommendation)
    original = make.publish_follow_up(
        world.recommendation,
        world.sweden,
        by=world.editor,
        reviewer=world.reviewer,
        reported_on=dt.date(2025, 4, 3),
        next_step="A law.",
        components=[component],
        joint_with=[world.norway],
    )
    by_uid = {"uid": str(original.uid), "reported_on": "2025-04-04", "status": "completed"}

    assert world.bring_in(by_uid) == "0 new, 1 changed, 0 unchanged, 0 refused"

    correction = FollowUp.objects.get(corrects=original)
    assert (correction.state, correction.status, correction.next_step) == ("draft", "completed", "A law.")
    assert list(correction.components.all()) == [component]
    assert list(correction.joint_with.all()) == [world.norway]
    assert FollowUp.objects.get(pk=original.pk).status == "in_progress"
    # The same file speaks of the correction now; the uid of the original leads to it.
    assert world.bring_in(by_uid) == "0 new, 0 changed, 1 unchanged, 0 refused"
    workflow.publish(entry=workflow.submit(entry=correction, by=world.editor), by=world.reviewer)
    assert world.bring_in(by_uid) == "0 new, 0 changed, 1 unchanged, 0 refused"
    # What was exported before the correction still is what it was.
    assert world.bring_in({"uid": str(original.uid)}) == "0 new, 0 changed, 1 unchanged, 0 refused"


def test_two_people_publish_what_a_file_holds_at_one_moment(world: World) -> None:
    other = make.make_recommendation("GFMD8-R2")
    rows = ({}, {"government": "NOR", "status": "completed"}, VOICE, {"recommendation": "gfmd8-r2"})

    assert world.bring_in(*rows, reviewer=world.reviewer) == "4 new, 0 changed, 0 unchanged, 0 refused"

    moment = LedgerClock.objects.get().last_at
    for entry in FollowUp.objects.all():
        assert (entry.state, entry.published_at, entry.published_by) == ("published", moment, world.reviewer)
        assert (entry.submitted_by, entry.version, entry.self_published) == (world.editor, 3, False)
        assert [(row.history_change_reason, row.history_user, row.state) for row in entry.history.all()] == [
            ("published", world.reviewer, "published"),
            ("submitted", world.editor, "submitted"),
            ("written", world.editor, "draft"),
        ]
    standing = world.recommendation.standings.get()
    assert (standing.num_in_progress, standing.num_completed, standing.last_published_at) == (1, 1, moment)
    assert other.standings.get().num_in_progress == 1
    assert GovernmentStanding.objects.count() == 3
    call_command("rebuild_standings", check=True, verbosity=0)


def test_a_published_change_corrects_in_force_at_once(world: World) -> None:
    world.bring_in({}, reviewer=world.reviewer)

    world.bring_in({"status": "completed"}, reviewer=world.reviewer)

    first, second = FollowUp.objects.order_by("pk")
    assert (second.corrects, second.state) == (first, "published")
    assert world.recommendation.standings.get(valid_to=None).num_completed == 1
    call_command("rebuild_standings", check=True, verbosity=0)


def test_author_and_reviewer_are_two_people_with_the_rights_for_it(world: World) -> None:
    root = make.make_superuser()
    assert refusal_of(lambda: apply_follow_ups(world.plan({}, by=root), by=root, reviewer=root)) == [
        "Author and reviewer are two people: nobody publishes what they brought in."
    ]
    for person in (make.make_editor(), make.make_focal_point(world.norway)):
        assert refusal_of(lambda person=person: apply_follow_ups(world.plan({}), by=world.editor, reviewer=person)) == [
            "Only a reviewer publishes, returns or withdraws entries."
        ]
    # A draft that the reviewer had a hand in.
    world.bring_in({}, by=world.reviewer)
    plan = world.plan({"summary": "More."})
    assert refusal_of(lambda: apply_follow_ups(plan, by=world.editor, reviewer=world.reviewer)) == [
        "You wrote or edited this entry: another reviewer has to decide about it."
    ]


def test_a_focal_point_brings_in_the_own_governments_voice_alone_whatever_the_file_says(world: World) -> None:
    focal_point = make.make_focal_point(world.sweden)
    theirs = make.draft_follow_up(world.recommendation, world.norway, by=world.editor)
    message = "You may write for your own government only, and in no other voice than its own."

    assert world.problems({}, {"government": "NOR"}, VOICE, {"government": ""}, by=focal_point) == [
        f"line 3: {message}",
        f"line 4: {message}",
        f"line 5: {message}",
    ]
    assert world.problems({"uid": str(theirs.uid)}, {"uid": str(theirs.uid), "government": "NOR"}, by=focal_point)[
        0
    ].startswith("line 2, column uid: no entry of yours has this uid")
    assert world.bring_in({}, by=focal_point) == "1 new, 0 changed, 0 unchanged, 0 refused"
    assert world.problems({"government": "SWE", "summary": "x"}, by=make.make_user())[0] == f"line 2: {message}"


def test_every_refusal_names_line_and_column(world: World) -> None:
    addressed = make.make_recommendation("GFMD8-R9", addressees=[world.norway])
    tomorrow = (make.TODAY + dt.timedelta(days=1)).isoformat()

    assert addressed.reference in "".join(world.problems({"recommendation": "GFMD8-R9"}))
    assert world.problems(
        {"reported_on": "03/04/2025", "status": "done", "uid": "x1"},
        {"recommendation": "", "voice": "me", "channel": "", "summary": " ", "language": "English"},
        {
            "recommendation": "GFMD8-R7",
            "government": "Swedn",
            "organisation": "nobody",
            "evidence_urls": "ftp:x;http://",
        },
        {"status": "discontinued"},
        {"reported_on": tomorrow},
        {"reported_on": "2025-04-05", "organisation": "watch"},
        {"reported_on": "2025-04-06", "voice": "civil_society", "organisation": "watch"},
    ) == [
        "line 2, column reported_on: 03/04/2025: write 2025-04-03 or 2025-03-04",
        "line 2, column status: “done” is none of planning, in_progress, completed, continuous, discontinued",
        "line 2, column uid: “x1” is no uid: leave the cell empty for a new entry",
        "line 3, column channel: “” is none of by_government, recorded_by_secretariat",
        "line 3, column language: Give a language code such as en, fr, es or ar.",
        "line 3, column recommendation: this cell may not be empty",
        "line 3, column summary: this cell may not be empty",
        "line 3, column voice: “me” is none of government, civil_society, international_organisation",
        "line 4, column evidence_urls: Enter a valid URL.",
        "line 4, column government: there is no government “Swedn” (is Sweden meant?)",
        "line 4, column organisation: there is no stakeholder “nobody”",
        "line 4, column recommendation: there is no recommendation “GFMD8-R7”; bring it in first",
        "line 5, column reason: Say why the action was discontinued.",
        "line 6, column reported_on: This date lies in the future: give today's or an earlier one.",
        (
            "line 7, column organisation: Name the government where a government speaks, and no organisation; name the "
            "organisation where another voice speaks."
        ),
        ("line 8, column channel: What other voices say is recorded by the secretariat: choose that channel."),
    ]


def test_what_needs_a_public_source_is_refused_where_it_would_be_published(world: World) -> None:
    row = VOICE | {"evidence_urls": ""}

    assert world.problems(row) == []
    assert world.problems(row, reviewer=world.reviewer) == [
        "line 2: What the secretariat records for others needs a public source: add evidence with a link."
    ]
    assert world.problems(VOICE, reviewer=world.reviewer) == []


def test_rows_that_speak_of_one_entry_or_of_several_are_refused(world: World) -> None:
    make.draft_follow_up(world.recommendation, world.norway, by=world.editor, reported_on=dt.date(2025, 4, 3))
    make.draft_follow_up(world.recommendation, world.norway, by=world.editor, reported_on=dt.date(2025, 4, 3))
    withdrawn = make.publish_follow_up(world.recommendation, world.sweden, by=world.editor, reviewer=world.reviewer)
    workflow.withdraw(entry=withdrawn, by=world.reviewer, reason="Wrong.")
    submitted = make.draft_follow_up(world.recommendation, world.sweden, by=world.editor)
    workflow.submit(entry=submitted, by=world.editor)

    assert world.problems(
        {},
        {"summary": "Again."},
        {"government": "NOR"},
        {"uid": str(withdrawn.uid)},
        {"uid": str(submitted.uid), "summary": "New words."},
        {"uid": str(submitted.uid)},
    ) == [
        "line 3: speaks of the same entry as line 2",
        "line 4, column uid: several entries have this recommendation, speaker and day: give the uid of one",
        "line 5, column uid: this entry was withdrawn: leave the uid empty to record a new one",
        "line 6: this entry waits for review and cannot change: have it returned first",
        "line 7, column uid: speaks of the same entry as line 6",
    ]


def test_uids_of_another_site_are_kept(world: World) -> None:
    uid = "6f1c1f0e-0000-4000-8000-000000000001"
    world.bring_in({"uid": uid})

    assert str(FollowUp.objects.get().uid) == uid
    assert world.bring_in({"uid": uid}) == "0 new, 0 changed, 1 unchanged, 0 refused"


def test_a_draft_that_somebody_changes_meanwhile_is_not_overwritten(world: World) -> None:
    world.bring_in({})
    plan = world.plan({"summary": "Mine."})
    entry = FollowUp.objects.get()
    entry.summary = "Theirs."
    workflow.save_draft(entry=entry, by=world.reviewer)

    with pytest.raises(Conflict):
        apply_follow_ups(plan, by=world.editor)
    assert FollowUp.objects.get().summary == "Theirs."


def test_the_command_brings_in_drafts_or_publishes_them(world: World, tmp_path: Path) -> None:
    file = written(tmp_path / "reports.csv", rows_of(ROW, {}, {"government": "NOR"}))
    output = io.StringIO()

    call_command("import_follow_ups", file, author="eva", dry_run=True, stdout=output)
    assert output.getvalue().splitlines() == [
        "line 2: new GFMD8-R1, Sweden, 2025-04-03",
        "line 3: new GFMD8-R1, Norway, 2025-04-03",
        "2 new, 0 changed, 0 unchanged, 0 refused",
        "Nothing was stored: this was a dry run.",
    ]
    assert not FollowUp.objects.exists()

    with pytest.raises(CommandError, match="go together"):
        call_command("import_follow_ups", file, author="eva", publish=True)
    with pytest.raises(CommandError, match="two people"):
        call_command("import_follow_ups", file, author="rita", publish=True, reviewer="rita")
    call_command("import_follow_ups", file, author="eva", publish=True, reviewer="rita", stdout=output)
    assert [entry.state for entry in FollowUp.objects.all()] == ["published", "published"]


def test_dates_of_a_workbook_are_read_as_they_are_typed(world: World) -> None:
    row = FOLLOW_UP | {"reported_on": dt.date(2025, 4, 3)}

    plan = plan_follow_ups(workbook_bytes([list(row), list(row.values())]), by=world.editor)

    assert [item.label for item in plan.new] == ["GFMD8-R1, Sweden, 2025-04-03"]


def test_many_follow_ups_are_a_few_statements_each_way(world: World, django_assert_max_num_queries: Any) -> None:
    rows = [
        {"reported_on": f"20{year:02}-{month:02}-01", "government": government}
        for year in range(15, 25)
        for month in range(1, 13)
        for government in ("SWE", "NOR")
    ]

    with django_assert_max_num_queries(110):
        world.bring_in(*rows, reviewer=world.reviewer)
    with django_assert_max_num_queries(30):
        assert world.bring_in(*rows) == "0 new, 0 changed, 240 unchanged, 0 refused"
    assert FollowUp.history.count() == 720
    call_command("rebuild_standings", check=True, verbosity=0)


def test_every_column_of_the_contract_is_read() -> None:
    assert ",".join(LAYOUT.columns) == (
        "uid,recommendation,government,voice,organisation,channel,status,reason,reported_on,summary,details,language,"
        "evidence_urls"
    )
