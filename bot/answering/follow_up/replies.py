"""What an answer itself tells, without a search: when, where and by whom its words were said.

Owns the words; a front end gives the manner in which days and names are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.answering.follow_up.commands import Command
from bot.answering.follow_up.turns import Cited
from bot.answering.types import Citation
from bot.wording import INFERRED, counted, listed
from index.types import Article

NO_QUOTATIONS: Final = "That answer has no quotations. Ask about something else, or in other words."
NO_MORE: Final = "That is all the library holds on this."
_TRUE: Final = (
    "I can’t judge what is true, only show who said it, and where. This rests on the following; "
    "ask “Who denied that?” for another view."
)
_WHERE: Final = "Where it was said, only the article itself may tell: ask for the context."


@dataclass(frozen=True, slots=True)
class Manner:
    """How a front end writes a day, and words of an article as they are."""

    day: Callable[[date], str]
    words: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a reply, with the citation whose article it is about."""

    text: str
    citation: Citation | None = None


def wanted(cited: Cited, command: Command) -> dict[int, Citation | None]:
    """The citations that a command is about, by number; empty where there is no such number."""
    numbered = dict(enumerate(cited, start=1))
    if command.number is None:
        return numbered
    number = len(cited) if command.number == -1 else command.number
    return {number: numbered[number]} if number in numbered else {}


def replied(cited: Cited, command: Command, manner: Manner) -> list[Told]:
    """What to say to "when", "where", "who", "source" and "true".

    To another command it says no more than why there is nothing to show.
    """
    if not cited:
        return [Told(NO_QUOTATIONS)]
    about = wanted(cited, command)
    if not about:
        return [Told(f"That answer has {counted(len(cited), 'quotation')}.")]
    say = _REPLIES.get(command.asked)
    lines = list(say(about, manner)) if say else []
    gone = [number for number, citation in about.items() if citation is None]
    return (
        [*lines, Told(f"{_numbers(gone)} {_are(gone)} no longer in the library.")]
        if gone
        else lines
    )


def _when(about: dict[int, Citation | None], manner: Manner) -> Iterator[Told]:
    for numbers, citation in _by_article(about):
        published = citation.article.metadata.published
        source = _source(citation.article, manner)
        if published:
            said = f"{_numbers(numbers)} {_are(numbers)} from {source} of {manner.day(published)}."
        else:
            said = f"{_numbers(numbers)} {_are(numbers)} from {source}; the article gives no date."
        yield Told(said, citation)


def _where(about: dict[int, Citation | None], manner: Manner) -> Iterator[Told]:
    yield from _sources(about, manner)
    yield Told(_WHERE)


def _sources(about: dict[int, Citation | None], manner: Manner) -> Iterator[Told]:
    for numbers, citation in _by_article(about):
        metadata = citation.article.metadata
        parts = [
            f"“{manner.words(metadata.title)}”" if metadata.title else "an untitled article",
            manner.words(metadata.publisher) if metadata.publisher else "",
            f"by {manner.words(metadata.author)}" if metadata.author else "",
            manner.day(metadata.published) if metadata.published else "no date given",
        ]
        yield Told(f"{_numbers(numbers)}: {', '.join(filter(None, parts))}", citation)


def _who(about: dict[int, Citation | None], manner: Manner) -> Iterator[Told]:
    speakers: dict[str, list[int]] = {}
    for number, citation in about.items():
        if citation:
            speakers.setdefault(_speaker(citation, manner), []).append(number)
    for speaker, numbers in speakers.items():
        yield Told(f"{_numbers(numbers)}: {speaker}")


def _true(about: dict[int, Citation | None], manner: Manner) -> Iterator[Told]:
    yield Told(_TRUE)
    yield from _sources(about, manner)


def _speaker(citation: Citation, manner: Manner) -> str:
    if citation.speaker is None:
        if citation.kind == "passage":
            return "nobody is quoted there; these are the article’s own words."
        return "the article does not say plainly whose words these are."
    name, written = citation.speaker.name, " ".join(citation.speaker.as_written.split())
    called = f", in the article “{manner.words(written)}”" if written != name else ""
    return f"{manner.words(name)}{called}{f' ({INFERRED})' if citation.inferred else ''}."


def _by_article(about: dict[int, Citation | None]) -> Iterator[tuple[list[int], Citation]]:
    """The numbers of the citations of each article, with the first of them."""
    articles: dict[str, tuple[list[int], Citation]] = {}
    for number, citation in about.items():
        if citation:
            articles.setdefault(citation.article.id, ([], citation))[0].append(number)
    yield from articles.values()


def _source(article: Article, manner: Manner) -> str:
    metadata = article.metadata
    if metadata.publisher:
        return manner.words(metadata.publisher)
    return f"“{manner.words(metadata.title)}”" if metadata.title else "an article without a title"


def _numbers(numbers: Sequence[int]) -> str:
    return listed([f"[{number}]" for number in numbers])


def _are(numbers: Sequence[int]) -> str:
    return "is" if len(numbers) == 1 else "are"


_REPLIES: Final = {
    "when": _when,
    "where": _where,
    "who": _who,
    "source": _sources,
    "true": _true,
}
