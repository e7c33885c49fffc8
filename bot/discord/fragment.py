"""Links that open a page at the quoted words.

A text fragment (`#:~:text=`) makes browsers scroll to words and mark them. Discord
takes a link button's address only when it is well formed and at most 512 characters
long, and refuses the whole message otherwise, so anything doubtful becomes None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

MAX_URL: Final = 512

_HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_WHOLE_WORDS: Final = 10
_EDGE_WORDS: Final = (6, 4, 3, 2, 1)
_PATH_SAFE: Final = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE: Final = _PATH_SAFE + "?"


def link_to_words(url: str | None, words: str) -> str | None:
    """The page's address, pointing at these words as far as 512 characters allow."""
    page = web_address(url)
    if page is None:
        return None
    base, _, fragment = page.partition("#")
    kept = fragment.partition(":~:")[0]
    for directive in _directives(words):
        link = f"{base}#{kept}:~:text={directive}"
        if len(link) <= MAX_URL:
            return link
    return page if len(page) <= MAX_URL else None


def web_address(url: str | None) -> str | None:
    """The address in a form that Discord takes, or None where it is not one of the web."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or "@" in parts.netloc:
        return None
    return urlunsplit(
        (
            parts.scheme,
            host if port is None else f"{host}:{port}",
            _encoded(parts.path, _PATH_SAFE),
            _encoded(parts.query, _QUERY_SAFE),
            _encoded(parts.fragment, _QUERY_SAFE),
        )
    )


def _directives(words: str) -> Iterator[str]:
    """Ways of pointing at the words, the most exact first.

    One stretch of text can't reach over a paragraph's end, so longer quotations are
    named by their first and last words.
    """
    parts = words.split()
    if 0 < len(parts) <= _WHOLE_WORDS and "\n" not in words.strip():
        yield _directive(parts)
    for count in _EDGE_WORDS:
        if 2 * count <= len(parts):
            yield f"{_directive(parts[:count])},{_directive(parts[-count:])}"


def _directive(words: list[str]) -> str:
    return _encoded(" ".join(words), "").replace("-", "%2D")


def _encoded(text: str, safe: str) -> str:
    return quote(text, safe=safe, errors="replace")
