"""What lists can be narrowed by: one filter set for the page of a list, its exports, its feeds and the API.

Imports `public` and what lies below it.
"""

from .facets import FacetedFilterSet, choices_of
from .governments import GovernmentFilter
from .lists import AssessmentFilter, FollowUpFilter, PassageFilter, PositionFilter, StakeholderFilter
from .matrix import MatrixFilter
from .recommendations import RecommendationFilter
from .updates import UpdateFilter

__all__ = [
    "AssessmentFilter",
    "FacetedFilterSet",
    "FollowUpFilter",
    "GovernmentFilter",
    "MatrixFilter",
    "PassageFilter",
    "PositionFilter",
    "RecommendationFilter",
    "StakeholderFilter",
    "UpdateFilter",
    "choices_of",
]
