"""Quotations and claims of others held against the library, in messages."""
