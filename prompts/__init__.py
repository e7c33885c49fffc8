"""The texts that a language model is given, and their loader.

Answers are extractive: no model writes, so no text is kept here yet.
"""
