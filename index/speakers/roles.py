"""What articles call a speaker beside the name: "the transport minister", and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from index.speakers.words import HONORIFICS, unaccented
from index.types import SpeakerRole

_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_EDGES: Final = " \t\n,;:–—-()"


@dataclass(frozen=True, slots=True)
class Phrase:
    """How articles put a speaker: in how many statements, and on which days first and last."""

    name: str
    as_written: str
    statements: int
    first: date | None
    last: date | None


def roles_of(phrases: Iterable[Phrase]) -> list[SpeakerRole]:
    """The roles in these phrases, in the order of their first day, the undated last."""
    found: dict[str, SpeakerRole] = {}
    for phrase in phrases:
        for role in roles_in(phrase.as_written, phrase.name):
            new = SpeakerRole(role, phrase.statements, phrase.first, phrase.last)
            known = found.get(unaccented(role))
            found[unaccented(role)] = _both(known, new) if known else new
    return sorted(found.values(), key=lambda role: (role.first or date.max, role.role))


def role_in(as_written: str, names: Iterable[str]) -> str | None:
    """The role that a phrase gives a speaker, by the one of all names that stands in it."""
    every = list(names)
    there = (name for name in every if _found(re.findall(r"\w+", name)[-1:], as_written))
    return ", ".join(roles_in(as_written, next(there, every[0]))) or None


def _both(one: SpeakerRole, other: SpeakerRole) -> SpeakerRole:
    return SpeakerRole(
        one.role,
        one.statements + other.statements,
        min(filter(None, (one.first, other.first)), default=None),
        max(filter(None, (one.last, other.last)), default=None),
    )


def roles_in(as_written: str, name: str) -> list[str]:
    """The roles that a phrase gives, before its name and after it; all of it without the name.

    "Energy minister Ines Maro, the engineer" gives "Energy minister" and "engineer".
    """
    words = re.findall(r"\w+", name)
    found = _found(words, as_written) or _found(words[-1:], as_written)
    around = (as_written[: found.start()], as_written[found.end() :]) if found else (as_written,)
    roles = (_ARTICLE.sub("", " ".join(part.split()).strip(_EDGES)) for part in around)
    return [role for role in roles if role and role.lower().rstrip(".") not in HONORIFICS]


def _found(words: list[str], text: str) -> re.Match[str] | None:
    pattern = r"\W+".join(map(re.escape, words))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) if words else None
