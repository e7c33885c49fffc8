from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.question_lines import read_question
from tests.bot.cli.conftest import STORY, Whosaid

TODAY = date(2026, 11, 1)
OUTCOME_KEYS = [
    "id",
    "question",
    "status",
    "answer",
    "citations",
    "passages",
    "confidence",
    "mode",
    "reason",
    "took_ms",
]


def test_an_answer_has_the_promised_form(filled: Whosaid) -> None:
    form = filled("ask", "What did Maro say?", "--json").form
    assert list(form) == OUTCOME_KEYS
    assert (form["id"], form["status"], form["mode"]) == (None, "answered", "extractive")
    assert form["reason"] is None
    assert "Maro" in form["answer"]
    assert list(form["took_ms"]) == ["retrieve", "answer", "total"]
    citation = next(each for each in form["citations"] if each["kind"] == "direct")
    assert list(citation) == [*"n quote article start end kind speaker also_in".split()]
    assert citation["quote"] == STORY[citation["start"] : citation["end"]]
    assert "The bridge will carry trams by the spring" in citation["quote"]
    assert citation["speaker"]["name"] == "Ines Maro"
    assert list(citation["speaker"]) == ["name", "as_written", "inferred"]
    assert citation["article"] == {
        "id": citation["article"]["id"],
        "title": "Velden opens its bridge",
        "publisher": "The Velden Post",
        "author": "Ada Lind",
        "published": "2026-03-02",
        "url": "https://post.example/bridge",
    }
    passage = form["passages"][0]
    assert list(passage) == ["article_id", "url", "start", "end", "score"]
    assert [each["n"] for each in form["citations"]] == [
        place for place, _ in enumerate(form["citations"], start=1)
    ]


def test_what_the_library_does_not_hold_is_an_answer_too(filled: Whosaid) -> None:
    ended = filled("ask", "What did Quentin Xavier say?", "--json")
    assert ended.code == 0
    assert (ended.form["status"], ended.form["answer"]) == ("not_found", None)
    assert ended.form["citations"] == []
    assert ended.form["reason"]


def test_top_bounds_the_passages(filled: Whosaid) -> None:
    def passages(top: int) -> int:
        return len(filled("ask", "the bridge", "--json", "--top", top).form["passages"])

    assert passages(0) == 0
    assert passages(1) == 1
    assert passages(50) >= 2


def test_top_may_be_more_than_the_answer_looked_at(whosaid: Whosaid, tmp_path: Path) -> None:
    for number in range(15):
        (tmp_path / f"{number}.txt").write_text(f"Bridge number {number} was painted green.")
    assert whosaid("add", *tmp_path.glob("*.txt")).code == 0
    form = whosaid("ask", "Which bridge was painted green?", "--top", "12", "--json").form
    assert len(form["passages"]) == 12
    scores = [passage["score"] for passage in form["passages"]]
    assert scores == sorted(scores, reverse=True)


def test_an_answer_for_people(filled: Whosaid) -> None:
    out = filled("ask", "What did Rehn say?").out
    assert "[1] “No tram will cross before the autumn,”\n    — Tomas Rehn\n" in out
    assert "The Velden Post · Ada Lind · 2 March 2026" in out
    assert "https://post.example/bridge" in out


def test_many_questions_are_answered_in_order_under_their_ids(
    filled: Whosaid, tmp_path: Path
) -> None:
    file = tmp_path / "questions.jsonl"
    ids: list[object] = ["a", 7, {"n": 1}, None]
    lines = [json.dumps({"id": each, "question": "What did Holm say?"}) for each in ids]
    file.write_text("\n\n".join(lines))
    ended = filled("ask", "--questions", file, "--json")
    assert ended.code == 0
    assert [form["id"] for form in ended.forms] == ids
    assert {form["status"] for form in ended.forms} == {"answered"}


def test_broken_lines_are_told_by_number_and_stop_nothing(filled: Whosaid, tmp_path: Path) -> None:
    lines = [
        b"{",
        b"[1]",
        b'{"id": 1}',
        b'{"id": 2, "question": "  "}',
        b'{"id": 3, "question": "x", "asked": "yesterday"}',
        b'{"id": 4, "question": "\xff"}',
        b'{"id": 5, "question": "What did \\ud800 say?"}',
        b'{"id": 6, "question": "What did Holm say?"}',
    ]
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\n".join(lines))
    ended = filled("ask", "--questions", file, "--json")
    assert ended.code == 1
    assert ended.form["id"] == 6
    assert [f"line {number}:" in ended.err for number in range(1, 9)] == [True] * 7 + [False]
    piped = filled("ask", "--questions", "-", "--json", stdin=lines[-1])
    assert (piped.code, piped.form["id"]) == (0, 6)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"id": NaN, "question": "x"}', "NaN is no JSON"),
        (b'{"id": -Infinity, "question": "x"}', "-Infinity is no JSON"),
        (b'{"id": ' + b"[" * 100_000 + b', "question": "x"}', "not JSON"),
        (b'{"question": "\\ud800"}', "halves of characters"),
        (b'{"question": "' + b"x" * 2001 + b'"}', "2,001 characters"),
    ],
)
def test_lines_that_no_answer_can_come_of(line: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_question(line, TODAY)


def test_an_endless_question_is_wrong_usage(filled: Whosaid) -> None:
    ended = filled("ask", "what did " * 20_000)
    assert (ended.code, ended.out) == (2, "")
    assert "180,000 characters" in " ".join(ended.err.split())


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2026-02-03", date(2026, 2, 3)),
        ("2026/02/03", date(2026, 2, 3)),
        ("2026-02-03T10:00:00Z", date(2026, 2, 3)),
        (None, TODAY),
    ],
)
def test_the_day_of_a_question(asked: str | None, day: date) -> None:
    line = json.dumps({"question": "x", "asked": asked}).encode()
    assert read_question(line, TODAY).question.asked == day


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", " "),
        ("ask", "x", "--questions", "y.jsonl"),
        ("ask", "x", "--top", "-1"),
        ("ask", "x", "--asked", "soon"),
        ("quotes",),
        ("verify", " "),
        ("list", "--limit", "0"),
        ("add",),
        ("add", "x", "--published", "2026-02-30"),
        ("remove",),
        ("nonsense",),
        ("ask", "\udcff"),
        ("verify", "\udcff"),
        ("quotes", "x", "--about", "\udcff"),
        ("list", "--search", "\udcff"),
        ("list", "--library", "\udcff"),
        ("edit", "A-00000", "--title", "\udcff"),
    ],
)
def test_wrong_usage_ends_with_2_and_no_output(
    whosaid: Whosaid, arguments: tuple[str, ...]
) -> None:
    ended = whosaid(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


def test_a_missing_file_of_questions_is_a_clear_error(whosaid: Whosaid) -> None:
    ended = whosaid("ask", "--questions", "nowhere.jsonl")
    assert ended.code == 1
    assert ended.err.startswith("whosaid: nowhere.jsonl cannot be read")
    assert ended.err.count("\n") == 1


def test_quotes_of_a_speaker(filled: Whosaid) -> None:
    forms = filled("quotes", "maro", "--json").forms
    assert len(forms) == 2
    assert {form["speaker"] for form in forms} == {"Ines Maro"}
    direct = next(form for form in forms if form["quote_spans"])
    assert direct["quotes"] == [STORY[start:end] for start, end in direct["quote_spans"]]
    assert direct["content"] == [STORY[start:end] for start, end in direct["content_spans"]]
    assert direct["article"]["title"] == "Velden opens its bridge"


def test_quotes_by_topic_and_day(filled: Whosaid) -> None:
    assert len(filled("quotes", "Pia Holm", "--about", "ice", "--json").forms) == 1
    assert filled("quotes", "Pia Holm", "--about", "elephants", "--json").out == ""
    assert filled("quotes", "Pia Holm", "--since", "2026-10-10", "--json").out == ""
    assert filled("quotes", "Pia Holm", "--until", "2026-10-08", "--json").out == ""
    bounds = ("--since", "2026-10-09", "--until", "2026-10-09")
    assert len(filled("quotes", "Pia Holm", *bounds, "--json").forms) == 1


def test_quotes_of_somebody_misspelt(filled: Whosaid) -> None:
    ended = filled("quotes", "Marro")
    assert (ended.code, ended.out) == (0, "")
    assert "Did you mean Ines Maro?" in ended.err


def test_statements_have_the_promised_keys(filled: Whosaid) -> None:
    forms = filled("statements", "--json").forms
    assert list(forms[0]) == [
        "id",
        "article_id",
        "kind",
        "speaker",
        "speaker_span",
        "cue_span",
        "content_spans",
        "quote_spans",
        "confidence",
        "headline",
    ]
    assert {form["speaker"] for form in forms} >= {"Ines Maro", "Tomas Rehn", "Pia Holm"}
    article = forms[0]["article_id"]
    of_one = filled("statements", "--article", article, "--json").forms
    assert 0 < len(of_one) < len(forms)
    assert filled("statements", "--article", "A-00000", "--json").code == 1


def test_verify_finds_a_quotation_and_whose_it_is(filled: Whosaid) -> None:
    form = filled("verify", "No tram will cross before the autumn", "--json").form
    assert list(form) == ["quote", "verdict", "citations", "difference"]
    assert form["verdict"] == "exact"
    (citation,) = form["citations"]
    assert citation["quote"] == STORY[citation["start"] : citation["end"]]
    assert (citation["kind"], citation["speaker"]["name"]) == ("direct", "Tomas Rehn")


def test_verify_tells_indirect_speech_from_quoted(filled: Whosaid) -> None:
    (citation,) = filled("verify", "the budget would hold", "--json").form["citations"]
    assert (citation["kind"], citation["speaker"]["name"]) == ("indirect", "Ines Maro")


def test_verify_of_words_that_are_nobody_s(filled: Whosaid) -> None:
    form = filled("verify", "opened the new bridge at Velden", "--json").form
    assert (form["verdict"], form["citations"][0]["kind"]) == ("exact", "passage")
    assert form["citations"][0]["speaker"] is None


def test_verify_shows_what_was_altered(filled: Whosaid) -> None:
    words = "Every tram will cross before the autumn"
    form = filled("verify", words, "--json").form
    assert (form["quote"], form["verdict"]) == (words, "altered")
    assert form["difference"] == [
        ["delete", "No"],
        ["insert", "Every"],
        ["equal", " tram will cross before the autumn"],
    ]
    (citation,) = form["citations"]
    assert citation["quote"] == STORY[citation["start"] : citation["end"]]
    assert citation["quote"] == "No tram will cross before the autumn"
    out = filled("verify", words).out
    assert "    [-No-]{+Every+} tram will cross before the autumn\n" in out
    assert "    The source says “No”.\n" in out
    assert "[1] “No tram will cross before the autumn”\n    — Tomas Rehn" in out


def test_verify_says_whose_words_they_are_if_not_the_one_named(filled: Whosaid) -> None:
    words = "No tram will cross before the autumn"
    form = filled("verify", words, "--speaker", "Ines Maro", "--json").form
    assert (form["verdict"], form["difference"]) == ("other_speaker", [])
    assert form["citations"][0]["speaker"]["name"] == "Tomas Rehn"
    assert filled("verify", words, "--speaker", "Rehn", "--json").form["verdict"] == "exact"
    out = filled("verify", words, "--speaker", "the minister").out
    assert "Whether the minister said so is not plain from it." in out
    out = filled("verify", words, "--speaker", "Ines Maro").out
    assert out.startswith("Word for word in the library, but said by somebody else:\n[1] “No")


def test_verify_of_what_the_library_has_nothing_like(filled: Whosaid) -> None:
    ended = filled("verify", "I would rather eat my hat than this", "--json")
    assert (ended.code, ended.form["verdict"], ended.form["citations"]) == (0, "not_found", [])
    assert ended.form["difference"] == []


def test_an_answer_can_be_limited(filled: Whosaid) -> None:
    def answered(*limits: str) -> str:
        status: str = filled("ask", "What about trams?", "--json", *limits).form["status"]
        return status

    assert answered("--speaker", "maro", "--outlet", "velden post", "--since", "2026") == "answered"
    assert answered("--until", "May 2025") == "not_found"
    for limits, told in (
        (("--speaker", "Moro"), "Did you mean Ines Maro?"),
        (("--outlet", "The Pust"), "Leave it out to search them all."),
        (("--since", "soon"), "Write it like 2026-03-31, 3 May, June or last week."),
    ):
        ended = filled("ask", "What about trams?", *limits)
        assert ended.code == 1
        assert told in ended.err


def test_passages_keep_to_the_limits(filled: Whosaid) -> None:
    form = filled("ask", "the bridge", "--json", "--until", "May 2025").form
    assert form["passages"] == []


def test_a_brief_is_in_the_order_of_time_in_exact_words(filled: Whosaid) -> None:
    forms = filled("brief", "trams on the bridge", "--json").forms
    assert [form["speaker"]["name"] for form in forms] == ["Ines Maro", "Tomas Rehn"]
    assert [form["n"] for form in forms] == [1, 2]
    assert {form["day"] for form in forms} == {"2026-03-02"}
    assert {form["sentence"] for form in forms} == {None}
    assert (
        forms[0]["parts"] == [forms[0]["quote"]] == ["The bridge will carry trams by the spring,"]
    )
    assert forms[0]["statement_id"].startswith("Q-")


def test_a_brief_may_hold_nothing(filled: Whosaid) -> None:
    ended = filled("brief", "bananas", "--json")
    assert (ended.code, ended.out) == (0, "")
    assert "Nobody is quoted here on “bananas”." in ended.err
    ended = filled("brief", "trams on the bridge", "--since", "May 2026")
    assert "on “trams on the bridge” in these days." in ended.err
    assert filled("brief", "  ").code == 2
    ended = filled("brief", "trams", "--since", "some day")
    assert ended.code == 1
    assert "I can’t read “some day” as a day." in ended.err
