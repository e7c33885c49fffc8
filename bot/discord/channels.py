"""Where the bot may post, and what it lacks where it may not."""

from __future__ import annotations

import discord

from bot.discord.refusals import Refusal
from bot.wording import listed

Postable = discord.TextChannel | discord.Thread


def missing_permissions(channel: Postable) -> list[str]:
    """The permissions that the bot lacks to post here, as Discord names them."""
    has = channel.permissions_for(channel.guild.me)
    in_thread = isinstance(channel, discord.Thread)
    needed = {
        "View Channel": has.view_channel,
        "Send Messages in Threads" if in_thread else "Send Messages": (
            has.send_messages_in_threads if in_thread else has.send_messages
        ),
    }
    return [name for name, granted in needed.items() if not granted]


def require_postable(channel: Postable) -> None:
    """Raise Refusal, naming what is missing, unless the bot may post in this channel."""
    if missing := missing_permissions(channel):
        raise Refusal(
            f"I can’t post in #{channel.name}: I lack {listed(missing)} there.",
            "Give me that under Edit Channel, Permissions, or choose another channel.",
        )


def postable(guild: discord.Guild, channel_id: str | None) -> Postable | None:
    """A channel of this server, None where it is gone or of a kind that is not posted in."""
    if channel_id is None or not channel_id.isdecimal():
        return None
    channel = guild.get_channel_or_thread(int(channel_id))
    return channel if isinstance(channel, Postable) else None
