"""Marks the sources, cues and contents of reported speech in a text, with a small network."""
