from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.discord import housekeeping
from tests.bot.discord.conftest import Newsroom
from tests.index.test_gaps import ask, backdate
from tests.index.test_holdings import age, holds


async def test_what_was_removed_is_purged_while_the_bot_runs(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "SECONDS_BETWEEN_PURGES", 0.01)
    article = newsroom.add("The dam will hold its water.")
    newsroom.library.remove(article.id, by="ada")
    keeping = asyncio.create_task(housekeeping.keep_house(newsroom.bot))
    await asyncio.sleep(0.1)
    assert holds(tmp_path, "hold its water")
    age(tmp_path)
    for _ in range(200):
        await asyncio.sleep(0.05)
        if not holds(tmp_path, "hold its water"):
            break
    assert not holds(tmp_path, "hold its water")
    keeping.cancel()


async def test_what_was_asked_long_ago_is_forgotten_while_the_bot_runs(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    name = str(newsroom.guild.id)
    libraries = newsroom.services.libraries
    backdate(tmp_path, ask(libraries, "A ferry?", library=name), timedelta(days=8))
    recent = ask(libraries, "A bridge?", library=name)
    keeping = asyncio.create_task(housekeeping.keep_house(newsroom.bot, timedelta(days=7)))
    for _ in range(200):
        await asyncio.sleep(0.01)
        if libraries.gaps(name).page().total == 1:
            break
    keeping.cancel()
    assert libraries.gaps(name).page().total == 1
    assert libraries.exchanges(name).get(recent.number) == recent
