"""From what a message means to what answers it: a whole question, or a command to an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.answering.follow_up.commands import Command
from bot.answering.follow_up.understanding import about_words
from bot.answering.follow_up.wording import Whole
from bot.discord.answers.answering import MAX_QUESTION, Answered, Asked, answer
from bot.discord.answers.desk import Write
from bot.discord.escaping import escape_line
from bot.discord.page import Block, Page
from bot.discord.refusals import Refusal
from bot.discord.replies import words
from bot.discord.talk.conversation import Meant, Said
from bot.discord.talk.replies import reply_to

if TYPE_CHECKING:
    from bot.services import Services

WHICH: Final = words(
    "I don’t know which answer you mean. Reply with that to one of my answers, or ask the whole "
    "question."
)
UNSEEN: Final = words(
    "Discord does not show me the words of that message. Right-click it, or hold it, and choose "
    "Apps, then Find sources or Check quotes; or write to me what to look up."
)
_UNSURE: Final = "-# I wasn’t sure what “{word}” stands for, so I took your question as it is."
_PART: Final = (
    "Right-click it, or hold it, and choose Apps, then Find sources; or write to me what to "
    "look up."
)


async def answer_to(
    services: Services,
    guild_id: int,
    said: Said,
    understood: Meant,
    channel: str,
    write: Write | None = None,
) -> Answered | Page:
    """The answer to a message, recorded as of this channel, or a hint where there can be none.

    `write` has a model write what is found where the server has chosen so. Raises Refusal and
    the library's errors.
    """
    taken, before = understood.understanding, understood.before
    if understood.lacks_words:
        return UNSEEN
    if isinstance(taken, Command):
        if said.words:
            return await _looked_up(services, guild_id, said, taken, channel)
        if not before:
            return WHICH
        return await services.offload.question(
            reply_to, services, str(guild_id), taken, said, understood, channel
        )
    asked = Asked(said.text, said.asker, channel, follows=before[0].number if before else None)
    if isinstance(taken, Whole):
        seconds = understood.model_seconds
        asked = replace(
            asked, understood=taken.question, limits=taken.limits, model_seconds=seconds
        )
        return await answer(services, guild_id, asked, write)
    answered = await answer(services, guild_id, asked, write)
    if taken.unsure:
        return replace(answered, page=unsure_page(answered.page, taken.unsure))
    return answered


def unsure_page(page: Page, word: str) -> Page:
    """An answer to a question as it stands, under a note that one of its words was not clear."""
    note = Block(_UNSURE.format(word=escape_line(word, 30)))
    return replace(page, blocks=(note, *page.blocks))


async def _looked_up(
    services: Services, guild_id: int, said: Said, command: Command, channel: str
) -> Answered:
    """What the library holds on somebody's message: "Is this true?", "Sources?"."""
    if len(said.words) > MAX_QUESTION:
        raise Refusal(f"That message has {len(said.words)} characters, more than I look up.", _PART)
    question = about_words(said.words, command)
    asked = Asked(said.text or said.words, said.asker, channel, understood=question)
    return await answer(services, guild_id, asked)
