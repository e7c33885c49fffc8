"""/help: what the bot does and how to use it; touches neither library nor model."""

from __future__ import annotations

from typing import Final

import discord
from discord import app_commands

from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.page import Block, Page, Tone
from bot.discord.replies import show_now

HELP: Final = Page(
    (
        Block(
            "**I answer from this server’s own articles, and prove it.**\n"
            "Every quotation I show is copied word for word from an article in the library, with "
            "the speaker, the outlet and the date. Where the library holds nothing, I say so."
        ),
        Block(
            "**Ask**\n"
            "- `/ask` with a question, for example *What did the minister say about the dam?*\n"
            "- Or mention me with your question, or reply to one of my answers.\n"
            "- **Open** beside a quotation leads to the words on the page where they stand.",
            ruled=True,
        ),
        Block(
            "**Check**\n"
            "- In the menu of any message, under Apps: **Check quotes** compares every quotation "
            "word for word, **Find sources** shows what the library holds on each sentence.\n"
            "- `/verify` does the same for a quotation that you type, `/cite` shows one by its id "
            "(*Q-7f3k2*).\n"
            "- Only you see what was found, until you press **Share**.",
            ruled=True,
        ),
        Block(
            "**Look after the library** (moderators)\n"
            "- `/article add` with a link, a file, or neither: then a form for pasted text opens.\n"
            "- Many at once: several links, or a .txt of links, a .zip or a .jsonl as the file.\n"
            "- `/article list` by search, outlet, speaker or day, `/article show`\n"
            "- `/article edit` corrects title, author, outlet, day or address; `/article refresh` "
            "fetches pages again; `/article remove` can be undone for ten minutes.\n"
            "- `/feed add` with the address of a feed: its new articles are added by themselves.\n"
            "- `/feed list`, `/feed pause`, `/feed resume`, `/feed remove`\n"
            "- `/library history` says who did what, `/library log` tells a channel.\n"
            "-# Who may use these can be changed under Server Settings, Integrations.",
            ruled=True,
        ),
    ),
    Tone.ANSWER,
)


@app_commands.command(name="help", description="What I can do, and how to ask")
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
@app_commands.guild_install()
async def show_help(interaction: discord.Interaction[Bot]) -> None:
    """Answer at once, to the person alone."""
    async with boundary(interaction):
        await show_now(interaction, HELP)
