"""The one door to what the public may read: rows and words as of a moment, never figures of its own.

Imports `figures` and what lies below it.
"""
