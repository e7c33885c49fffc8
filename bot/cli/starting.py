"""Commands that start a conversation: the bot, the console chat, the trial in a browser."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from bot.cli.invocation import Invocation, WithModel
from bot.cli.questions import answer_form

if TYPE_CHECKING:
    from index.library import Library

CONSOLE_NOTICE = (
    "No DISCORD_TOKEN is set, so this is the console chat. To run the bot on Discord, make an\n"
    "application at https://discord.com/developers/applications and put its bot token in .env."
)


def start(run: Invocation) -> None:
    """The bot where a token is set; otherwise the console chat, over samples if need be."""
    if run.settings.discord_token is not None:
        run_(run)
        return
    run.note(CONSOLE_NOTICE)
    fill_if_empty(run, run.library)
    chat(run)


def chat(run: Invocation, with_model: WithModel = False) -> None:
    """Ask questions in the terminal; on a pipe, each line is answered, then it ends."""
    from bot.console import Chat

    writer = run.writer if with_model else None
    conversation = Chat(run.library, run.services.answerer, run.console, writer, run.note)
    if sys.stdin.isatty():
        conversation.hold(warm=run.warm)
        return
    run.warm()
    for line in sys.stdin:
        if not line.strip():
            continue
        outcome = conversation.ask(line.strip())
        if run.as_json:
            run.emit(answer_form(run.library, outcome, question_id=None, top=10))
        else:
            conversation.show(outcome)
            run.console.file.flush()


def run_(run: Invocation) -> None:
    """Run the Discord bot; DISCORD_TOKEN holds its token."""
    from bot.running import run_bot

    run.log_at_info()
    run_bot(run.settings, run.services)


def try_(run: Invocation) -> None:
    """Try the bot in a simulated Discord server in the browser, without any account."""
    from bot.trial import LIBRARY, try_in_browser

    # The simulated Discord lacks what discord.py would warn about, and nobody can mend it.
    logging.getLogger("discord").setLevel(logging.ERROR)
    fill_if_empty(run, run.services.libraries.get(LIBRARY))
    try_in_browser(run.services)


def fill_if_empty(run: Invocation, library: Library) -> None:
    """Put the bundled sample articles into a library that holds none."""
    from bot.cli.progress import Reporting
    from bot.samples import SAMPLES, sample_paths

    if library.count():
        return
    paths = sample_paths()
    run.note(f"The library is empty: adding {len(paths)} sample articles.")
    run.warm()
    articles = (article for path in paths for article in run.services.reader.read(str(path)))
    with Reporting(total=len(paths)).to(run) as report:
        library.add(articles, added_by=SAMPLES, on_result=report)
