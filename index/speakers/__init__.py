"""The speakers of a library: which names mean one person, and who is meant by a name."""

from index.speakers.directory import SpeakerDirectory
from index.speakers.given_names import is_given_name
from index.speakers.words import name_words, unaccented

__all__ = ["SpeakerDirectory", "is_given_name", "name_words", "unaccented"]
