"""The list of articles by filters, which its buttons carry from page to page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.articles.list import MAX_FILTER, decoded, encoded
from bot.discord.carried import parts
from bot.discord.client import create_bot
from bot.discord.refusals import Refusal
from index.records import ArticleFilter
from index.types import Metadata, NewArticle
from tests.bot.discord.articles.test_commands import buttons, secret
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown

TEXT = st.none() | st.text(
    alphabet=st.characters(
        exclude_characters='"\\', max_codepoint=0xFFFF, exclude_categories=["C"]
    ),
    min_size=1,
    max_size=MAX_FILTER,
)
OTHER = "Tom Vale promised a ferry. “We will build it,” he said. The river was silent."


def fill(newsroom: Newsroom) -> None:
    """Eleven articles that meet every filter, and one each that fails one of them."""
    mine = f"discord:{newsroom.reader.id}"
    for number in range(1, 12):
        put(newsroom, f"{BRIDGE} {number}", mine, f"Wanted {number}")
    put(newsroom, f"{BRIDGE} 20", "discord:7", "By another member")
    put(newsroom, f"{BRIDGE} 21", mine, "Of another outlet", publisher="The Record")
    put(newsroom, f"{BRIDGE} 22", mine, "Too early", published=date(2026, 3, 29))
    put(newsroom, f"{BRIDGE} 23", mine, "Too late", published=date(2026, 4, 1))
    put(newsroom, OTHER, mine, "By another speaker")


def put(newsroom: Newsroom, text: str, by: str, title: str, **known: Any) -> None:
    about = {"publisher": "The “Example” *", "published": date(2026, 3, 30), **known}
    newsroom.library.add([NewArticle("t", text, Metadata(title=title, **about))], added_by=by)


async def test_filters_hold_over_pages_and_restarts(newsroom: Newsroom) -> None:
    fill(newsroom)
    result = await newsroom.moderator.slash(
        newsroom.channel,
        "article list",
        search="Wanted",
        outlet="the “example” *",
        speaker="vell",
        since="30 March 2026",
        until="2026-03-31",
        added_by=newsroom.reader,
    )
    head = shown(reply(result)).splitlines()[0]
    who = f"<@{newsroom.reader.id}>"
    assert head == (
        r"**11 articles** with “Wanted”, of “the “example” \*”, quoting Ada Vell, "
        f"since <t:1774864800:D>, until <t:1774951200:D>, added by {who}"
    )
    assert list(buttons(reply(result))) == ["Earlier page", "1 of 2", "Next page"]
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.moderator.click(reply(result), label="Next page")
    assert shown(reply(result)).splitlines()[0] == head
    assert "**Wanted 1**" in shown(reply(result))
    await newsroom.moderator.click(reply(result), label="Earlier page")
    assert shown(reply(result)).splitlines()[0] == head
    assert "**Wanted 11**" in shown(reply(result))


@pytest.mark.parametrize(
    ("left_out", "more"),
    [
        ("outlet", "Of another outlet"),
        ("speaker", "By another speaker"),
        ("since", "Too early"),
        ("until", "Too late"),
        ("added_by", "By another member"),
    ],
)
async def test_each_filter_keeps_out_what_it_should(
    newsroom: Newsroom, left_out: str, more: str
) -> None:
    fill(newsroom)
    filters = {
        "outlet": "The “Example” *",
        "speaker": "Ada Vell",
        "since": "2026-03-30",
        "until": "2026-03-31",
        "added_by": newsroom.reader,
    }
    del filters[left_out]
    result = await newsroom.moderator.slash(newsroom.channel, "article list", **filters)
    text = shown(reply(result))
    assert text.startswith("**12 articles**")
    assert f"**{more}**" in text


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"since": "some day"}, "Write it like 2026-03-31."),
        ({"since": "2026-04-01", "until": "2026-03-01"}, "later than"),
        ({"speaker": "Ada Vel"}, "Did you mean Ada Vell?"),
        ({"outlet": "The Moon"}, "No article of “The Moon”."),
    ],
)
async def test_what_matches_nothing_or_is_no_day_is_told(
    newsroom: Newsroom, given_: dict[str, str], words: str
) -> None:
    newsroom.add()
    result = await newsroom.moderator.slash(newsroom.channel, "article list", **given_)
    assert words in shown(reply(result)).replace("\\", "")


async def test_outlets_and_speakers_of_this_server_alone_are_offered(newsroom: Newsroom) -> None:
    newsroom.add()
    other = newsroom.services.libraries.get("999")
    other.add([NewArticle("x", OTHER, Metadata(publisher="The Secret"))], added_by="discord:1")
    other.add([secret()], added_by="discord:1")

    async def offered(option: str, typed: str) -> list[str]:
        choices = await newsroom.moderator.autocomplete(
            newsroom.channel, "article list", option, typed
        )
        return [choice["value"] for choice in choices]

    assert await offered("outlet", "") == ["The Example"]
    assert await offered("outlet", "exam") == ["The Example"]
    assert await offered("outlet", "secret") == []
    assert await offered("speaker", "vell") == ["Ada Vell"]
    assert await offered("speaker", "vale") == []


@given(TEXT, TEXT, TEXT, st.none() | st.dates(), st.none() | st.dates())
def test_all_filters_at_once_fit_into_three_buttons(
    search: str | None,
    outlet: str | None,
    speaker: str | None,
    since: date | None,
    until: date | None,
) -> None:
    wanted = ArticleFilter(search, outlet, speaker, since, until, f"discord:{2**64}")
    found = parts(encoded(wanted))
    assert max(len(f"whosaid:listed:0:99999:{part}.") for part in found) <= 100
    assert decoded("".join(found)) == wanted


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(Refusal):
        parts(encoded(ArticleFilter("😀" * 50, "😀" * 50, "😀" * 50)))
