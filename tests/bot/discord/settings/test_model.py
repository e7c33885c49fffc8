"""The choice of a server that a language model writes: told, confirmed, recorded, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from simcord.components import walk_components

from bot.answering.model.writer import Writer
from bot.discord.escaping import unescape
from bot.discord.library.changelog import tell
from bot.services import Services
from index.store.models import Budget, ModelStore, Spending
from tests.bot.discord.answers.buttons.pressing import raw
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.scribe import HOST, Scribe, site
from tests.bot.discord.settings.test_commands import Panel, make_admin

LET, AGREE, STOP = "Let a language model write", "Yes, let it write", "Let it write no more"


@pytest.fixture
def services(services: Services) -> Services:
    used = site(budget=Budget(tokens=200_000, millionths=5_000_000))
    return replace(services, writer=cast("Writer", Scribe()), site=used)


@pytest.fixture
def store(newsroom: Newsroom) -> ModelStore:
    return newsroom.services.libraries.model(str(newsroom.guild.id))


@pytest.fixture
async def panel(newsroom: Newsroom) -> Panel:
    return await opened(newsroom, make_admin(newsroom))


async def opened(newsroom: Newsroom, admin: Any) -> Panel:
    result = await admin.slash(newsroom.channel, "settings")
    return Panel(newsroom, admin, reply(result))


async def test_it_is_off_and_says_so(panel: Panel, store: ModelStore) -> None:
    assert "**Written answers**\nNo language model writes here; answers are quotations." in (
        panel.text
    )
    assert store.choice() is None


async def test_it_says_what_leaves_for_which_host_and_asks(panel: Panel, store: ModelStore) -> None:
    await panel.press(LET)
    assert (
        "⚠ Once it is on, every question that is answered here, with those that it goes on from, "
        "and the passages of your articles found for it, with outlet, day, title and speakers, "
        "leave the machine that I run on and are sent to the model qwen3 at **model.example**."
    ) in panel.text
    assert {AGREE, "No"} <= set(buttons(panel.message))
    assert store.choice() is None
    await panel.press("No")
    assert store.choice() is None
    assert "⚠ Once" not in panel.text


async def test_it_is_recorded_and_told_in_the_log(
    panel: Panel, newsroom: Newsroom, store: ModelStore
) -> None:
    newsroom.services.libraries.log(str(newsroom.guild.id)).begin(str(newsroom.channel.id))
    await panel.press(LET)
    await panel.press(AGREE)
    choice = store.choice()
    assert choice is not None
    assert (choice.by, choice.host) == (f"discord:{panel.admin.id}", HOST)
    when = int(choice.at.timestamp())
    assert (
        f"qwen3 at model.example writes them, chosen by <@{panel.admin.id}> <t:{when}:R>."
    ) in panel.text
    await panel.press(STOP)
    assert store.choice() is None
    await tell(newsroom.bot, str(newsroom.guild.id), datetime.now(UTC))
    await newsroom.env.settle()
    log = "\n".join(map(shown, newsroom.channel.history()))
    assert "**Written answers** is now on, by a language model at model.example" in log
    assert "**Written answers** is now off" in log


async def test_what_was_used_today_and_what_went_wrong_is_shown(
    panel: Panel, newsroom: Newsroom, store: ModelStore
) -> None:
    store.choose(by="discord:7", host=HOST)
    today, most = datetime.now(UTC).date(), Spending(1200, 30_000)
    assert store.reserve(today, most, Budget())
    wrong = "No language model answers at http://ada:pw@model.example:8080/v1/x. Start it."
    store.settle(today, most, most, wrong)
    text = (await opened(newsroom, panel.admin)).text
    assert "Today: 1,200 of 200,000 tokens, 0.03 of 5.00 in money" in text
    assert "No language model answers at model.example:8080. Start it." in unescape(text)
    assert "pw" not in text
    assert "/v1" not in text


async def test_a_reset_turns_it_off(panel: Panel, store: ModelStore) -> None:
    await panel.press(LET)
    await panel.press(AGREE)
    await panel.press("Reset all")
    await panel.press("Yes, reset all")
    assert store.choice() is None
    assert LET in buttons(panel.message)


async def test_only_admins_may(panel: Panel, store: ModelStore) -> None:
    guild = panel.newsroom.guild
    former = guild.add_member(panel.newsroom.env.create_user("former"))
    guild.set_command_permissions(panel.command, {former: True})
    own = await opened(panel.newsroom, former)
    await own.press(LET)
    guild.set_command_permissions(panel.command, {former: False})
    pressed = await own.press(AGREE)
    assert "My settings are for admins" in shown(pressed.followups[0])
    assert store.choice() is None


async def test_consent_to_one_host_is_not_for_another(
    panel: Panel, newsroom: Newsroom, store: ModelStore
) -> None:
    await panel.press(LET)
    newsroom.bot.services = replace(newsroom.services, site=site("http://127.0.0.1:11434/v1"))
    await panel.press(AGREE)
    assert store.choice() is None
    assert "set up another language model, or none, in the meantime" in panel.text
    await panel.press(LET)
    assert "given to the model qwen3 on the machine that I run on (**127.0.0.1:11434**)" in (
        unescape(panel.text)
    )
    store.choose(by="discord:7", host=HOST)
    await panel.press("No")
    assert "qwen3 at 127.0.0.1:11434 writes nothing until you agree to it" in unescape(panel.text)


async def test_where_none_is_set_up_there_is_no_control(panel: Panel, newsroom: Newsroom) -> None:
    newsroom.bot.services = replace(newsroom.services, site=None, writer=None)
    text = (await opened(newsroom, panel.admin)).text
    assert "Written answers" not in text
    await panel.press(LET)
    assert "set up another language model, or none, in the meantime" in panel.text
    assert LET not in buttons(panel.message)


async def test_the_fullest_panel_is_within_what_a_message_holds(panel: Panel) -> None:
    await panel.select("speaking", "only")
    await panel.press(LET)
    assert sum(1 for _ in walk_components(raw(panel.message))) <= 40
