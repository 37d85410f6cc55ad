"""Cells of CSV and XLSX files, so that no spreadsheet takes text for a formula. Exports and imports share the pair."""

# What spreadsheets take for the beginning of a formula, and the mark itself, so that it can be told from one of ours.
GUARDED_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
MARK = "'"


def guarded(text: str) -> str:
    """`text` as a cell shows it: with one `'` before whatever a spreadsheet would compute."""
    return MARK + text if text.startswith(GUARDED_STARTS) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given. A `'` that guards nothing, as in `'tis`, is somebody's own and stays."""
    return text[1:] if text.startswith(MARK) and text[1:].startswith(GUARDED_STARTS) else text
