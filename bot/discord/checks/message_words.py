"""The words of a message that somebody points at.

A message that a command is used on comes with its words, though the bot may not read others.
"""

from __future__ import annotations

import discord

from bot.answering.checking.markdown import Plain, read_markdown
from bot.discord.refusals import Refusal


def words_of(message: discord.Message, me: discord.ClientUser | None) -> Plain:
    """What is said in a message, or in the one that it forwards.

    Raises Refusal where it says nothing, or is the bot's own.
    """
    if me is not None and message.author.id == me.id:
        raise Refusal(
            "That is a message of mine: what it quotes is from the library already.",
            "Use this on what somebody else wrote.",
        )
    told = [message.content, *(each.content for each in message.message_snapshots)]
    plain = read_markdown("\n\n".join(filter(None, told)))
    if not plain.text.strip():
        raise Refusal(
            "That message has no words of its own, only what is attached to it or embedded in it.",
            "Use this on a message with text, or give me the words with /verify.",
        )
    return plain
