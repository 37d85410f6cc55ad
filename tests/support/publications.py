"""A record that grows by one publication an hour."""

import datetime as dt
from typing import Any

from recommendations.ledger import workflow
from recommendations.models import Government, Recommendation
from tests import factories as make

START = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


class Record:
    """A record whose publications lie an hour apart; `now` is the moment of the latest."""

    def __init__(self) -> None:
        self.now = START
        self.editor, self.reviewer = make.make_editor(), make.make_reviewer()
        self.sweden, self.norway, self.finland = (
            make.make_government(iso3, name=name)
            for iso3, name in (("SWE", "Sweden"), ("NOR", "Norway"), ("FIN", "Finland"))
        )

    def tick(self) -> dict[str, Any]:
        self.now += HOUR
        return {"by": self.editor, "reviewer": self.reviewer, "at": self.now}

    def follow_up(self, of: Recommendation, government: Government | None, **fields: Any) -> Any:
        return make.publish_follow_up(of, government, **self.tick() | fields)

    def position(self, of: Recommendation, government: Government, **fields: Any) -> Any:
        return make.publish_position(of, government, **self.tick() | fields)

    def assessment(self, of: Recommendation, **fields: Any) -> Any:
        return make.publish_assessment(of, **self.tick() | fields)

    def voice(self, of: Recommendation, government: Government | None, **fields: Any) -> Any:
        return make.publish_voice(of, government, **self.tick() | fields)

    def withdraw(self, entry: Any) -> None:
        workflow.withdraw(entry=entry, by=self.reviewer, reason="Wrong.", at=self.tick()["at"])

    def correct(self, entry: Any, **fields: Any) -> Any:
        at = self.tick()["at"]
        draft = workflow.correct(entry=entry, by=self.editor, at=at)
        for name, value in fields.items():
            setattr(draft, name, value)
        return make.publish(workflow.save_draft(entry=draft, by=self.editor, at=at), by=self.reviewer, at=at)
