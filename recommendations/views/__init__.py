from .data import data
from .documents import document, documents
from .exports import export, passages
from .governments import government, governments
from .health import healthz, readyz
from .matrix import matrix
from .overview import methodology, overview
from .recommendations import citation, recommendation, recommendations
from .reminders import reminders
from .stakeholders import stakeholder, stakeholders
from .themes import theme, themes
from .updates import update, updates

__all__ = [
    "citation",
    "data",
    "document",
    "documents",
    "export",
    "government",
    "governments",
    "healthz",
    "matrix",
    "methodology",
    "overview",
    "passages",
    "readyz",
    "recommendation",
    "recommendations",
    "reminders",
    "stakeholder",
    "stakeholders",
    "theme",
    "themes",
    "update",
    "updates",
]
