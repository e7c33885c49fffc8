"""First names that belong to men or to women alone, for "he" and "she".

`he.txt` and `she.txt` hold a name a line, in lower case: those of the census of the United
States of 1990 (public domain) and of the lists of Faker (MIT) for forty countries, without
the names that both sexes bear in one of them or in two: "Andrea", "Jean", "Robin".
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from index.statements.vocabulary import Gender


def gender_of_first_name(name: str) -> Gender | None:
    """Whether a first name is only men's or only women's; None where it is unknown or both."""
    low = name.lower()
    return "she" if low in _names("she") else "he" if low in _names("he") else None


@cache
def _names(gender: Gender) -> frozenset[str]:
    listed = Path(__file__).with_name(f"{gender}.txt").read_text(encoding="utf-8")
    return frozenset(listed.splitlines())
