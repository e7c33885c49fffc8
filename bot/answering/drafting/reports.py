"""Speech as it is shown: a report as one stretch of text, a quotation without its marks."""

from __future__ import annotations

from typing import Final

from index.alignment import unmarked
from index.types import Attribution, Span

_CLOSING: Final = '"”’»“'


def report_span(attribution: Attribution, text: str) -> Span:
    """The whole report, with the mark that closes a quotation at its end."""
    extent = attribution.extent
    if text[extent.end : extent.end + 1] in tuple(_CLOSING):
        return Span(extent.start, extent.end + 1)
    return extent


def unmarked_span(span: Span, text: str) -> Span | None:
    """The words of a stretch without the quotation marks around them; None for marks alone."""
    words = unmarked(span.of(text))
    if not words:
        return None
    start = text.index(words, span.start)
    return Span(start, start + len(words))
