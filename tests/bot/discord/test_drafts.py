from __future__ import annotations

import pytest

from bot.discord.drafts import Draft, Drafts
from bot.discord.refusals import OutOfDate
from bot.discord.sources import Details


def test_only_the_latest_drafts_are_kept() -> None:
    drafts = Drafts()
    keys = [drafts.keep(Draft(1, str(number), Details())) for number in range(51)]
    assert drafts.find(keys[1]).text == "1"
    with pytest.raises(OutOfDate):
        drafts.find(keys[0])
