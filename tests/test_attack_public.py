"""Requests that a stranger makes up to hurt the site."""

import pytest
from django.conf import settings
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["q", "theme"])
def test_a_query_of_many_values_does_not_make_a_page_of_many_megabytes(client: Client, name: str) -> None:
    make.make_recommendation("RT3.2-R1")
    query = "&".join(f"{name}={number:x}" for number in range(900))

    response = client.get(f"/recommendations/?{query}")

    # Each value in use carries a link that repeats all the others.
    assert [chosen.value for chosen in response.context["filters"].active] == [f"{number:x}" for number in range(30)]
    assert len(response.content) < 500_000


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/"])
def test_a_nul_byte_in_the_cookie_of_a_session_is_no_session(client: Client, address: str) -> None:
    client.cookies.load(f'{settings.SESSION_COOKIE_NAME}="aaaaaaaa\\000aaaaaaaa"')

    response = client.get(address, follow=True)

    assert (response.status_code, response.redirect_chain[-1][0].split("?")[0]) == (200, "/accounts/login/")
