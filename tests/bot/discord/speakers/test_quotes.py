"""/quotes and /timeline: what a speaker said, page by page, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

import simcord
from simcord.components import walk_components

from bot.discord.client import create_bot
from bot.discord.limits import AskingLimits, Rates
from index.types import Metadata, NewArticle
from tests.bot.discord.articles.test_commands import buttons, secret
from tests.bot.discord.conftest import Newsroom, reply, shown

PROMISE = """The mayor, Ada Vell, spoke on day {n} of the works.

“We will build arch number {n} of the bridge,” she said.

The river was silent, and so were the eels of day {n}.
"""


def fill(newsroom: Newsroom, count: int = 12, **known: Any) -> None:
    """Articles of a day each, from 2 January, by turns in three outlets."""
    newsroom.library.add(
        [
            NewArticle(
                f"t{n}",
                PROMISE.format(n=n),
                Metadata(
                    title=f"Day {n}",
                    publisher=known.get("publisher", f"Outlet {n % 3}"),
                    published=known.get("published", date(2026, 1, 1 + n)),
                ),
            )
            for n in range(1, count + 1)
        ],
        added_by="discord:7",
    )


async def run(newsroom: Newsroom, command: str, **options: Any) -> simcord.InteractionResult:
    return await newsroom.reader.slash(newsroom.channel, command, **options)


def titles(message: Any) -> list[int]:
    """Which days' articles are quoted, in the order of the page."""
    lines = shown(message).splitlines()
    return [int(line.split("Day ")[1].split(" ")[0]) for line in lines if "Day " in line]


def pictures(message: Any) -> list[dict[str, Any]]:
    every = walk_components(message.components)
    return [item for each in every if each.get("type") == 12 for item in each["items"]]


async def test_the_newest_come_first_and_pages_turn_after_a_restart(newsroom: Newsroom) -> None:
    fill(newsroom)
    result = await run(newsroom, "quotes", speaker="vell", since="2 January", until="2026-12-31")
    assert not result.ephemeral
    head = shown(reply(result)).splitlines()[:2]
    assert head[0].startswith("**Ada Vell** since <t:")
    assert head[1] == "-# 12 statements · the newest first"
    assert titles(reply(result)) == [12, 11, 10, 9, 8]
    assert "**Ada Vell** (inferred), mayor\n> “We will build arch number 12 of the bridge,”" in (
        shown(reply(result))
    )
    [said] = newsroom.library.statements(since=date(2026, 1, 13))
    assert f"`{said.id}`" in shown(reply(result))
    assert list(buttons(reply(result))) == ["Newer", "1 of 3", "Older"]
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.reader.click(reply(result), label="Older")
    await newsroom.reader.click(reply(result), label="Older")
    assert shown(reply(result)).splitlines()[:2] == head
    assert titles(reply(result)) == [2, 1]
    assert buttons(reply(result))["Older"]["disabled"]
    await newsroom.moderator.click(reply(result), label="Newer")
    assert titles(reply(result)) == [7, 6, 5, 4, 3]


async def test_a_page_that_is_gone_becomes_the_last_there_is(newsroom: Newsroom) -> None:
    fill(newsroom)
    result = await run(newsroom, "quotes", speaker="Ada Vell")
    await newsroom.reader.click(reply(result), label="Older")
    for summary in newsroom.library.list(limit=9):
        newsroom.library.remove(summary.id, by="mod")
    await newsroom.reader.click(reply(result), label="Older")
    assert titles(reply(result)) == [3, 2, 1]
    assert not buttons(reply(result))


async def test_a_speaker_who_is_gone_is_told_beside_the_page(newsroom: Newsroom) -> None:
    fill(newsroom)
    result = await run(newsroom, "quotes", speaker="Ada Vell")
    before = shown(reply(result))
    for summary in newsroom.library.list():
        newsroom.library.remove(summary.id, by="mod")
    pressed = await newsroom.reader.click(reply(result), label="Older")
    assert shown(reply(result)) == before
    assert "Nobody called 'Ada Vell' is quoted" in shown(pressed.followups[0]).replace("\\", "")


async def test_a_speaker_who_was_renamed_meanwhile_is_still_found(newsroom: Newsroom) -> None:
    fill(newsroom)
    result = await run(newsroom, "quotes", speaker="Ada Vell")
    newsroom.library.register.rename("Ada Vell", "Mayor Ada", by="mod")
    await newsroom.reader.click(reply(result), label="Older")
    assert shown(reply(result)).startswith("**Mayor Ada**")


async def test_a_topic_and_days_narrow_it_and_it_can_be_private(newsroom: Newsroom) -> None:
    fill(newsroom)
    result = await run(newsroom, "quotes", speaker="Vell", about="arch 7", private=True)
    assert result.ephemeral
    assert "about “arch 7”" in shown(reply(result))
    result = await run(newsroom, "quotes", speaker="Vell", about="bananas", since="2030-01-01")
    assert shown(reply(result)).startswith(
        "**Ada Vell** is quoted here 12 times, but not about “bananas” since <t:"
    )


async def test_who_is_unknown_or_not_one_is_told(newsroom: Newsroom) -> None:
    newsroom.add()
    newsroom.add("“I sail,” said Ines Maro. “I do not,” said Jon Maro.", Metadata(title="Sails"))
    for command, speaker, words in (
        ("quotes", "Ada Vel", "Did you mean Ada Vell?"),
        ("timeline", "Ada Vel", "Did you mean Ada Vell?"),
        ("quotes", "@everyone", "Nobody called '@everyone' is quoted in this library."),
        ("quotes", "Maro", "'Maro' may be Ines Maro or Jon Maro. Give the whole name"),
        ("timeline", "   ", "is quoted in this library."),
    ):
        result = await run(newsroom, command, speaker=speaker)
        assert words in shown(reply(result)).replace("\\", "")


async def test_what_is_no_day_is_told(newsroom: Newsroom) -> None:
    newsroom.add()
    for days, words in (
        ({"since": "some day"}, "I can’t read “some day” as a day."),
        ({"until": "31 February"}, "I can’t read “31 February” as a day."),
        ({"since": "2026-04-01", "until": "2026-03-01"}, "Swap them."),
    ):
        result = await run(newsroom, "quotes", speaker="Vell", **days)
        assert words in shown(reply(result))


async def test_the_library_of_another_server_stays_its_own(newsroom: Newsroom) -> None:
    newsroom.services.libraries.get("999").add([secret()], added_by="discord:1")
    for command in ("quotes", "timeline"):
        result = await run(newsroom, command, speaker="Ada Vell")
        assert "Nobody called" in shown(reply(result))
    offered = await newsroom.reader.autocomplete(newsroom.channel, "quotes", "speaker", "")
    assert offered == []


async def test_a_timeline_is_in_order_with_a_picture_that_is_said_in_words(
    newsroom: Newsroom,
) -> None:
    fill(newsroom)
    result = await run(newsroom, "timeline", speaker="Ada Vell")
    assert not result.ephemeral
    assert titles(reply(result)) == [1, 2, 3, 4, 5]
    [picture] = pictures(reply(result))
    assert picture["description"] == (
        "Timeline of 12 statements by Ada Vell, from 2 January 2026 to 13 January 2026, a row "
        "for each outlet: Outlet 0 4, Outlet 1 4, Outlet 2 4."
    )
    [attached] = reply(result).attachments
    assert attached.filename == "timeline.png"
    assert attached.description == picture["description"]
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.reader.click(reply(result), label="Later")
    assert titles(reply(result)) == [6, 7, 8, 9, 10]
    assert len(pictures(reply(result))) == len(reply(result).attachments) == 1
    await newsroom.reader.click(reply(result), label="Later")
    assert buttons(reply(result))["Later"]["disabled"]
    await newsroom.reader.click(reply(result), label="Earlier")
    assert titles(reply(result)) == [6, 7, 8, 9, 10]


async def test_what_has_no_date_is_told_and_not_drawn(newsroom: Newsroom) -> None:
    fill(newsroom, 2)
    newsroom.add("“I sail no more,” said Ada Vell.", Metadata(title="Undated"))
    result = await run(newsroom, "timeline", speaker="Ada Vell", private=True)
    assert result.ephemeral
    assert "2 statements · in the order of their days · 1 more without a date" in (
        shown(reply(result))
    )
    assert pictures(reply(result))[0]["description"].endswith("have no date: 1.")
    assert "I sail no more" not in shown(reply(result))


async def test_without_any_date_there_is_a_kind_page_and_no_picture(newsroom: Newsroom) -> None:
    fill(newsroom, 2, published=None)
    result = await run(newsroom, "timeline", speaker="Ada Vell")
    assert shown(reply(result)).startswith("2 statements of **Ada Vell** found, but no article")
    assert not pictures(reply(result))
    result = await run(newsroom, "timeline", speaker="Ada Vell", about="bananas")
    assert shown(reply(result)) == ("**Ada Vell** is quoted here 2 times, but not about “bananas”.")


async def test_speakers_are_offered_by_any_spelling_the_most_quoted_first(
    newsroom: Newsroom,
) -> None:
    fill(newsroom, 2)
    newsroom.add("“I sail,” said Volodymyr Zelenko.", Metadata(title="Sails"))
    newsroom.library.register.add_alias("Ada Vell", "Bridge Lady", by="mod")

    async def offered(typed: str, command: str = "quotes") -> list[str]:
        found = await newsroom.reader.autocomplete(newsroom.channel, command, "speaker", typed)
        return [choice["value"] for choice in found]

    assert await offered("") == ["Ada Vell", "Volodymyr Zelenko"]
    assert await offered("lady") == await offered("lady", "timeline") == ["Ada Vell"]
    assert await offered("Selen") == await offered("Зелен") == ["Volodymyr Zelenko"]
    assert await offered("nobody") == []


async def test_who_may_not_ask_is_offered_nothing_and_turns_no_pages(newsroom: Newsroom) -> None:
    fill(newsroom)
    public = reply(await run(newsroom, "quotes", speaker="vell"))
    before = shown(public)
    press = newsroom.guild.create_role("Press")
    await newsroom.bot.preferences.choose(newsroom.guild.id, {"askers": [press.id]}, by="discord:7")
    pressed = await newsroom.reader.click(public, label="Older")
    assert "I answer only members with certain roles" in shown(pressed.followups[0])
    assert pressed.followups[0].ephemeral
    assert shown(public) == before
    for actor, offered in ((newsroom.reader, []), (newsroom.moderator, ["Ada Vell"])):
        found = await actor.autocomplete(newsroom.channel, "quotes", "speaker", "vell")
        assert [choice["value"] for choice in found] == offered


async def test_pages_are_not_turned_without_end(newsroom: Newsroom) -> None:
    fill(newsroom)
    newsroom.bot.limits = AskingLimits(Rates(per_user=1))
    message = reply(await run(newsroom, "quotes", speaker="vell"))
    for _ in range(3):
        await newsroom.reader.click(message, label="Older")
        pressed = await newsroom.reader.click(message, label="Newer")
    assert "You have pressed as often as I can follow" in shown(pressed.followups[0])
    assert titles(message) == [7, 6, 5, 4, 3]
