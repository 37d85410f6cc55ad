"""The public site: addresses, the functions that answer them, feeds. A view asks for rows and figures, and renders.

Imports any room but the other surfaces.
"""

from .cards import overview_card, recommendation_card, theme_card
from .compare import compare
from .data import data
from .documents import document, documents
from .embeds import theme_embed
from .exports import export, passages
from .governments import government, governments
from .health import healthz, readyz
from .matrix import matrix
from .overview import methodology, overview
from .pictures import favicon, map_svg, theme_progress_svg, theme_trend_svg, themes_svg, trend_svg
from .recommendations import citation, recommendation, recommendations
from .reminders import reminders
from .stakeholders import stakeholder, stakeholders
from .themes import theme, themes
from .updates import evidence, update, updates

__all__ = [
    "citation",
    "compare",
    "data",
    "document",
    "documents",
    "evidence",
    "export",
    "favicon",
    "government",
    "governments",
    "healthz",
    "map_svg",
    "matrix",
    "methodology",
    "overview",
    "overview_card",
    "passages",
    "readyz",
    "recommendation",
    "recommendation_card",
    "recommendations",
    "reminders",
    "stakeholder",
    "stakeholders",
    "theme",
    "theme_card",
    "theme_embed",
    "theme_progress_svg",
    "theme_trend_svg",
    "themes",
    "themes_svg",
    "trend_svg",
    "update",
    "updates",
]
