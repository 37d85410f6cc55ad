"""The admin. Each module declares the pages of its models; `site` registers what they declare.

Imports any room but the other surfaces.
"""

from . import entries, people, recommendations, text, vocabulary

__all__ = ["entries", "people", "recommendations", "text", "vocabulary"]
