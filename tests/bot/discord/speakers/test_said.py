"""What somebody said is found once for all of its pages, and anew when the library changes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.discord.client import create_bot
from bot.discord.speakers import said, said_list
from bot.discord.speakers.said import KeptSaid
from bot.discord.speakers.said_pages import Wanted
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.speakers.test_quotes import fill, pictures, run, titles


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was found or drawn, in order."""
    done: list[str] = []

    def counting(module: Any, name: str) -> None:
        real = getattr(module, name)

        def call(*given: Any) -> Any:
            done.append(name)
            return real(*given)

        monkeypatch.setattr(module, name, call)

    counting(said, "sayings_of")
    counting(said_list, "timeline_png")
    return done


async def test_pages_turn_without_finding_or_drawing_anew(
    newsroom: Newsroom, counted: list[str]
) -> None:
    fill(newsroom)
    message = reply(await run(newsroom, "timeline", speaker="Vell"))
    await newsroom.reader.click(message, label="Later")
    assert titles(message) == [6, 7, 8, 9, 10]
    assert len(pictures(message)) == 1
    await run(newsroom, "timeline", speaker="ada vell")
    assert counted == ["sayings_of", "timeline_png"]
    await run(newsroom, "quotes", speaker="Vell")
    await run(newsroom, "quotes", speaker="Vell", about="bridge")
    assert counted[2:] == ["sayings_of", "sayings_of"]


async def test_what_has_changed_since_is_found_anew(newsroom: Newsroom, counted: list[str]) -> None:
    fill(newsroom)
    message = reply(await run(newsroom, "quotes", speaker="Vell"))
    [newest, *_] = newsroom.library.statements(speaker="Ada Vell")
    newsroom.library.remove(newest.article_id, by="mod")
    await newsroom.reader.click(message, label="Older")
    assert 12 not in titles(message)
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.reader.click(message, label="Newer")
    assert titles(message)[0] == 11
    newsroom.library.register.rename("Ada Vell", "Mayor Vell", by="mod")
    await newsroom.reader.click(message, label="Older")
    assert "Mayor Vell" in shown(message)
    assert counted == ["sayings_of"] * 4


def test_what_is_kept_is_bounded_and_each_servers_own(
    newsroom: Newsroom, counted: list[str]
) -> None:
    fill(newsroom, 4)
    kept, library = KeptSaid(most_sayings=5), newsroom.library
    vell, about = Wanted("quotes", "Ada Vell"), Wanted("quotes", "Ada Vell", "arch")
    assert len(kept.of(library, vell).sayings) == 4
    kept.of(library, about)
    kept.of(library, about)
    assert len(counted) == 2
    kept.of(library, vell)
    assert len(counted) == 3
    assert kept.of(newsroom.services.libraries.get("999"), vell).sayings == []
