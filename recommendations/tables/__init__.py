"""The lists of the site as data: the columns that exports, the API and `/data/` speak of, and imports in part."""

from .base import Asked, Column, Row, Table
from .entries import ASSESSMENTS, FOLLOW_UPS, POSITIONS, UPDATES, updates
from .figures import GOVERNMENTS, THEMES, government_rows, theme_rows
from .recommendations import RECOMMENDATIONS
from .text import DOCUMENTS, PASSAGES, STAKEHOLDERS

__all__ = [
    "ASSESSMENTS",
    "DOCUMENTS",
    "FOLLOW_UPS",
    "GOVERNMENTS",
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
    "theme_rows",
    "updates",
]
