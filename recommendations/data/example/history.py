"""Three years of an invented history, written through the workflow as every entry is."""

import datetime as dt
import random
from collections.abc import Callable

from django.contrib.auth.models import Group, User

from recommendations.ledger import workflow
from recommendations.models import (
    EDITORS,
    REVIEWERS,
    Assessment,
    Entry,
    Evidence,
    FocalPoint,
    FollowUp,
    Government,
    Position,
    Recommendation,
    Stakeholder,
)
from recommendations.models.choices import Channel, FollowUpStatus, StakeholderKind, Stance, Voice

from .stories import GOVERNMENTS, ORGANISATIONS, PATHS, RATIONALES, REASONS, SUMMARIES, VOICES, InventedGovernment

YEARS = 3
SEED = 2014

# What happens on one day: called with the moment of publication.
Event = tuple[dt.datetime, Callable[[dt.datetime], None]]


class Example:
    """Draws the invented history; the same one whenever it is loaded, up to today's date."""

    def __init__(self, now: dt.datetime) -> None:
        self.random = random.Random(SEED)  # noqa: S311 - drawing stories, not secrets
        self.now = now
        self.begin = now - dt.timedelta(days=365 * YEARS)
        self.moments: set[dt.datetime] = set()
        self.recommendations = list(Recommendation.objects.order_by("document", "ordinal"))
        self.editor = self.person("example-editor", group=EDITORS)
        self.reviewer = self.person("example-reviewer", group=REVIEWERS)
        self.governments = [self.government(row) for row in GOVERNMENTS]
        self.organisations = [
            Stakeholder.objects.create(slug=slug, name=name, kind=StakeholderKind.CIVIL_SOCIETY)
            for slug, name in ORGANISATIONS
        ]

    def person(self, username: str, *, group: str = "") -> User:
        user = User.objects.create_user(username, is_staff=True)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    def government(self, row: InventedGovernment) -> tuple[InventedGovernment, Government, User]:
        government = Government.objects.create(
            iso3=row.iso3,
            iso2=row.iso2,
            name_en=row.en,
            name_fr=row.fr,
            name_es=row.es,
            name_ar=row.ar,
            region=row.region,
            is_example=True,
        )
        user = self.person(f"example-focal-point-{row.iso3.lower()}")
        FocalPoint.objects.create(user=user, government=government, started_on=self.begin.date())
        return row, government, user

    def write(self) -> int:
        """Write everything in the order in which it happened; returns how many steps there were."""
        events = sorted(self.events(), key=lambda event: event[0])
        for moment, act in events:
            act(moment)
        return len(events)

    def events(self) -> list[Event]:
        events: list[Event] = []
        for row, government, user in self.governments:
            for recommendation in self.recommendations:
                if recommendation.addressees.exists() or self.random.random() >= row.zeal:
                    continue
                events += self.reports(row, government, user, recommendation)
        events += self.assessments()
        return events

    def moment(self, earliest: float, latest: float) -> dt.datetime:
        """A moment of its own within two shares of the whole time, in working hours."""
        span = (self.now - self.begin).days - 2
        while True:
            day = self.begin + dt.timedelta(days=int(span * self.random.uniform(earliest, latest)))
            moment = day.replace(
                hour=self.random.randrange(8, 17),
                minute=self.random.randrange(60),
                second=self.random.randrange(60),
                microsecond=0,
            )
            if moment not in self.moments:
                self.moments.add(moment)
                return moment

    def reports(
        self,
        row: InventedGovernment,
        government: Government,
        user: User,
        recommendation: Recommendation,
    ) -> list[Event]:
        path = self.random.choice(PATHS)
        starts = self.random.uniform(0.02, 0.6)
        width = (1 - starts) / len(path)
        events = [
            (
                self.moment(starts + place * width, starts + (place + 0.8) * width),
                self.follow_up(row, government, user, recommendation, status),
            )
            for place, status in enumerate(path)
        ]
        if self.random.random() < 0.5:
            events.append((self.moment(0, starts), self.position(government, user, recommendation)))
        last_moment = events[-1][0]
        if self.random.random() < 0.08:
            undo = self.random.choice((self.correction, self.withdrawal))
            act = undo(government, recommendation)
            events.append((self.moment_after(last_moment), act))
        if self.random.random() < 0.12:
            voice = self.voice(government, recommendation)
            events.append((self.moment(0.7, 0.99), voice))
        return events

    def follow_up(
        self,
        row: InventedGovernment,
        government: Government,
        user: User,
        recommendation: Recommendation,
        status: FollowUpStatus,
    ) -> Callable[[dt.datetime], None]:
        summary = self.random.choice(SUMMARIES[row.language][status])
        reason = REASONS[row.language] if status == FollowUpStatus.DISCONTINUED else ""
        sources = self.random.choices((0, 1, 2), weights=(4, 4, 2))[0]

        def act(moment: dt.datetime) -> None:
            entry = FollowUp(
                recommendation=recommendation,
                government=government,
                voice=Voice.GOVERNMENT,
                channel=Channel.BY_GOVERNMENT,
                status=status,
                reason=reason,
                reported_on=moment.date(),
                summary=summary,
                language=row.language,
            )
            self.publish(entry, by=user, sources=sources, at=moment)

        return act

    def moment_after(self, earlier: dt.datetime) -> dt.datetime:
        share = (earlier - self.begin) / (self.now - self.begin)
        return max(self.moment((1 + share) / 2, 1), earlier + dt.timedelta(hours=3))

    def correction(self, government: Government, recommendation: Recommendation) -> Callable[[dt.datetime], None]:
        def act(moment: dt.datetime) -> None:
            entry = self.newest(government, recommendation)
            written = moment - dt.timedelta(minutes=90)
            draft = workflow.correct(entry=entry, by=self.editor, at=written)
            draft.summary += " (Date and place put right.)"
            self.publish(draft, by=self.editor, sources=0, at=moment)

        return act

    def withdrawal(self, government: Government, recommendation: Recommendation) -> Callable[[dt.datetime], None]:
        def act(moment: dt.datetime) -> None:
            workflow.withdraw(
                entry=self.newest(government, recommendation),
                by=self.reviewer,
                reason="It was entered under the wrong recommendation.",
                at=moment,
            )

        return act

    def newest(self, government: Government, recommendation: Recommendation) -> FollowUp:
        newest: FollowUp = FollowUp.objects.filter(
            recommendation=recommendation, government=government, voice=Voice.GOVERNMENT
        ).latest("published_at")
        return newest

    def position(
        self, government: Government, user: User, recommendation: Recommendation
    ) -> Callable[[dt.datetime], None]:
        stance = self.random.choices((Stance.SUPPORTED, Stance.SUPPORTED_IN_PART, Stance.NOTED), weights=(6, 2, 2))[0]
        part = "The first part." if stance == Stance.SUPPORTED_IN_PART else ""

        def act(moment: dt.datetime) -> None:
            entry = Position(
                recommendation=recommendation,
                government=government,
                stance=stance,
                part=part,
                stated_on=moment.date(),
                channel=Channel.BY_GOVERNMENT,
            )
            self.publish(entry, by=user, sources=0, at=moment)

        return act

    def voice(self, government: Government, recommendation: Recommendation) -> Callable[[dt.datetime], None]:
        organisation = self.random.choice(self.organisations)
        status = self.random.choice((FollowUpStatus.PLANNING, FollowUpStatus.IN_PROGRESS))
        summary = self.random.choice(VOICES)

        def act(moment: dt.datetime) -> None:
            entry = FollowUp(
                recommendation=recommendation,
                government=government,
                voice=Voice.CIVIL_SOCIETY,
                organisation=organisation,
                channel=Channel.RECORDED_BY_SECRETARIAT,
                status=status,
                reported_on=moment.date(),
                summary=summary,
            )
            self.publish(entry, by=self.editor, sources=2, at=moment)

        return act

    def assessments(self) -> list[Event]:
        statuses = ("not_started", "planned", "under_way", "largely", "continuous")
        events: list[Event] = []
        for recommendation in self.recommendations:
            if recommendation.addressees.exists():
                events.append((self.moment(0.5, 0.9), self.assessment(recommendation, "closed")))
                continue
            chosen = self.random.sample(statuses, k=self.random.choice((0, 1, 1, 2)))
            for place, status in enumerate(sorted(chosen, key=statuses.index)):
                moment = self.moment(0.3 + 0.3 * place, 0.6 + 0.3 * place)
                events.append((moment, self.assessment(recommendation, status)))
        return events

    def assessment(self, recommendation: Recommendation, status: str) -> Callable[[dt.datetime], None]:
        months = self.random.choice((6, 12, 18))

        def act(moment: dt.datetime) -> None:
            review = moment.date() + dt.timedelta(days=30 * months)
            entry = Assessment(
                recommendation=recommendation,
                status=status,
                rationale=RATIONALES[status],
                closing_reason="term_ended" if status == "closed" else "",
                assessed_on=moment.date(),
                next_review_on=None if status == "closed" else review,
            )
            self.publish(entry, by=self.editor, sources=1, at=moment)

        return act

    def publish(self, entry: Entry, *, by: User, sources: int, at: dt.datetime) -> None:
        """Draft, evidence, submission and publication; the second source is an independent one."""
        written = at - dt.timedelta(minutes=90)
        entry = workflow.save_draft(entry=entry, by=by, at=written)
        for number in range(sources):
            evidence = Evidence(
                title="Official gazette (invented)" if number == 0 else "Field study (invented)",
                publisher="Invented publisher",
                url=f"https://example.org/source-{number + 1}",
                retrieved_on=written.date(),
                is_independent=number > 0,
            )
            setattr(evidence, entry.evidence_field(), entry)
            workflow.save_evidence(evidence=evidence, by=by, at=written)
        entry = workflow.submit(entry=entry, by=by, at=at - dt.timedelta(minutes=60))
        workflow.publish(entry=entry, by=self.reviewer, at=at)
