"""What a question with a known answer asks for, as far as the library holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.answering.types import Citation
from bot.selftest.questions import GoldQuestion
from index.alignment import align
from index.library import Library
from index.relevance import Relevance
from index.types import Article, Span
from index.urls import address_key

# A passage that covers this share of what the best of the right articles does is as good.
AS_GOOD: Final = 0.8


@dataclass(frozen=True, slots=True)
class Wanted:
    """The right articles by id, and in them the places of the wanted words and the evidence.

    `places` are those of any article where the question names none; `evidence` are ids of
    passages. `missing` are sentences on what the question names and the library does not
    hold, each with what to do.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    places: tuple[tuple[str, Span], ...] = ()
    evidence: frozenset[int] = frozenset()
    missing: tuple[str, ...] = ()

    def is_shown_by(self, citation: Citation) -> bool:
        """Whether a citation shows wanted words, or a part of them."""
        return any(
            citation.article.id == article_id and citation.span.overlaps(span)
            for article_id, span in self.places
        )


class Looking:
    """Looks for what questions ask for in one library, as it was when this was made."""

    def __init__(self, library: Library) -> None:
        self._library = library
        summaries = library.list(limit=library.count())
        keys = ((address_key(summary.metadata.url), summary.id) for summary in summaries)
        self._by_address = {key: id_ for key, id_ in keys if key}

    def wanted(self, gold: GoldQuestion) -> Wanted:
        ids = {named: self._article_id(named) for named in gold.articles}
        right = self._library.get_all(ids.values())
        missing = [
            f"{named} is not in this library; add it, or name another article."
            for named, id_ in ids.items()
            if id_ not in right
        ]
        if gold.articles and not right:
            return Wanted(missing=tuple(missing))
        places = tuple(self._places(gold, right))
        evidence = frozenset(self._evidence(gold, right))
        where = "its right articles" if right else "this library"
        if gold.words and not places:
            missing.append(f"Its words stand nowhere in {where}; give them as written there.")
        if gold.evidence and not evidence:
            missing.append(f"Its evidence shares no telling word with {where}; say it otherwise.")
        return Wanted(right, places, evidence, tuple(missing))

    def _article_id(self, named: str) -> str:
        return self._by_address.get(address_key(named) or "", named)

    def _places(
        self, gold: GoldQuestion, right: Mapping[str, Article]
    ) -> Iterator[tuple[str, Span]]:
        for words in gold.words:
            if gold.articles:
                for article in right.values():
                    yield from ((article.id, span) for span in align(words, article.text))
            else:
                found = self._library.find_quote(words)
                yield from ((article.id, span) for article, span in found)

    def _evidence(self, gold: GoldQuestion, right: Mapping[str, Article]) -> Iterator[int]:
        """Passages that hold about as much of the evidence as the best of them."""
        if not gold.evidence:
            return
        relevance = Relevance(self._library.rarity(gold.evidence))
        covered = {
            passage.id: relevance.coverage(passage.span.of(article.text))
            for article in right.values()
            for passage in self._library.passages(article.id)
        }
        best = max(covered.values(), default=0.0)
        yield from (id_ for id_, share in covered.items() if 0 < best * AS_GOOD <= share)
