import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.cells import GUARDED_STARTS, guarded, unguarded


@given(st.text() | st.text(alphabet="".join(GUARDED_STARTS) + "a\n", max_size=6))
def test_whatever_is_guarded_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@home", "'@home"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'quoted'", "''quoted'"),
        ("'", "''"),
        ("plain = text", "plain = text"),
        ("", ""),
    ],
)
def test_one_mark_stands_before_what_a_spreadsheet_would_compute(text: str, cell: str) -> None:
    assert (guarded(text), unguarded(cell)) == (cell, text)


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert unguarded("'tis so") == "'tis so"
