"""How much the record holds: the sizes of its lists."""

import datetime as dt
from dataclasses import dataclass

from recommendations.models import (
    Assessment,
    Document,
    FollowUp,
    Government,
    Passage,
    Position,
    Recommendation,
    Stakeholder,
    Theme,
)


@dataclass(frozen=True)
class RecordSize:
    """How many rows the record has of each kind. Entries are all that are public, corrected ones among them."""

    recommendations: int
    themes: int
    governments: int
    stakeholders: int
    documents: int
    passages: int
    follow_ups: int
    positions: int
    assessments: int

    @property
    def updates(self) -> int:
        return self.follow_ups + self.positions + self.assessments


def record_size(at: dt.datetime) -> RecordSize:
    """Text and classification as they are now, entries as they were at the moment. Runs ten queries."""
    return RecordSize(
        recommendations=Recommendation.objects.count(),
        themes=Theme.objects.count(),
        governments=Government.objects.of_this_site().that_may_report().count(),
        stakeholders=Stakeholder.objects.count(),
        documents=Document.objects.count(),
        passages=Passage.objects.count(),
        follow_ups=FollowUp.objects.published(at).count(),
        positions=Position.objects.published(at).count(),
        assessments=Assessment.objects.published(at).count(),
    )
