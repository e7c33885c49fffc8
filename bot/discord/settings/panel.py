"""The panel of /settings: its selects and buttons, which work after a restart too.

Each changes one setting at once, by what its id says, and shows the panel as things are
then, whoever else changed them in the meantime. `command_id` is the command whose
permissions count.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

import discord
from discord import ui

from bot.answering.model.site import ModelSite
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.channels import Lacking, postable, require_postable
from bot.discord.escaping import escape
from bot.discord.layout import Item, panel
from bot.discord.moderation import require_admin
from bot.discord.replies import Interaction, acknowledge_press, server_of, twice
from bot.discord.settings import pages as pages
from bot.discord.settings.model_pages import ModelState
from bot.discord.settings.preferences import LOG, Preferences
from bot.discord.settings.state import panel_state
from index.preferences import Json

_MOST: Final = 10
"""As many roles or channels can be chosen for one setting; their names fit the message."""

_COMMAND: Final = r":(?P<command>\d{1,20})"
_ROLES: Final = ("askers", "adders", "removers")
_CHANNELS: Final = {
    "channels": (
        discord.ChannelType.text,
        discord.ChannelType.news,
        discord.ChannelType.forum,
        discord.ChannelType.voice,
        discord.ChannelType.stage_voice,
        discord.ChannelType.category,
    ),
    LOG: (discord.ChannelType.text, discord.ChannelType.news),
}
_WORDS: Final[Mapping[str, Mapping[Any, str]]] = {
    "speaking": pages.SPEAKING,
    "dates": pages.DATES,
}
_FLAGS: Final = {
    "private1": "Answer in private by default",
    "private0": "Answer for all to see by default",
    "threads1": "Move long exchanges to a thread",
    "threads0": "Keep long exchanges in the channel",
}

_WRITING: Final = {
    "ask": ("Let a language model write", discord.ButtonStyle.secondary),
    "on": ("Yes, let it write", discord.ButtonStyle.danger),
    "no": ("No", discord.ButtonStyle.secondary),
    "off": ("Let it write no more", discord.ButtonStyle.secondary),
}
_WRITTEN: Final = "✓ Answers are written from now on, and each sentence is checked"
_UNWRITTEN: Final = "✓ No language model writes here now"
_MOVED: Final = "⚠ Whoever runs me has set up another language model, or none, in the meantime."


class ChooseRoles(
    ui.DynamicItem[ui.RoleSelect[Any]],
    template=rf"whosaid:set:(?P<name>{'|'.join(_ROLES)}){_COMMAND}",
):
    """Chooses the roles that have a right; none of them is the default."""

    def __init__(self, name: str, command_id: int, chosen: Sequence[int] = ()) -> None:
        role = discord.SelectDefaultValueType.role
        super().__init__(
            ui.RoleSelect(
                custom_id=f"whosaid:set:{name}:{command_id}",
                placeholder="Choose roles",
                min_values=0,
                max_values=_MOST,
                default_values=[discord.SelectDefaultValue(id=id_, type=role) for id_ in chosen],
            )
        )
        self.name = name
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> ChooseRoles:
        return cls(match["name"], int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Put the chosen roles in force."""
        roles = [role.id for role in self.item.values]
        await _choose(interaction, self.command_id, {self.name: roles or None})


class ChooseChannels(
    ui.DynamicItem[ui.ChannelSelect[Any]],
    template=rf"whosaid:set:(?P<name>{'|'.join(_CHANNELS)}){_COMMAND}",
):
    """Chooses the channels where the bot answers or is silent, or the one of the log."""

    def __init__(self, name: str, command_id: int, chosen: Sequence[int] = ()) -> None:
        channel = discord.SelectDefaultValueType.channel
        super().__init__(
            ui.ChannelSelect(
                custom_id=f"whosaid:set:{name}:{command_id}",
                placeholder="Choose a channel" if name == LOG else "Choose channels",
                channel_types=list(_CHANNELS[name]),
                min_values=0,
                max_values=1 if name == LOG else _MOST,
                default_values=[discord.SelectDefaultValue(id=id_, type=channel) for id_ in chosen],
            )
        )
        self.name = name
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> ChooseChannels:
        return cls(match["name"], int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Put the chosen channels in force; a log has to be one that the bot can post in."""
        channels = [channel.id for channel in self.item.values]
        if self.name == LOG:
            await _choose_log(interaction, self.command_id, next(iter(channels), None))
        else:
            await _choose(interaction, self.command_id, {self.name: channels or None})


class ChooseWords(
    ui.DynamicItem[ui.Select[Any]],
    template=rf"whosaid:set:(?P<name>{'|'.join(_WORDS)}){_COMMAND}",
):
    """Chooses one of several ways; the first is the default."""

    def __init__(self, name: str, command_id: int, chosen: str | None = None) -> None:
        options = [
            discord.SelectOption(label=label, value=str(value), default=value == chosen)
            for value, label in _WORDS[name].items()
        ]
        super().__init__(ui.Select(custom_id=f"whosaid:set:{name}:{command_id}", options=options))
        self.name = name
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> ChooseWords:
        return cls(match["name"], int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Put the chosen way in force."""
        usual = next(iter(_WORDS[self.name]))
        [value] = self.item.values
        chosen = None if value == str(usual) else value
        await _choose(interaction, self.command_id, {self.name: chosen})


class Flag(
    ui.DynamicItem[ui.Button[Any]],
    template=rf"whosaid:flag:(?P<flag>{'|'.join(_FLAGS)}){_COMMAND}",
):
    """Switches something on or off, as its label says."""

    def __init__(self, flag: str, command_id: int) -> None:
        custom_id = f"whosaid:flag:{flag}:{command_id}"
        super().__init__(ui.Button(label=_FLAGS[flag], custom_id=custom_id))
        self.flag = flag
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> Flag:
        return cls(match["flag"], int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Switch it."""
        name, is_on = self.flag[:-1], self.flag[-1] == "1"
        await _choose(interaction, self.command_id, {name: is_on or None})


class Writing(
    ui.DynamicItem[ui.Button[Any]],
    template=rf"whosaid:model:(?P<step>ask|on|off|no):(?P<host>[0-9a-f]{{8}}){_COMMAND}",
):
    """Lets the language model write answers, after asking, or lets it write no more.

    `host` stands for the place that was told: what was agreed to for one is not for another.
    """

    def __init__(self, step: str, host: str, command_id: int) -> None:
        label, style = _WRITING[step]
        custom_id = f"whosaid:model:{step}:{host}:{command_id}"
        super().__init__(ui.Button(label=label, style=style, custom_id=custom_id))
        self.step = step
        self.host = host
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> Writing:
        return cls(match["step"], match["host"], int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Say what is sent where and ask, put it in force, or go back to the panel."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_admin(interaction, self.command_id)
            bot: Bot = interaction.client
            site = bot.services.site
            is_here = site is not None and code_of(site) == self.host
            if self.step == "no" or (self.step in ("ask", "on") and not is_here):
                said = "" if self.step == "no" else _MOVED
                await show_panel(interaction, self.command_id, said)
            elif self.step == "ask":
                await show_panel(interaction, self.command_id, is_agreeing=True)
            else:
                host = site.host if site is not None and self.step == "on" else None
                by = f"discord:{interaction.user.id}"
                await bot.preferences.choose_model(server_of(interaction), host, by=by)
                await show_panel(interaction, self.command_id, _WRITTEN if host else _UNWRITTEN)


def code_of(site: ModelSite) -> str:
    """What stands for the place of a model in the ids of buttons."""
    return f"{zlib.crc32(site.host.encode()):08x}"


class Reset(
    ui.DynamicItem[ui.Button[Any]],
    template=rf"whosaid:reset:(?P<step>ask|yes|no){_COMMAND}",
):
    """Takes all settings back, after asking."""

    def __init__(self, step: str, command_id: int) -> None:
        label = {"ask": "Reset all", "yes": "Yes, reset all", "no": "Keep them"}[step]
        style = discord.ButtonStyle.danger if step == "yes" else discord.ButtonStyle.secondary
        custom_id = f"whosaid:reset:{step}:{command_id}"
        super().__init__(ui.Button(label=label, style=style, custom_id=custom_id))
        self.step = step
        self.command_id = command_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> Reset:
        return cls(match["step"], int(match["command"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask, reset, or go back to the panel."""
        if self.step == "yes":
            usual = {field.name: None for field in fields(Preferences)}
            await _choose(interaction, self.command_id, usual, all_of_it=True)
            return
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_admin(interaction, self.command_id)
            await show_panel(interaction, self.command_id, is_resetting=self.step == "ask")


async def show_panel(
    interaction: Interaction,
    command_id: int,
    said: str = "",
    *,
    is_resetting: bool = False,
    is_agreeing: bool = False,
) -> None:
    """Put the panel where the acknowledgement stands, with a line about what was just done.

    `is_resetting` and `is_agreeing` ask once more before that is done.
    """
    state = await panel_state(interaction)
    page = pages.settings_page(state, said, is_agreeing=is_agreeing)
    steps = ("yes", "no") if is_resetting else ("ask",)
    buttons = [Reset(step, command_id) for step in steps]
    view = panel(page, *buttons, below=_controls(state, command_id, is_agreeing))
    await twice(lambda: interaction.edit_original_response(view=view))


def _controls(
    state: pages.PanelState, command_id: int, is_agreeing: bool
) -> dict[int, list[list[Item]]]:
    """The rows of controls, by the block under which they stand."""
    chosen = state.chosen
    roles = {
        name: [role for role in getattr(chosen, name) if role in state.roles] for name in _ROLES
    }
    channels = [channel for channel in chosen.channels if channel in state.channels]
    log = [state.log] if state.log and state.log in state.channels else []
    flags = (f"private{int(not chosen.private)}", f"threads{int(not chosen.threads)}")
    where: list[list[Item]] = [[ChooseWords("speaking", command_id, chosen.speaking)]]
    if chosen.speaking != "everywhere":
        where.append([ChooseChannels("channels", command_id, channels)])
    return {
        pages.ASKERS: [[ChooseRoles("askers", command_id, roles["askers"])]],
        pages.ADDERS: [[ChooseRoles("adders", command_id, roles["adders"])]],
        pages.REMOVERS: [[ChooseRoles("removers", command_id, roles["removers"])]],
        pages.WHERE: where,
        pages.ANSWERS: [[Flag(flag, command_id) for flag in flags]],
        pages.LOGGING: [[ChooseChannels(LOG, command_id, log)]],
        pages.DAYS: [[ChooseWords("dates", command_id, chosen.dates)]],
        **_writing(state.model, command_id, is_agreeing),
    }


def _writing(
    model: ModelState | None, command_id: int, is_agreeing: bool
) -> dict[int, list[list[Item]]]:
    """The control of the language model, where there is one."""
    if model is None:
        return {}
    steps = ("on", "no") if is_agreeing else ("off",) if model.is_chosen else ("ask",)
    code = code_of(model.site)
    return {pages.WRITTEN: [[Writing(step, code, command_id) for step in steps]]}


async def _choose(
    interaction: Interaction,
    command_id: int,
    chosen: Mapping[str, Json],
    *,
    all_of_it: bool = False,
) -> None:
    async with boundary(interaction):
        await acknowledge_press(interaction)
        await require_admin(interaction, command_id)
        bot: Bot = interaction.client
        guild_id, by = server_of(interaction), f"discord:{interaction.user.id}"
        changes = await bot.preferences.choose(guild_id, chosen, by=by)
        said = [f"✓ {pages.chosen_line(change)}" for change in changes]
        if all_of_it:
            await bot.preferences.choose_log(guild_id, None, by=by)
            await bot.preferences.choose_model(guild_id, None, by=by)
            said = ["✓ All settings are as they were at first"]
        await show_panel(interaction, command_id, "\n".join(said))


async def _choose_log(interaction: Interaction, command_id: int, channel_id: int | None) -> None:
    async with boundary(interaction):
        await acknowledge_press(interaction)
        await require_admin(interaction, command_id)
        bot: Bot = interaction.client
        guild_id, by = server_of(interaction), f"discord:{interaction.user.id}"
        channel = postable(interaction.guild, str(channel_id)) if interaction.guild else None
        try:
            if channel is not None:
                require_postable(channel)
        except Lacking as error:
            await show_panel(interaction, command_id, f"⚠ {escape(str(error))}")
            return
        await bot.preferences.choose_log(guild_id, channel_id, by=by)
        told = f"<#{channel_id}> is told from now on" if channel_id else "No channel is told now"
        await show_panel(interaction, command_id, f"✓ {told}")
