"""Commands about feeds: which are followed, how they do, and polling them by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli import forms
from bot.cli.invocation import Invocation
from bot.cli.values import words

if TYPE_CHECKING:
    from index.feeds.types import EntryCounts, Feed, FeedAdded, PollResult
    from index.store.feeds import FeedStore

Which = Annotated[
    list[str],
    typer.Argument(metavar="FEED", parser=words, help="Feeds' numbers or addresses."),
]
_BY_HAND: Final = "paused by hand"
_FAILED_SHOWN: Final = 3


def add(
    run: Invocation,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", parser=words, help="Addresses of feeds, their pages, or OPML files."
        ),
    ],
    first: Annotated[
        int | None,
        typer.Option("--first", min=0, max=200, help="How many of its newest entries to take."),
    ] = None,
) -> None:
    """Follow feeds: by address, by the page that names one, or all of an OPML list.

    Entries are read by the bot as it runs, or by `whosaid feed poll`.
    """
    from index.feeds.following import Following

    following = Following(run.library_name, run.user, first)
    failed = False
    for source in sources:
        for added in run.services.feeds.add(source, following, datetime.now(UTC)):
            failed = failed or added.status == "failed"
            _tell_added(run, added)
    if failed:
        raise typer.Exit(1)


def list_(run: Invocation) -> None:
    """List the feeds, when each was read last, and what is wrong with it."""
    store = _store(run)
    feeds = store.every()
    if run.as_json:
        for feed in feeds:
            failed = store.failed_entries(feed.number, _FAILED_SHOWN)
            run.emit(forms.feed(feed, store.counts(feed.number), failed))
        return
    if not feeds:
        run.note("No feed is followed: see `whosaid feed add`.")
        return
    from bot.terminal import print_table

    rows = [_row(feed, store.counts(feed.number)) for feed in feeds]
    print_table(run.console, ("number", "feed", "read", "next", "entries", ""), rows)
    for feed in feeds:
        for entry in store.failed_entries(feed.number, _FAILED_SHOWN):
            run.note(f"✗ {feed.number}: {entry.link}: {entry.error}")


def remove(run: Invocation, which: Which) -> None:
    """Follow feeds no more; the articles that came by them stay."""
    store = _store(run)
    for feed in _found(run, which):
        store.remove(feed.number)
        _tell(run, feed, "Removed")


def pause(run: Invocation, which: Which) -> None:
    """Poll feeds no more until they are resumed."""
    store = _store(run)
    for feed in _found(run, which):
        _tell(run, store.pause(feed.number, _BY_HAND), "Paused")


def resume(run: Invocation, which: Which) -> None:
    """Poll feeds again, as if they had never failed."""
    store = _store(run)
    for feed in _found(run, which):
        _tell(run, store.resume(feed.number, datetime.now(UTC)), "Resumed")


def poll(
    run: Invocation,
    which: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEED]...", parser=words, help="These, at once (default: those that are due)."
        ),
    ] = None,
) -> None:
    """Ask feeds for news, and add what is new.

    At most 20 new entries of a feed are added at a time; the rest follow in later polls.
    """
    feeds = _found(run, which) if which else _store(run).due(datetime.now(UTC))
    failed = False
    for feed in feeds:
        result = run.services.feeds.poll(
            run.library_name, feed.number, datetime.now(UTC), at_once=bool(which)
        )
        failed = failed or _has_failed(result)
        _tell_polled(run, result)
    if not feeds and not run.as_json:
        run.note("No feed is due.")
    if failed:
        raise typer.Exit(1)


def _store(run: Invocation) -> FeedStore:
    return run.services.libraries.feeds(run.library_name)


def _found(run: Invocation, which: Iterable[str]) -> list[Feed]:
    """The feeds that are meant; that one of them is missing stops the command before it begins."""
    return [_store(run).find(each) for each in which]


def _tell_added(run: Invocation, added: FeedAdded) -> None:
    if run.as_json:
        run.emit(forms.feed_added(added))
    elif added.feed is None:
        run.note(f"✗ {added.source}: {added.error}")
    else:
        known = " is followed already" if added.status == "unchanged" else ""
        run.note(f"✓ {added.feed.number}. {added.feed.name}{known}")


def _tell(run: Invocation, feed: Feed, done: str) -> None:
    if run.as_json:
        run.emit(forms.feed_reference(feed))
    else:
        run.note(f"{done}: {feed.number}. {feed.name}")


def _has_failed(result: PollResult) -> bool:
    return result.status in ("failed", "paused") or any(
        entry.status == "failed" for entry in result.results
    )


def _tell_polled(run: Invocation, result: PollResult) -> None:
    if run.as_json:
        run.emit(forms.poll_result(result))
        return
    for entry in result.results:
        if entry.status == "failed":
            run.note(f"✗ {entry.source}: {entry.error}")
        else:
            run.note(f"✓ {entry.source}: {entry.status}, {entry.article_id}")
    number = len(result.results)
    said = result.error or f"{number:,} {'entry' if number == 1 else 'entries'} read."
    run.note(f"{result.feed.number}. {result.feed.name}: {result.status}. {said}")


def _row(feed: Feed, counts: EntryCounts) -> tuple[str | None, ...]:
    entries = f"{counts.stored:,} added"
    entries += f", {counts.waiting:,} waiting" if counts.waiting else ""
    entries += f", {counts.failed:,} failed" if counts.failed else ""
    return (
        str(feed.number),
        feed.name,
        _minute(feed.last_success) or "never",
        _minute(feed.next_poll) if feed.paused is None else "paused",
        entries,
        feed.paused or feed.last_error,
    )


def _minute(moment: datetime | None) -> str | None:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else None
