"""Reads a sentence for speech by the order of its words, where the tagger finds nothing."""
