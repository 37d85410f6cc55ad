"""Cells of CSV and XLSX files, so that no spreadsheet takes text for a formula. Exports and imports share the pair.

A spreadsheet that is set to semicolons or tabs cuts a comma-separated line inside of its cells: from the second cell of
a line on, quotation marks hold nothing together for it, line breaks included. Every place where such a reader would
begin a cell is therefore guarded like the beginning of the text.
"""

import re

MARK = "'"

# What a cell of a workbook can hold; an entry may say more.
LONGEST_IN_WORKBOOK = 32_767

# What spreadsheets take for the beginning of a formula, in its wide forms too, and the mark itself, so that it can be
# told from one of ours.
_FORMULA = (
    "=+@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}\t'-"
)
# Spaces are passed over by some readers; a quotation mark opens and closes an empty stretch before the rest.
_AT_START = rf'(?=[" ]*[\r{_FORMULA}])'
# A carriage return ends a line there, and begins no cell.
_INSIDE = rf'(?=[" ]*[{_FORMULA}])'
_CUTS = r"(?<=[;\t\n\r])"

_OPEN = re.compile(rf"\A{_AT_START}|{_CUTS}{_INSIDE}")
MARKS = re.compile(rf"\A{MARK}{_AT_START}|{_CUTS}{MARK}{_INSIDE}")


def line_feeds(text: str) -> str:
    """`text` with the line breaks of workbooks and files: browsers send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def guarded(text: str) -> str:
    """`text` as a cell shows it: with one `'` before whatever a spreadsheet would compute."""
    return _OPEN.sub(MARK, text)


def unguarded(text: str) -> str:
    """The text that `guarded` was given. A `'` that guards nothing, as in `'tis`, is somebody's own and stays."""
    return MARKS.sub("", text)
