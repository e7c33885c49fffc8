"""Words that answers, Discord and the terminal share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from index.types import SpeakerDecision

NO_SPEAKER: Final = "speaker not identified"
"""What stands in place of a name where the article does not say whose words they are."""


INFERRED: Final = "inferred"
"""What stands behind a name where the article does not plainly name who speaks."""

DONE: Final = {
    "added": "added",
    "updated": "added a new version of",
    "refreshed": "fetched a new version of",
    "edited": "edited",
    "removed": "removed",
    "brought_back": "brought back",
}
"""What somebody did to an article, in words that stand before it."""


_DECIDED: Final = {
    "merge": "{name} is taken for {to}",
    "split": "{name} is a speaker of its own",
    "rename": "{name} is shown as {to}",
    "alias": "{name} is also called {to}",
}


def decided(decision: SpeakerDecision) -> str:
    """What a moderator decided about a speaker: "I. Maro is taken for Ines Maro"."""
    return _DECIDED[decision.kind].format(name=decision.name, to=decision.to)


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 article", "2,977 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names as a sentence lists them: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def also_in(outlets: Sequence[str]) -> str:
    """Who else ran the same report: "also in The Record", "also in 3 outlets"."""
    return f"also in {listed(outlets) if len(outlets) < 3 else counted(len(outlets), 'outlet')}"


def day(when: date) -> str:
    """A day as a sentence names it: "3 May 2026"."""
    return f"{when.day} {when:%B} {when.year}"
