"""Questions in messages: when the bot is mentioned, or one of its messages is replied to.

Without the privileged message-content intent Discord sends a message's words only where
the bot is mentioned, which a reply with its ping switched on does too. A reply to the
answer of a command pings nobody: it has to mention the bot.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import discord

from bot.answering.follow_up.commands import Command
from bot.answering.questions.numeric_days import settled
from bot.discord.answers.answering import require_question
from bot.discord.bot import Bot
from bot.discord.boundary import message_boundary
from bot.discord.help_pages import start_page
from bot.discord.moderation import require_asker
from bot.discord.page import Page
from bot.discord.refusals import ServerNeeded
from bot.discord.remembering import shown
from bot.discord.replies import words
from bot.discord.talk.conversation import Meant, Said, may_be_rewritten, meant, rewritten
from bot.discord.talk.follow_ups import UNSEEN, answer_to
from bot.discord.talk.one_reply import one_reply, reply_once
from bot.discord.talk.threads import place_for
from bot.offload import Crowded
from index.errors import StorageError

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger(__name__)

HINT: Final = words(
    "Mention me together with your question, for example: What did the minister say about the "
    "dam? I can only read messages that mention me."
)
MENTION: Final = words(
    "I can read a reply to the answer of a command only where its words mention me: send it again "
    "with my name in it."
)
_GREETINGS: Final = frozenset(
    ("hi", "hello", "hey", "help", "help me", "who are you", "what are you", "what can you do",
     "what do you do", "how do you work", "how does this work", "ping", "test")
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+")
LONG_EXCHANGE: Final = 3
"""After so many answers in a row an exchange is long."""


async def answer_message(bot: Bot, me: discord.ClientUser, message: discord.Message) -> None:
    """Answer a message of a person that is meant for the bot; leave any other alone.

    Where the server wants it, the next answer of a long exchange goes to a thread of its own.
    """
    if not _is_meant(me, message) or bot.heard.again(message.id):
        return
    async with message_boundary(message):
        if message.guild is None:
            raise ServerNeeded
        chosen = await require_asker(bot, message)
        said = _said(me, message)
        said = replace(said, text=settled(said.text, chosen.dates))
        thread_after = LONG_EXCHANGE if chosen.threads else None
        if _asks_for_help(said):
            await reply_once(message, start_page("members"))
        elif said.text or said.words:
            await _converse(bot, message, message.guild.id, said, thread_after)
        else:
            await reply_once(message, _hint(message, said))


async def _converse(
    bot: Bot,
    message: discord.Message,
    guild_id: int,
    said: Said,
    thread_after: int | None,
) -> None:
    services = bot.services
    if said.text:
        require_question(said.text)
    understood = await services.offload.question(meant, services, str(guild_id), said)
    if understood.understanding == Command("thanks") and said.text:
        return
    async with message.channel.typing():
        if may_be_rewritten(services, said, understood):
            understood = await _rewritten(services, str(guild_id), said, understood)
        place = await place_for(message, understood.before, thread_after)
        async with one_reply(message, place) as reply, bot.desk.opened(reply.step) as write:
            answered = await answer_to(services, guild_id, said, understood, str(place.id), write)
            if not isinstance(answered, Page):
                sent = await reply.answer(answered.page, *answered.buttons)
    if isinstance(answered, Page):
        await reply_once(message, answered)
        return
    await shown(services, guild_id, answered.number, sent.id)


async def _rewritten(services: Services, name: str, said: Said, ruled: Meant) -> Meant:
    """As a language model understands it; where that does not work out, the rules stand."""
    try:
        return await services.offload.writing(rewritten, services, name, said, ruled)
    except (Crowded, StorageError) as error:
        log.warning("no follow-up rewritten: %s", error)
        return ruled


def _asks_for_help(said: Said) -> bool:
    """Whether somebody says hello, or asks what this is: no library holds an answer to that."""
    return not said.words and " ".join(_WORD.findall(said.text.casefold())) in _GREETINGS


def _hint(message: discord.Message, said: Said) -> Page:
    """What to do where a message came without words."""
    if said.of_another:
        return UNSEEN
    replied_to = message.reference.resolved if message.reference else None
    of_command = isinstance(replied_to, discord.Message) and replied_to.interaction_metadata
    return MENTION if of_command and not message.attachments else HINT


def _is_meant(me: discord.ClientUser, message: discord.Message) -> bool:
    if message.author.bot or message.webhook_id is not None:
        return False
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return False
    return message.guild is None or any(user.id == me.id for user in message.mentions)


def _said(me: discord.ClientUser, message: discord.Message) -> Said:
    is_reply = message.type is discord.MessageType.reply
    reference = message.reference if is_reply else None
    resolved = reference.resolved if reference else None
    other = resolved if isinstance(resolved, discord.Message) else None
    of_another = other is not None and other.author.id != me.id
    return Said(
        text=_without_mention(me, message.content),
        asker=f"discord:{message.author.id}",
        replied_to=str(reference.message_id) if reference else None,
        thread=str(message.channel.id) if isinstance(message.channel, discord.Thread) else None,
        of_another=of_another,
        words=_without_mention(me, other.content) if other and of_another else "",
    )


def _without_mention(me: discord.ClientUser, content: str) -> str:
    return re.sub(rf"<@!?{me.id}>", " ", content).strip()
