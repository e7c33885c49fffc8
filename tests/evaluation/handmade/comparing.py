"""Compares what the extractor reads in a hand-made article with what its gold says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from index.types import Attribution, Span
from tests.evaluation.handmade.gold import GoldArticle, GoldStatement, NearMiss

Writing = Literal["named", "pronoun", "nominal", "none"]
Verdict = Literal["right", "other person", "person open", "near miss", "no gold"]

CERTAIN: Final = 0.8
"""From this confidence on, a speaker is shown without a reservation."""

_ENOUGH: Final = 0.5  # Jaccard of characters, for two contents to be one
_HALF: Final = 0.5  # of the words of a near miss, for it to be credited
_FEWEST_WORDS: Final = 4  # of what is no statement by the gold, to be counted as an error
_PRONOUNS: Final = frozenset("he she it they we i him her his their its".split())
_LINKS: Final = frozenset("of for at from with by on in to who whose which".split())


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement of the gold, and what the extractor has for it, if anything."""

    article: GoldArticle
    gold: GoldStatement
    said: Attribution | None

    @property
    def names_somebody(self) -> bool:
        return self.said is not None and self.said.speaker is not None

    @property
    def is_right(self) -> bool:
        """Whether the person meant is named."""
        return self.said is not None and names_person_of(self.said, self.gold)

    @property
    def has_sources(self) -> bool:
        """Whether gold and extractor both have the source's own words."""
        found = self.said is not None and self.said.speaker_span is not None
        return found and self.gold.as_written is not None

    @property
    def has_right_source(self) -> bool:
        """Whether the source's own words have the same head: "Maro" of "Ines Maro, 40"."""
        if self.said is None or self.said.speaker_span is None or self.gold.as_written is None:
            return False
        found = self.said.speaker_span.of(self.article.text)
        return not heads(found).isdisjoint(heads(self.gold.as_written))


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement that the extractor puts in somebody's mouth, and what the gold says to that."""

    article: GoldArticle
    said: Attribution
    verdict: Verdict

    @property
    def is_certain(self) -> bool:
        return self.said.confidence >= CERTAIN


@dataclass(frozen=True, slots=True)
class Credited:
    """A near miss that is put in somebody's mouth, by name or not."""

    article: GoldArticle
    near_miss: NearMiss
    said: Attribution


def compare(article: GoldArticle, found: Sequence[Attribution]) -> list[Compared]:
    """Each statement of the gold with the attribution that has most of its words."""
    compared = []
    for gold in article.statements:
        best = max(found, key=lambda one: _jaccard(one.content_spans, gold.content), default=None)
        if best is not None and _jaccard(best.content_spans, gold.content) < _ENOUGH:
            best = None
        compared.append(Compared(article, gold, best))
    return compared


def judge(article: GoldArticle, found: Sequence[Attribution]) -> list[Judged]:
    """All that has a named speaker; words outside the gold count where they make a clause."""
    judged = []
    for said in found:
        if said.speaker is None:
            continue
        verdict = _verdict(article, said)
        words = sum(len(span.of(article.text).split()) for span in said.content_spans)
        if verdict != "no gold" or words >= _FEWEST_WORDS:
            judged.append(Judged(article, said, verdict))
    return judged


def find_credited(article: GoldArticle, found: Sequence[Attribution]) -> list[Credited]:
    """The near misses of which half or more is in a statement that has a source."""
    return [
        Credited(article, near_miss, said)
        for near_miss in article.near_misses
        for said in found
        if said.speaker_span is not None and _has_most_of(said, near_miss)
    ]


def writing_of(gold: GoldStatement) -> Writing:
    """How the sentence puts its source."""
    if gold.as_written is None:
        return "none"
    if gold.as_written.lower() in _PRONOUNS:
        return "pronoun"
    capitalised = [word for word in _words(gold.as_written) if word[0].isupper()]
    if gold.person is not None:
        meant = {word.lower() for word in _words(gold.person)}
        return "nominal" if meant.isdisjoint(map(str.lower, capitalised)) else "named"
    return "named" if _head_words(gold.as_written)[0] in capitalised else "nominal"


def heads(source: str) -> frozenset[str]:
    """The head of each part between commas: "maro" and "minister" of "Ines Maro, the minister"."""
    return frozenset(word.lower() for word in _head_words(source))


def names_person_of(said: Attribution, gold: GoldStatement) -> bool:
    """Whether the attribution names whom the gold means."""
    if said.speaker is None or gold.person is None:
        return False
    return _plain(said.speaker.name) == _plain(gold.person)


def _verdict(article: GoldArticle, said: Attribution) -> Verdict:
    if any(_has_most_of(said, near_miss) for near_miss in article.near_misses):
        return "near miss"
    words = _offsets(said.content_spans)
    gold = max(article.statements, key=lambda one: len(words & _offsets(one.content)))
    if words.isdisjoint(_offsets(gold.content)):
        return "no gold"
    if gold.person is None:
        return "person open"
    return "right" if names_person_of(said, gold) else "other person"


def _has_most_of(said: Attribution, near_miss: NearMiss) -> bool:
    shared = _offsets(said.content_spans) & _offsets([near_miss.span])
    return len(shared) >= _HALF * len(near_miss.span)


def _jaccard(one: Iterable[Span], other: Iterable[Span]) -> float:
    covered, wanted = _offsets(one), _offsets(other)
    return len(covered & wanted) / len(covered | wanted)


def _offsets(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _head_words(source: str) -> list[str]:
    found: list[str] = []
    for part in re.split(r"[,()]", source):
        words = _words(part)
        link = next((at for at, word in enumerate(words) if word in _LINKS), len(words))
        found.extend(words[link - 1 : link] if link else ())
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _plain(name: str) -> str:
    return " ".join(name.lower().removeprefix("the ").split())
