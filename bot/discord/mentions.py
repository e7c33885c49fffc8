"""Questions in messages: when the bot is mentioned, or one of its messages is replied to.

Without the privileged message-content intent Discord sends a message's words only where
the bot is mentioned, which a reply with its ping switched on does too.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

import discord

from bot.answering.numeric_days import settled
from bot.discord.answering import Asked, answer, shown
from bot.discord.boundary import message_boundary
from bot.discord.layout import Item, layout
from bot.discord.moderation import require_asker
from bot.discord.page import Page
from bot.discord.refusals import ServerNeeded
from bot.discord.replies import twice, words

if TYPE_CHECKING:
    from bot.discord.bot import Bot

HINT: Final = words(
    "Mention me together with your question, for example: What did the minister say about the "
    "dam? I can only read messages that mention me."
)


async def answer_message(bot: Bot, me: discord.ClientUser, message: discord.Message) -> None:
    """Answer a message of a person that is meant for the bot; leave any other alone."""
    if message.author.bot or not _meant_for(me, message):
        return
    async with message_boundary(message):
        if message.guild is None:
            raise ServerNeeded
        chosen = await require_asker(bot, message)
        services = bot.services
        question = settled(_without_mention(me, message.content), chosen.dates)
        if not question:
            await _reply(message, HINT)
            return
        async with message.channel.typing():
            asked = Asked(question, f"discord:{message.author.id}", str(message.channel.id))
            answered = await answer(services, message.guild.id, asked)
        sent = await _reply(message, answered.page, *answered.buttons)
        await shown(services, message.guild.id, answered.number, sent.id)


def _meant_for(me: discord.ClientUser, message: discord.Message) -> bool:
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return False
    if message.guild is None or any(user.id == me.id for user in message.mentions):
        return True
    replied_to = message.reference.resolved if message.reference else None
    return isinstance(replied_to, discord.Message) and replied_to.author.id == me.id


def _without_mention(me: discord.ClientUser, content: str) -> str:
    return re.sub(rf"<@!?{me.id}>", " ", content).strip()


async def _reply(message: discord.Message, page: Page, *buttons: Item) -> discord.Message:
    """Reply once: the nonce lets Discord drop a repetition after a broken connection."""
    nonce = secrets.token_hex(12)
    reference = message.to_reference(fail_if_not_exists=False)
    view = layout(page, *buttons)
    return await twice(lambda: message.channel.send(view=view, reference=reference, nonce=nonce))
