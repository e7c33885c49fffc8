"""Answers to "what did X say (about Y)": statements of the speakers meant, within the scope.

Owns which of their statements count as an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.answering.drafts import Draft
from bot.answering.question import SpeechQuestion
from bot.answering.reasons import never_about, never_within, nobody
from bot.answering.scope import EVERYTHING
from bot.answering.showing import points
from bot.answering.statements import Judged, judge, on_topic, said_by
from index.library import Library

# Beside the best statement of somebody, others are shown that are at least this relevant a share.
WORTH_SHOWING: Final = 0.5


def draft_speech(library: Library, question: SpeechQuestion) -> Draft:
    """What the speakers said, on the topic if there is one, then and there if it is asked for."""
    if not question.names:
        return Draft("none", (), 0.0, nobody(library, question.who))
    said = said_by(library, question.names, question.scope)
    chosen = worthy(on_topic(library, said, question.topic, question.language))
    if chosen:
        shown = points(library, chosen, question.topic, newest=question.newest)
        return Draft("plain", shown, chosen[0].relevance)
    return _nothing(library, question)


def worthy(found: Sequence[Judged]) -> list[Judged]:
    """The statements of each speaker that come near the best one of theirs."""
    best: dict[str | None, float] = {}
    for each in found:
        best[each.speaker] = max(each.relevance, best.get(each.speaker, 0.0))
    return [each for each in found if each.relevance >= best[each.speaker] * WORTH_SHOWING]


def _nothing(library: Library, question: SpeechQuestion) -> Draft:
    """Why nothing was said; where news are asked for, with the last that there is."""
    everything = said_by(library, question.names, EVERYTHING)
    chosen = worthy(on_topic(library, everything, question.topic, question.language))
    if not chosen:
        judged = judge(library, everything, question.topic, question.language)
        best = max((found.relevance for found in judged), default=0.0)
        return Draft("none", (), best, never_about(question.names, judged, question.topic))
    reason = never_within(question.names, chosen, question.topic, question.scope)
    if not question.newest:
        return Draft("none", (), chosen[0].relevance, reason)
    shown = points(library, chosen, question.topic, newest=True)
    return Draft("related", shown, chosen[0].relevance, reason)
