"""The console chat: questions typed in a terminal, answers with numbered quotations."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.text import Text

from bot.answering.answerer import Answerer
from bot.answering.drafting.further import further
from bot.answering.follow_up.commands import Command
from bot.answering.follow_up.people import genders
from bot.answering.follow_up.replies import NO_MORE, Manner, Told, replied, wanted
from bot.answering.follow_up.turns import MOST_TURNS, Turn
from bot.answering.follow_up.understanding import Understanding, understand
from bot.answering.follow_up.wording import Whole
from bot.answering.questions.question import Reader
from bot.answering.types import Citation, NotFound, Outcome, Question
from bot.samples import SAMPLES, WORTH_ASKING
from bot.terminal import (
    Line,
    citation_lines,
    context_line,
    harmless,
    outcome_lines,
    print_lines,
    source_lines,
)
from bot.wording import counted, day
from index.errors import WhosaidError
from index.library import Library

if TYPE_CHECKING:
    from bot.answering.model.replies import OnStep
    from bot.answering.model.writer import Writer

HELP = (
    "Ask about the articles in the library, in plain words, and go on from an answer:\n"
    "“and Orlo?”, “what did she say about the dam?”, “when was this?”, “more”.\n"
    "/sources N   what surrounds quotation N of the last answer\n"
    "/help        this help\n"
    "/quit        leave (or Ctrl-D, Ctrl-C)"
)


PAGE_LENGTH: Final = 5
"""Quotations that "more" shows at once."""
_NOTHING_YET: Final = "There is no answer yet that this could be about: ask a whole question."
_MANNER: Final = Manner(day, harmless)


class Chat:
    """A conversation about one library; knows what was asked, and what is shown by its number.

    With a `writer` a language model understands follow-ups and writes the answers; `note` is
    told why it does not.
    """

    def __init__(
        self,
        library: Library,
        answerer: Answerer,
        console: Console,
        writer: Writer | None = None,
        note: Callable[[str], None] = lambda words: None,
    ) -> None:
        self._library = library
        self._answerer = answerer
        self._console = console
        self._writer = writer
        self._note = note
        self._turns: deque[Turn] = deque(maxlen=MOST_TURNS)
        self._asked: Question | None = None
        self._shown: list[Citation] = []

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
        """The answer to a question that stands alone."""
        return self._answer(Question(words, date.today()))

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
                self._converse(words)
        except WhosaidError as error:
            self._say(str(error))

    def _converse(self, words: str) -> None:
        """Answer what is meant in the light of what was asked before."""
        today = date.today()
        meant, spent = self._meant(words, today)
        if isinstance(meant, Command):
            self._obey(meant)
            return
        question = Question(words, today)
        if isinstance(meant, Whole):
            self._say(f"Understood as: {meant.question}")
            question = Question(meant.question, today, meant.limits)
        elif meant.unsure:
            self._say(f"It is not sure what “{meant.unsure}” stands for, so it is left as it is.")
        with self._console.status("Looking …") as status:
            outcome = self._answer(question, spent, lambda step: status.update(f"{step} …"))
        self.show(outcome)

    def _meant(self, words: str, today: date) -> tuple[Understanding, float]:
        """What is meant, and for how many seconds a model was asked for it."""
        turns, reader = tuple(self._turns), Reader.of(self._library, today)
        gender_of = genders(self._library)
        ruled = understand(words, turns, reader, gender_of)
        if self._writer is None:
            return ruled, 0.0
        with self._console.status("Understanding …"):
            taken = self._writer.rewriter.rewritten(
                self._library, words, turns, ruled, reader, gender_of
            )
        return taken.understanding, taken.seconds

    def _answer(
        self, question: Question, spent: float = 0.0, on_step: OnStep = lambda step: None
    ) -> Outcome:
        outcome = self._answerer.answer(self._library, question)
        if self._writer is not None:
            reply = self._writer.write(self._library, question, outcome, on_step, spent=spent)
            outcome = reply.outcome
            if reply.note:
                self._note(" ".join(filter(None, (reply.note, str(reply.failure or "")))))
        self._asked = question
        self._shown = [] if isinstance(outcome, NotFound) else list(outcome.citations)
        cited = partial(tuple, self._shown)
        self._turns.appendleft(Turn(question.text, question.asked, question.limits, cited))
        return outcome

    def _obey(self, command: Command) -> None:
        if command.asked == "thanks":
            self._say("You’re welcome.")
        elif self._asked is None:
            self._say(_NOTHING_YET)
        elif command.asked == "more":
            self._show_more(self._asked)
        elif command.asked in ("context", "why") and (about := wanted(self._shown, command)):
            self._show_source(str(min(about)))
        else:
            self._tell(replied(tuple(self._shown), command, _MANNER))

    def _show_more(self, question: Question) -> None:
        with self._console.status("Looking …"):
            found = further(self._library, question, self._shown)[:PAGE_LENGTH]
        if not found:
            self._say(NO_MORE)
        for number, citation in enumerate(found, start=len(self._shown) + 1):
            print_lines(self._console, [*citation_lines(number, citation), Line(Text())])
        self._shown += found

    def _tell(self, lines: Sequence[Told]) -> None:
        for line in lines:
            self._say(line.text)
            url = line.citation.article.metadata.url if line.citation else None
            if url:
                print_lines(self._console, [Line(Text(harmless(url), style="dim"), indent=4)])

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
        citations = self._shown
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
