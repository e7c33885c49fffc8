"""Trains the tagger: `python -m index.statements.training --help`."""
