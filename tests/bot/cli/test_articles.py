from __future__ import annotations

import pytest

from tests.bot.cli.conftest import STORY, Whosaid

SUMMARY_KEYS = [
    "id",
    "title",
    "publisher",
    "author",
    "published",
    "url",
    "modified",
    "version",
    "added_at",
    "added_by",
    "characters",
    "passages",
    "statements",
]


def bridge(whosaid: Whosaid) -> str:
    return str(whosaid("list", "--search", "bridge", "--json").form["id"])


def test_list_has_the_promised_keys_newest_first(filled: Whosaid) -> None:
    forms = filled("list", "--json").forms
    assert [form["title"] for form in forms] == ["Ice in October", "Velden opens its bridge"]
    assert list(forms[0]) == SUMMARY_KEYS
    assert forms[1]["published"] == "2026-03-02"


def test_list_by_pages_and_by_words(filled: Whosaid) -> None:
    first = filled("list", "--limit", "1")
    assert "Ice in October" in first.out
    assert "1 of 2; go on with --offset 1." in first.err
    second = filled("list", "--limit", "1", "--offset", "1")
    assert "Velden opens its bridge" in second.out
    assert second.err == ""
    assert filled("list", "--search", "nothing like it").err == "No article matches.\n"


def test_an_empty_library_says_how_to_fill_it(whosaid: Whosaid) -> None:
    ended = whosaid("list")
    assert (ended.code, ended.out) == (0, "")
    assert "whosaid add" in ended.err


def test_show_gives_the_text(filled: Whosaid) -> None:
    form = filled("show", bridge(filled), "--json").form
    assert set(form) == {*SUMMARY_KEYS, "language", "story", "copies", "text"}
    assert form["text"] == STORY
    shown = filled("show", bridge(filled)).out
    assert "\x1b" not in shown
    assert STORY in shown
    assert "Velden opens its bridge · The Velden Post · Ada Lind · 2 March 2026" in shown


def test_edit_corrects_and_empties(filled: Whosaid) -> None:
    article = bridge(filled)
    form = filled("edit", article, "--author", "", "--published", "2026-03-03", "--json").form
    assert (form["author"], form["published"]) == (None, "2026-03-03")
    assert form["title"] == "Velden opens its bridge"
    assert filled("show", article, "--json").form["published"] == "2026-03-03"


def test_edit_sets_the_language_and_takes_it_back(filled: Whosaid) -> None:
    article = bridge(filled)
    assert filled("edit", article, "--language", "German", "--json").form["language"] == "de"
    assert filled("edit", article, "--language", "", "--json").form["language"] == "en"
    assert filled("edit", article, "--language", "Klingon").code == 2


def test_edit_makes_a_day_unknown_and_blank_text_too(filled: Whosaid) -> None:
    article = bridge(filled)
    form = filled("edit", article, "--published", "", "--title", "  ", "--json").form
    assert (form["published"], form["title"]) == (None, None)
    assert form["author"] == "Ada Lind"
    assert filled("edit", article, "--published", "soon").code == 2


@pytest.mark.parametrize("url", ["ftp://post.example/a", "post.example/a", "https://a b.example"])
def test_an_address_is_one_of_the_web(filled: Whosaid, url: str) -> None:
    result = filled("edit", bridge(filled), "--url", url)
    assert (result.code, "is no web address" in result.err) == (2, True)


def test_edit_gives_no_article_the_address_of_another(filled: Whosaid) -> None:
    article, *others = (form["id"] for form in filled("list", "--json").forms)
    filled("edit", others[0], "--url", "https://post.example/taken")
    before = filled("show", article, "--json").form
    result = filled("edit", article, "--title", "New", "--url", "http://www.post.example/taken/")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert f"({others[0]}) already. Give another address" in result.err
    assert filled("show", article, "--json").form == before


@pytest.mark.parametrize(
    "command",
    [
        ("list", "--limit", 2**63),
        ("list", "--offset", 2**63),
        ("show", "A-00000", "--version", 2**63),
        ("history", "--offset", 2**63),
        ("gaps", "--limit", 2**63),
        ("jobs", 2**63),
        ("job", "cancel", 2**63),
        ("speaker", "undo", 2**63),
        ("list", "--library", ""),
        ("--library", " ", "list"),
    ],
)
def test_what_no_library_could_mean_is_wrong_usage(
    whosaid: Whosaid, command: tuple[object, ...]
) -> None:
    result = whosaid(*command)
    assert (result.code, result.out, "Invalid value" in result.err) == (2, "", True)


def test_history_knows_no_article_that_never_was(filled: Whosaid) -> None:
    result = filled("history", "A-nope0")
    assert (result.code, "There is no article" in result.err) == (1, True)


def test_edit_wants_something_to_change(filled: Whosaid) -> None:
    assert filled("edit", bridge(filled)).code == 2


def test_remove_goes_on_after_an_unknown_id(filled: Whosaid) -> None:
    article = bridge(filled)
    ended = filled("remove", "A-00000", article, "--json")
    assert ended.code == 1
    assert ended.form["id"] == article
    assert "A-00000" in ended.err
    assert [form["title"] for form in filled("list", "--json").forms] == ["Ice in October"]
    assert filled("ask", "What did Maro say?", "--json").form["status"] != "answered"


def test_an_unknown_id_is_a_clear_error(filled: Whosaid) -> None:
    for command in (("show", "A-00000"), ("edit", "A-00000", "--title", "x")):
        ended = filled(*command)
        assert (ended.code, ended.out) == (1, "")
        assert "A-00000" in ended.err
        assert ended.err.count("\n") == 1


def test_libraries_are_apart(filled: Whosaid) -> None:
    article = bridge(filled)
    assert filled("list", "--library", "other", "--json").out == ""
    assert filled("show", article, "--library", "other").code == 1


def test_shared_options_may_stand_before_the_command(filled: Whosaid) -> None:
    after = filled("list", "--json", "--library", "local").out
    assert filled("--json", "--library", "local", "list").out == after
