"""Everything drawn: charts, the map, and the cards that show beside a link.

Imports `figures`, `public` and what lies below them.
"""
