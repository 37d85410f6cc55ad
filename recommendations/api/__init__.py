"""The API: read-only JSON under `/api/v1/`, described by the schema that it serves.

Each list is a table of `data/tables/`, narrowed by the filters of the pages. Imports any room but the other surfaces.
"""
