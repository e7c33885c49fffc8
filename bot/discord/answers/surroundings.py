"""A quotation where it stands: the sentences around it, the quoted words in bold. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.answering.types import Citation
from bot.discord.escaping import escape, longest
from bot.discord.fragment import link_to_words
from bot.discord.page import MAX_TEXT, Block, Link, Page, Tone
from bot.discord.quotations import SUPERSEDED, block_size, source_line, title_of, who_said
from index.sentences import sentence_spans
from index.types import Span

SENTENCES: Final = 4
"""On each side of the quotation, as far as they fit."""

_NEAR: Final = 3000
"""Characters on each side in which sentences are looked for."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A stretch of an article around quoted words; `quoted` may end before all of them."""

    before: str
    quoted: str
    after: str
    is_cut: bool = False


def context_page(number: int, citation: Citation) -> Page:
    """The quotation of this number within its article, and where that is."""
    head = _head(number, citation)
    around = _fitting(citation, MAX_TEXT - block_size(head))
    return Page((head, replace(_block(around), ruled=True)), Tone.ANSWER)


def marked_lines(around: Surroundings) -> str:
    """The stretch as a blockquote, with the quoted words in bold on every line."""
    quoted = "\n".join(map(_bold, _lines(around.quoted)))
    cut = "…" if around.is_cut else ""
    before, after = (escape(_newlines(part)) for part in (around.before, around.after))
    return "\n".join(f"> {line}" for line in f"{before}{quoted}{cut}{after}".split("\n"))


def _head(number: int, citation: Citation) -> Block:
    article = citation.article
    notes = [source_line(replace(article.metadata, title=None))]
    if citation.is_superseded:
        notes.append(f"{SUPERSEDED}, which has changed since")
    url = link_to_words(article.metadata.url, citation.quote)
    return Block(
        f"**{number}.** {who_said(citation)}\n{title_of(article.metadata)}",
        note=f"-# {' · '.join(notes)}",
        link=Link("Open", url) if url else None,
    )


def _block(around: Surroundings) -> Block:
    note = "-# shortened here" if around.is_cut else None
    return Block(marked_lines(around), note=note)


def _fitting(citation: Citation, room: int) -> Surroundings:
    """As many sentences as fit, as many on each side; at least the words, or some of them."""
    text, span = citation.article.text, citation.span
    for stretch in _stretches(text, span):
        around = Surroundings(
            text[stretch.start : span.start], citation.quote, text[span.end : stretch.end]
        )
        if block_size(_block(around)) <= room:
            return around

    def fits(words: str) -> bool:
        return block_size(_block(Surroundings("", words, "", is_cut=True))) <= room

    return Surroundings("", longest(citation.quote, fits), "", is_cut=True)


def _stretches(text: str, span: Span) -> Iterator[Span]:
    """What may be shown around the words, the widest first, the words alone last."""
    sentences = _sentences(text, span)
    own = [each for each in sentences if each.overlaps(span)]
    start = min([span.start, *(each.start for each in own)])
    end = max([span.end, *(each.end for each in own)])
    before = [each.start for each in sentences if each.end <= start]
    after = [each.end for each in sentences if each.start >= end]
    for count in range(SENTENCES, 0, -1):
        yield Span(min([start, *before[-count:]]), max([end, *after[:count]]))
    yield Span(start, end)
    yield span


def _sentences(text: str, span: Span) -> list[Span]:
    """The whole sentences near the words."""
    low, high = max(span.start - _NEAR, 0), min(span.end + _NEAR, len(text))
    near = sentence_spans(text[low:high])
    if low > 0:
        near = near[1:]
    if high < len(text):
        near = near[:-1]
    return [Span(low + each.start, low + each.end) for each in near]


def _bold(line: str) -> str:
    """The line in bold, the spaces at its edges left outside, where Discord wants them."""
    words = line.strip()
    if not words:
        return escape(line)
    before, _, after = line.partition(words)
    return f"{escape(before)}**{escape(words)}**{escape(after)}"


def _lines(text: str) -> list[str]:
    return _newlines(text).split("\n")


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n")
