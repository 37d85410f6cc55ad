"""A small record with at least one row of everything that can be published, and of everything that must not be.

Its words hold whatever is awkward in a file: formulas, quotes, commas, ends of lines, Arabic.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from recommendations.ledger import workflow
from recommendations.models import (
    Alignment,
    Document,
    EditorialNote,
    Entry,
    Evidence,
    Framework,
    FrameworkGoal,
    OutsideReference,
    Passage,
    PopulationGroup,
    PopulationGroupLink,
    Recommendation,
    Responsibility,
    RoundTable,
    Session,
    Stakeholder,
    Summit,
)
from tests import factories as make

START = dt.datetime(2026, 1, 5, 9, 30, 15, 123456, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)

FORMULA = '=HYPERLINK("https://example.org","open")'
AWKWARD = "-1; @all, \"quoted\", 'single'\r\nsecond line\n\n\tthird\rand a last, ünïcödé ’ 😀"
ARABIC = "أُطلق برنامج جديد، وهو يشمل المهاجرين كافة."

# Words that never left the secretariat, or that were removed; and names of people.
SECRET = "Zanzibar"
PERSON = "Quillfeather"


class WholeRecord:
    """`days` are those on which something happened. `files` are what evidence holds, by name in the storage."""

    def __init__(self) -> None:
        self.now = START
        self.editor = make.make_editor(f"{PERSON}-editor")
        self.reviewer = make.make_reviewer(f"{PERSON}-reviewer")
        self.superuser = make.make_superuser(f"{PERSON}-superuser")
        self.sweden = make.make_government("SWE", name="Sweden", name_ar="السويد", region="'tis a region")
        self.norway = make.make_government("NOR", name="Norway", may_report=False)
        self.finland = make.make_government("FIN", name="Finland")
        self.focal_point = make.make_focal_point(self.sweden, f"{PERSON}-focal-point")
        self.first, self.second = self.texts()
        self.classify()
        self.days: list[dt.date] = []
        self.published()
        self.corrected_and_withdrawn()
        self.redacted()
        self.assessed()
        self.unpublished()

    def tick(self) -> dict[str, Any]:
        self.now += DAY
        self.days.append(self.now.date())
        return {"by": self.editor, "reviewer": self.reviewer, "at": self.now}

    # The text

    def texts(self) -> tuple[Recommendation, Recommendation]:
        summit = Summit.objects.create(
            number=7,
            roman="VII",
            title="Stockholm",
            host_city="Stockholm",
            host_country="Sweden",
            chairs="Sweden",
            starts_on=dt.date(2014, 5, 14),
            ends_on=dt.date(2014, 5, 16),
        )
        table = RoundTable.objects.create(summit=summit, number=3, title="Table", aliases="RT3\nTable 3")
        # Two sessions whose keys in addresses are the same: files must tell them apart all the same.
        session, other = (
            Session.objects.create(round_table=table, number=number, title=f"Session {number}")
            for number in ("3.2", "2")
        )
        session.co_chairs.set([self.norway, self.sweden])
        document = Document.objects.create(
            slug="rt3", title=FORMULA, round_table=table, nature="reported_summary", provenance=AWKWARD
        )
        theme, health = make.make_theme("remittances", description="+1"), make.make_theme("health")
        first = make.make_recommendation(
            "RT3.2-R1",
            text=AWKWARD,
            document=document,
            session=session,
            themes=[theme, health],
            remark="  two blanks, then a blank ",
        )
        second = make.make_recommendation(
            "GFMD8-R2",
            text=ARABIC,
            document=make.make_document("-minus"),
            session=other,
            themes=[theme],
            addressees=[self.sweden, self.norway],
        )
        first.related.add(second)
        for name in ("'Train' staff", "=2+3"):
            make.make_component(first, name)
        Passage.objects.update(session=session)
        note = EditorialNote.objects.create(
            document=document,
            code="n1",
            quote="'incitement'",
            remark="=odd",
            treatment="Kept.",
            author_name="An editor",
            dated_on=dt.date(2026, 1, 2),
        )
        note.passages.set(Passage.objects.filter(document=document))
        return first, second

    def classify(self) -> None:
        goals = [
            FrameworkGoal.objects.create(
                framework=framework, kind="objective", code="19", title="Diasporas", ordinal=19
            )
            for framework in (Framework.objects.create(slug=slug, name=slug.upper()) for slug in ("gcm", "sdg"))
        ]
        for goal, confidence in zip(goals, ("high", "low"), strict=True):
            Alignment.objects.create(
                recommendation=self.first,
                goal=goal,
                confidence=confidence,
                reason=AWKWARD,
                author_name="An editor",
                dated_on=dt.date(2026, 1, 3),
            )
        women = PopulationGroup.objects.create(slug="women", name="Women")
        PopulationGroupLink.objects.create(recommendation=self.first, population_group=women, basis="named")
        chair = Stakeholder.objects.create(
            slug="chair", name="The chair", kind="forum", government=self.sweden, term_starts_on=dt.date(2014, 1, 1)
        )
        # Pages show them in the order in which they were written, which is not that of their names.
        for stakeholder, basis in ((make.make_organisation("zebra"), "named"), (chair, "implied")):
            Responsibility.objects.create(
                recommendation=self.first,
                stakeholder=stakeholder,
                role="lead",
                basis=basis,
                words="they" if basis == "named" else "",
                reason="" if basis == "named" else ARABIC,
            )
        OutsideReference.objects.create(recommendation=self.first, title="A report", url="https://example.org/?a=1&b=2")

    # The ledger

    def published(self) -> None:
        self.step(
            make.follow_up(self.first, self.sweden, summary=FORMULA, details=AWKWARD, next_step=" @next"),
            components=[*self.first.components.all()],
            joint_with=[self.finland, self.norway],
            files={"zeta.txt": b"first", "alpha.bin": bytes(range(256))},
        )
        self.step(
            make.follow_up(self.second, self.sweden, summary=ARABIC, language="ar", is_gender_responsive=False),
            by=self.focal_point,
        )
        self.step(make.follow_up(self.first, self.finland, status="discontinued", adopted_on=dt.date(2025, 2, 3)))
        self.step(make.position(self.first, self.sweden, stance="supported_in_part", part="'the' first"))
        organisation = make.make_organisation("voices", kind="civil_society")
        make.publish_voice(self.first, self.sweden, organisation=organisation, status="planning", **self.tick())
        make.publish_voice(self.second, None, **self.tick())
        own = self.superuser
        entry = make.draft_follow_up(self.first, self.finland, by=own, at=self.tick()["at"], summary="On my own.")
        workflow.submit_and_publish(entry=entry, by=own, at=self.now)

    def corrected_and_withdrawn(self) -> None:
        entry = self.step(make.follow_up(self.second, self.sweden, summary="Wrong."), files={"shared.txt": b"shared"})
        correction = self.correct(entry, summary="Less wrong.")
        self.correct(correction, summary="Right.")
        twice = self.correct(self.step(make.position(self.second, self.sweden)), reason="Corrected, then withdrawn.")
        workflow.withdraw(entry=twice, by=self.reviewer, reason=f"{AWKWARD} withdrawn", at=self.tick()["at"])

    def redacted(self) -> None:
        fields = {"status": "discontinued", "reason": SECRET, "summary": SECRET, "details": SECRET}
        entry = self.step(make.follow_up(self.first, self.sweden, **fields), files={f"{SECRET}.txt": SECRET.encode()})
        entry = workflow.withdraw(entry=entry, by=self.reviewer, reason=SECRET, at=self.tick()["at"])
        workflow.redact(entry=entry, by=self.superuser, reason="It named a person.", at=self.now + DAY / 2)

    def assessed(self) -> None:
        component = self.first.components.first()
        self.step(make.assessment(self.first, component=component, status="continuous"))
        self.step(make.assessment(self.first, status="largely", rationale=f"+ {ARABIC}"), files={"ground.txt": b"x"})
        self.step(make.assessment(self.second, status="closed"))

    def unpublished(self) -> None:
        fields = {"by": self.editor, "summary": SECRET, "at": self.now}
        draft = make.draft_follow_up(self.first, self.finland, **fields)
        workflow.save_evidence(evidence=make.evidence_for(draft, title=SECRET), by=self.editor, at=self.now)
        submitted = make.draft_follow_up(self.first, self.finland, **fields)
        workflow.submit(entry=submitted, by=self.editor, at=self.now)
        returned = workflow.submit(
            entry=make.draft_follow_up(self.first, self.finland, **fields), by=self.editor, at=self.now
        )
        workflow.return_to_author(entry=returned, by=self.reviewer, note=SECRET, at=self.now)

    def step(self, entry: Any, *, files: dict[str, bytes] | None = None, by: Any = None, **links: Any) -> Any:
        """Publish a new entry, with its files after one address; it was returned once before."""
        at, by = self.tick()["at"], by or self.editor
        setattr(entry, entry.date_field, at.date())
        if getattr(entry, "status", "") == "continuous":
            entry.next_review_on = at.date() + 30 * DAY
        entry = workflow.save_draft(entry=entry, by=by, at=at - DAY / 3, **links)
        self.attach(entry, files or {}, by)
        entry = workflow.submit(entry=entry, by=by, at=at - DAY / 4)
        entry = workflow.return_to_author(entry=entry, by=self.reviewer, note=SECRET, at=at - DAY / 5)
        return make.publish(entry, by=self.reviewer, at=at)

    def attach(self, entry: Entry, files: dict[str, bytes], by: Any) -> None:
        sources = [make.evidence_for(entry, title="'Report'", is_independent=bool(files), published_on=START.date())]
        for name, content in files.items():
            # Under a name that tests know, and of kinds that nobody can attach today.
            stored = default_storage.save(f"evidence/{name}", ContentFile(content))
            sources.append(make.evidence_for(entry, title=name, url="", file=stored))
        for source in sources:
            workflow.save_evidence(evidence=source, by=by, at=self.now - DAY / 3)

    def correct(self, entry: Any, **fields: Any) -> Any:
        at = self.tick()["at"]
        draft = workflow.correct(entry=entry, by=self.editor, at=at)
        for name, value in fields.items():
            setattr(draft, name, value)
        return make.publish(workflow.save_draft(entry=draft, by=self.editor, at=at), by=self.reviewer, at=at)


def files_of_evidence() -> dict[str, bytes]:
    """What evidence holds, by its name in the storage."""
    names = {*Evidence.objects.exclude(file="").values_list("file", flat=True)}
    return {name: Path(default_storage.path(name)).read_bytes() for name in names}
