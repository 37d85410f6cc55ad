"""Lists as files: CSV, XLSX and JSON, each with the same rows, in the same order, under the same names of columns."""

from .export import FORMATS, Export
from .lists import LISTS, PublicList, passages_of
from .text import csv_parts, json_parts
from .workbook import workbook

__all__ = [
    "FORMATS",
    "LISTS",
    "Export",
    "PublicList",
    "csv_parts",
    "json_parts",
    "passages_of",
    "workbook",
]
