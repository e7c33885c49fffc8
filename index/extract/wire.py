"""How a request and its answer cross between this process and the one that reads sources.

A frame is an object in JSON and bytes that belong to it, each after its length. Nothing that
comes from a source is ever unpickled: what it makes of its reader stays in its reader.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import IO, TYPE_CHECKING, Any, Final

from index.errors import MalformedSource, NotAnArticle, SourceError, UnsupportedSource
from index.extract.extracted import Extracted
from index.types import Metadata

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_LENGTHS: Final = struct.Struct(">QQ")
_LONGEST: Final = 1 << 30  # bytes; what says more is no frame
_ERRORS: Final = (MalformedSource, NotAnArticle, UnsupportedSource, SourceError)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is said, and the bytes that it is about."""

    said: Mapping[str, Any]
    data: bytes = b""


def send(stream: IO[bytes], frame: Frame) -> None:
    """Write a frame; raises OSError where the other side is gone."""
    said = json.dumps(frame.said).encode()
    stream.write(_LENGTHS.pack(len(said), len(frame.data)))
    stream.write(said)
    stream.write(frame.data)
    stream.flush()


def receive(stream: IO[bytes]) -> Frame | None:
    """The next frame; None where the other side has ended."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    said_length, data_length = _LENGTHS.unpack(lengths)
    if max(said_length, data_length) > _LONGEST:
        return None
    said, data = stream.read(said_length), stream.read(data_length)
    if len(said) < said_length or len(data) < data_length:
        return None
    return Frame(json.loads(said), data)


def extracted_said(found: Extracted) -> Mapping[str, Any]:
    return {"text": found.text, "metadata": fields_said(found.metadata)}


def said_extracted(said: Mapping[str, Any]) -> Extracted:
    return Extracted(said["text"], Metadata(**said_fields(said["metadata"])))


def fields_said(value: DataclassInstance) -> dict[str, Any]:
    """The fields of a value in JSON, but for values within it, which are the caller's to say."""
    return {field.name: _said(getattr(value, field.name)) for field in fields(value)}


def said_fields(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _meant(value) for name, value in said.items()}


def error_said(error: SourceError) -> Mapping[str, Any]:
    return {"error": type(error).__name__, "message": error.message, "remedy": error.remedy}


def said_error(said: Mapping[str, Any]) -> SourceError | None:
    """The error that was said; None where there is none."""
    kinds = {kind.__name__: kind for kind in _ERRORS}
    if "error" not in said:
        return None
    return kinds.get(said["error"], SourceError)(said["message"], said["remedy"])


def _said(value: object) -> object:
    """A value of a field in JSON; what JSON has no kind for keeps apart from texts like it."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    return value


def _meant(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    if "seconds" in value:
        return timedelta(seconds=value["seconds"])
    return date.fromisoformat(value["day"])
