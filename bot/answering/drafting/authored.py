"""What somebody wrote who is quoted nowhere: the words of the articles that are theirs.

What others say in those is left out: it is not the author's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.answering.drafting.drafts import Draft
from bot.answering.drafting.excerpts import Excerpt
from bot.answering.drafting.facts import excerpts_shown, judge_fact
from bot.answering.questions.question import SpeechQuestion
from index.library import Library
from index.query import Query
from index.speakers import name_words
from index.types import FoundArticle

# The topic's words that a sentence has to hold, as a share, to speak to it.
ON_TOPIC: Final = 0.5


def draft_authored(
    library: Library, question: SpeechQuestion, found: Sequence[FoundArticle]
) -> Draft | None:
    """The author's own sentences on the topic; None where there are none, or no such author."""
    wanted = set(name_words(question.who))
    articles = library.get_all(each.article_id for each in found)
    own = [
        each
        for each in found
        if (article := articles.get(each.article_id))
        and wanted <= set(name_words(article.metadata.author or ""))
    ]
    if not (wanted and question.topic and own):
        return None
    judged = judge_fact(library, Query(question.topic), own)
    near = [each for each in judged.excerpts if each.own >= ON_TOPIC] if judged else []
    excerpts = [each for each in near if not _tells_of_another(library, each)]
    shown = excerpts_shown(library, excerpts)
    return Draft("plain", shown, max(each.own for each in excerpts)) if shown else None


def _tells_of_another(library: Library, excerpt: Excerpt) -> bool:
    """Whether anything that somebody said stands in these sentences."""
    statements = library.statements(article_id=excerpt.article.id)
    return any(each.extent.overlaps(excerpt.span) for each in statements)
