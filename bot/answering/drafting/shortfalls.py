"""Why a question of fact has no plain answer, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.answering.drafting.excerpts import Excerpt
from bot.wording import day, listed
from index.languages import names
from index.library import Library
from index.query import Query

MOST_NAMED: Final = 3


def nothing_near(library: Library, query: Query) -> str:
    """That the library holds nothing on this, and which of the names it does not know."""
    where = f"in {listed(query.outlets)}" if query.outlets else "in this library"
    unknown = [name for name in names(query.text) if not library.holds(name)]
    if unknown:
        return f"Nothing {where} mentions {listed(unknown[:MOST_NAMED], 'or')}."
    return f"Nothing {where} speaks to that."


def only_near(query: Query, best: Excerpt, missing: Sequence[str]) -> str:
    """What keeps the nearest excerpt from being an answer, as far as that can be named."""
    plainly = "Nothing here answers that plainly"
    if missing:
        written = [_as_written(word, query.text) for word in missing[:MOST_NAMED]]
        return f"{plainly}; what comes nearest does not mention {listed(written, 'or')}."
    published = best.article.metadata.published
    if query.frame and published and query.frame.timeliness(published) != 1:
        return f"{plainly}; what comes nearest is of {day(published)}."
    return f"{plainly}; this comes nearest."


def _as_written(word: str, question: str) -> str:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", question, re.IGNORECASE)
    return f"“{found[0] if found else word}”"
