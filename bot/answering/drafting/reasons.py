"""Why there is no answer about somebody's words, and what there is instead, in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from bot.answering.drafting.statements import Judged
from bot.answering.questions.period import Period
from bot.answering.questions.scope import Scope
from bot.wording import day, listed
from index.library import Library
from index.speakers import name_words
from index.types import Article, Span

_NO_NOUN: Final = re.compile(r"(?:in|at|after|before|during|when|while|under)\b", re.I)
"""What a topic begins with that is named in marks: “in court”, “after the vote”."""
MOST_NAMED: Final = 3
"""Titles, outlets or people named in one sentence."""


def nobody(library: Library, who: str) -> str:
    """That nobody so called is quoted, and who speaks of them or is spelt like them."""
    if library.holds(who):
        others = _speaking_of(library, who)[:MOST_NAMED]
        known = f"spoken of by {listed(others)}" if others else "mentioned here"
        return f"{_begun(who)} is {known}, but no words here are plainly theirs."
    if alike := library.directory().nearest(who):
        return f"Nobody called {who} is quoted here. Did you mean {listed(alike, 'or')}?"
    return f"Nothing in this library mentions {who}."


def never_about(names: Sequence[str], said: Sequence[Judged], topic: str) -> str:
    """That they are quoted, but not on this, and in which articles they are."""
    topic = f"“{topic}”" if _NO_NOUN.match(topic) else topic
    quoted = f"{_quoted(names, said)}, but not about {topic}"
    titles = _titles(said)
    stand = "the quotation stands" if len(said) == 1 else "the quotations stand"
    return f"{quoted}; {stand} in {titles}." if titles else f"{quoted}."


def never_so(names: Sequence[str]) -> str:
    """That they are not quoted as having said what the question supposes."""
    one = len(names) == 1
    whose = f"{names[0]} is" if one else f"{listed(names)} are"
    return f"{whose} not plainly quoted here as saying that; these words come nearest."


def never_within(names: Sequence[str], said: Sequence[Judged], topic: str, scope: Scope) -> str:
    """That they are quoted (on this), but not then or there, and when or where they are."""
    quoted = _quoted(names, said) + (f" about {topic}" if topic else "")
    return f"{quoted}, but not {scope.written}{_instead(said, scope)}."


def not_said_within(said: Sequence[Judged], scope: Scope) -> str:
    """That words are quoted here, but not from then or there."""
    return f"That is quoted here, but not {scope.written}{_instead(said, scope)}."


def _quoted(names: Sequence[str], said: Sequence[Judged]) -> str:
    times = {1: "once", 2: "twice"}.get(len(said), f"{len(said)} times")
    return f"{_begun(listed(names))} {'is' if len(names) == 1 else 'are'} quoted here {times}"


def _begun(who: str) -> str:
    return who[:1].upper() + who[1:]


def _titles(said: Sequence[Judged]) -> str:
    """The articles with the most of it by their titles: readable, and true of what they hold."""
    by_article = Counter(found.article.id for found in said)
    articles = {found.article.id: found.article for found in said}
    known = [articles[id_].metadata.title for id_, _ in by_article.most_common()]
    titles = [f"“{title}”" for title in dict.fromkeys(filter(None, known))][:MOST_NAMED]
    return _with_rest(titles, len(articles), "article")


def _with_rest(named: list[str], total: int, noun: str) -> str:
    """Some by their names, and how many there are besides."""
    rest = total - len(named)
    if named and rest:
        named = [*named, f"{rest} other {noun}{'' if rest == 1 else 's'}"]
    return listed(named)


def _instead(said: Sequence[Judged], scope: Scope) -> str:
    """When or where it was said: "; last on 12 May 2026", "; only in The Record"."""
    there = [found for found in said if found.article.metadata.publisher in scope.outlets]
    if scope.outlets and not there:
        outlets = list(dict.fromkeys(filter(None, map(_publisher, said))))
        named = _with_rest(outlets[:MOST_NAMED], len(outlets), "outlet")
        return f", only in {named}" if named else ""
    return _nearest(there or said, scope.period)


def _publisher(found: Judged) -> str | None:
    return found.article.metadata.publisher


def _nearest(said: Iterable[Judged], period: Period) -> str:
    """The days nearest to a period on which something was said; "" where no day is known."""
    days = {found.article.metadata.published for found in said} - {None}
    known = sorted(when for when in days if when)
    before = [when for when in known if period.since and when < period.since]
    after = [when for when in known if period.until and when > period.until]
    if before and after:
        return f"; before that last on {day(before[-1])}, after it first on {day(after[0])}"
    if before:
        return f"; last on {day(before[-1])}"
    return f"; first on {day(after[0])}" if after else "; no day is known of it"


def _speaking_of(library: Library, who: str) -> list[str]:
    """Those whose words name somebody, by the full name or, within such an article, the last."""
    last = _surname(library, who)
    places = {article.id: (article, span) for article, span in library.find_quote(who)}
    speakers: Counter[str] = Counter()
    for article, _ in places.values():
        for statement in library.statements(article_id=article.id):
            if statement.speaker and _names(article, statement.content_spans, who, last):
                speakers[statement.speaker.name] += 1
    return [name for name, _ in speakers.most_common()]


def _surname(library: Library, who: str) -> str | None:
    """The last name, where it can be no other speaker's."""
    last = who.split()[-1]
    is_own = last[:1].isupper() and not library.directory().called(last)
    return last if is_own else None


def _names(article: Article, spans: Iterable[Span], who: str, last: str | None) -> bool:
    said = name_words(" ".join(span.of(article.text) for span in spans))
    wanted = name_words(who)
    whole = any(said[at : at + len(wanted)] == wanted for at in range(len(said)))
    return whole or (last is not None and set(name_words(last)) <= set(said))
