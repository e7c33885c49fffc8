"""From a question in a server to the message that answers it: the seam of /ask and mentions.

Owns that every answer is remembered as an exchange, so that buttons, follow-ups and
moderators find it again, and that no answer depends on that, nor waits for it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from bot.answering.questions.several import is_over_several
from bot.answering.types import Answer, Evidence, NotFound, Outcome, Question, Timings, status
from bot.discord.answers.buttons import buttons_of
from bot.discord.answers.desk import writes_for
from bot.discord.answers.rendering import MAX_NEAREST, outcome_page
from bot.discord.layout import Item
from bot.discord.page import Page
from bot.discord.refusals import Refusal
from bot.discord.remembering import cited_words
from index.errors import ArticleNotFound
from index.exchanges import UNLIMITED, Limits, NewExchange, WrittenAnswer, WrittenSentence
from index.query import Query
from index.types import Article

if TYPE_CHECKING:
    from bot.answering.model.replies import Reply
    from bot.services import Services
    from index.library import Library

MAX_QUESTION: Final = 500
"""Characters of a question; Discord holds /ask to it, a message is told."""

_EMPTY: Final = (
    "This server’s library is empty, so there is nothing to answer from yet. "
    "A moderator can add articles with /article add."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as somebody put it.

    `asker` is who, as "discord:7". `understood` is the whole question that a follow-up is
    taken for, and `follows` the number of the exchange that it follows. `repeated` puts
    the question over the answer, for where nobody sees it otherwise. `model_seconds` is how
    long a language model took to understand it.
    """

    text: str
    asker: str
    channel: str | None = None
    private: bool = False
    limits: Limits = UNLIMITED
    follows: int | None = None
    understood: str | None = None
    repeated: bool = False
    model_seconds: float = 0.0

    @property
    def is_repeated(self) -> bool:
        """Also where the answer is to something else than the bare words."""
        return self.repeated or self.understood is not None or self.limits != UNLIMITED


@dataclass(frozen=True, slots=True)
class Answered:
    """The message that answers: its page and buttons, and the number of the exchange."""

    page: Page
    buttons: tuple[Item, ...]
    number: int


Write = Callable[["Library", Outcome, float], Awaitable["Reply"]]
"""Has a language model write what was found, which these seconds were spent on, if it can."""


async def answer(
    services: Services, guild_id: int, asked: Asked, write: Write | None = None
) -> Answered:
    """Answer from a server's library, and remember it; raises Refusal and the library's errors.

    Where the server has chosen that a model writes, `write` is asked to. The caller sends the
    page with the buttons, and then tells `shown` which message it is.
    """
    require_question(asked.text)
    name, question = str(guild_id), services.offload.question
    if write is None:
        return await question(_answer, services, name, asked)
    found = await question(_answer_or_found, services, name, asked)
    if isinstance(found, Answered):
        return found
    reply = await write(services.libraries.get(name), found, asked.model_seconds)
    return await question(_answered, services, name, asked, reply.outcome, reply.note)


def today() -> date:
    """The day that "this week" means to those who ask."""
    return datetime.now(UTC).date()


def require_question(text: str) -> None:
    """Raise Refusal unless this can be asked: it has words, and not too many."""
    if len(text) > MAX_QUESTION:
        raise Refusal(
            f"That question has {len(text)} characters.", f"Ask in at most {MAX_QUESTION}."
        )
    if not text.strip():
        raise Refusal("There is no question in that.", "Ask in a sentence or a few words.")


def _answer(services: Services, name: str, asked: Asked) -> Answered:
    return _answered(services, name, asked, _outcome(services, name, asked))


def _answer_or_found(services: Services, name: str, asked: Asked) -> Answered | Outcome:
    """The answer, or what was found where a model is still to write it."""
    outcome = _outcome(services, name, asked)
    # What nothing answers as a whole may be answered in parts.
    is_material = not isinstance(outcome, NotFound) or is_over_several(outcome.question.text)
    if is_material and writes_for(services, name):
        return outcome
    return _answered(services, name, asked, outcome)


def _answered(
    services: Services, name: str, asked: Asked, outcome: Outcome, note: str | None = None
) -> Answered:
    exchange = services.libraries.exchanges(name).record(_new_exchange(asked, outcome))
    library = services.libraries.get(name)
    nearest = _nearest(library, outcome) if isinstance(outcome, NotFound) else []
    page = outcome_page(
        outcome,
        nearest=nearest,
        asked=asked.is_repeated,
        understood=asked.understood is not None,
        note=note,
    )
    return Answered(page, buttons_of(exchange), exchange.number)


def _outcome(services: Services, name: str, asked: Asked) -> Outcome:
    library = services.libraries.get(name)
    question = Question(asked.understood or asked.text, today(), asked.limits)
    if library.count():
        return services.answerer.answer(library, question)
    nothing = Evidence(Query(question.text), (), 0.0, Timings(0.0, 0.0, 0.0))
    return NotFound(question, _EMPTY, nothing)


def _new_exchange(asked: Asked, outcome: Outcome) -> NewExchange:
    cited = () if isinstance(outcome, NotFound) else outcome.citations
    return NewExchange(
        question=asked.text,
        understood=asked.understood,
        asked=outcome.question.asked,
        asker=asked.asker,
        channel=asked.channel,
        private=asked.private,
        limits=asked.limits,
        follows=asked.follows,
        status=status(outcome),
        reason=getattr(outcome, "reason", None),
        cited=tuple(map(cited_words, cited)),
        written=_written(outcome),
    )


def _written(outcome: Outcome) -> WrittenAnswer | None:
    if not isinstance(outcome, Answer) or outcome.mode != "model":
        return None
    sentences = (WrittenSentence(claim.text, claim.numbers) for claim in outcome.claims)
    return WrittenAnswer(tuple(sentences), outcome.left_out)


def _nearest(library: Library, outcome: NotFound) -> list[Article]:
    """The articles found, but for those removed since."""
    articles: list[Article] = []
    for found in outcome.evidence.articles[:MAX_NEAREST]:
        try:
            articles.append(library.get(found.article_id))
        except ArticleNotFound:
            continue  # removed since the search
    return articles
