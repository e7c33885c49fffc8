"""What an answer is limited to beside its question: a speaker, an outlet, days.

Owns that nothing else is shown: what the question says is narrowed before anything is
looked for, and what was drafted is held against the limits once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.answering.drafting.drafts import Draft, Point
from bot.answering.drafting.showing import Order
from bot.answering.questions.period import Period
from bot.answering.questions.question import FactQuestion, Reading, SpeechQuestion
from bot.answering.questions.scope import Scope
from bot.wording import day, listed
from index.exchanges import UNLIMITED, Limits
from index.library import Library
from index.query import Query
from index.types import Article, FoundArticle

LOOKED_AT: Final = 300
"""So many articles are found before those outside of the limits are left out."""


def written(limits: Limits) -> str:
    """The limits as a sentence names them: "by Ines Maro since 1 June 2026 in The Record"."""
    who = f"by {limits.speaker}" if limits.speaker else ""
    return " ".join(filter(None, (who, _scope(limits).written)))


def contradiction(reading: Reading, limits: Limits) -> str | None:
    """Why nothing can answer this within the limits; None where something may."""
    outlets = reading.scope.outlets
    if limits.outlet and outlets and limits.outlet not in outlets:
        asked, limit = listed(outlets), limits.outlet
    elif limits.speaker and isinstance(reading, SpeechQuestion) and not _may_ask(reading, limits):
        asked, limit = listed(reading.names) or reading.who, limits.speaker
    else:
        return None
    return f"The question asks for {asked}, but the answer is limited to {limit}."


def limited(reading: Reading, limits: Limits) -> Reading:
    """What the question asks for, within the limits; as it is where it contradicts them."""
    if limits == UNLIMITED or contradiction(reading, limits):
        return reading
    narrowed = replace(reading, scope=_narrowed(reading.scope, limits))
    if isinstance(narrowed, FactQuestion):
        named = tuple(replace(asked, scope=narrowed.scope) for asked in narrowed.named)
        narrowed = replace(narrowed, named=named)
    return _spoken(narrowed, limits.speaker) if limits.speaker else narrowed


def find(library: Library, query: Query, limits: Limits, most: int) -> list[FoundArticle]:
    """The articles that speak to a query and lie within the limits, best first."""
    if limits.outlet is None and limits.since is None and limits.until is None:
        return library.search(query, limit=most)
    found = _within(library, library.search(query, limit=LOOKED_AT), limits)
    if len(found) < most and not query.outlets:
        # Of all days, others may crowd out those that are wanted; among outlets, more are found.
        wider = replace(query, outlets=tuple(library.publishers()))
        seen = {each.article_id for each in found}
        more = _within(library, library.search(wider, limit=LOOKED_AT), limits)
        found += [each for each in more if each.article_id not in seen]
    return sorted(found, key=lambda each: -each.score)[:most]


def held(library: Library, draft: Draft, limits: Limits, otherwise: str) -> Draft:
    """The draft without what lies outside of the limits; `otherwise` says why nothing is left."""
    if limits == UNLIMITED or draft.support == "none":
        return draft
    articles = library.get_all(point.article_id for point in draft.points)
    kept = tuple(
        point
        for point in draft.points
        if point.article_id in articles and _allowed(point, articles[point.article_id], limits)
    )
    if kept:
        return replace(draft, points=kept)
    return Draft("none", (), draft.confidence, otherwise)


def nothing_within(limits: Limits) -> str:
    """That the library holds nothing within the limits."""
    return f"Nothing {written(limits)} speaks to that."


def _may_ask(question: SpeechQuestion, limits: Limits) -> bool:
    return limits.speaker in question.names


def _spoken(reading: Reading, speaker: str) -> Reading:
    """The question as one for the words of this speaker alone.

    Whose words they are stays asked where somebody else's may be the same: theirs are left
    out when they have been found.
    """
    if isinstance(reading, SpeechQuestion):
        return replace(reading, names=(speaker,))
    if isinstance(reading, FactQuestion):
        meant = (asked for asked in reading.named if speaker in asked.names)
        topic = next((asked.topic for asked in meant), reading.subject)
        order: Order = "newest" if reading.scope.period.newest else "nearest"
        return SpeechQuestion(speaker, (speaker,), topic, reading.scope, order)
    if reading.is_topic:
        words, scope, order = reading.words, reading.scope, reading.order
        return SpeechQuestion(speaker, (speaker,), words, scope, order, reading.language)
    return reading


def _narrowed(scope: Scope, limits: Limits) -> Scope:
    outlets = (limits.outlet,) if limits.outlet else scope.outlets
    return Scope(scope.period.narrowed(_scope(limits).period), outlets)


def _scope(limits: Limits) -> Scope:
    bounds = [day(when) for when in (limits.since, limits.until) if when]
    if len(bounds) == 2:
        words = f"from {bounds[0]} to {bounds[1]}"
    else:
        words = "".join(f"{'since' if limits.since else 'until'} {bound}" for bound in bounds)
    outlets = (limits.outlet,) if limits.outlet else ()
    return Scope(Period(limits.since, limits.until, words), outlets)


def _within(library: Library, found: Iterable[FoundArticle], limits: Limits) -> list[FoundArticle]:
    found = list(found)
    articles = library.get_all(each.article_id for each in found)
    return [
        each
        for each in found
        if each.article_id in articles and _is_within(articles[each.article_id], limits)
    ]


def _allowed(point: Point, article: Article, limits: Limits) -> bool:
    is_theirs = limits.speaker is None or point.speaker == limits.speaker
    return is_theirs and _is_within(article, limits)


def _is_within(article: Article, limits: Limits) -> bool:
    """Whether an article is of the outlet and the days; one without a day is of none."""
    published = article.metadata.published
    if limits.outlet is not None and article.metadata.publisher != limits.outlet:
        return False
    if limits.since is None and limits.until is None:
        return True
    return (
        published is not None
        and (limits.since is None or published >= limits.since)
        and (limits.until is None or published <= limits.until)
    )
