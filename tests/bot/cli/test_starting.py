from __future__ import annotations

import pytest

from bot import running, trial
from bot.samples import sample_paths
from bot.services import Services
from bot.settings import Settings
from tests.bot.cli.conftest import Whosaid


def test_chat_on_a_pipe_answers_each_line_and_ends(filled: Whosaid) -> None:
    stdin = b"What did Holm say?\n\nWhat did Rehn say?\n"
    ended = filled("chat", stdin=stdin)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.index("Pia Holm") < ended.out.index("Tomas Rehn")
    ended = filled("chat", "--json", stdin=b"What did Holm say?\nWhat did Rehn say?")
    assert [form["question"] for form in ended.forms] == [
        "What did Holm say?",
        "What did Rehn say?",
    ]


def test_alone_it_fills_an_empty_library_once(whosaid: Whosaid) -> None:
    first = whosaid()
    assert first.code == 0
    assert "No DISCORD_TOKEN is set" in first.err
    assert whosaid("stats", "--json").form["articles"] == len(sample_paths())
    again = whosaid()
    assert "sample articles" not in again.err


def test_alone_it_leaves_a_library_of_one_s_own_as_it_is(filled: Whosaid) -> None:
    assert filled().code == 0
    assert filled("stats", "--json").form["articles"] == 2


def test_alone_with_a_token_it_is_the_bot(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens: list[str] = []

    def run_bot(settings: Settings, services: Services) -> None:
        assert settings.discord_token
        tokens.append(settings.discord_token.get_secret_value())

    monkeypatch.setattr(running, "run_bot", run_bot)
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    assert whosaid().code == 0
    assert whosaid("run").code == 0
    assert tokens == ["a.b.c", "a.b.c"]


def test_run_wants_a_token(whosaid: Whosaid) -> None:
    ended = whosaid("run")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("whosaid: DISCORD_TOKEN is not set.")
    assert ended.err.count("\n") == 1


def test_the_trial_has_the_samples_in_its_own_library(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []

    def try_in_browser(services: Services) -> None:
        counted.append(services.libraries.get(trial.LIBRARY).count())

    monkeypatch.setattr(trial, "try_in_browser", try_in_browser)
    assert whosaid("try").code == 0
    assert counted == [len(sample_paths())]
    assert whosaid("stats", "--json").form["articles"] == 0
