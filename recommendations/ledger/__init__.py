"""The only writer of ledger entries, and of the standings that follow from them.

Imports `models` alone.
"""
