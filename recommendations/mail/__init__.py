"""The letters: reminders, digests, and what is returned to its author.

Imports `figures` and what lies below it.
"""
