from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import STORY, Whosaid
from tests.bot.cli.test_articles import bridge
from tests.index.test_refreshing import Site, site

__all__ = ["site"]

NEW = STORY.replace("by the spring", "some day")


def import_one(whosaid: Whosaid, tmp_path: Path, text: str, **known: str) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({"text": text, "url": "https://post.example/bridge", **known}))
    assert whosaid("import", file).code == 0


def test_list_filters(filled: Whosaid) -> None:
    def titles(*options: str) -> list[str]:
        return [form["title"] for form in filled("list", "--json", *options).forms]

    assert titles("--outlet", "velden") == ["Velden opens its bridge"]
    assert titles("--speaker", "Holm") == ["Ice in October"]
    assert titles("--since", "2026-03-03") == ["Ice in October"]
    assert titles("--until", "2026-03-03") == ["Velden opens its bridge"]
    assert titles("--added-by", "nobody") == []
    [adder] = {form["added_by"] for form in filled("list", "--json").forms}
    assert len(titles("--added-by", adder)) == 2
    nobody = filled("list", "--speaker", "Hollm")
    assert nobody.code == 1
    assert "Did you mean Pia Holm?" in nobody.err
    assert filled("list", "--outlet", "nowhere").err == "No article matches.\n"


def test_the_time_of_a_change_is_kept_edited_and_exported(whosaid: Whosaid, tmp_path: Path) -> None:
    import_one(whosaid, tmp_path, STORY, modified="2026-03-02T10:00:00+02:00")
    [form] = whosaid("list", "--json").forms
    assert form["modified"] == "2026-03-02T10:00:00+02:00"
    assert whosaid("export").form["modified"] == "2026-03-02T10:00:00+02:00"
    edit = ("edit", form["id"], "--json", "--modified")
    assert whosaid(*edit, "2026-03-03T08:00Z").form["modified"] == "2026-03-03T08:00:00+00:00"
    assert whosaid(*edit, "2026-03-03T08:00").code == 2
    assert whosaid(*edit, "").form["modified"] is None
    import_one(whosaid, tmp_path, NEW, modified="2026-03-02")
    assert whosaid("show", form["id"], "--json").form["modified"] is None


def test_show_an_old_version_and_a_statement_of_it(filled: Whosaid, tmp_path: Path) -> None:
    article = bridge(filled)
    said = next(
        form["id"]
        for form in filled("statements", "--json").forms
        if form["article_id"] == article and form["speaker"] == "Ines Maro"
    )
    assert filled("show", said, "--json").form["newest_version"] == 1
    import_one(filled, tmp_path, NEW)
    assert filled("show", article, "--json").form["text"] == NEW
    old = filled("show", article, "--version", "1", "--json")
    assert (old.form["text"], old.form["version"]) == (STORY, 1)
    assert old.err == f"This is version 1 of {article}; the newest is 2.\n"
    cited = filled("show", said, "--json")
    assert "carry trams by the spring," in cited.form["quotes"][0]
    assert (cited.form["version"], cited.form["newest_version"]) == (1, 2)
    assert "the newest is 2" in filled("show", said).err
    assert "carry trams by the spring" in filled("show", said).out
    assert filled("show", article, "--version", "3").code == 1
    assert filled("show", "Q-00000").code == 1


def test_undo_brings_back_the_last_removed_or_those_named(filled: Whosaid) -> None:
    nothing = filled("undo")
    assert nothing.code == 1
    assert "cannot be brought back" in nothing.err
    before = filled("list", "--json").out
    ids = [form["id"] for form in filled("list", "--json").forms]
    removed = filled("remove", *ids, "--json").forms
    assert [form["id"] for form in removed] == ids
    assert all(form["undo_until"] for form in removed)
    assert filled("undo", "--json").form["id"] == ids[1]
    assert filled("undo", ids[0], "A-00000").code == 1
    assert "Brought back" in filled("undo", ids[0]).err
    assert filled("list", "--json").out == before


def test_history_tells_who_did_what(filled: Whosaid) -> None:
    article = bridge(filled)
    filled("edit", article, "--title", "A bridge")
    filled("remove", article)
    forms = filled("history", "--json").forms
    assert [form["action"] for form in forms] == ["removed", "edited", "added", "added"]
    assert list(forms[0]) == [*"number at by action article_id title changes".split()]
    change = {"field": "title", "old": "Velden opens its bridge", "new": "A bridge"}
    assert forms[1]["changes"] == [change]
    assert len(filled("history", article, "--json").forms) == 3
    assert len(filled("history", "--limit", "1", "--offset", "1", "--json").forms) == 1
    shown = filled("history").out
    assert f"removed {article}" in shown
    assert "title: Velden opens its bridge → A bridge" in shown


def test_refresh_tells_each_and_fails_where_one_did(
    filled: Whosaid, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sources.PUBLIC_WEB", _anywhere())
    article = bridge(filled)
    site.pages["/bridge"] = STORY
    filled("edit", article, "--url", site.url("/bridge"))
    assert filled("refresh", "--json").form["status"] == "unchanged"
    assert filled("refresh", "--older-than", "7d").err == "No article is due.\n"
    assert filled("refresh", article, "--older-than", "7d").err == "No article is due.\n"
    unknown = filled("refresh", "A-zzzzz", article, "--older-than", "7d", "--json")
    assert [(form["source"], form["status"]) for form in unknown.forms] == [("A-zzzzz", "failed")]
    assert unknown.code == 1
    site.pages["/bridge"] = NEW
    assert "1 updated." in filled("refresh", article).err
    assert filled("show", article, "--json").form["text"] == NEW
    del site.pages["/bridge"]
    failed = filled("refresh", "--json")
    assert (failed.code, failed.form["status"], failed.form["article_id"]) == (1, "failed", article)
    assert filled("refresh", "--older-than", "soon").code == 2


def _anywhere() -> object:
    from index.sources import _ANY_ADDRESS

    return _ANY_ADDRESS
