"""How a request and its answer cross between this process and the one that reads sources.

A frame is an object in JSON and bytes that belong to it, each after its length. Nothing that
comes from a source is ever unpickled: what it makes of its reader stays in its reader.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import IO, Any, Final

from index.errors import MalformedSource, NotAnArticle, SourceError, UnsupportedSource
from index.extract.extracted import Extracted
from index.types import Metadata

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
    known = {field.name: getattr(found.metadata, field.name) for field in fields(found.metadata)}
    return {"text": found.text, "metadata": {name: _said(value) for name, value in known.items()}}


def said_extracted(said: Mapping[str, Any]) -> Extracted:
    known = {name: _meant(value) for name, value in said["metadata"].items()}
    return Extracted(said["text"], Metadata(**known))


def error_said(error: SourceError) -> Mapping[str, Any]:
    return {"error": type(error).__name__, "message": error.message, "remedy": error.remedy}


def said_error(said: Mapping[str, Any]) -> SourceError | None:
    """The error that was said; None where there is none."""
    kinds = {kind.__name__: kind for kind in _ERRORS}
    if "error" not in said:
        return None
    return kinds.get(said["error"], SourceError)(said["message"], said["remedy"])


def _said(value: object) -> object:
    """A value of metadata in JSON; days and moments keep apart from texts that look like them."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _meant(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    return date.fromisoformat(value["day"])
