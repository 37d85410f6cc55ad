"""A new site that is made of a dataset, and sites while a dataset is written or read."""

import signal
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from recommendations.data import dataset
from recommendations.ledger import workflow
from recommendations.models import FollowUp, LedgerClock, Theme, triggers
from tests import factories as make
from tests.databases import pristine
from tests.dataset.helpers import EXPORTED_AT, contents, export_whole_record, import_dataset, rows
from tests.support.killed import killed
from tests.support.public_pages import addresses, pages
from tests.support.tiers import tries
from tests.support.whole_database import dump
from tests.support.whole_record import files_of_evidence

pytestmark = pytest.mark.django_db(transaction=True)

# The history is cut into so many shares, and the pages are compared as of each cut, besides those of today.
NUM_SHARES = tries(2, 8)


@pytest.mark.prove
def test_a_new_site_shows_the_same_pages_and_exports_the_same_files(new_site: Path, tmp_path: Path) -> None:
    empty = pristine(connection)
    with override_settings(MEDIA_ROOT=tmp_path / "earlier"):
        record = export_whole_record(tmp_path / "dataset")
        days = {record.days[len(record.days) * share // NUM_SHARES] for share in range(1, NUM_SHARES)}
        asked = [*addresses()], ["", *(f"?as_of={day}" for day in sorted(days))]
        earlier, files, last_at = pages(*asked), files_of_evidence(), LedgerClock.objects.get().last_at
    empty.restore()

    import_dataset(tmp_path / "dataset")

    found = pages(*asked)
    differing = [address for address, page in earlier.items() if found[address] != page]
    assert differing == []
    assert {status for status, _content in found.values()} == {200, 302, 404}
    assert files_of_evidence() == files
    assert LedgerClock.objects.get().last_at == last_at
    call_command("rebuild_standings", check=True, stdout=StringIO())
    with dataset.snapshot():
        dataset.write(tmp_path / "again", EXPORTED_AT)
    assert contents(tmp_path / "again") == contents(tmp_path / "dataset")


def test_the_new_site_goes_on_with_the_record(exported: Path, new_site: Path) -> None:
    import_dataset(exported)
    entry = FollowUp.objects.filter(evidence__file__endswith="zeta.txt").get()
    editor, reviewer, superuser = make.make_editor(), make.make_reviewer(), make.make_superuser()

    make.publish(workflow.correct(entry=entry, by=editor), by=reviewer)
    entry = workflow.withdraw(entry=entry, by=reviewer, reason="A slip.")
    workflow.redact(entry=entry, by=superuser, reason="It names a person.")

    call_command("rebuild_standings", check=True, stdout=StringIO())
    # The correction shares the files.
    assert default_storage.exists("evidence/zeta.txt")
    withdrawn = FollowUp.objects.filter(evidence__file__endswith="shared.txt", corrections=None).get()
    for row in (withdrawn, withdrawn.corrects, withdrawn.corrects.corrects):
        gone = workflow.withdraw(entry=row, by=reviewer, reason="Wrong.")
        workflow.redact(entry=gone, by=superuser, reason="It names a person.")
    assert not default_storage.exists("evidence/shared.txt")


def test_the_people_of_the_earlier_site_are_one_account_that_nobody_can_use(exported: Path, new_site: Path) -> None:
    import_dataset(exported)

    (account,) = User.objects.all()
    assert (account.username, account.is_active, account.is_staff) == ("imported-record", False, False)
    assert not account.has_usable_password()
    authors = {author for model in triggers.ENTRIES for author in model.objects.values_list("author", flat=True)}
    assert authors == {account.pk}
    history = FollowUp.history.values_list("history_user", "history_change_reason", "history_type")
    assert set(history) == {(account.pk, "Imported from a dataset", "+")}
    assert FollowUp.history.count() == FollowUp.objects.count()


def test_an_export_is_of_one_moment_and_nobody_waits_for_it(tmp_path: Path) -> None:
    def write_meanwhile() -> None:
        make.make_theme("later")
        connection.close()

    make.make_theme("earlier")
    with dataset.snapshot():
        writer = threading.Thread(target=write_meanwhile)
        writer.start()
        writer.join(timeout=10)
        assert not writer.is_alive()
        dataset.write(tmp_path / "dataset", EXPORTED_AT)

    assert [row["slug"] for row in rows(tmp_path / "dataset", "themes")] == ["earlier"]
    assert {*Theme.objects.values_list("slug", flat=True)} == {"earlier", "later"}


def test_the_dataset_of_an_example_site_says_that_it_is_invented(tmp_path: Path) -> None:
    make.make_government(is_example=True)

    call_command("export_dataset", str(tmp_path / "dataset"), stdout=StringIO())

    sentence = "Every entry in this dataset is invented, to show how the tracker works. "
    assert sentence in (tmp_path / "dataset/README.md").read_text(encoding="utf-8")
    assert sentence in (tmp_path / "dataset/datapackage.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("step", ["write_drafts", "publish", "finish"])
def test_an_import_that_is_killed_leaves_nothing_behind(exported: Path, new_site: Path, step: str) -> None:
    before = dump()

    assert killed("import_dataset", exported, at=f"recommendations.ledger.restore_published.{step}") == -signal.SIGKILL

    assert dump() == before
    assert import_dataset(exported).endswith(" files were imported.\n")


def test_an_export_that_is_killed_leaves_no_half_dataset(tmp_path: Path) -> None:
    target = tmp_path / "dataset"

    assert killed("export_dataset", target, at="recommendations.data.dataset.writing.readme") == -signal.SIGKILL

    assert not target.exists()
    call_command("export_dataset", str(target), stdout=StringIO())
    assert (target / "SHA256SUMS").exists()
