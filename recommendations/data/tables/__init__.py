"""The lists of the site as data: the columns that exports, the API and `/data/` speak of, and imports in part."""

from .base import CHUNK, Asked, Column, Row, Table, in_parts
from .entries import ASSESSMENTS, FOLLOW_UPS, POSITIONS, UPDATES, updates
from .figures import GOVERNMENTS, THEMES, government_rows, theme_rows
from .matrix import MATRIX, matrix_rows
from .recommendations import RECOMMENDATIONS
from .text import DOCUMENTS, PASSAGES, STAKEHOLDERS

__all__ = [
    "ASSESSMENTS",
    "CHUNK",
    "DOCUMENTS",
    "FOLLOW_UPS",
    "GOVERNMENTS",
    "MATRIX",
    "PASSAGES",
    "POSITIONS",
    "RECOMMENDATIONS",
    "STAKEHOLDERS",
    "THEMES",
    "UPDATES",
    "Asked",
    "Column",
    "Row",
    "Table",
    "government_rows",
    "in_parts",
    "matrix_rows",
    "theme_rows",
    "updates",
]
