"""Who wrote an article, what it is called and where it appeared, as far as that is believable.

Owns what of a page's or a document's own claims is dropped: names that programs fill in,
and names of what is no person. Empty is better than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

_PLACEHOLDERS: Final = frozenset(
    """
    admin administrator anonymous author autor default editor guest name none null owner
    python-docx redaktion staff super superuser unknown user webmaster windows
    """.split()
)
_PLACEHOLDER_NAMES: Final = frozenset({"super user", "site admin", "microsoft office user"})
_BEFORE_NAMES: Final = re.compile(
    r"^(?:view all posts by|all posts by|posts by|written by|by|von|par|por|责任编辑：?|作者：?)\s+"
    r"|^(?:责任编辑|作者)[：:]\s*",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(r"[\d@{}<>/\\|]|https?|www\.|\b(?:com|said)$|\bedited by\b", re.I)
_MOST_WORDS: Final = 5
_NO_TITLE: Final = re.compile(
    r"^(?:microsoft (?:word|powerpoint)|untitled|unbenannt|document\s?\d*|dokument\s?\d*"
    r"|slide 1|print|layout \d)\b|\.(?:docx?|indd|pdf|qxd|rtf|odt|tex|pptx?|html?)$|_|^[\W\d]*$",
    re.IGNORECASE,
)
_TITLE_BREAKS: Final = re.compile(r"\s+[|–—·»-]\s+")
_NO_SITE: Final = re.compile(r"[{}<>]|^https?", re.IGNORECASE)
_HEAD: Final = 1_500
_MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()


def authors(written: str | None, outlet: str | None = None) -> str | None:
    """The names in a list parted by semicolons, joined by commas; None without any.

    What is but a part of the outlet's name is no author.
    """
    names = (_BEFORE_NAMES.sub("", _line(part)) for part in (written or "").split(";"))
    outlets = {part.casefold() for part in _TITLE_BREAKS.split(_line(outlet))}
    kept = [name for name in names if _is_name(name) and name.casefold() not in outlets]
    return ", ".join(dict.fromkeys(kept)) or None


def site_name(written: str | None) -> str | None:
    """The name of a site without the motto behind it."""
    name = _line(written).partition(" | ")[0]
    return None if _NO_SITE.search(name) else name or None


def headline(written: str | None, publisher: str | None, heading: str | None = None) -> str | None:
    """A page's title without the name of its outlet, or of a section, behind it.

    `heading` is the only main heading of the page, which has no such thing behind it. One
    that is not most of the title may be the outlet's name before it.
    """
    title, heading = _line(written), _line(heading)
    is_most = len(heading) > len(title) // 2 and _same(title[: len(heading)], heading)
    if is_most and _TITLE_BREAKS.match(title, len(heading)):
        return heading
    breaks = list(_TITLE_BREAKS.finditer(title))
    if breaks and publisher and _same(title[breaks[-1].end() :], publisher):
        title = title[: breaks[-1].start()]
    return title or None


def document_title(written: str | None) -> str | None:
    """A document's title, if a person seems to have given it."""
    title = _line(written)
    return None if _NO_TITLE.search(title) else title or None


def stated_day(day: date | None, text: str) -> date | None:
    """The day of a document, if the beginning of its text says so too.

    The file itself only knows when somebody saved it, which may be years later.
    """
    if day is None:
        return None
    head = " ".join(text[:_HEAD].lower().split())
    forms = "|".join(map(re.escape, _ways_to_write(day)))
    return day if re.search(rf"(?<!\d)(?:{forms})(?!\d)", head) else None


def _ways_to_write(day: date) -> Iterator[str]:
    month = _MONTHS[day.month - 1]
    yield day.isoformat()
    yield f"{day:%d.%m.%Y}"
    yield f"{day.day}.{day.month}.{day.year}"
    for name in (month, month[:3]):
        for number in (f"{day.day}", f"{day.day:02}"):
            yield f"{number} {name} {day.year}"
            yield f"{name} {number}, {day.year}"


def _is_name(name: str) -> bool:
    words = name.lower().split()
    return (
        0 < len(words) <= _MOST_WORDS
        and name.lower() not in _PLACEHOLDER_NAMES
        and not (len(words) == 1 and words[0] in _PLACEHOLDERS)
        and not _NO_NAME.search(name)
    )


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
