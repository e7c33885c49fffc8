"""An answer with its buttons, and pressing them."""

from __future__ import annotations

from typing import Any

import discord
import simcord

from bot.discord.client import create_bot
from index.exchanges import Exchange
from index.store.exchanges import ExchangeStore
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply

QUESTION = "What did Ada Vell say?"
LONG = (
    f"{BRIDGE} “We will paint it blue,” Vell said. “The toll will be a penny,” she added. "
    "“Nobody will swim again,” Vell told the council. “The ferry may rest,” she said. "
    "“I have bought the stone,” Vell said. “It came by barge,” she said. "
    "“The masons sing well,” said Vell. “They sing of bridges,” Vell said. "
    "“My mother drew the arches,” Vell said. “Her pencil was green,” she said."
)


async def asked(newsroom: Newsroom, question: str = QUESTION, **options: Any) -> Any:
    """The message that answers the reader."""
    result = await newsroom.reader.slash(newsroom.channel, "ask", question=question, **options)
    return reply(result)


def labels(message: Any) -> list[str]:
    rows = [each for each in raw(message) if each["type"] == 1]
    return [
        each.get("label") or each.get("emoji", {}).get("name", "menu")
        for row in rows
        for each in row["components"]
    ]


def raw(message: Any) -> list[dict[str, Any]]:
    return [each if isinstance(each, dict) else each.to_dict() for each in message.components]


def exchanges(newsroom: Newsroom) -> ExchangeStore:
    return newsroom.services.libraries.exchanges(str(newsroom.guild.id))


def exchange_of(newsroom: Newsroom, message: Any) -> Exchange:
    found = exchanges(newsroom).of_message(str(message.id))
    assert found is not None
    return found


def button(newsroom: Newsroom, message: Any, deed: str) -> str:
    return f"whosaid:answer:{exchange_of(newsroom, message).number}:{deed}"


async def press(
    newsroom: Newsroom, message: Any, deed: str, by: simcord.MemberActor | None = None
) -> simcord.InteractionResult:
    custom_id = button(newsroom, message, deed)
    return await (by or newsroom.reader).click(message, custom_id=custom_id)


async def buttons(newsroom: Newsroom, channel_id: int, number: int, *deeds: str) -> discord.Message:
    """A message with buttons for an exchange of any number."""
    view = discord.ui.LayoutView(timeout=None)
    row: discord.ui.ActionRow[Any] = discord.ui.ActionRow()
    for deed in deeds:
        row.add_item(discord.ui.Button(label=deed, custom_id=f"whosaid:answer:{number}:{deed}"))
    view.add_item(row)
    return await newsroom.bot.get_partial_messageable(channel_id).send(view=view)


async def restart(newsroom: Newsroom) -> None:
    await newsroom.env.restart_bot(create_bot(newsroom.services))
