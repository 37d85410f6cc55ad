"""The only maker of numbers: each public figure is one function here, with its definition and its denominator.

Imports `models` and the rules of `ledger`.
"""
