"""Quotations of a library turned in ways that lie, and what checking makes of them.

Each way changes the meaning, or the letters, within the quotation: cut at its ends it would
still be word for word what somebody said.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.checker import check
from bot.answering.checking.types import Checked, Quoted
from index.alignment import align
from index.library import Library

FEWEST_WORDS: Final = 5

_LOOKALIKES: Final = str.maketrans("aeopcxyi", "аеорсхуі")

Mutation = Callable[[str, random.Random], str]
"""Gives a quotation as it is where it has nothing to be turned."""


@dataclass(frozen=True, slots=True)
class Turned:
    """What was made of one quotation or two, and what checking made of that."""

    quotations: tuple[str, ...]
    checked: Checked

    @property
    def is_recognised(self) -> bool:
        """Whether the words shown as the source are those that were turned, or hold them."""
        shown = [each.quote for each in self.checked.citations]
        return any(align(_bare(words), each) for words in self.quotations for each in shown)


def quotations(library: Library) -> list[str]:
    """The quoted words of all statements, those that are too short to be turned left out."""
    texts = {article.id: article.text for article in library.every_article()}
    every = (
        span.of(texts[statement.article_id])
        for statement in library.statements()
        for span in statement.quote_spans
    )
    return [each for each in dict.fromkeys(every) if len(each.split()) >= FEWEST_WORDS]


def turn(library: Library, quoted: Sequence[str], mutation: str, seed: int = 7) -> Iterator[Turned]:
    """Each quotation turned in one way, and checked; those that it leaves as they are left out."""
    chance = random.Random(seed)  # noqa: S311
    for quotation in quoted:
        turned = MUTATIONS[mutation](quotation, chance)
        if turned != quotation:
            yield Turned((quotation,), check(library, Quoted(turned)))


def merge(library: Library, quoted: Sequence[str], seed: int = 11) -> Iterator[Turned]:
    """Each quotation with another one behind it, as if they were one."""
    chance = random.Random(seed)  # noqa: S311
    for quotation in quoted:
        other = chance.choice([each for each in quoted if each != quotation])
        turned = f"{_bare(quotation)}. {other}"
        yield Turned((quotation, other), check(library, Quoted(turned)))


def report(library: Library) -> Iterator[str]:
    """Lines for a person: for each way, how many are exact, recognised, and not found."""
    quoted = quotations(library)
    exact = sum(check(library, Quoted(each)).verdict == "exact" for each in quoted)
    yield f"quotations as they are: {exact} of {len(quoted)} exact"
    ways = [(name, list(turn(library, quoted, name))) for name in MUTATIONS]
    for name, every in (*ways, ("merged", list(merge(library, quoted)))):
        verdicts = Counter(each.checked.verdict for each in every)
        yield (
            f"{name}: of {len(every)}, exact {verdicts['exact']}, altered {verdicts['altered']}, "
            f"not found {verdicts['not_found']}; the source is recognised in "
            f"{sum(each.is_recognised for each in every)}"
        )


def _bare(quotation: str) -> str:
    """The words without the punctuation at their ends."""
    return quotation.strip(",.!? ")


def _word(quotation: str, chance: random.Random) -> str:
    return _replaced(quotation, chance, "zebra", lambda _: True)


def _negation(quotation: str, chance: random.Random) -> str:
    without = _replaced(quotation, chance, "", lambda word: word in ("not", "never", "no"))
    if without != quotation:
        return without
    words = quotation.split()
    at = chance.randrange(1, len(words))
    return " ".join([*words[:at], "not", *words[at:]])


def _number(quotation: str, _chance: random.Random) -> str:
    return re.sub(r"\d+", lambda figures: str(int(figures[0]) + 1), quotation, count=1)


def _name(quotation: str, chance: random.Random) -> str:
    is_name = re.compile(r"[A-Z][a-z]{2}").match
    return _replaced(quotation, chance, "Quarrington", lambda word: bool(is_name(word)))


def _dropped(quotation: str, chance: random.Random) -> str:
    return _replaced(quotation, chance, "", lambda _: True)


def _ellipsis(quotation: str, chance: random.Random) -> str:
    return _replaced(quotation, chance, "…", lambda _: True)


def _homoglyph(quotation: str, chance: random.Random) -> str:
    words = quotation.split()
    alike = [at for at, word in enumerate(words) if word.translate(_LOOKALIKES) != word]
    if alike:
        at = chance.choice(alike)
        words[at] = words[at].translate(_LOOKALIKES)
    return " ".join(words) if alike else quotation


def _replaced(
    quotation: str, chance: random.Random, by: str, belongs: Callable[[str], bool]
) -> str:
    """The quotation with another word in the place of one within it that belongs."""
    words = quotation.split()
    places = [at for at in range(1, len(words) - 1) if belongs(words[at])]
    if not places:
        return quotation
    at = chance.choice(places)
    return " ".join([*words[:at], *([by] if by else []), *words[at + 1 :]])


MUTATIONS: Final[dict[str, Mutation]] = {
    "word": _word,
    "negation": _negation,
    "number": _number,
    "name": _name,
    "dropped": _dropped,
    "ellipsis": _ellipsis,
    "homoglyph": _homoglyph,
}
