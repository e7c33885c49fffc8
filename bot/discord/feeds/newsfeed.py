"""Feeds followed while the bot runs: polled behind everything else, their news announced.

One feed at a time. What one feed or one channel does wrong is logged and stops no other; an
announcement that Discord can't take for now waits for the next round.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

import discord

from bot.discord.bot import Bot
from bot.discord.boundary import background_boundary
from bot.discord.channels import missing_permissions, postable
from bot.discord.feeds.pages import ARTICLES_IN_MESSAGE, news_page, paused_page
from bot.discord.layout import layout
from bot.discord.posting import is_done, post
from index.errors import WhosaidError
from index.feeds.types import Announcement, Feed

log = logging.getLogger(__name__)

SECONDS_BETWEEN_ROUNDS: Final = 30.0

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


async def follow_feeds(
    bot: Bot, *, clock: Clock = _now, pause: float = SECONDS_BETWEEN_ROUNDS
) -> None:
    """Poll what is due, announce what is new and tell what was paused, until cancelled."""
    while True:
        with background_boundary("feeds are not followed for now"):
            names = await bot.services.offload.question(bot.services.libraries.names)
            for name in names:
                with background_boundary(f"the feeds of library {name} are not followed for now"):
                    await attend(bot, name, clock)
        await asyncio.sleep(pause)


async def attend(bot: Bot, library: str, clock: Clock) -> None:
    """One round for one library; that of a server which the bot is not in is left alone."""
    if library.isdecimal() and bot.get_guild(int(library)) is None:
        return
    services = bot.services
    store = await services.offload.question(services.libraries.feeds, library)
    for feed in await services.offload.question(store.due, clock()):
        await _poll(bot, library, feed, clock)
    for waiting in _messages(await services.offload.question(store.announcements)):
        if await _announce(bot, library, waiting):
            identities = [each.identity for each in waiting]
            number = waiting[0].feed.number
            await services.offload.question(store.announced, number, identities)
    for feed in await services.offload.question(store.untold):
        if await _tell_moderators(bot, library, feed):
            await services.offload.question(store.told, feed.number)


async def _poll(bot: Bot, library: str, feed: Feed, clock: Clock) -> None:
    services = bot.services
    try:
        result = await services.offload.polling(services.feeds.poll, library, feed.number, clock())
    except WhosaidError as error:
        log.error("feed %d of library %s: %s", feed.number, library, error)
        return
    if result.error is not None:
        log.warning("feed %d of library %s: %s", feed.number, library, result.error)
    if result.results:
        log.info(
            "feed %d of library %s: %d entries read", feed.number, library, len(result.results)
        )


def _messages(waiting: Sequence[Announcement]) -> Iterator[Sequence[Announcement]]:
    """Announcements by the message that they will be in."""
    for _, group in groupby(waiting, key=lambda each: each.feed.number):
        of_feed = list(group)
        for start in range(0, len(of_feed), ARTICLES_IN_MESSAGE):
            yield of_feed[start : start + ARTICLES_IN_MESSAGE]


async def _announce(bot: Bot, library: str, waiting: Sequence[Announcement]) -> bool:
    """Post new articles in their feed's channel; False where it is to be tried again."""
    feed = waiting[0].feed
    channel = _channel(bot, library, feed.channel)
    articles = await bot.services.offload.question(
        bot.services.libraries.get(library).get_all, [each.article_id for each in waiting]
    )
    known = [articles[each.article_id].metadata for each in waiting if each.article_id in articles]
    if channel is None or not known:
        return True
    return await post(channel, news_page(feed, known))


async def _tell_moderators(bot: Bot, library: str, feed: Feed) -> bool:
    """Say that a feed was paused, where moderators will see it; False to try again.

    That is the channel which the server has for Discord's own notices to moderators, else
    the feed's channel, else a direct message to whoever added the feed.
    """
    guild = bot.get_guild(int(library)) if library.isdecimal() else None
    log.warning("feed %d of library %s is paused: %s", feed.number, library, feed.paused)
    if guild is None:
        return True
    notices = guild.public_updates_channel
    places = [notices, _channel(bot, library, feed.channel)]
    open_to_us = (place for place in places if place and not missing_permissions(place))
    channel = next(open_to_us, None)
    if channel is not None:
        return await post(channel, paused_page(feed))
    return await _tell_person(bot, feed)


async def _tell_person(bot: Bot, feed: Feed) -> bool:
    kind, _, user_id = feed.added_by.partition(":")
    if kind != "discord" or not user_id.isdecimal():
        return True

    async def write() -> None:
        person = await bot.fetch_user(int(user_id))
        await person.send(view=layout(paused_page(feed)))

    return await is_done(write)


def _channel(
    bot: Bot, library: str, channel_id: str | None
) -> discord.TextChannel | discord.Thread | None:
    guild = bot.get_guild(int(library)) if library.isdecimal() else None
    return postable(guild, channel_id) if guild is not None else None
