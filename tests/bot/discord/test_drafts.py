from __future__ import annotations

from functools import partial

import pytest
from discord import ui

from bot.discord.drafts import Drafts
from bot.discord.refusals import OutOfDate


def test_only_the_latest_drafts_are_kept() -> None:
    drafts = Drafts()
    forms = [partial(ui.Modal, title=str(number)) for number in range(51)]
    keys = list(map(drafts.keep, forms))
    assert drafts.find(keys[1]) is forms[1]
    with pytest.raises(OutOfDate):
        drafts.find(keys[0])
