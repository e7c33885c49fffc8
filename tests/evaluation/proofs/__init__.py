"""Quotations, claims and messages written by hand over twelve articles of invented people.

The articles and the gold are read by `gold.py`; each of the other modules puts one kind to the
code that judges it.
"""
