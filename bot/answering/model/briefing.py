"""The lines of a summary as a model words them: a sentence each, or the quotation as it is.

Owns which sentence may stand for which line: one that is proved by the article of the line,
as the words of its speaker. A line is put to the model once, whichever page it stands on.
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
from bot.answering.model.cache import Written
from bot.answering.model.errors import WritingFailed
from bot.answering.model.lines import MOST_KEPT, Line, WrittenLines
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

    `unwritten` are those that were never put to the model, and `failure` is why, where it
    failed, which is for its operator.
    """

    rows: tuple[BriefRow, ...]
    unwritten: int = 0
    failure: WritingFailed | None = None


class Briefer:
    """Lets a model word summaries, each line once. Blocks; safe to share between threads."""

    def __init__(self, asker: Asker, prompts: PassagePrompts) -> None:
        self._asker = asker
        self._prompts = prompts
        self._written = WrittenLines(MOST_KEPT)

    def worded(self, library: Library, topic: str, rows: Sequence[BriefRow], asked: date) -> Worded:
        """The rows with sentences, as far as they hold and the time suffices.

        Raises StorageError alone.
        """
        limit = TimeLimit.of(self._asker.seconds)
        fresh = [row for row in rows if not self._known(library, topic, row)]
        try:
            for start in range(0, len(fresh), AT_ONCE):
                self._write(library, topic, fresh[start : start + AT_ONCE], asked, limit)
        except WritingFailed as error:
            log.info("no summary written (%s): %s", type(error).__name__, error.message)
            return replace(self.remembered(library, topic, rows), failure=error)
        return self.remembered(library, topic, rows)

    def remembered(self, library: Library, topic: str, rows: Sequence[BriefRow]) -> Worded:
        """The rows with the sentences that were written before; the model is not asked."""
        known = [(row, self._known(library, topic, row)) for row in rows]
        done = [
            replace(row, sentence=_proved(library, row, written)) if written else row
            for row, written in known
        ]
        return Worded(tuple(done), sum(written is None for _, written in known))

    def _known(self, library: Library, topic: str, row: BriefRow) -> Written | None:
        return self._written.get(self._line(library, topic, row))

    def _line(self, library: Library, topic: str, row: BriefRow) -> Line:
        citation = row.quoted.citation
        return Line(
            library=library.name,
            topic=" ".join(topic.casefold().split()),
            statement=f"{citation.statement_id}",
            version=citation.article.version,
            prompts=self._prompts.version,
            model=self._asker.model,
        )

    def _write(
        self,
        library: Library,
        topic: str,
        rows: Sequence[BriefRow],
        asked: date,
        limit: TimeLimit,
    ) -> None:
        """Have the model write some lines, and keep what it wrote of each."""
        self._asker.check()
        material = {number: _passage(row.quoted) for number, row in enumerate(rows, start=1)}
        given = messages(library, self._prompts, Question(topic, asked), material)
        claims = self._asker.ask(library, given, claims_form(), read_claims, limit)
        for number, row in enumerate(rows, start=1):
            own = [
                claim for claim in claims if {each.passage for each in claim.supports} == {number}
            ]
            written = Written(tuple(own), {number: material[number]})
            self._written.put(self._line(library, topic, row), written)
        log.info(
            "model %s, prompts %s: %d claims about %d lines",
            *(self._asker.model, self._prompts.version, len(claims), len(rows)),
        )


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


def _proved(library: Library, row: BriefRow, written: Written) -> str:
    """The first sentence that the passage and the speaker of a line bear out; "" for none."""
    prover = Prover(library, written.material)
    for claim in written.claims:
        proved = prover.prove(claim)
        if isinstance(proved, ProvedClaim) and _is_of(proved, row.quoted):
            return proved.text
    return ""


def _is_of(proved: ProvedClaim, line: Quoted) -> bool:
    """Whether a sentence is short, and gives words to nobody but the line's speaker."""
    speaker = line.citation.speaker
    return len(proved.text) <= LONGEST_LINE and all(
        each.speaker is not None and speaker is not None and each.speaker.name == speaker.name
        for each in proved.citations
    )
