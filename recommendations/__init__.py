"""The tracker: recommendations, what is reported on them, what became of them. See docs/architecture.md."""
