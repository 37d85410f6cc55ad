"""The tables and their rules: vocabularies, validators, constraints, triggers, edit history, the search index.

Imports nothing from the other rooms.
"""

from .entry import Entry, EntryQuerySet
from .evidence import Evidence
from .ledger import Assessment, FollowUp, FollowUpComponent, JointGovernment, Position
from .links import Alignment, Citation, OutsideReference, PopulationGroupLink, Responsibility
from .mail import ReminderOptOut, SentReminder
from .people import EDITORS, PUBLIC_RIGHTS, REVIEWERS, FocalPoint, Rights, Role, person_name, rights_of
from .recommendation import STALE_AFTER_MONTHS, Component, Recommendation
from .search.table import SearchText
from .standing import ComponentStanding, GovernmentStanding, LedgerClock, RecommendationStanding, Standing
from .text import Document, EditorialNote, Passage, RoundTable, Session, Summit, session_key
from .vocabulary import Framework, FrameworkGoal, Government, PopulationGroup, Stakeholder, Theme

__all__ = [
    "EDITORS",
    "PUBLIC_RIGHTS",
    "REVIEWERS",
    "STALE_AFTER_MONTHS",
    "Alignment",
    "Assessment",
    "Citation",
    "Component",
    "ComponentStanding",
    "Document",
    "EditorialNote",
    "Entry",
    "EntryQuerySet",
    "Evidence",
    "FocalPoint",
    "FollowUp",
    "FollowUpComponent",
    "Framework",
    "FrameworkGoal",
    "Government",
    "GovernmentStanding",
    "JointGovernment",
    "LedgerClock",
    "OutsideReference",
    "Passage",
    "PopulationGroup",
    "PopulationGroupLink",
    "Position",
    "Recommendation",
    "RecommendationStanding",
    "ReminderOptOut",
    "Responsibility",
    "Rights",
    "Role",
    "RoundTable",
    "SearchText",
    "SentReminder",
    "Session",
    "Stakeholder",
    "Standing",
    "Summit",
    "Theme",
    "person_name",
    "rights_of",
    "session_key",
]
