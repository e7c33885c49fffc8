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
            "- Or mention me with your question.\n"
            "- Reply to an answer to go on from it: *and the mayor?*, *what did she say about the "
            "dam?*, *and in March?*, *when was this?*, *source?*, *more*.\n"
            "- `/ask` also takes a `speaker`, an `outlet`, `since` and `until` (*June*, *last "
            "week*); with `private` only you see the answer, until you **Share** it.\n"
            "- **Open** leads to the words on their page, **Context** shows what stands around "
            "them, **More** what else there is.\n"
            "- `/quotes speaker:` what somebody said, newest first; also `about` something, "
            "`since` June or `until` last week. `/timeline` has it in order, with a picture.\n"
            "- `/speakers` who is quoted here, how often, and in which roles.\n"
            "- 👍 👎 tell the moderators what helped; **Delete** is for who asked, and for them.",
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
            "- `/speaker merge`, `/speaker split`, `/speaker rename`, `/speaker alias` say who is "
            "who; `/speaker undo` takes it back, `/speaker history` has it all.\n"
            "- `/library history` says who did what, `/library log` tells a channel.\n"
            "- `/library gaps` lists what was asked in vain, and answers found bad.\n"
            "-# Admins choose in `/settings` who may do what, where and how I answer, "
            "and whether a language model writes; `/doctor` says what is wrong, if anything is.",
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
