"""Permanent public ids: short, readable aloud, derived from what they name.

The same article text, or the same words of an article, always gives the same id, so
ids outlive reindexing, restarts, and a removal that is undone by adding again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from index.types import Attribution, Statement

# Crockford's base 32: no i, l, o or u, which are misread.
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
SHORTEST: Final = 5
_MISREAD: Final = str.maketrans("ilo", "110")
_DIGITS: Final = re.compile(rf"[{ALPHABET}]{{{SHORTEST},26}}")
_ARTICLE_ID: Final = re.compile(rf"A-[{ALPHABET}]{{{SHORTEST},26}}")


def article_id(text: str, taken: Callable[[str], bool]) -> str:
    """An id for an article with this text, as short as what is `taken` allows."""
    return _shortest_free("A", text, taken)


def is_article_id(value: str) -> bool:
    return bool(_ARTICLE_ID.fullmatch(value))


def statement_ids(written: str) -> list[str]:
    """The ids that somebody may mean: case, the dash, and what looks like a digit are forgiven."""
    plain = re.sub(r"[\W_]", "", written.lower()).translate(_MISREAD)
    digits = [plain[1:], plain] if plain.startswith("q") else [plain]
    return [f"Q-{each}" for each in digits if _DIGITS.fullmatch(each)]


def names(article: str, text: str, attributions: Iterable[Attribution]) -> Iterator[str]:
    """What ids are made of: the article, the words and, for repeats, their order in the text."""
    seen: dict[str, int] = {}
    for attribution in attributions:
        words = "\x1f".join(span.of(text) for span in attribution.content_spans)
        seen[words] = seen.get(words, 0) + 1
        yield f"{article}\x1f{words}\x1f{seen[words]}"


def fingerprint(name: str) -> bytes:
    """Eight bytes that tell a name from others."""
    return hashlib.sha256(name.encode()).digest()[:8]


def identified(
    article: str, text: str, attributions: Sequence[Attribution], taken: Callable[[str, str], bool]
) -> list[Statement]:
    """Give an article's attributions their ids.

    `taken` tells whether an id stands for anything else than what has this name.
    """
    statements: list[Statement] = []
    used: set[str] = set()
    for attribution, name in zip(attributions, names(article, text, attributions), strict=True):
        id_ = _shortest_free("Q", name, partial(_is_taken, used, taken, name))
        used.add(id_)
        statements.append(
            Statement(
                id=id_,
                article_id=article,
                kind=attribution.kind,
                speaker=attribution.speaker,
                speaker_span=attribution.speaker_span,
                cue_span=attribution.cue_span,
                content_spans=attribution.content_spans,
                quote_spans=attribution.quote_spans,
                confidence=attribution.confidence,
                headline=attribution.headline,
            )
        )
    return statements


def _is_taken(used: set[str], taken: Callable[[str, str], bool], name: str, id_: str) -> bool:
    return id_ in used or taken(id_, name)


def _shortest_free(prefix: str, name: str, taken: Callable[[str], bool]) -> str:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:17], "big")
    digits = ""
    while len(digits) < 26:
        number, remainder = divmod(number, 32)
        digits += ALPHABET[remainder]
        candidate = f"{prefix}-{digits}"
        if len(digits) >= SHORTEST and not taken(candidate):
            return candidate
    raise AssertionError(f"130 bits of {prefix} ids cannot all be taken")
