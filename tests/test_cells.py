import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recommendations.data.spreadsheet_cells import guarded, unguarded

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
nasty = st.text(alphabet="=-'\"\t\r\n;, a\uff1d", max_size=6)


@given(st.text() | nasty)
@example("\r\n=")
@example(";'=")
@example("''\t'")
def test_whatever_is_guarded_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(FORMULA_STARTS)


@given(
    st.lists(st.tuples(nasty, nasty, nasty), min_size=1, max_size=3),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
@example([("b;=1", 'a;"=1'), ("c", "d\n=1")], csv.QUOTE_ALL)
def test_no_reader_of_another_delimiter_finds_a_formula(rows: list[tuple[str, str]], quoting: int) -> None:
    file = io.StringIO(newline="")
    for row in rows:
        # The last cell is a date, as in every table.
        csv.writer(file, quoting=quoting).writerow([*map(guarded, row), "2026-03-31"])

    for delimiter in (",", ";", "\t"):
        file.seek(0)
        for cells in csv.reader(file, delimiter=delimiter):
            assert [cell for cell in cells if cell.lstrip(' "').startswith(FORMULA_STARTS)] == []


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@home", "'@home"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =1", "' =1"),
        ("'quoted'", "''quoted'"),
        ("'", "''"),
        ("a;=1", "a;'=1"),
        ("Steps:\n- one\n- two", "Steps:\n'- one\n'- two"),
        ("a\r\n\r\nb", "a\r\n\r\nb"),
        ("plain = text; and - more", "plain = text; and - more"),
        ("it's", "it's"),
        ("", ""),
    ],
)
def test_one_mark_stands_before_what_a_spreadsheet_would_compute(text: str, cell: str) -> None:
    assert (guarded(text), unguarded(cell)) == (cell, text)


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert unguarded("'tis so; 'tis") == "'tis so; 'tis"
