"""The index of search follows the text and the ledger, and the page shows where the words stand."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.operations import AlterField
from django.db.models import CharField
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from recommendations.data.importing.recommendations import plan_recommendations
from recommendations.data.importing.writing import apply_recommendations
from recommendations.ledger import bulk_steps, workflow
from recommendations.models import EditorialNote, FollowUp, Passage, Recommendation, SearchText
from recommendations.models.search import index as search_index
from tests import factories as make
from tests.support.files import RECOMMENDATION, csv_bytes
from tests.support.migrating import migrate
from tests.support.publications import Record
from tests.support.searching import found

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    output = StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


# The ledger


@pytest.fixture
def world() -> Record:
    return Record()


def test_only_what_was_public_at_the_moment_is_found(world: Record) -> None:
    row = make.make_recommendation("R-1")
    first = world.follow_up(row, world.sweden, summary="A portal.", reason="", details="Nurses.", next_step="Hotlines.")
    published = world.now
    world.correct(first, summary="A website.")
    corrected = world.now
    world.withdraw(FollowUp.objects.get(pk=first.pk))

    assert found("portal nurse hotline", published - dt.timedelta(seconds=1)) == []
    assert found("portal nurse hotline", published) == ["R-1"]
    assert found("website", published) == []
    assert found("website", corrected) == found("portal", corrected) == ["R-1"]
    assert found("website") == ["R-1"]
    assert found("portal") == []


def test_drafts_are_found_by_nobody(world: Record) -> None:
    row = make.make_recommendation("R-1")
    draft = make.draft_follow_up(row, world.sweden, by=world.editor, summary="A secret plan.")
    workflow.submit(entry=draft, by=world.editor)

    call_command("rebuild_search", verbosity=0)

    assert found("secret") == []
    assert SearchText.objects.filter(follow_up__isnull=False).count() == 0


def test_a_redacted_follow_up_is_found_no_more_not_even_as_of_a_day_when_it_was_public(world: Record) -> None:
    row = make.make_recommendation("R-1")
    entry = world.follow_up(row, world.sweden, summary="A sentinel.")
    public = world.now
    world.withdraw(entry)
    assert found("sentinel", public) == ["R-1"]

    workflow.redact(entry=FollowUp.objects.get(), by=make.make_superuser(), reason="A name.")

    assert found("sentinel", public) == []
    call_command("rebuild_search", verbosity=0)
    assert found("sentinel", public) == []


def test_the_longest_follow_up_of_nothing_but_different_words_is_published_and_found(world: Record) -> None:
    row = make.make_recommendation("R-1")
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    words = (a + b + c + d for a in letters for b in letters for c in letters for d in letters)
    text = [" ".join(next(words) for _each in range(20_000)) for _field in range(4)]

    world.follow_up(
        row, world.sweden, language="und", summary=text[0], details=text[1], next_step=text[2], reason=text[3]
    )

    assert found(text[0][:4]) == ["R-1"]
    assert found("a " + text[0][:4]) == []


def test_what_is_published_in_bulk_is_found(world: Record) -> None:
    rows = [make.make_recommendation(f"R-{number}") for number in (1, 2)]
    drafts = [make.draft_follow_up(row, world.sweden, by=world.editor, summary="A portal.") for row in rows]

    bulk_steps.publish_all(bulk_steps.submit_all(drafts, by=world.editor), by=world.reviewer)

    assert found("portals") == ["R-1", "R-2"]


# The text


def note_on(*passages: Passage) -> EditorialNote:
    note = EditorialNote.objects.create(
        document=passages[0].document,
        code=f"E{passages[0].pk}",
        quote="incitement",
        remark="A slip.",
        likely_reading="incentive",
        treatment="Kept.",
        author_name="Editors",
        dated_on=make.TODAY,
    )
    note.passages.set(passages)
    return note


def form_of(client: Client, address: str) -> dict[str, Any]:
    """What the browser would send back unchanged."""
    response = client.get(address)
    forms = [response.context["adminform"].form, *(each.formset for each in response.context["inline_admin_formsets"])]
    data: dict[str, Any] = {}
    for form in forms:
        parts = [form] if hasattr(form, "add_prefix") and not hasattr(form, "forms") else [form.management_form, *form]
        for part in parts:
            for bound in part:
                value = bound.value()
                if value is not None:
                    data[bound.html_name] = value
    return data


def test_an_editor_s_change_is_found_at_once(client: Client) -> None:
    one, other = make.make_recommendation("R-1"), make.make_recommendation("R-2", document=make.make_document("b"))
    note = note_on(one.passages.get(), other.passages.get())
    search_index.refresh()
    client.force_login(make.make_superuser())

    address = f"/admin/recommendations/editorialnote/{note.pk}/change/"
    form = form_of(client, address) | {"likely_reading": "stimulus", "passages": [other.passages.get().pk]}
    assert client.post(address, form).status_code == 302
    address = f"/admin/recommendations/recommendation/{one.pk}/change/"
    form = form_of(client, address) | {"title": "Anew", "citations-0-DELETE": "on"}
    assert client.post(address, form).status_code == 302

    assert found("incentive") == []
    assert found("stimulus") == ["R-2"]
    assert found("anew") == ["R-1"]
    assert found("said") == ["R-2"]
    assert said("rebuild_search", "--check") == "0 rows of the search index differ.\n"

    client.post(f"/admin/recommendations/editorialnote/{note.pk}/delete/", {"post": "yes"})
    assert found("stimulus") == []
    client.post(f"/admin/recommendations/recommendation/{other.pk}/delete/", {"post": "yes"})
    assert list(SearchText.objects.values_list("recommendation__reference", flat=True)) == ["R-1"]


def test_the_language_of_a_document_decides_how_its_words_are_stemmed(client: Client) -> None:
    row = make.make_recommendation("R-1", text="Les systèmes nationaux.")
    search_index.refresh()
    assert found("nationale") == []
    client.force_login(make.make_superuser())

    address = f"/admin/recommendations/document/{row.document.pk}/change/"
    assert client.post(address, form_of(client, address) | {"language": "fr"}).status_code == 302

    assert found("systeme nationale") == ["R-1"]


def test_what_is_brought_in_is_found_and_brought_in_anew_as_well() -> None:
    make.make_document("doc")
    for title in ("Train nurses", "Train midwives"):
        plan = plan_recommendations(csv_bytes([RECOMMENDATION | {"title": title}]))
        assert list(plan.problems.lines()) == []
        apply_recommendations(plan, name="upr.csv")
        assert found(title) == ["UPR-1"]

    assert found("nurses") == []
    assert found("train other thing") == ["UPR-1"]


# The index


def test_what_differs_is_named_and_then_mended(world: Record) -> None:
    row = make.make_recommendation("R-1", title="Do it")
    world.follow_up(row, world.sweden, summary="A portal.")
    SearchText.objects.update(tokens="en:other")

    output = StringIO()
    with pytest.raises(CommandError) as differs:
        call_command("rebuild_search", "--check", stdout=output)

    assert output.getvalue() == "R-1 Do it differs\nR-1, Sweden: In progress differs\n"
    assert str(differs.value) == "2 rows of the search index differ: run rebuild_search without --check."
    assert found("portal") == []
    assert said("rebuild_search").endswith("2 rows of the search index were written.\n")
    assert said("rebuild_search", "--check") == "0 rows of the search index differ.\n"
    assert found("portal") == ["R-1"]


@pytest.mark.only_on("sqlite")
def test_full_text_that_lost_a_row_is_named_and_made_anew() -> None:
    make.make_recommendation("R-1")
    search_index.refresh()
    table = SearchText._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('delete-all')")
    assert found("said") == []

    with pytest.raises(CommandError):
        said("rebuild_search", "--check")
    said("rebuild_search")

    assert found("said") == ["R-1"]


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_makes_the_table_anew_leaves_what_is_found() -> None:
    row = make.make_recommendation("R-1")
    search_index.refresh()
    migrate(AlterField("searchtext", "tokens", CharField(max_length=5000)))

    assert found("said") == ["R-1"]
    Recommendation.objects.filter(pk=row.pk).update(title="Anew")
    search_index.refresh()
    assert found("anew") == ["R-1"]


# The page


def test_the_page_shows_where_the_words_stand(client: Client, world: Record) -> None:
    document = make.make_document("rt3")
    row = make.make_recommendation(
        "RT3.2-R4",
        document=document,
        title="Encourage <circular> migration",
        text="To encourage incitement systems & to facilitate circular migrations.",
    )
    note_on(row.passages.get())
    search_index.refresh()
    world.follow_up(row, world.sweden, language="fr", summary="Un <b>portail</b> pour les travailleurs migrants. " * 20)

    html = client.get("/recommendations/?q=Migration+incentives+portails+facilitate").content.decode()

    assert "Encourage &lt;circular&gt; <mark>migration</mark></a>" in html
    assert "To encourage incitement systems &amp; to <mark>facilitate</mark> circular <mark>migrations</mark>." in html
    assert "<mark>incentive</mark>" in html
    assert "Follow-up of Sweden</a>" in html
    assert "Un &lt;b&gt;<mark>portail</mark>&lt;/b&gt; pour les travailleurs migrants." in html
    assert "<b>" not in html


def test_a_search_that_finds_nothing_says_what_to_try(client: Client) -> None:
    make.make_recommendation("R-1")

    html = client.get("/recommendations/?q=unicorn&kind=conclusion").content.decode()

    assert "Nothing was found for “unicorn”." in html
    assert '<a href="/recommendations/?q=unicorn">Search for the same words without the other filters.</a>' in html


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_costs_the_same_at_any_length(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [make.make_recommendation() for _each in range(number)]
    for row in rows:
        note_on(row.passages.get())
    search_index.refresh()
    entries = [make.follow_up(row, make.make_government()) for row in rows for _each in range(number)]
    make.publish_at_once(*entries)

    with django_assert_num_queries(34):
        response = client.get("/recommendations/?q=incentive+programme")

    assert len(response.context["page"]) == number
    assert response.content.decode().count("<mark>") == 2 * number
