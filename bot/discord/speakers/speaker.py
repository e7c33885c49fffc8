"""/speaker: what moderators decide about who is who, and how they take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands

from bot.discord import choices
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.moderation import command_id, require_adder
from bot.discord.refusals import Refusal
from bot.discord.replies import acknowledge, show
from bot.discord.speakers.decision_list import show_decisions
from bot.discord.speakers.said_list import MAX_NAME
from bot.discord.speakers.undeciding import Decide, Undecide, decide

if TYPE_CHECKING:
    from index.speakers.register import SpeakerRegister
    from index.types import SpeakerDecision

_WHO: Final = "A speaker: a name in any spelling or script"

Name = app_commands.Range[str, 1, MAX_NAME]


class SpeakerCommands(app_commands.Group):
    """The commands that decide who is who among a library's speakers."""

    def __init__(self) -> None:
        super().__init__(
            name="speaker",
            description="Say who is who among the people that articles quote",
            guild_only=True,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            default_permissions=discord.Permissions(manage_messages=True),
        )

    @app_commands.command(description="Two speakers are one person")
    @app_commands.describe(who=_WHO, into="Who it is: both are shown under this one’s name")
    async def merge(self, interaction: discord.Interaction[Bot], who: Name, into: Name) -> None:
        """Take two speakers for one."""
        by = _by(interaction)
        await _decide(interaction, lambda register: register.merge(who, into, by=by))

    @app_commands.command(description="A name of a speaker is somebody else’s")
    @app_commands.describe(name="The name, just as articles have it")
    async def split(self, interaction: discord.Interaction[Bot], name: Name) -> None:
        """Make one of a speaker's names a speaker of its own."""
        by = _by(interaction)
        await _decide(interaction, lambda register: register.split(name.strip(), by=by))

    @app_commands.command(description="Show a speaker under another name")
    @app_commands.describe(who=_WHO, name="The name to show")
    async def rename(self, interaction: discord.Interaction[Bot], who: Name, name: Name) -> None:
        """Change the name that is shown."""
        by = _by(interaction)
        await _decide(interaction, lambda register: register.rename(who, name, by=by))

    @app_commands.command(description="Let questions find a speaker by one more name")
    @app_commands.describe(who=_WHO, name="The other name: a nickname, another spelling")
    async def alias(self, interaction: discord.Interaction[Bot], who: Name, name: Name) -> None:
        """Add a name that questions may use."""
        by = _by(interaction)
        await _decide(interaction, lambda register: _add_alias(register, who, name, by))

    @app_commands.command(description="What was decided about speakers, and by whom")
    async def history(self, interaction: discord.Interaction[Bot]) -> None:
        """Show the first page of all decisions."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            command = command_id(interaction)
            await require_adder(interaction, command)
            await show_decisions(interaction, 0, command)

    @app_commands.command(description="Take a decision back: all is as if it had not been made")
    @app_commands.describe(number="Which decision; without it the latest")
    async def undo(
        self,
        interaction: discord.Interaction[Bot],
        number: app_commands.Range[int, 1, 999_999_999] | None = None,
    ) -> None:
        """Undo a decision."""
        by = _by(interaction)
        await _decide(interaction, lambda register: register.undo(number, by=by))

    @merge.autocomplete("who")
    @merge.autocomplete("into")
    @rename.autocomplete("who")
    @alias.autocomplete("who")
    async def _speakers(
        self, interaction: discord.Interaction[Bot], current: str
    ) -> choices.Choices:
        return await choices.speakers_within(interaction, current, MAX_NAME)

    @split.autocomplete("name")
    async def _names(self, interaction: discord.Interaction[Bot], current: str) -> choices.Choices:
        return await choices.names_to_split(interaction, current)

    @undo.autocomplete("number")
    async def _decisions(
        self, interaction: discord.Interaction[Bot], current: str
    ) -> list[app_commands.Choice[int]]:
        return await choices.decisions(interaction, current)


async def _decide(interaction: discord.Interaction[Bot], deciding: Decide) -> None:
    """Make or undo a decision, say what that changed, and offer to undo what was made."""
    async with boundary(interaction):
        await acknowledge(interaction, private=True)
        command = command_id(interaction)
        await require_adder(interaction, command)
        decision, page = await decide(interaction, deciding)
        buttons = [] if decision.undone_at else [Undecide(decision.number, command)]
        await show(interaction, page, *buttons)


def _add_alias(register: SpeakerRegister, who: str, name: str, by: str) -> SpeakerDecision:
    """Add an alias, unless it is somebody else's name: then questions would mean both."""
    alias, speaker = " ".join(name.split()), register.profile(who).name
    for other in register.everybody():
        if other.name != speaker and alias in (other.name, *other.aliases):
            raise Refusal(
                f"“{alias}” is a name of {other.name}.", "Merge the two if they are one person."
            )
    return register.add_alias(speaker, alias, by=by)


def _by(interaction: discord.Interaction[Bot]) -> str:
    return f"discord:{interaction.user.id}"
