"""What an import or an export refuses, with a sentence that says how to mend it."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recommendations.data.dataset.layout import PACKAGE, SUMS
from recommendations.models import Theme
from tests import factories as make
from tests.dataset.helpers import contents, import_dataset
from tests.support.whole_database import dump

pytestmark = pytest.mark.django_db


def edited(folder: Path, path: str, edit: Callable[[str], str]) -> None:
    """As by somebody who means it: with a checksum that fits."""
    file = folder / path
    with file.open(encoding="utf-8", newline="") as source:
        text = source.read()
    changed = edit(text)
    assert changed != text
    file.write_bytes(changed.encode())
    old, new = (hashlib.sha256(content.encode()).hexdigest() for content in (text, changed))
    sums = folder / SUMS
    sums.write_text(sums.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("path", "edit", "sentence"),
    [
        ("themes.csv", replaced("ordinal", "place"), "themes.csv, line 1: the line of column names lacks ordinal and "),
        (
            "themes.csv",
            replaced('"health",', '"health","",'),
            "themes.csv, line 3: there are 5 cells, where 4 columns have",
        ),
        (
            "themes.csv",
            replaced('"health",', '"health,'),
            "themes.csv, line 3: this is not CSV (',' expected ",
        ),
        (
            "themes.csv",
            replaced('"health",', '"",'),
            "themes.csv, line 3, column slug: this cell is empty, and it has to",
        ),
        (
            "themes.csv",
            replaced('"health",', '"remittances",'),
            "themes.csv, line 3: Theme with this Slug already exists.",
        ),
        ("governments.csv", replaced("true", "yes"), "governments.csv, line 2, column may_report: “yes” is neither "),
        ("governments.csv", replaced('"SWE"', '"Swe"'), "governments.csv, line 2: Give the ISO codes in capital "),
        (
            "summits.csv",
            replaced('"7"', '"seven"'),
            "summits.csv, line 2, column number: “seven” is no whole number.",
        ),
        (
            "summits.csv",
            replaced("2014-05-14", "14/5/2014"),
            "summits.csv, line 2, column starts_on: “14/5/2014” is no",
        ),
        ("summits.csv", replaced("05-14", "02-31"), "summits.csv, line 2, column starts_on: day is out of range for "),
        (
            "components.csv",
            replaced('R1","2"', 'R9","2"'),
            "components.csv, line 3, column recommendation: recommendations.csv",
        ),
        (
            "recommendations.csv",
            replaced('"7","3","2",', '"7","","2",'),
            "column session_round_table_summit + session_round_table + session: sess",
        ),
        ("follow-ups.csv", replaced("in_progress", "done"), "column status: Value 'done' is not a valid choice."),
        ("follow-ups.csv", replaced("Wrong.", ""), ": Say in a summary what is being done."),
        ("positions.csv", replaced('Z","false"', '","false"'), "does not say its time zone: end it with Z for UTC."),
        ("assessments.csv", replaced(":15.123456Z", ":15.123456+99:00"), "column published_at: "),
        ("evidence.csv", replaced("https://example.org", "javascript:alert(1)"), "column url: Enter a valid URL."),
        ("evidence.csv", replaced("evidence/zeta.txt", "../zeta.txt"), "column file: “../zeta.txt” is no path below "),
        (
            PACKAGE,
            replaced('"version": "1.', '"version": "2.'),
            "this site reads gfmd-recommendation-tracker, layout 1.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_nothing_is_stored(
    copy: Path, new_site: Path, path: str, edit: Callable[[str], str], sentence: str
) -> None:
    edited(copy, path, edit)
    before = dump()

    with pytest.raises(CommandError) as refused:
        import_dataset(copy)

    assert sentence in str(refused.value)
    assert str(refused.value).endswith(" Nothing was imported.")
    assert dump() == before
    assert not new_site.exists()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda folder: (folder / PACKAGE).unlink(), "There is no datapackage.json in "),
        (lambda folder: (folder / PACKAGE).write_text("{"), "datapackage.json is damaged: copy the dataset again."),
        (lambda folder: (folder / SUMS).unlink(), "SHA256SUMS is missing: copy the whole dataset again."),
        (lambda folder: (folder / "themes.csv").unlink(), "themes.csv is missing: copy the whole dataset again."),
        (lambda folder: (folder / "files/evidence/zeta.txt").unlink(), "files/evidence/zeta.txt is missing: copy the "),
        (
            lambda folder: (folder / "themes.csv").write_text("slug"),
            "themes.csv is not the file that was exported, as ",
        ),
        (
            lambda folder: (folder / SUMS).write_text(f"{'0' * 64}  ../x"),
            "SHA256SUMS, line 1: this is no checksum of a",
        ),
        (lambda folder: (folder / SUMS).write_text(""), "SHA256SUMS does not list alignments.csv, assessments.csv, "),
    ],
)
def test_a_dataset_that_was_damaged_on_its_way_is_refused(
    copy: Path, damage: Callable[[Path], object], sentence: str
) -> None:
    damage(copy)

    with pytest.raises(CommandError, match=re.escape(sentence)):
        import_dataset(copy)


def test_a_site_that_holds_anything_already_is_left_alone(exported: Path, new_site: Path) -> None:
    make.make_theme("health")
    before = dump()

    with pytest.raises(CommandError, match=r"This site is not empty: it has 1 themes\."):
        import_dataset(exported)

    assert dump() == before


def test_another_upload_of_the_same_name_is_not_overwritten(exported: Path, new_site: Path) -> None:
    other = new_site / "evidence/zeta.txt"
    other.parent.mkdir(parents=True)
    other.write_text("somebody's", encoding="utf-8")

    with pytest.raises(CommandError, match=r"holds another file named evidence/zeta\.txt: take it away"):
        import_dataset(exported)

    assert contents(new_site) == {"evidence/zeta.txt": b"somebody's"}
    assert not Theme.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_holds_anything_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()

    with pytest.raises(CommandError, match=r"There is something in .* already: name a new folder"):
        call_command("export_dataset", str(tmp_path))

    assert contents(tmp_path) == {"mine.txt": b""}
