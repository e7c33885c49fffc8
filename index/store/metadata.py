"""How the metadata of an article stands in its row, and what makes one differ from another."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any, Final

from index.records import FieldChange
from index.types import Metadata
from index.urls import site_of

FIELDS: Final = tuple(field.name for field in fields(Metadata))
COLUMNS: Final = ", ".join(f"a.{name}" for name in FIELDS)


def row(meta: Metadata) -> tuple[str | None, ...]:
    """The values of `FIELDS`, as they are stored."""
    return tuple(_written(value) for value in asdict(meta).values())


def read(values: Sequence[str | None]) -> Metadata:
    """The metadata whose `COLUMNS` were read."""
    known: dict[str, Any] = dict(zip(FIELDS, values, strict=True))
    published, modified = known["published"], known["modified"]
    known["published"] = date.fromisoformat(published) if published else None
    known["modified"] = datetime.fromisoformat(modified) if modified else None
    return Metadata(**known)


def merged(old: Metadata, new: Metadata, settled: Container[str]) -> Metadata:
    """What a new version says of itself, and for the rest what is known already.

    Fields that are `settled` by a person stay as they are. A host alone is what an outlet
    is called where a page names none: it is put over no name.
    """
    known = {name: value for name, value in asdict(new).items() if value and name not in settled}
    if old.publisher and new.publisher and _is_host(new.publisher, old, new):
        known.pop("publisher", None)
    return replace(old, **known)


def _is_host(publisher: str, *known: Metadata) -> bool:
    host = site_of(f"https://{publisher.lower()}")
    return host in [site_of(meta.url) for meta in known if meta.url]


def changes(old: Metadata, new: Metadata) -> tuple[FieldChange, ...]:
    """The fields in which two differ, as they are stored."""
    pairs = zip(FIELDS, row(old), row(new), strict=True)
    return tuple(FieldChange(name, one, other) for name, one, other in pairs if one != other)


def _written(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
