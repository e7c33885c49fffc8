"""Feeds as pages: what was added, the list, news of them. Pure, within Discord's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.discord.escaping import escape_line, escape_within
from bot.discord.fragment import MAX_URL, web_address
from bot.discord.page import Block, Link, Page, Tone
from bot.discord.quotations import day, title_of
from bot.wording import counted
from index.feeds.types import EntryCounts, FailedEntry, Feed, FeedAdded
from index.types import Metadata

FEEDS_ON_PAGE: Final = 5
"""Feeds on one page of the list; each may take 700 characters of a message's 4,000."""

ARTICLES_IN_MESSAGE: Final = 10
"""Articles in one announcement: a section, a text and a button each, of 40 components in all."""

_FAILED_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed with what a list says of it; `lacking` is what keeps the bot from announcing."""

    feed: Feed
    counts: EntryCounts
    failed: FailedEntry | None
    lacking: str | None = None


@dataclass(frozen=True, slots=True)
class FeedListing:
    """One page of a server's feeds, counted from 0, out of `total` feeds."""

    states: tuple[FeedState, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // FEEDS_ON_PAGE))


def added_feeds_page(results: Sequence[FeedAdded]) -> Page:
    """What became of a feed, or of each of a list of them."""
    new = [added.feed for added in results if added.feed and added.status == "added"]
    known = [added.feed for added in results if added.feed and added.status == "unchanged"]
    failed = [added for added in results if added.status == "failed"]
    blocks = []
    if new:
        blocks.append(Block(f"Following {_named(new)}.\n-# Its newest entries follow shortly."))
    if known:
        blocks.append(Block(f"Followed already: {_named(known)}."))
    blocks += [Block(escape_within(added.error or "", 1000)) for added in failed[:_FAILED_SHOWN]]
    return Page(tuple(blocks), Tone.ANSWER if new or known else Tone.PROBLEM)


def feed_list_page(listing: FeedListing) -> Page:
    """A page of the list, with all that is wrong with each feed."""
    if not listing.states:
        return Page((Block("No feed is followed. Begin with `/feed add`."),), Tone.NOTHING)
    head = f"**{counted(listing.total, 'feed')}**"
    if listing.pages > 1:
        head += f"\n-# page {listing.page + 1} of {listing.pages}"
    entries = [Block(_state(state)) for state in listing.states]
    return Page((Block(head), replace(entries[0], ruled=True), *entries[1:]), Tone.ANSWER)


def feed_page(said: str, feed: Feed, tone: Tone = Tone.NOTHING) -> Page:
    """That something was done with a feed."""
    return Page((Block(f"{said} **{_name(feed)}**."),), tone)


def news_page(feed: Feed, articles: Sequence[Metadata]) -> Page:
    """New articles, at most `ARTICLES_IN_MESSAGE`."""
    head = Block(f"-# {counted(len(articles), 'new article')} from {_name(feed)}")
    return Page((head, *map(_news, articles)), Tone.ANSWER)


def paused_page(feed: Feed) -> Page:
    """The message to moderators that a feed is polled no more."""
    since = f" since {_ago(feed.failing_since)}" if feed.failing_since else ""
    tries = f"It failed {feed.failures} times in a row{since}. " if feed.failures > 1 else ""
    why = escape_within(feed.paused or "", 800)
    text = (
        f"I have paused the feed **{_name(feed)}**.\n{tries}{why}\n"
        "-# `/feed resume` polls it again, `/feed remove` gives it up."
    )
    return Page((Block(text),), Tone.PROBLEM)


def choice_name(feed: Feed) -> str:
    """A feed in the choices that Discord offers while an option is typed: plain text, 100."""
    name = f"{feed.number} · {' '.join(feed.name.split())}"
    return name if len(name) <= 100 else name[:99].rstrip() + "…"


def _news(known: Metadata) -> Block:
    parts = [
        escape_line(known.publisher, 80) if known.publisher else None,
        day(known.published) if known.published else None,
    ]
    about = " · ".join(part for part in parts if part)
    url = web_address(known.url)
    link = Link("Open", url) if url and len(url) <= MAX_URL else None
    return Block(f"**{title_of(known)}**" + (f"\n-# {about}" if about else ""), link=link)


def _state(state: FeedState) -> str:
    feed, counts = state.feed, state.counts
    facts = [
        f"`{feed.number}`",
        f"read {_ago(feed.last_success)}" if feed.last_success else "never read",
        f"next {_ago(feed.next_poll)}" if feed.paused is None else "paused",
        f"{counts.stored:,} added",
        *([f"{counts.waiting:,} waiting"] if counts.waiting else []),
        *([f"{counts.failed:,} failed"] if counts.failed else []),
        *([f"announced in <#{feed.channel}>"] if feed.channel else []),
    ]
    lines = [f"**{_name(feed)}**", f"-# {' · '.join(facts)}", *_problems(state)]
    return "\n".join(lines)


def _problems(state: FeedState) -> list[str]:
    feed = state.feed
    problems = []
    if feed.paused is not None:
        problems.append(f"Paused: {escape_within(feed.paused, 200)}")
    elif feed.last_error is not None:
        times = f" ({feed.failures} in a row)" if feed.failures > 1 else ""
        problems.append(f"Last error{times}: {escape_within(feed.last_error, 200)}")
    if state.lacking is not None:
        problems.append(escape_within(state.lacking, 150))
    if state.failed is not None:
        problems.append(f"Last entry that failed: {escape_within(state.failed.error, 150)}")
    return [f"⚠ {problem}" for problem in problems]


def _named(feeds: Sequence[Feed]) -> str:
    if len(feeds) == 1:
        return f"**{_name(feeds[0])}**"
    return f"{len(feeds):,} feeds"


def _name(feed: Feed) -> str:
    return escape_line(feed.name, 100)


def _ago(moment: datetime) -> str:
    """A moment that every reader sees as so long ago, or from now."""
    return f"<t:{int(moment.timestamp())}:R>"
