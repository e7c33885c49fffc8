from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_components

from bot.discord.articles.pages import (
    PAGE_LENGTH,
    Listing,
    Sheet,
    added_page,
    choice_name,
    list_page,
    removal_page,
    removed_page,
    sheet_page,
)
from bot.discord.layout import layout
from bot.discord.page import Page
from bot.discord.replies import words
from index.records import ArticleFilter, Removal
from index.types import AddResult, AddStatus, ArticleSummary, Metadata
from tests.bot.discord.samples import METADATA, article

COMPONENTS_V2 = 1 << 15
ODD = st.text(alphabet="\\*_~`|<>[]@:#-. 1aЖ\n\u202e😀“", max_size=900)
METADATAS = st.builds(
    Metadata,
    title=st.none() | ODD,
    url=st.none() | ODD.map(lambda path: f"https://example.org/{path}"),
    author=st.none() | ODD,
    publisher=st.none() | ODD,
    published=st.none() | st.dates(),
)
ADDED = datetime(2026, 3, 31, tzinfo=UTC)


def summary(metadata: Metadata = METADATA) -> ArticleSummary:
    return ArticleSummary("A-7f3k2", 1, metadata, ADDED, "discord:7", 10**6, 10**4, 10**4)


def result(status: AddStatus, **changes: Any) -> AddResult:
    settled = AddResult(
        source="bridge.md", status=status, article_id="A-7f3k2", passages=1, statements=2
    )
    return replace(settled, **changes)


def assert_sendable(page: Page) -> None:
    view: Any = layout(page)
    assert view.content_length() <= 4000
    validate_components(view.to_components(), flags=COMPONENTS_V2)


@settings(max_examples=60)
@given(METADATAS, ODD, ODD)
def test_every_page_stays_within_discords_limits(metadata: Metadata, text: str, name: str) -> None:
    entry = summary(metadata)
    shown = replace(article(text, metadata), added_by=name)
    wanted = ArticleFilter(name[:50], name[:50], name[:50], date.min, date.max, name)
    for page in (
        list_page(Listing((entry,) * PAGE_LENGTH, 0, 10**5, wanted)),
        list_page(Listing((), 0, 0, wanted)),
        sheet_page(Sheet(shown, 10**4, 10**4, (name,) * 20)),
        removal_page(shown),
        removed_page(Removal(1, shown.id, metadata, name, ADDED, ADDED)),
        added_page(result("added", source=text, title=metadata.title)),
        added_page(result("failed", error=text)),
        words(text * 9),
    ):
        if any(block.text.strip() for block in page.blocks):
            assert_sendable(page)
    assert 1 <= len(choice_name(entry)) <= 100


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("added", "Added to the library."),
        ("updated", "a new version"),
        ("unchanged", "in the library already"),
        ("duplicate", "the same text from elsewhere"),
    ],
)
def test_what_became_of_a_source_is_said(status: AddStatus, said: str) -> None:
    text = added_page(result(status)).blocks[0].text
    assert said in text
    assert text.startswith("**bridge.md**")
    assert ("1 passage · 2 statements" in text) is (status in ("added", "updated"))


def test_a_duplicate_names_what_it_repeats() -> None:
    page = added_page(result("duplicate", article_id=None, duplicate_of="A-00001"))
    assert "`A-00001`" in page.blocks[0].text


def test_a_failure_says_why() -> None:
    page = added_page(result("failed", error="There are no words in *it*."))
    assert page.blocks[0].text == r"There are no words in \*it\*."


def test_an_article_shows_its_speakers_and_who_added_it() -> None:
    sheet = Sheet(article("Short."), 1, 2, ("Ada Vell", *["Jo *Bo*"] * 8))
    head, beginning, speakers = sheet_page(sheet).blocks
    assert "6 characters · 1 passage · 2 statements · added <t:1774915200:D> by <@7>" in head.text
    assert beginning.text == "> Short."
    assert speakers.text.startswith(r"Quoted in it: Ada Vell, Jo \*Bo\*,")
    assert speakers.text.endswith("and 1 more")


def test_a_long_article_shows_its_beginning_alone() -> None:
    beginning = sheet_page(Sheet(article("word\n\n" * 900), 1, 0, ())).blocks[1].text
    assert beginning.startswith("> word\n> \n> word")
    assert beginning.endswith("…")
