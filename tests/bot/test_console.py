from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bot.answering.answerer import Answerer
from bot.answering.model.asking import Prices
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.protocol import ModelRules
from bot.answering.model.writer import Writer
from bot.console import Chat
from bot.samples import SAMPLES, WORTH_ASKING
from index.errors import DatabaseBusy
from index.libraries import Libraries
from index.types import Metadata, NewArticle
from prompts import load_prompts
from tests.bot.answering.model.scripted import KEY, claiming, in_turn, refusing, saying, scripted
from tests.fakes import WordEmbedder

STORY = "Rain fell. “The dyke will hold until June,” engineer Pia Holm said on Friday in Lund."


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    opened = Libraries(tmp_path, WordEmbedder())
    yield opened
    opened.close()


def talk(
    libraries: Libraries,
    *typed: str,
    monkeypatch: pytest.MonkeyPatch,
    writer: Writer | None = None,
    note: Callable[[str], None] = print,
) -> str:
    """What the chat shows when these lines are typed and then Ctrl-D."""
    lines = iter(typed)

    def read(_: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)
    out = io.StringIO()
    console = Console(file=out, width=100, highlight=False)
    chat = Chat(libraries.get("local"), Answerer(), console, writer, note)
    chat.hold(warm=lambda: None)
    assert next(lines, None) is None or "/quit" in typed
    return out.getvalue()


def add(libraries: Libraries, text: str = STORY, added_by: str = "ada") -> None:
    library = libraries.get("local")
    library.add([NewArticle("x", text, Metadata(title="The dyke"))], added_by=added_by)


def test_a_question_is_answered_with_numbered_quotations(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(libraries)
    shown = talk(libraries, "What did Holm say?", monkeypatch=monkeypatch)
    assert "[1] “The dyke will hold until June,”\n    — Pia Holm\n    The dyke · A-" in shown
    assert shown.endswith("Goodbye.\n")


def test_sources_shows_what_surrounds_a_quotation(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(libraries)
    typed = ("/sources 1", "What did Holm say?", "/sources 1", "/sources 9", "/sources x")
    shown = talk(libraries, *typed, monkeypatch=monkeypatch)
    assert "The last answer has 0 quotations" in shown
    assert STORY in shown
    assert shown.count("The last answer has 1 quotation:") == 2


def test_an_answer_is_gone_on_with(libraries: Libraries, monkeypatch: pytest.MonkeyPatch) -> None:
    add(libraries)
    add(libraries, "Snow fell. “The dyke has leaked since June,” farmer Jon Reed said.")
    shown = talk(
        libraries,
        "when was this?",
        "What did Holm say about the dyke?",
        "and Reed?",
        "when was this?",
        "context",
        "more",
        "more",
        "and what did it cost in Lund and Orsk?",
        "thanks",
        monkeypatch=monkeypatch,
    )
    replies = [
        "There is no answer yet that this could be about",
        "[1] “The dyke will hold until June,”",
        "Understood as: What did Jon Reed say about the dyke?",
        "[1] “The dyke has leaked since June,”",
        "[1] is from “The dyke”; the article gives no date.",
        "Snow fell. “The dyke has leaked since June,”",
        "That is all the library holds on this.",
        "Understood as: What did the dyke cost in Lund and Orsk?",
        "You’re welcome.",
    ]
    places = [shown.find(each) for each in replies]
    assert -1 not in places, replies[places.index(-1)]
    assert places == sorted(places)


def test_commands(libraries: Libraries, monkeypatch: pytest.MonkeyPatch) -> None:
    add(libraries)
    shown = talk(libraries, "", "/help", "/dance", "/quit", "ignored", monkeypatch=monkeypatch)
    assert "/sources N" in shown
    assert "There is no /dance here" in shown
    assert "1 article" in shown


def test_it_greets_with_questions_over_the_samples_only(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "whosaid add" in talk(libraries, monkeypatch=monkeypatch)
    add(libraries, added_by=SAMPLES)
    assert all(each in talk(libraries, monkeypatch=monkeypatch) for each in WORTH_ASKING)
    add(libraries, text="Another one.")
    assert WORTH_ASKING[0] not in talk(libraries, monkeypatch=monkeypatch)


def test_an_error_ends_the_answer_and_not_the_chat(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(libraries)

    def busy(*_: object, **__: object) -> None:
        raise DatabaseBusy("It is busy.", "Wait a moment.")

    monkeypatch.setattr(Answerer, "answer", busy)
    shown = talk(libraries, "What did Holm say?", "/help", monkeypatch=monkeypatch)
    assert "It is busy. Wait a moment." in shown
    assert "/sources N" in shown


def test_ctrl_c_leaves(libraries: Libraries, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    out = io.StringIO()
    Chat(libraries.get("local"), Answerer(), Console(file=out)).hold(warm=lambda: None)
    assert out.getvalue().endswith("Goodbye.\n")


def test_a_language_model_understands_follow_ups_and_writes(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(libraries)
    add(libraries, "Snow fell. “The dyke has leaked since June,” farmer Jon Reed said.")
    words = "The dyke will hold until June"
    holm = claiming((f"Pia Holm said: “{words}.”", 1, words))
    better = "What did Jon Reed say on the dyke?"
    notes: list[str] = []
    script = in_turn(holm, saying(f'{{"question": "{better}"}}'), refusing(404))
    with scripted(script) as endpoint:
        rules = ModelRules(endpoint.url, "scripted", KEY)
        writer = Writer(Endpoint(rules), load_prompts(), libraries, Prices())
        asked = ("What did Holm say about the dyke?", "and Reed?")
        shown = talk(libraries, *asked, monkeypatch=monkeypatch, writer=writer, note=notes.append)
        writer.close()
    assert f"Pia Holm said: “{words}”. [1]\n" in shown
    assert f"Understood as: {better}\n" in shown
    assert len(notes) == 1
    assert "is quoted instead. There is no model" in notes[0]
