"""Where the bot may post, and what it lacks where it may not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import discord

from bot.discord.refusals import Refusal
from bot.wording import listed

Postable = discord.TextChannel | discord.Thread

POSTING: Final = ("view_channel", "send_messages")
REPLYING: Final = (*POSTING, "read_message_history")
OPENING_THREADS: Final = ("view_channel", "create_public_threads", "send_messages_in_threads")
"""What the bot does in a channel, by the permissions that it takes, as discord.py names them."""


def lacking(
    granted: discord.Permissions, needed: Iterable[str] = POSTING, *, in_thread: bool
) -> list[str]:
    """The permissions that are needed and not granted, as Discord names them."""
    names = (
        "send_messages_in_threads" if in_thread and name == "send_messages" else name
        for name in needed
    )
    return [_in_words(name) for name in names if not getattr(granted, name)]


def missing_permissions(
    channel: discord.abc.GuildChannel | discord.Thread, needed: Iterable[str] = POSTING
) -> list[str]:
    """The permissions that the bot lacks for this channel, as Discord names them."""
    granted = channel.permissions_for(channel.guild.me)
    return lacking(granted, needed, in_thread=isinstance(channel, discord.Thread))


def require_postable(channel: Postable, needed: Iterable[str] = POSTING) -> None:
    """Raise Refusal, naming what is missing, unless the bot may post in this channel."""
    if missing := missing_permissions(channel, needed):
        raise Lacking(channel.name, missing)


class Lacking(Refusal):
    """The bot may not do in a channel what it was asked for."""

    def __init__(self, channel: str, missing: list[str]) -> None:
        super().__init__(
            f"I can’t post in #{channel}: I lack {listed(missing)} there.",
            "Give me that under Edit Channel, Permissions, or choose another channel.",
        )


def postable(guild: discord.Guild, channel_id: str | None) -> Postable | None:
    """A channel of this server, None where it is gone or of a kind that is not posted in."""
    if channel_id is None or not channel_id.isdecimal():
        return None
    channel = guild.get_channel_or_thread(int(channel_id))
    return channel if isinstance(channel, Postable) else None


def places(channel: object) -> list[int]:
    """The ids of a channel, of the one that it is a thread of, and of their category."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return []
    found = [channel.id]
    parent: discord.abc.GuildChannel | None
    if isinstance(channel, discord.Thread):
        found.append(channel.parent_id)
        parent = channel.guild.get_channel(channel.parent_id)
    else:
        parent = channel
    category = parent.category_id if parent is not None else None
    return [*found, category] if category is not None else found


def _in_words(permission: str) -> str:
    return permission.replace("_", " ").title().replace(" In ", " in ")
