"""Words that Discord and the terminal share."""

from __future__ import annotations

from typing import Final

NO_SPEAKER: Final = "speaker not identified"
"""What stands in place of a name where the article does not say whose words they are."""


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 article", "2,977 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
