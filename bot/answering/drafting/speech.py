"""Answers to "what did X say (about Y)": statements of the speakers meant, within the scope.

Owns which of their statements count as an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.answering.drafting.drafts import Draft
from bot.answering.drafting.reasons import never_about, never_so, never_within, nobody
from bot.answering.drafting.showing import MOST_POINTS, points
from bot.answering.drafting.statements import ON_TOPIC, Judged, judge, on_topic, said_by
from bot.answering.drafting.unclaimed import open_words, within
from bot.answering.questions.question import SpeechQuestion
from bot.answering.questions.scope import EVERYTHING
from index.languages import ENGLISH
from index.library import Library
from index.types import FoundArticle, Statement

# Statements less on the topic than that do not answer, but come near it.
NEAR_TOPIC: Final = 0.17
MOST_UNCLAIMED: Final = 3
# By so much a larger share of the topic's words, nobody's words go beside somebody's.
PLAINER: Final = 0.3
# Beside the best statement of somebody, others are shown that are at least this relevant a share.
WORTH_SHOWING: Final = 0.5

# Whether somebody said just that is answered by words that hold so much of it, or mean it.
CLAIMED: Final = 0.3
MEANT: Final = 0.45


def draft_speech(
    library: Library, question: SpeechQuestion, found: Sequence[FoundArticle]
) -> Draft:
    """What the speakers said, on the topic if there is one, then and there if it is asked for.

    Quotations that `found` articles credit nobody with, though they name the speaker, are
    shown beside it where they hold clearly more of the topic: as nobody's.
    """
    said = said_by(library, question.names, question.scope)
    chosen = worthy(on_topic(library, said, question.sought, question.language))
    best = chosen[0].relevance if chosen else ON_TOPIC
    unclaimed = open_words(library, question, within(library, found, question.scope), best)
    if not chosen:
        return _nothing(library, question, unclaimed)
    shown = points(library, chosen, question.sought, question.order)
    own = max(each.own for each in chosen)
    plainer = [each for each in unclaimed if each.own >= own + PLAINER]
    nobodys = points(library, plainer, question.sought)[:MOST_UNCLAIMED]
    kept = (*shown[: MOST_POINTS - len(nobodys)], *nobodys)
    if question.claims and own < CLAIMED and best < MEANT:
        return Draft("related", kept, best, never_so(question.names))
    return Draft("plain", kept, best)


def said_among(
    library: Library, question: SpeechQuestion, statements: Sequence[Statement]
) -> list[Judged]:
    """Which of these are the speakers' near the topic, and which may be theirs."""
    credited = [s for s in statements if s.speaker and s.speaker.name in question.names]
    judged = judge(library, credited, question.sought, question.language)
    return [*filter(_is_near, judged), *open_words(library, question, statements, ON_TOPIC)]


def worthy(found: Sequence[Judged]) -> list[Judged]:
    """The statements of each speaker that come near the best one of theirs."""
    best: dict[str | None, float] = {}
    for each in found:
        best[each.speaker] = max(each.relevance, best.get(each.speaker, 0.0))
    return [each for each in found if each.relevance >= best[each.speaker] * WORTH_SHOWING]


def _nothing(library: Library, question: SpeechQuestion, unclaimed: Sequence[Judged]) -> Draft:
    """Why nothing was said, with what comes near it.

    That is what was said another time where news are asked for, quotations that are nobody's
    for certain, or words that are hardly on the topic.
    """
    everything = said_by(library, question.names, EVERYTHING)
    chosen = worthy(on_topic(library, everything, question.sought, question.language))
    if chosen:
        reason = never_within(question.names, chosen, question.topic, question.scope)
        if question.order != "newest":
            return Draft("none", (), chosen[0].relevance, reason)
        shown = points(library, chosen, question.sought, "newest")
        return Draft("related", shown, chosen[0].relevance, reason)
    judged = judge(library, everything, question.sought, question.language)
    near = [*unclaimed, *worthy(list(filter(_is_near, judged)))]
    best = max((each.relevance for each in [*near, *judged]), default=0.0)
    if question.names:
        topic = "" if question.claims else question.topic
        reason = never_about(question.names, judged, topic or "that")
    else:
        reason = nobody(library, question.who)
    shown = points(library, near, question.sought)
    return Draft("related", shown, best, reason) if shown else Draft("none", (), best, reason)


def _is_near(judged: Judged) -> bool:
    """Whether words come near the topic: in meaning alone only where that is surely read."""
    is_read = bool(judged.own) or judged.article.language == ENGLISH.code
    return is_read and judged.relevance >= NEAR_TOPIC
