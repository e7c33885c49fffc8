"""A small bot with every kind of interaction, to try the server with a real discord.py client."""

import asyncio
import io

import discord
from discord import app_commands


class SampleBot(discord.Client):
    """Notes what it sees, so that tests can tell what reached it."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
        )
        self.tree = app_commands.CommandTree(self)
        self.asked: list[str] = []
        self.errors: list[int] = []
        self.overheard: list[str] = []
        add_answering(self)
        add_following_up(self)
        add_trying(self)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def online(self) -> None:
        """Wait until it is ready, for 5 s at most."""
        async with asyncio.timeout(5):
            await self.wait_until_ready()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.overheard.append(message.content)
        if self.user in message.mentions:
            async with message.channel.typing():
                await message.reply(f"{message.author.mention} said: {message.clean_content}")


class PasteModal(discord.ui.Modal, title="Paste an article"):
    heading: discord.ui.Label[discord.ui.Modal] = discord.ui.Label(
        text="Title", component=discord.ui.TextInput(custom_id="title", max_length=100)
    )
    upload: discord.ui.Label[discord.ui.Modal] = discord.ui.Label(
        text="File", component=discord.ui.FileUpload(custom_id="file", required=False)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.heading.component, discord.ui.TextInput)
        assert isinstance(self.upload.component, discord.ui.FileUpload)
        sizes = [len(await each.read()) for each in self.upload.component.values]
        await interaction.response.send_message(f"{self.heading.component.value} {sizes}")


class Counter(discord.ui.View):
    @discord.ui.button(label="More", custom_id="more")
    async def more(
        self, interaction: discord.Interaction, button: discord.ui.Button["Counter"]
    ) -> None:
        await interaction.response.edit_message(content="pressed", view=None)

    @discord.ui.button(label="Later", custom_id="later")
    async def later(
        self, interaction: discord.Interaction, button: discord.ui.Button["Counter"]
    ) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="pressed later")


class Sheet(discord.ui.LayoutView):
    text: discord.ui.TextDisplay["Sheet"] = discord.ui.TextDisplay("> quoted")
    plot: discord.ui.MediaGallery["Sheet"] = discord.ui.MediaGallery(
        discord.MediaGalleryItem("attachment://plot.png")
    )


def add_answering(bot: SampleBot) -> None:
    """Commands for every right way to answer."""
    article = app_commands.Group(name="article", description="Articles")
    bot.tree.add_command(article)

    @bot.tree.command(description="Ask")
    async def ask(interaction: discord.Interaction, question: str) -> None:
        bot.asked.append(question)
        await interaction.response.defer(thinking=True)
        await interaction.edit_original_response(content=f"about {question}")

    @ask.autocomplete("question")
    async def suggest(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}?", value=current)]

    @article.command(name="add", description="Add")
    async def add(
        interaction: discord.Interaction, file: discord.Attachment, loud: bool = False
    ) -> None:
        text = (await file.read()).decode()
        await interaction.response.send_message(text.upper() if loud else text, ephemeral=True)

    @article.command(name="paste", description="Paste")
    async def paste(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(PasteModal())

    @bot.tree.command(description="Count")
    async def count(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("press", view=Counter())

    @bot.tree.command(description="Moderators only")
    @app_commands.default_permissions(manage_messages=True)
    @app_commands.guild_only()
    async def tidy(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(str(interaction.permissions.manage_messages))

    @bot.tree.context_menu(name="Check")
    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"checked {message.content}")


def add_following_up(bot: SampleBot) -> None:
    """Commands that go on after their first response."""

    @bot.tree.command(description="Defer, answer, follow up, take back")
    async def journey(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("first")
        await interaction.followup.send("second", file=discord.File(io.BytesIO(b"12"), "a.txt"))
        await interaction.delete_original_response()

    @bot.tree.command(description="Components V2 with a picture")
    async def sheet(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)
        picture = discord.File(io.BytesIO(b"png"), "plot.png")
        await interaction.edit_original_response(view=Sheet(), attachments=[picture])


def add_trying(bot: SampleBot) -> None:
    """Commands that ask for refusals."""

    @bot.tree.command(description="Say so many letters, so many times")
    async def say(interaction: discord.Interaction, letters: int, times: int = 1) -> None:
        for _ in range(times):
            interaction.response._response_type = None
            await attempt(bot, interaction, "a" * letters)


async def attempt(bot: SampleBot, interaction: discord.Interaction, text: str) -> None:
    """Respond, and note the code of a refusal."""
    try:
        await interaction.response.send_message(text)
    except discord.HTTPException as refused:
        bot.errors.append(refused.code)
