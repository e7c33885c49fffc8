"""The lines of a summary as a model words them: a sentence each, or the quotation as it is.

Owns which sentence may stand for which line: one that is proved by the article of the line,
as the words of its speaker.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.answering.model.asking import Asker, TimeLimit
from bot.answering.model.cache import Asked, Written, WrittenCache
from bot.answering.model.errors import WritingFailed
from bot.answering.model.material import messages
from bot.answering.model.reply import claims_form, read_claims
from bot.answering.sayings import Quoted
from bot.answering.types import Question
from bot.answering.written.claims import Material, SentPassage
from bot.answering.written.proving import ProvedClaim, Prover
from index.library import Library
from index.sentences import sentence_spans
from index.types import Span
from prompts import PassagePrompts

log = logging.getLogger(__name__)

LONGEST_LINE: Final = 300


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences that hold, by the id of the statement for which each stands.

    `failure` is why there are none, where the model failed, which is for its operator.
    """

    proved: Mapping[str, ProvedClaim] = field(default_factory=dict)
    failure: WritingFailed | None = None


class Briefer:
    """Lets a model word summaries. Blocks; safe to share between threads."""

    def __init__(self, asker: Asker, prompts: PassagePrompts) -> None:
        self._asker = asker
        self._prompts = prompts
        self._cache = WrittenCache()

    def worded(
        self, library: Library, topic: str, lines: Sequence[Quoted], asked: date
    ) -> Sentences:
        """Sentences for these lines, as far as they hold. Raises StorageError."""
        if not lines:
            return Sentences()
        try:
            written = self._written(library, topic, lines, asked)
        except WritingFailed as error:
            log.info("no summary written (%s): %s", type(error).__name__, error.message)
            return Sentences(failure=error)
        proved = _proved(library, lines, written)
        log.info(
            "model %s, prompts %s: %d of %d lines hold",
            *(self._asker.model, self._prompts.version, len(proved), len(lines)),
        )
        return Sentences(proved)

    def _written(
        self, library: Library, topic: str, lines: Sequence[Quoted], asked: date
    ) -> Written:
        ids = " ".join(each.citation.statement_id or "" for each in lines)
        question = Question(f"{topic} {ids}", asked)
        version, model = self._prompts.version, self._asker.model
        key = Asked.of(library.name, library.generation, question, version, model)
        if known := self._cache.get(key):
            return known
        self._asker.check()
        limit = TimeLimit.of(self._asker.seconds)
        material = {number: _passage(each) for number, each in enumerate(lines, start=1)}
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


def _proved(library: Library, lines: Sequence[Quoted], written: Written) -> dict[str, ProvedClaim]:
    """The first sentence for each line that its own passage and speaker bear out."""
    material: Material = written.material
    prover = Prover(library, material)
    found: dict[str, ProvedClaim] = {}
    for claim in written.claims:
        numbers = {support.passage for support in claim.supports}
        if len(numbers) != 1 or not 0 < min(numbers) <= len(lines):
            continue
        line = lines[min(numbers) - 1]
        proved = prover.prove(claim)
        if isinstance(proved, ProvedClaim) and _is_of(proved, line):
            found.setdefault(line.citation.statement_id or "", proved)
    return found


def _is_of(proved: ProvedClaim, line: Quoted) -> bool:
    """Whether a sentence is short, and gives words to nobody but the line's speaker."""
    speaker = line.citation.speaker
    return len(proved.text) <= LONGEST_LINE and all(
        each.speaker is not None and speaker is not None and each.speaker.name == speaker.name
        for each in proved.citations
    )
