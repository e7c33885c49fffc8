"""The lines of a summary as a model words them: a sentence each, or the quotation as it is.

Owns which sentence may stand for which line: one that is proved by the article of the line,
as the words of its speaker.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.answering.drafting.briefs import BriefRow
from bot.answering.drafting.sayings import Quoted
from bot.answering.model.asking import Asker, TimeLimit
from bot.answering.model.cache import Asked, Written, WrittenCache
from bot.answering.model.errors import WritingFailed
from bot.answering.model.material import messages
from bot.answering.model.reply import claims_form, read_claims
from bot.answering.types import Question
from bot.answering.written.claims import SentPassage
from bot.answering.written.proving import ProvedClaim, Prover
from index.library import Library
from index.sentences import sentence_spans
from index.types import Span
from prompts import PassagePrompts

log = logging.getLogger(__name__)

AT_ONCE: Final = 8
"""Lines that are put to the model together."""
LONGEST_LINE: Final = 300
"""Characters of a sentence."""


@dataclass(frozen=True, slots=True)
class Worded:
    """The lines, with a sentence where one holds.

    `failure` is why there are none, where the model failed, which is for its operator.
    """

    rows: tuple[BriefRow, ...]
    failure: WritingFailed | None = None


class Briefer:
    """Lets a model word summaries. Blocks; safe to share between threads."""

    def __init__(self, asker: Asker, prompts: PassagePrompts) -> None:
        self._asker = asker
        self._prompts = prompts
        self._cache = WrittenCache()

    def worded(self, library: Library, topic: str, rows: Sequence[BriefRow], asked: date) -> Worded:
        """The rows with sentences, as far as they hold and the time suffices.

        Raises StorageError alone.
        """
        limit = TimeLimit.of(self._asker.seconds)
        done: list[BriefRow] = []
        try:
            while len(done) < len(rows):
                group = rows[len(done) : len(done) + AT_ONCE]
                written = self._written(library, topic, group, asked, limit)
                done += self._with_sentences(library, group, written)
        except WritingFailed as error:
            log.info("no summary written (%s): %s", type(error).__name__, error.message)
            return Worded((*done, *rows[len(done) :]), error)
        return Worded(tuple(done))

    def _with_sentences(
        self, library: Library, rows: Sequence[BriefRow], written: Written
    ) -> list[BriefRow]:
        proved = _proved(library, rows, written)
        log.info(
            "model %s, prompts %s: %d of %d lines hold",
            *(self._asker.model, self._prompts.version, len(proved), len(rows)),
        )
        return [
            replace(row, sentence=proved.get(number, ""))
            for number, row in enumerate(rows, start=1)
        ]

    def _written(
        self,
        library: Library,
        topic: str,
        rows: Sequence[BriefRow],
        asked: date,
        limit: TimeLimit,
    ) -> Written:
        ids = " ".join(row.quoted.citation.statement_id or "" for row in rows)
        version, model = self._prompts.version, self._asker.model
        question = Question(f"{topic} {ids}", asked)
        key = Asked.of(library.name, library.generation, question, version, model)
        if known := self._cache.get(key):
            return known
        self._asker.check()
        material = {number: _passage(row.quoted) for number, row in enumerate(rows, start=1)}
        given = messages(library, self._prompts, Question(topic, asked), material)
        claims = self._asker.ask(library, given, claims_form(), read_claims, limit)
        written = Written(claims, material)
        self._cache.put(key, written)
        return written


def _passage(line: Quoted) -> SentPassage:
    """The whole sentences in which the words of a line stand."""
    article = line.citation.article
    words = Span(min(each.start for each in line.spans), max(each.end for each in line.spans))
    around = [each for each in sentence_spans(article.text) if each.overlaps(words)]
    whole = Span(
        min([words.start, *(each.start for each in around)]),
        max([words.end, *(each.end for each in around)]),
    )
    return SentPassage(article.id, article.version, whole)


def _proved(library: Library, rows: Sequence[BriefRow], written: Written) -> dict[int, str]:
    """The first sentence for each row, from 1, that its own passage and speaker bear out."""
    prover = Prover(library, written.material)
    found: dict[int, str] = {}
    for claim in written.claims:
        numbers = {support.passage for support in claim.supports}
        if len(numbers) != 1 or not 0 < (number := numbers.pop()) <= len(rows):
            continue
        proved = prover.prove(claim)
        if isinstance(proved, ProvedClaim) and _is_of(proved, rows[number - 1].quoted):
            found.setdefault(number, proved.text)
    return found


def _is_of(proved: ProvedClaim, line: Quoted) -> bool:
    """Whether a sentence is short, and gives words to nobody but the line's speaker."""
    speaker = line.citation.speaker
    return len(proved.text) <= LONGEST_LINE and all(
        each.speaker is not None and speaker is not None and each.speaker.name == speaker.name
        for each in proved.citations
    )
