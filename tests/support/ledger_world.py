"""Two governments, a recommendation with one component, staff, and follow-ups in each state."""

from typing import Any

from django.contrib.auth.models import User

from recommendations.ledger import workflow
from recommendations.models import Entry, FollowUp
from tests import factories as make


class World:
    def __init__(self) -> None:
        self.sweden = make.make_government("SWE", name="Sweden")
        self.norway = make.make_government("NOR", name="Norway")
        self.recommendation = make.make_recommendation("RT3.2-R3")
        self.component = make.make_component(self.recommendation, "Train staff")
        self.editor, self.reviewer, self.superuser = make.make_editor(), make.make_reviewer(), make.make_superuser()

    def draft(self, **fields: Any) -> FollowUp:
        return make.draft_follow_up(self.recommendation, self.sweden, **{"by": self.editor} | fields)

    def submitted(self, **fields: Any) -> FollowUp:
        entry = self.draft(**fields)
        return workflow.submit(entry=entry, by=entry.author, at=fields.get("at"))

    def returned(self) -> FollowUp:
        return workflow.return_to_author(entry=self.submitted(), by=self.reviewer, note="Name the programme.")

    def published(self, **fields: Any) -> FollowUp:
        return workflow.publish(entry=self.submitted(**fields), by=self.reviewer, at=fields.get("at"))

    def withdrawn(self) -> FollowUp:
        return workflow.withdraw(entry=self.published(), by=self.reviewer, reason="Wrong country.")

    def redacted(self) -> FollowUp:
        return workflow.redact(entry=self.withdrawn(), by=self.superuser, reason="It names a person.")

    def correction_of(self, entry: Entry, by: User | None = None) -> Any:
        return workflow.correct(entry=entry, by=by or self.editor)

    def entry_in(self, state: str) -> FollowUp:
        return getattr(self, state)()


def saved(entry: Entry) -> Any:
    return type(entry).objects.get(pk=entry.pk)
