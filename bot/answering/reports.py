"""Reported speech as it is shown: the source, the cue and what is said, as one stretch of text."""

from __future__ import annotations

from typing import Final

from index.types import Attribution, Span

_CLOSING: Final = '"”’»“'


def report_span(attribution: Attribution, text: str) -> Span:
    """The whole report, with the mark that closes a quotation at its end."""
    extent = attribution.extent
    if text[extent.end : extent.end + 1] in tuple(_CLOSING):
        return Span(extent.start, extent.end + 1)
    return extent
