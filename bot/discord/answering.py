"""From a question in a server to the page that answers it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.answering.types import Evidence, NotFound, Outcome, Question, Timings
from bot.discord.page import Page
from bot.discord.refusals import Refusal
from bot.discord.rendering import MAX_NEAREST, outcome_page
from index.errors import ArticleNotFound
from index.query import Query
from index.types import Article

if TYPE_CHECKING:
    from bot.services import Services
    from index.library import Library

MAX_QUESTION: Final = 500
"""Characters of a question; Discord holds /ask to it, a message is told."""

_EMPTY: Final = (
    "This server’s library is empty, so there is nothing to answer from yet. "
    "A moderator can add articles with /article add."
)


async def answer_page(services: Services, guild_id: int, text: str, *, asked: bool) -> Page:
    """The answer from a server's library; raises Refusal and the library's errors."""
    if len(text) > MAX_QUESTION:
        raise Refusal(
            f"That question has {len(text)} characters.", f"Ask in at most {MAX_QUESTION}."
        )
    if not text.strip():
        raise Refusal("There is no question in that.", "Ask in a sentence or a few words.")
    question = Question(text, datetime.now(UTC).date())
    outcome, nearest = await services.offload.question(_answer, services, str(guild_id), question)
    return outcome_page(outcome, nearest=nearest, asked=asked)


def _answer(services: Services, name: str, question: Question) -> tuple[Outcome, list[Article]]:
    library = services.libraries.get(name)
    if not library.count():
        return NotFound(
            question, _EMPTY, Evidence(Query(question.text), (), 0.0, Timings(0.0, 0.0, 0.0))
        ), []
    outcome = services.answerer.answer(library, question)
    nearest = _nearest(library, outcome) if isinstance(outcome, NotFound) else []
    return outcome, nearest


def _nearest(library: Library, outcome: NotFound) -> list[Article]:
    """The articles found, but for those removed since."""
    articles: list[Article] = []
    for found in outcome.evidence.articles[:MAX_NEAREST]:
        try:
            articles.append(library.get(found.article_id))
        except ArticleNotFound:
            continue  # removed since the search
    return articles
