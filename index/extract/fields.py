"""Metadata out of what people write at the head of a file or in a line of JSON.

Owns the names under which each field may be given, and what counts as a value.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.dates import parse_date
from index.types import Metadata

FieldNames = Mapping[str, tuple[str, ...]]

FRONT_MATTER: FieldNames = {
    "title": ("title",),
    "url": ("url",),
    "author": ("author", "authors"),
    "publisher": ("publisher", "outlet", "source"),
    "published": ("published", "date"),
}
JSON_LINE: FieldNames = {
    "title": ("title",),
    "url": ("url",),
    "author": ("author",),
    "publisher": ("publisher",),
    "published": ("published", "date"),
}


def metadata_from(given: Mapping[str, object], names: FieldNames) -> Metadata:
    """What `given` says under `names`, each the first that has a value; the rest is unknown.

    An address that is not http(s) is left out, for it will be shown as a link.
    """
    dates = (parse_date(given.get(name)) for name in names["published"])
    url = _first(given, names["url"])
    return Metadata(
        title=_first(given, names["title"]),
        url=url if url is not None and is_web_address(url) else None,
        author=_first(given, names["author"]),
        publisher=_first(given, names["publisher"]),
        published=next((day for day in dates if day is not None), None),
    )


def is_web_address(url: str) -> bool:
    return url.lower().startswith(("http://", "https://")) and not any(map(str.isspace, url))


def _first(given: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    words = (_words(given.get(name)) for name in names)
    return next((text for text in words if text), None)


def _words(value: object) -> str:
    """A value on one line: a text or a number as it is, a list of them with commas."""
    if isinstance(value, list):
        return ", ".join(words for item in value if (words := _scalar(item)))
    return _scalar(value)


def _scalar(value: object) -> str:
    """Text of a plain value; of anything deeper nothing, which may hold itself many times."""
    is_plain = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return " ".join(str(value).split()) if is_plain else ""
