"""Pages of what was done stay within Discord's limits, whatever stands in titles and names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings

from bot.discord.library.audit_pages import (
    HISTORY_LENGTH,
    HistoryListing,
    edited_page,
    history_page,
    log_pages,
)
from index.records import AuditAction, AuditEntry, FieldChange
from index.types import Metadata
from tests.bot.discord.articles.test_pages import METADATAS, ODD, assert_sendable
from tests.bot.discord.samples import METADATA, article

AT = datetime(2026, 3, 31, tzinfo=UTC)
DAYS = (
    FieldChange("published", "2026-03-31", None),
    FieldChange("modified", None, "2026-03-31T14:05:00+02:00"),
)


def entry(number: int, by: str, action: AuditAction, title: str, *told: FieldChange) -> AuditEntry:
    return AuditEntry(number, AT, by, action, "A-" + "7" * 26, title, told)


@settings(max_examples=60)
@given(ODD, ODD, METADATAS)
def test_every_page_stays_within_discords_limits(text: str, name: str, known: Metadata) -> None:
    texts = [FieldChange(field, text, name) for field in ("title", "url", "author", "publisher")]
    edits = [entry(n, name, "edited", text, *texts, *DAYS) for n in range(HISTORY_LENGTH)]
    assert_sendable(history_page(HistoryListing(tuple(edits), 9999, True, "A-" + "7" * 26)))
    assert_sendable(history_page(HistoryListing((), 0, False, text)))
    actions: tuple[AuditAction, ...] = ("added", "edited", "removed", "brought_back")
    every = [entry(n, f"{name}{n % 7}", actions[n % 4], text, *texts, *DAYS) for n in range(100)]
    for page in log_pages(every):
        assert_sendable(page)
    before = article("Words.", replace(known, modified=AT))
    assert_sendable(edited_page(before, replace(before, metadata=METADATA)))


def test_up_to_three_of_one_kind_are_told_one_by_one() -> None:
    added = [entry(n, "feed:1", "added", f"Story {n}") for n in range(4)]
    removed = [entry(9, "ben", "removed", "Other")]
    [page] = log_pages([*added[:3], *removed])
    assert len(page.blocks[0].text.splitlines()) == 4
    [page] = log_pages([*added[:2], *removed, *added[2:]])
    first, last = page.blocks[0].text.splitlines()
    assert first.startswith("ben removed **Other**")
    assert last.startswith("feed 1 added")


def test_an_article_that_changed_often_is_named_once() -> None:
    fetched = [entry(n, "ben", "refreshed", "Story") for n in range(5)]
    [page] = log_pages(fetched)
    assert (
        page.blocks[0].text == f"ben fetched a new version of 1 article: **Story** (`A-{'7' * 26}`)"
    )
