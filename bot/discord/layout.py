"""Pages as Discord's components: the only place that builds a message's layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import ui

from bot.discord.page import Block, Page

Item = ui.Item[Any]


def layout(page: Page, *buttons: Item, attached: discord.File | None = None) -> ui.LayoutView:
    """The components of a page, with an attached file and up to five buttons under it.

    The view has no timeout: what can be pressed in it answers by its custom id, after
    a restart too.
    """
    view = ui.LayoutView(timeout=None)
    items = list(_items(page.blocks))
    if page.tone.value is None:
        _add(view, items)
    else:
        view.add_item(ui.Container(*items, accent_colour=page.tone.value))
    if attached is not None:
        view.add_item(ui.File(attached))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def again(message: discord.Message, note: str | None = None) -> ui.LayoutView:
    """The components of a message without its row of buttons, and with a note under them."""
    view = ui.LayoutView.from_message(message, timeout=None)
    for item in view.children:
        if isinstance(item, ui.ActionRow):
            view.remove_item(item)
    if note is not None:
        view.add_item(ui.TextDisplay(note))
    return view


def _add(view: ui.LayoutView, items: Iterable[Item]) -> None:
    for item in items:
        view.add_item(item)


def _items(blocks: Iterable[Block]) -> Iterator[Item]:
    for block in blocks:
        if block.ruled:
            yield ui.Separator(spacing=discord.SeparatorSpacing.small)
        displays: list[Item] = [ui.TextDisplay(text) for text in block.texts]
        if block.link is None:
            yield from displays
        else:
            button: Item = ui.Button(label=block.link.label, url=block.link.url)
            yield ui.Section(*displays, accessory=button)
