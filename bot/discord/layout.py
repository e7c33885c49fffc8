"""Pages as Discord's components: the only place that builds a message's layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import discord
from discord import ui

from bot.discord.page import Block, Page, Picture

Item = ui.Item[Any]

_NONE: Final[Mapping[int, Any]] = MappingProxyType({})


def layout(page: Page, *buttons: Item, attached: discord.File | None = None) -> ui.LayoutView:
    """The components of a page, with an attached file and up to five buttons under it.

    The view has no timeout: what can be pressed in it answers by its custom id, after
    a restart too.
    """
    items = list(_items(page.blocks[0])) if page.blocks else []
    if page.picture is not None:
        items.append(_gallery(page.picture))
    items += [item for block in page.blocks[1:] for item in _items(block)]
    return _framed(page, items, buttons, attached)


def panel(
    page: Page,
    *buttons: Item,
    beside: Mapping[int, Item] = _NONE,
    below: Mapping[int, Sequence[Sequence[Item]]] = _NONE,
) -> ui.LayoutView:
    """The components of a page with controls: one beside a block, rows of them below it.

    Blocks are named by their place, from 0; buttons stand under all of them.
    """
    items: list[Item] = []
    for number, block in enumerate(page.blocks):
        items += _items(block, beside.get(number))
        items += [ui.ActionRow(*row) for row in below.get(number, ())]
    return _framed(page, items, buttons, None)


def _framed(
    page: Page, items: Sequence[Item], buttons: Sequence[Item], attached: discord.File | None
) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
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


def _items(block: Block, beside: Item | None = None) -> Iterator[Item]:
    if block.ruled:
        yield ui.Separator(spacing=discord.SeparatorSpacing.small)
    displays: list[Item] = [ui.TextDisplay(text) for text in block.texts]
    if block.link is not None:
        beside = ui.Button(label=block.link.label, url=block.link.url)
    if beside is None:
        yield from displays
    else:
        yield ui.Section(*displays, accessory=beside)


def _gallery(picture: Picture) -> Item:
    shown = discord.MediaGalleryItem(f"attachment://{picture.name}", description=picture.alt)
    return ui.MediaGallery(shown)
