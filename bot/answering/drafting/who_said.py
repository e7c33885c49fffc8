"""Answers to "who said Y": statements that hold the words asked for, or speak to the topic.

Owns when words are the same: neither a denial nor another number is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from bot.answering.drafting.drafts import Draft
from bot.answering.drafting.reasons import not_said_within
from bot.answering.drafting.showing import day_of, points, speaks_in_quotes
from bot.answering.drafting.statements import Judged, judge, on_topic
from bot.answering.questions.question import WhoSaidQuestion
from bot.answering.questions.scope import EVERYTHING, Scope
from bot.answering.questions.turns import denials, is_denying, numbers, without_turns
from index.languages import ENGLISH, QUOTATION
from index.library import Library
from index.relevance import Relevance
from index.types import Span, Statement

# The words are answered by statements that hold this share of their telling ones.
SAID_SO: Final = 0.6
# Beside the best, statements are shown that are at least this share as good.
AS_GOOD: Final = 0.9
# Somebody spoke about a topic who holds this share of its telling words, or means it so much.
SPOKEN_OF: Final = 0.5
MEANT: Final = 0.7
NO_TOPIC: Final = "Nobody is plainly quoted here on that; these words come closest."
NOBODY: Final = "Nobody is quoted here as saying that; these words come closest."

_CLAUSE: Final = re.compile(
    r"(?:(?!\b(?:and|but|because|so|while|although)\b)[^,;:.!?…—–()\n“”„«»\"])+", re.IGNORECASE
)


def draft_who_said(
    library: Library, question: WhoSaidQuestion, near: Sequence[str]
) -> Draft | None:
    """Whose words these are, or who spoke about this; None where no statement comes near.

    `near` are the ids of the articles that speak to it.
    """
    search = _Search(library, question, near)
    found = search.within(question.scope)
    if found:
        return search.drafted(found)
    elsewhere = [] if question.scope.is_wide else search.within(EVERYTHING)
    if elsewhere:
        return Draft("none", (), elsewhere[0].own, not_said_within(elsewhere, question.scope))
    return None


class _Search:
    """Looks for one question's words in the statements of the articles that may hold them."""

    def __init__(self, library: Library, question: WhoSaidQuestion, near: Sequence[str]) -> None:
        self._library = library
        self._question = question
        quotation = QUOTATION.search(question.words)
        self._words = quotation[0] if quotation else question.words
        self._is_quoted = quotation is not None
        # Whether the denials and numbers are the same is asked apart from this.
        self._topic = self._words if question.is_topic else without_turns(self._words)
        self._relevance = Relevance(library.rarity(self._topic))
        self._places: dict[str, list[Span]] = {}
        if not question.is_topic:
            for article, span in library.find_quote(self._words):
                self._places.setdefault(article.id, []).append(span)
        self._articles = list(dict.fromkeys([*self._places, *near]))

    def within(self, scope: Scope) -> list[Judged]:
        """The statements that come near, the best first."""
        if not self._relevance.total:
            return []  # "Who said so?"
        statements = list(self._statements(scope))
        if self._question.is_topic:
            found = on_topic(self._library, statements, self._topic, self._question.language)
            # Whoever only stands near the topic in a text need not have spoken about it.
            return [
                each for each in found if each.own or each.relevance >= found[0].relevance * AS_GOOD
            ]
        judged = judge(self._library, statements, self._topic, self._question.language)
        best = max((found.own for found in judged), default=0.0)
        if best < SAID_SO:
            return []
        return [found for found in judged if found.own >= best * AS_GOOD]

    def drafted(self, found: Sequence[Judged]) -> Draft:
        """An answer by those who said just that; else what comes closest, as no more than that."""
        best, order = found[0].relevance, self._question.order
        if self._question.is_topic:
            shown = points(self._library, found, self._topic, order)
            # Across languages there is nothing but meaning to go by.
            foreign = self._question.language != ENGLISH.code
            spoken = foreign or best >= MEANT or max(each.own for each in found) >= SPOKEN_OF
            return Draft("plain" if spoken else "related", shown, best, "" if spoken else NO_TOPIC)
        same = [each for each in found if self._says_so(each)]
        # The exact words first, then the latest: a correction goes before what it corrects.
        ranked = sorted(same or found, key=self._rank, reverse=True)
        shown = points(self._library, ranked, self._topic, order)
        best = max(each.own for each in found)
        return Draft("plain", shown, best) if same else Draft("related", shown, best, NOBODY)

    def _statements(self, scope: Scope) -> Iterable[Statement]:
        for article_id in self._articles:
            yield from (
                statement
                for statement in self._library.statements(
                    article_id=article_id,
                    since=scope.period.since,
                    until=scope.period.until,
                    publishers=scope.outlets,
                )
                if statement.speaker
            )

    def _rank(self, found: Judged) -> tuple[bool, int]:
        return self._holds_exactly(found), day_of(found).toordinal()

    def _holds_exactly(self, found: Judged) -> bool:
        spans = found.statement.quote_spans or found.statement.content_spans
        places = self._places.get(found.article.id, ())
        return any(span.contains(place) for span in spans for place in places)

    def _says_so(self, found: Judged) -> bool:
        """Whether the words are said, not denied, and with the same numbers."""
        if self._is_quoted and self._holds_exactly(found):
            return True
        clauses = self._clauses(found.words, found.article.language)
        cue = found.statement.cue_span
        denied = denials(clauses)
        if cue and not speaks_in_quotes(found.statement):
            denied += is_denying(cue.of(found.article.text))
        asked = denials(self._words) + self._question.is_denial
        same_numbers = set(numbers(self._words)) <= set(numbers(clauses))
        return denied % 2 == asked % 2 and same_numbers

    def _clauses(self, said: str, spoken: str) -> str:
        """The clauses of what was said that hold the words asked for, as few as do."""
        kept: list[str] = []
        covered = 0.0
        clauses = sorted(
            _CLAUSE.findall(said),
            key=lambda clause: self._relevance.coverage(clause, spoken=spoken),
            reverse=True,
        )
        for clause in clauses:
            more = self._relevance.coverage(*kept, clause, spoken=spoken)
            if more > covered:
                kept.append(clause)
                covered = more
        return "; ".join(kept)
