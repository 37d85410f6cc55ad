"""Data out and in: lists as columns, files to download and to import, the whole dataset, the invented example.

Imports `filters`, `public` and what lies below them.
"""
