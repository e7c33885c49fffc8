"""The console chat: questions typed in a terminal, answers with numbered quotations."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from rich.console import Console
from rich.text import Text

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, Outcome, Question, Related
from bot.samples import SAMPLES, WORTH_ASKING
from bot.terminal import (
    Line,
    context_line,
    harmless,
    outcome_lines,
    print_lines,
    source_lines,
)
from bot.wording import counted
from index.errors import WhosaidError
from index.library import Library

HELP = (
    "Ask about the articles in the library, in plain words.\n"
    "/sources N   what surrounds quotation N of the last answer\n"
    "/help        this help\n"
    "/quit        leave (or Ctrl-D, Ctrl-C)"
)


class Chat:
    """A conversation about one library; knows the last answer, for /sources."""

    def __init__(self, library: Library, answerer: Answerer, console: Console) -> None:
        self._library = library
        self._answerer = answerer
        self._console = console
        self._last: Outcome | None = None

    def hold(self, *, warm: Callable[[], None]) -> None:
        """Greet, load the model by `warm`, and talk until the person leaves."""
        with suppress(ImportError):  # Windows edits lines by itself
            import readline  # noqa: F401 - gives input() its history and editing
        self._greet()
        warm()
        while (words := self._read()) is not None and words not in ("/quit", "/exit"):
            if words:
                self._reply(words)
        self._say("Goodbye.")

    def ask(self, words: str) -> Outcome:
        self._last = self._answerer.answer(self._library, Question(words, date.today()))
        return self._last

    def show(self, outcome: Outcome) -> None:
        print_lines(self._console, [*outcome_lines(outcome), Line(Text())])

    def _reply(self, words: str) -> None:
        command, _, argument = words.partition(" ")
        try:
            if command == "/help":
                self._say(HELP)
            elif command == "/sources":
                self._show_source(argument.strip())
            elif command.startswith("/"):
                self._say(f"There is no {command} here; /help shows what there is.")
            else:
                with self._console.status("Looking …"):
                    outcome = self.ask(words)
                self.show(outcome)
        except WhosaidError as error:
            self._say(str(error))

    def _greet(self) -> None:
        held = self._library.count()
        self._say(f"whosaid · {counted(held, 'article')} · /help, /quit")
        newest = self._library.list(limit=1)
        if not newest:
            self._say("The library is empty: add articles with `whosaid add`.")
        elif newest[0].added_by == SAMPLES:
            self._say("Worth asking:\n" + "\n".join(f"  {each}" for each in WORTH_ASKING))

    def _read(self) -> str | None:
        """A line from the person, or None where there will be no more."""
        try:
            return input("\n› ").strip()
        except (EOFError, KeyboardInterrupt):
            return None

    def _show_source(self, number: str) -> None:
        citations = self._last.citations if isinstance(self._last, Answer | Related) else ()
        if not number.isdecimal() or not 1 <= int(number) <= len(citations):
            held = counted(len(citations), "quotation")
            self._say(f"The last answer has {held}: /sources N shows one.")
            return
        citation = citations[int(number) - 1]
        print_lines(
            self._console, [context_line(citation), *source_lines(citation.article, indent=4)]
        )

    def _say(self, words: str) -> None:
        print_lines(self._console, [Line(Text(harmless(words)))])
