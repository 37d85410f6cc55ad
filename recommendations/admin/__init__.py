"""The admin. Each module declares the pages of its models; `site` registers what they declare."""

from . import entries, people, recommendations, text, vocabulary

__all__ = ["entries", "people", "recommendations", "text", "vocabulary"]
