"""Requests that cannot be answered say what to do, in the look of the site."""

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "/admin/recommendations/followup/add/"


def test_a_form_that_is_out_of_date_says_how_to_save_what_was_typed() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.make_editor())

    response = client.post(ADD, {"summary": "Typed for an hour."})

    assert response.status_code == 403
    assert "Nothing was saved. Go back, copy what you typed, reload the page, and send it again." in response.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            {"summary": "x" * 3_000_000},
            "The form holds more than 2.5 megabytes, so nothing was saved: go back and shorten the text.",
        ),
        (
            {f"field-{number}": "" for number in range(1001)},
            "The form has more than 1000 fields, so nothing was saved: go back and send fewer rows.",
        ),
    ],
)
def test_a_form_that_is_too_large_says_by_how_much(client: Client, data: dict[str, str], sentence: str) -> None:
    client.force_login(make.make_editor())

    response = client.post(ADD, data)

    assert response.status_code == 400
    assert sentence in response.text
