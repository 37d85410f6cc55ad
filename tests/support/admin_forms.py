"""What the forms of the admin are sent with."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from recommendations.models import Entry, FollowUp, Government, Recommendation
from tests.factories import TODAY


def client_of(user: AbstractBaseUser) -> Client:
    client = Client()
    client.force_login(user)
    return client


def message_of(response: Any) -> list[str]:
    """The messages on a page, before they are escaped."""
    return [str(message) for message in response.context["messages"]]


def formset(prefix: str, rows: list[dict[str, Any]], *, initial: int = 0) -> dict[str, Any]:
    counts = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    return counts | {
        f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()
    }


def evidence_rows(rows: list[dict[str, Any]], *, initial: int = 0) -> dict[str, Any]:
    defaults = {"url": "https://example.org/report", "language": "en", "retrieved_on": TODAY}
    return formset("evidence", [defaults | row for row in rows], initial=initial)


def follow_up_form(
    recommendation: Recommendation, government: Government | None, /, *, entry: FollowUp | None = None, **fields: Any
) -> dict[str, Any]:
    """A whole follow-up as an editor's form sends it; `entry` is the one that was read."""
    form = {
        "recommendation": recommendation.pk,
        "government": government.pk if government else "",
        "voice": "government",
        "organisation": "",
        "channel": "by_government",
        "status": "in_progress",
        "reported_on": TODAY,
        "summary": "Courses are free of charge.",
        "country_role": "unspecified",
        "is_gender_responsive": "unknown",
        "language": "en",
        "read_version": entry.version if entry else "",
    }
    return form | evidence_rows([]) | fields


def take_step(client: Client, entry: Entry, name: str, *, text: str = "") -> Any:
    """Press the button of a step page, and read the entry again."""
    entry.refresh_from_db()
    address = f"/admin/recommendations/{entry._meta.model_name}/{entry.pk}/{name}/"
    answer = client.post(address, {"version": entry.version, "text": text})
    assert answer.status_code == 302, answer.context["errors"]
    entry.refresh_from_db()
    return answer


def recommendation_form(recommendation: Recommendation, **fields: Any) -> dict[str, Any]:
    """The page of a recommendation as it was read, with what an editor changed on it."""
    form = {
        "reference": recommendation.reference,
        "title": recommendation.title,
        "kind": recommendation.kind,
        "document": recommendation.document_id,
        "ordinal": recommendation.ordinal,
        "force": recommendation.force,
        "force_words": recommendation.force_words,
        "attribution": recommendation.attribution,
        "remark": recommendation.remark,
        "themes": [theme.pk for theme in recommendation.themes.all()],
        "read_version": recommendation.version,
    }
    rows = [
        {
            "id": row.pk,
            "recommendation": recommendation.pk,
            "passage": row.passage_id,
            "role": row.role,
            "read_version": row.version,
        }
        for row in recommendation.citations.all()
    ]
    form |= formset("citations", rows, initial=len(rows))
    rows = [
        {
            "id": row.pk,
            "recommendation": recommendation.pk,
            "ordinal": row.ordinal,
            "text": row.text,
            "read_version": row.version,
        }
        for row in recommendation.components.all()
    ]
    form |= formset("components", rows, initial=len(rows))
    for prefix in ("responsibilities", "population_group_links", "alignments", "outside_references"):
        form |= formset(prefix, [])
    return form | fields
