"""The bytes of a feed, whatever its dialect and however broken, as a `Document`.

The only place that knows feedparser, which is handed bytes and never an address, so that
it fetches nothing. What it gives is markup: it is read like a page, never shown.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from index.errors import MalformedSource, UnsupportedSource
from index.extract.fields import is_web_address
from index.feeds.references import mend_references
from index.feeds.types import Document, Entry
from index.urls import address_key

MOST_ENTRIES: Final = 200
"""Entries of one document that are looked at, the newest; real feeds have 10 to 100."""

_TAG: Final = re.compile(r"<[^<>]*>")
_NO_NAME: Final = re.compile(r"[@()<>]")
_LONGEST_LINE: Final = 1000
_LONGEST_LINK: Final = 2000
_FIRST_YEAR: Final = 1990  # earlier dates are clocks that were never set
# What a parser written in Python may trip over in a feed that nobody thought of.
_PARSER_ERRORS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
# feedparser makes an address of whatever an id is; a host that can't be tells them apart.
_RELATIVE: Final = "https://relative.invalid"
_PERIODS: Final = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}

_Fields = Mapping[str, Any]


def parse(data: bytes, *, url: str, content_type: str = "") -> Document:
    """Read a feed that came from `url`; raises UnsupportedSource where it is none."""
    found = _parsed(data, url, content_type)
    if not found["version"]:
        raise UnsupportedSource(
            f"{url} is not a feed.", "Give the address of an RSS or Atom feed, or of its page."
        )
    try:
        entries = [
            _entry(entry, url, is_atom=found["version"].startswith("atom"))
            for entry in found["entries"]
        ]
        complete = [entry for entry in entries if entry.link or entry.content]
        return Document(_title(found["feed"]), _interval(found["feed"]), _order(complete))
    except _PARSER_ERRORS as error:
        raise _malformed(url, error) from error


def _parsed(data: bytes, url: str, content_type: str) -> _Fields:
    from xml.sax import SAXException

    import feedparser

    headers = {"content-location": _marked(url), "content-type": content_type}
    try:
        found: _Fields = feedparser.parse(
            io.BytesIO(mend_references(data)),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (SAXException, *_PARSER_ERRORS) as error:
        raise _malformed(url, error) from error
    return {"version": found.get("version", ""), "feed": found["feed"], "entries": found["entries"]}


def _marked(url: str) -> str:
    """The feed's address at another host, which shows what was relative before it was joined."""
    parts = urlsplit(url)
    return f"{_RELATIVE}{urlunsplit(('', '', parts.path or '/', parts.query, ''))}"


def _entry(given: _Fields, url: str, *, is_atom: bool) -> Entry:
    link = _link(given, url)
    title = _title(given)
    content, is_plain = _content(given) if link is None else (None, False)
    # RSS has no date of changes: what comes as one is dc:date, and means the publication.
    updated = given["updated"] if "updated" in given else None  # noqa: SIM401 - get() would warn
    published = given.get("published") or (None if is_atom else updated)
    identity = address_key(link) or _id(given) or _digest(title, content)
    return Entry(
        identity=identity,
        revision=_digest(title, link, updated or published, content),
        link=link,
        title=title,
        author=_authors(given),
        outlet=_line((given.get("source") or {}).get("title")),
        published=_moment(published),
        content=content,
        is_plain=is_plain,
    )


def _link(given: _Fields, url: str) -> str | None:
    """Where the entry leads, if that is on the web; a path would be read from this machine.

    An id is taken for its link only where it is a whole address.
    """
    links = (link.get("href") for link in given.get("links") or () if _is_alternate(link))
    if found := next(filter(None, links), None):
        link = str(found).strip()
        if link.startswith(_RELATIVE):
            link = urljoin(url, link.removeprefix(_RELATIVE))
    else:
        link = _id(given) or ""
    is_usable = len(link) <= _LONGEST_LINK and _encodable(link) == link
    return link if is_usable and is_web_address(link) and address_key(link) else None


def _id(given: _Fields) -> str | None:
    return _line(str(given.get("id") or "").removeprefix(_RELATIVE))


def _is_alternate(link: _Fields) -> bool:
    return str(link.get("rel") or "alternate") == "alternate"


def _title(given: _Fields) -> str | None:
    """The title without the markup that it may hold where the feed says, or seems to say, so."""
    title = str(given.get("title") or "")
    if (given.get("title_detail") or {}).get("type") != "text/plain":
        title = html.unescape(_TAG.sub("", title))
    return _line(title)


def _authors(given: _Fields) -> str | None:
    """The names of the authors; an address of e-mail is none, nor is half of one."""
    names = (_line(author.get("name")) for author in given.get("authors") or ())
    return ", ".join(name for name in names if name and not _NO_NAME.search(name)) or None


def _content(given: _Fields) -> tuple[str | None, bool]:
    parts: Sequence[_Fields] = given.get("content") or [given.get("summary_detail") or {}]
    longest = max(parts, key=lambda part: len(part.get("value") or ""))
    value = _encodable(longest.get("value") or "").strip()
    return value or None, longest.get("type") == "text/plain"


def _order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The newest entries, newest first: by date where all have one, else as the feed has them.

    Of several with the same identity the first stays.
    """
    if all(entry.published for entry in entries):
        entries = sorted(entries, key=_when, reverse=True)
    distinct: dict[str, Entry] = {}
    for entry in entries:
        distinct.setdefault(entry.identity, entry)
    return tuple(distinct.values())[:MOST_ENTRIES]


def _when(entry: Entry) -> datetime:
    moment = entry.published or datetime.min
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(written: object) -> datetime | None:
    """When something was published, in the zone in which it is written; None where unsure."""
    text = str(written or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except (IndexError, OverflowError, TypeError, ValueError):
            continue
        return moment if moment.year >= _FIRST_YEAR else None
    return None


def _interval(feed: _Fields) -> timedelta | None:
    """How long the feed asks to be left alone: <ttl> in minutes, or its update period."""
    asked = [timedelta(minutes=_number(feed.get("ttl")))]
    if (period := _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip())) is not None:
        asked.append(period / max(_number(feed.get("sy_updatefrequency")), 1))
    return max(asked) or None


def _number(written: object) -> int:
    """A number of a few digits; 0 for anything else."""
    text = str(written or "").strip()
    return int(text) if text.isdecimal() and len(text) <= 6 else 0


def _line(text: object) -> str | None:
    """Text on one line of a sensible length; None where there is none."""
    words = " ".join(_encodable(str(text or "")).split())
    return words[:_LONGEST_LINE] or None


def _encodable(text: str) -> str:
    """The text without halves of characters, which character references may bring."""
    return text.encode(errors="ignore").decode()


def _digest(*parts: str | None) -> str:
    written = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(written.encode(errors="replace")).hexdigest()


def _malformed(url: str, error: Exception) -> MalformedSource:
    return MalformedSource(
        f"The feed {url} cannot be parsed: {str(error)[:200] or type(error).__name__}.",
        "Check that it opens in a feed reader.",
    )
