"""Where the next answer of a conversation goes: its channel, or a thread once it has grown long."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import discord

from bot.discord.escaping import longest, size, visible
from index.exchanges import Exchange

if TYPE_CHECKING:
    from discord.abc import MessageableChannel

log = logging.getLogger(__name__)

_LONGEST_NAME: Final = 100


async def place_for(
    message: discord.Message, before: Sequence[Exchange], thread_after: int | None
) -> MessageableChannel:
    """The channel of a message, or a thread from the answer that it replies to.

    A thread is opened after `thread_after` exchanges in a row, but only where the bot may;
    whatever stands in the way, the conversation goes on where it is.
    """
    channel, reference = message.channel, message.reference
    if thread_after is None or len(before) < thread_after:
        return channel
    if not isinstance(channel, discord.TextChannel) or not reference or not reference.message_id:
        return channel
    if open_already := channel.guild.get_thread(reference.message_id):
        return open_already
    if not _may_open(channel):
        return channel
    return await _opened(channel, reference.message_id, before[0].meaning)


def _may_open(channel: discord.TextChannel) -> bool:
    may = channel.permissions_for(channel.guild.me)
    return may.create_public_threads and may.send_messages_in_threads


async def _opened(
    channel: discord.TextChannel, message_id: int, question: str
) -> MessageableChannel:
    try:
        return await channel.get_partial_message(message_id).create_thread(name=_name(question))
    except discord.HTTPException as error:
        log.info("no thread could be opened in channel %d: %s", channel.id, error)
        return channel


def _name(question: str) -> str:
    """The question as a thread's name, which shows plain text."""
    line = visible(" ".join(question.split()))
    if size(line) <= _LONGEST_NAME:
        return line
    return longest(line, lambda beginning: size(beginning) < _LONGEST_NAME).rstrip() + "…"
