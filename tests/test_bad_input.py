"""Whatever is asked: 404, or a page that names the error. Never a failure."""

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db

NIL = "00000000-0000-0000-0000-000000000000"


@pytest.fixture(scope="module", autouse=True)
def record(module_rows: None) -> None:
    recommendation = make.make_recommendation("RT3.2-R1", themes=[make.make_theme("remittances")])
    make.publish_follow_up(recommendation, make.make_government("SWE", name="Sweden"))
    make.make_organisation("migrants")


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/recommendations/RT3.2-R99/",
        "/recommendations/RT3.2%00R1/",
        "/recommendations/RT3.2_R1/",
        "/recommendations/%FF%FE/",
        "/recommendations/%ED%A0%80/",
        "/recommendations/..%2F..%2Fetc/",
        f"/recommendations/{'R' * 6000}/",
        "/themes/nothing/",
        "/themes/re%00mittances/",
        f"/themes/{'t' * 6000}/",
        "/governments/ZZZ/",
        "/governments/SWEDEN/",
        "/governments/S%00E/",
        "/governments/ßWE/",
        "/stakeholders/nobody/",
        "/documents/nothing/",
        f"/updates/{NIL}/",
        "/updates/not-a-uid/",
        "/recommendations/?page=0",
        "/recommendations/?page=2",
        "/recommendations/?page=-1",
        "/recommendations/?page=1.5",
        "/recommendations/?page=x",
        "/recommendations/?page=%00",
        "/recommendations/?page=99999999999999999999999999",
        "/updates/?page=2",
        "/stakeholders/?page=2",
        "/documents/?page=two",
    ],
)
def test_what_is_not_there_is_not_found_in_the_look_of_the_site(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "This page does not exist" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "name", "error"),
    [
        ("theme=nothing", "theme", "Not known here: “nothing”."),
        ("theme=remittances&theme=nothing", "theme", "Not known here: “nothing”."),
        ("theme=%00", "theme", "Not known here: “\N{REPLACEMENT CHARACTER}”."),
        ("theme=%FF", "theme", "Not known here: “\N{REPLACEMENT CHARACTER}”."),
        ("theme=Remittances", "theme", "Not known here: “Remittances”."),
        ("kind=wish", "kind", "Not known here: “wish”."),
        ("status=done", "status", "Not known here: “done”."),
        ("group=implemented", "group", "Not known here: “implemented”."),
        ("document=nothing", "document", "Not known here: “nothing”."),
        ("session=9-9.9", "session", "Not known here: “9-9.9”."),
        ("stakeholder=nobody", "stakeholder", "Not known here: “nobody”."),
        ("government=ZZZ", "government", "Not known here: “ZZZ”."),
        ("population=nobody", "population", "Not known here: “nobody”."),
        ("goal=gcm:99", "goal", "Not known here: “gcm:99”."),
        ("goal=%27%20OR%201=1", "goal", "Not known here: “&#x27; OR 1=1”."),
        ("follow_up=maybe", "follow_up", "Not known here: “maybe”."),
        ("follow_up=no_report", "follow_up", "“No report” needs a government: choose one as well."),
        ("evidence=none", "evidence", "Not known here: “none”."),
        ("flag=red", "flag", "Not known here: “red”."),
        ("sort=random", "sort", "Select a valid choice. random is not one of the available choices."),
        ("q=a%00b", "q", "Null characters are not allowed."),
        (f"q={'x' * 6144}", "q", "Ensure this value has at most 200 characters (it has 6144)."),
        (f"q={'+'.join('abcdefghijklmnopqrstuvwxyz')}", "q", "Search for at most 20 words."),
        (f"theme={'x' * 6144}", "theme", f"Not known here: “{'x' * 60}…”."),
    ],
)
def test_an_unknown_filter_value_is_named_beside_its_filter_and_the_list_is_empty(
    client: Client, query: str, name: str, error: str
) -> None:
    response = client.get(f"/recommendations/?{query}")

    html = response.content.decode()
    assert response.status_code == 200
    assert f'<p class="error" id="{name}-error">{error}</p>' in html
    assert "The list is empty because a filter has a value that is not known here." in html
    assert list(response.context["page"]) == []


READ_BY = {
    "/": ["as_of"],
    "/recommendations/": ["as_of", "q", "sort", "theme", "government"],
    "/recommendations/RT3.2-R1/": ["as_of"],
    "/matrix/": ["as_of", "column", "region", "all"],
    "/governments/": ["as_of", "sort", "region", "reported"],
    "/stakeholders/": ["as_of", "kind"],
    "/updates/": ["as_of", "in_force", "kind", "since", "theme", "government"],
}


@pytest.mark.parametrize(
    "value", ["%00", "%FF%FE", "%ED%A0%80", "x" * 6144, "%F0%9F%A6%84", "<script>", "'\"--", "%25", "\\"]
)
@pytest.mark.parametrize("address", READ_BY)
def test_no_query_string_breaks_a_page(client: Client, address: str, value: str) -> None:
    for name in [*READ_BY[address], "unknown"]:
        response = client.get(f"{address}?{name}={value}")

        assert response.status_code == 200
        assert b"<script>" not in response.content


def test_a_parameter_of_another_trade_is_let_alone(client: Client) -> None:
    response = client.get("/recommendations/?utm_source=letter")

    assert [row.reference for row in response.context["page"]] == ["RT3.2-R1"]


def test_a_search_of_the_longest_allowed_size_is_answered(client: Client) -> None:
    words = "+".join(f"word{number}" for number in range(20))

    response = client.get(f"/recommendations/?q={words}")

    assert response.status_code == 200
    assert list(response.context["page"]) == []
    assert "Nothing was found for “word0 word1" in response.content.decode()


def test_an_unknown_order_of_governments_is_named(client: Client) -> None:
    response = client.get("/governments/?sort=number")

    assert "number is not one of the available choices." in response.content.decode()
    assert response.context["filters"].rows == []


def test_an_unknown_kind_of_entry_is_named(client: Client) -> None:
    response = client.get("/updates/?in_force=rumour")

    assert "Not known here: “rumour”." in response.content.decode()
    assert response.context["lines"] == []


def test_a_day_that_is_none_is_named_beside_its_field(client: Client) -> None:
    response = client.get("/updates/?since=31.3.2026")

    assert "“31.3.2026” is not a day in the form YYYY-MM-DD" in response.content.decode()
    assert response.context["lines"] == []


def test_a_failing_page_says_so_in_the_look_of_the_site(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("recommendations.figures.metrics.headline", fail)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "The site has failed" in response.content.decode()
    assert "broken" not in response.content.decode()
