"""The open programming interface: read-only JSON under `/api/v1/`, described by the schema that it serves.

Each list is a table of `tables/`, chosen by the filter sets of the pages.
"""
