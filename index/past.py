"""What an exported line says of an article's past: its versions, and what they said.

Owns the reading of `history`, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, get_args

from index.types import History, Span, Speaker, Statement, StatementKind, Version


def read_history(given: Mapping[str, object], text: str) -> History | None:
    """The past of an article with this text; None where it is missing or not whole."""
    told = given.get("history")
    try:
        versions = tuple(_version(one, text) for one in told) if isinstance(told, list) else ()
        added_at = _moment(str(given.get("added_at")))
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
        return None
    numbers = [version.number for version in versions]
    is_whole = numbers and numbers == list(range(1, len(numbers) + 1)) and versions[-1].text == text
    return History(added_at, str(given.get("added_by")), versions) if is_whole else None


def is_storable(text: str) -> bool:
    """Whether a text consists of whole characters; halves (lone surrogates) cannot be stored."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _version(told: Mapping[str, Any], current: str) -> Version:
    text = current if told["text"] is None else told["text"]
    if not isinstance(text, str) or not is_storable(text):
        raise ValueError("not a text")
    return Version(
        int(told["version"]),
        text,
        _moment(told["stored_at"]),
        str(told["stored_by"]),
        tuple(_statement(one, text) for one in told.get("statements", ())),
    )


def _statement(told: Mapping[str, Any], text: str) -> Statement:
    if told["kind"] not in get_args(StatementKind) or not 0 <= told["confidence"] <= 1:
        raise ValueError("not a statement")
    speaker, as_written = told["speaker"], told["as_written"]
    said = Statement(
        id=_words(told["id"]),
        article_id=_words(told["article_id"]),
        kind=told["kind"],
        speaker=Speaker(_words(speaker), _words(as_written)) if speaker else None,
        speaker_span=told["speaker_span"] and _span(told["speaker_span"]),
        cue_span=told["cue_span"] and _span(told["cue_span"]),
        content_spans=tuple(map(_span, told["content_spans"])),
        quote_spans=tuple(map(_span, told["quote_spans"])),
        confidence=told["confidence"],
        headline=bool(told["headline"]),
    )
    if not said.content_spans or max(span.end for span in _spans(said)) > len(text):
        raise ValueError("not of this text")
    return said


def _spans(said: Statement) -> tuple[Span, ...]:
    beside = tuple(filter(None, (said.speaker_span, said.cue_span)))
    return (*said.content_spans, *said.quote_spans, *beside)


def _span(pair: Sequence[object]) -> Span:
    start, end = pair
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("not offsets")
    return Span(start, end)


def _words(value: object) -> str:
    if not isinstance(value, str) or not is_storable(value):
        raise ValueError("not a text")
    return value


def _moment(written: str) -> datetime:
    """A time, as UTC where it has no zone: exports have one, hand-made lines may not."""
    time = datetime.fromisoformat(written)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
