from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import running
from bot.settings import Settings
from index.types import NewArticle
from tests.bot.cli.conftest import open_quick
from tests.index.test_holdings import age, holds


async def test_what_was_removed_is_purged_while_the_bot_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_SECONDS_BETWEEN_PURGES", 0.01)
    services = open_quick(Settings(data_dir=tmp_path))
    library = services.libraries.get("1")
    [result] = library.add([NewArticle("x", "The dam will hold its water.")], added_by="ada")
    assert result.article_id
    library.remove(result.article_id, by="ada")
    purging = asyncio.create_task(running._purge_behind(services))
    await asyncio.sleep(0.1)
    assert holds(tmp_path, "hold its water")
    age(tmp_path)
    for _ in range(200):
        await asyncio.sleep(0.05)
        if not holds(tmp_path, "hold its water"):
            break
    assert not holds(tmp_path, "hold its water")
    purging.cancel()
    services.close()
