"""`whosaid ask --model` and what `whosaid doctor` says of the language model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.cli.invocation import Wiring
from bot.services import Services
from bot.settings import Settings
from bot.writing import make_writer
from tests.bot.answering.model.scripted import KEY, Scripted, claiming, refusing, scripted
from tests.bot.cli.conftest import Whosaid, open_quick

SPRING = "The bridge will carry trams by the spring"
CLAIM = (f"Ines Maro said: “{SPRING}.”", 1, SPRING)


def open_writing(settings: Settings) -> Services:
    services = open_quick(settings)
    return replace(services, writer=make_writer(settings, services.libraries))


@pytest.fixture
def wired(wired: Wiring) -> Wiring:
    return replace(wired, open_services=open_writing)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    with scripted(claiming(CLAIM)) as opened:
        monkeypatch.setenv("MODEL_BASE_URL", opened.url)
        monkeypatch.setenv("MODEL_NAME", "scripted")
        monkeypatch.setenv("MODEL_API_KEY", KEY)
        yield opened


def test_an_answer_that_a_model_wrote(filled: Whosaid, endpoint: Scripted) -> None:
    form = filled("ask", "What did Maro say about trams?", "--model", "--json").form
    assert (form["status"], form["mode"]) == ("answered", "model")
    assert form["answer"] == f"Ines Maro said: “{SPRING}”. [1]"
    (citation,) = form["citations"]
    assert (citation["n"], citation["quote"], citation["kind"]) == (1, SPRING, "direct")
    assert citation["speaker"]["name"] == "Ines Maro"


def test_without_the_option_no_model_is_asked(filled: Whosaid, endpoint: Scripted) -> None:
    form = filled("ask", "What did Maro say about trams?", "--json").form
    assert form["mode"] == "extractive"
    assert endpoint.asked == []


def test_an_answer_for_people(filled: Whosaid, endpoint: Scripted) -> None:
    out = filled("ask", "What did Maro say about trams?", "--model").out
    assert f"Ines Maro said: “{SPRING}”. [1]\n" in out
    assert "[1] “The bridge will carry trams by the spring”\n    — Ines Maro\n" in out


def test_a_model_that_fails_is_told_beside_the_quotations(
    filled: Whosaid, endpoint: Scripted
) -> None:
    endpoint.script = refusing(404)
    ended = filled("ask", "What did Maro say about trams?", "--model", "--json")
    assert ended.code == 0
    assert ended.form["mode"] == "extractive"
    assert "is quoted instead. There is no model scripted at http" in ended.err


def test_no_model_is_set(filled: Whosaid) -> None:
    ended = filled("ask", "What did Maro say?", "--model")
    assert ended.code == 1
    assert "MODEL_BASE_URL" in ended.err


def test_an_address_without_a_name_is_told(
    filled: Whosaid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    ended = filled("stats")
    assert ended.code == 1
    assert "MODEL_NAME" in ended.err


def test_a_brief_in_sentences_that_hold_and_quotations_else(
    filled: Whosaid, endpoint: Scripted
) -> None:
    lie = ("Tomas Rehn said that a tram will cross.", 2, "No tram will cross before the autumn")
    endpoint.script = claiming(lie, CLAIM)
    maro, rehn = filled("brief", "trams on the bridge", "--model", "--json").forms
    assert (maro["day"], maro["sentence"]) == ("2026-03-02", f"Ines Maro said: “{SPRING}”.")
    assert maro["quote"] == f"{SPRING},"
    assert (rehn["sentence"], rehn["parts"]) == (None, ["No tram will cross before the autumn,"])
    out = filled("brief", "trams on the bridge", "--model").out
    assert f"2 March 2026\n[1] Ines Maro said: “{SPRING}”.\n    Velden opens" in out
    assert "[2] “No tram will cross before the autumn,”\n    — Tomas Rehn\n" in out
    assert len(endpoint.asked) == 2


def test_a_brief_that_a_model_fails_is_quoted(filled: Whosaid, endpoint: Scripted) -> None:
    endpoint.script = refusing(404)
    ended = filled("brief", "trams on the bridge", "--model", "--json")
    assert ended.code == 0
    assert [form["sentence"] for form in ended.forms] == [None, None]
    assert "There is no model scripted at http" in ended.err


def test_a_chat_on_a_pipe_is_written_and_says_beside_it_what_failed(
    filled: Whosaid, endpoint: Scripted
) -> None:
    question = b"What did Maro say about trams?\n"
    form = filled("chat", "--model", "--json", stdin=question).form
    assert form["mode"] == "model"
    endpoint.script = refusing(404)
    ended = filled("chat", "--model", "--json", stdin=question)
    assert ended.form["mode"] == "extractive"
    assert "is quoted instead" in ended.err
    assert filled("chat", "--json", stdin=question).form["mode"] == "extractive"
