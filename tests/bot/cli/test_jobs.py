from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.jobs.job import JobSource, NewJob
from index.libraries import Libraries
from index.types import Metadata
from tests.bot.cli.conftest import SECOND, STORY, Whosaid
from tests.fakes import WordEmbedder
from tests.index.test_archives import packed


@pytest.fixture
def given(tmp_path: Path) -> list[Path]:
    """Three files with five sources, of which two are good."""
    files = {
        "links.txt": b"http://127.0.0.1/1\n# ours\nexample.org\n",
        "stories.zip": packed({"a.txt": STORY.encode(), "b.txt": b" "}),
        "wire.jsonl": json.dumps({"text": SECOND}).encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in files]


def interrupted(tmp_path: Path, library: str = "local") -> None:
    libraries = Libraries(tmp_path / "data", WordEmbedder())
    source = JobSource("a.txt", "file", STORY.encode())
    libraries.jobs(library).create(NewJob("a.txt", "ada", Metadata()), [source])
    libraries.close()


def test_a_job_is_stored_worked_off_and_reported(whosaid: Whosaid, given: list[Path]) -> None:
    ended = whosaid("job", "start", *given, "--publisher", "The Post")
    assert ended.code == 1
    first, *failures, last = ended.err.splitlines()
    assert first == "Job 1: 5 sources stored."
    assert [line.split(": ")[0] for line in failures] == [
        "✗ http://127.0.0.1/1",
        "✗ example.org",
        f"✗ {given[1]}/b.txt",
    ]
    assert last == "Job 1 is done: 2 added, 3 failed."
    assert whosaid("jobs").out.split("\t") == [
        *("1", "add", "done", "5 of 5", "2 added, 3 failed", "links.txt and 2 more"),
        whosaid("jobs", "--json").form["added_by"] + "\n",
    ]
    listed = whosaid("list", "--json").forms
    assert {article["publisher"] for article in listed} == {"The Post"}


def test_every_source_can_be_seen(whosaid: Whosaid, given: list[Path]) -> None:
    whosaid("job", "start", *given)
    assert [line.split("\t")[:2] for line in whosaid("jobs", 1).out.splitlines()] == [
        ["failed", "http://127.0.0.1/1"],
        ["failed", "example.org"],
        ["added", f"{given[1]}/a.txt"],
        ["failed", f"{given[1]}/b.txt"],
        ["added", f"{given[2]}:1"],
    ]
    forms = whosaid("jobs", 1, "--json").forms
    assert list(forms[0]) == ["number", "source", "status", "article_id", "error"]
    assert forms[2]["article_id"].startswith("A-")
    assert "not a web address" in forms[1]["error"]


def test_json_tells_how_it_goes_a_job_a_line(whosaid: Whosaid, given: list[Path]) -> None:
    ended = whosaid("job", "start", *given, "--json")
    assert ended.err == ""
    first, *_, last = ended.forms
    assert (first["state"], first["sources"], first["settled"]) == ("working", 5, 1)
    assert (last["state"], last["settled"]) == ("done", 5)
    assert last["results"] == {
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "duplicate": 0,
        "failed": 3,
    }


def test_an_interrupted_job_goes_on(whosaid: Whosaid, tmp_path: Path) -> None:
    interrupted(tmp_path)
    assert whosaid("jobs", "--json").form["state"] == "working"
    assert whosaid("job", "resume").code == 0
    assert whosaid("jobs", "--json").form["state"] == "done"
    assert "No job waits" in whosaid("job", "resume").err


def test_a_cancelled_job_ends(whosaid: Whosaid, tmp_path: Path) -> None:
    interrupted(tmp_path)
    assert whosaid("job", "cancel", 1).err == "Job 1 is cancelled: 1 waiting.\n"
    assert whosaid("job", "resume").code == 0
    assert whosaid("list", "--json").forms == []


def test_another_library_s_jobs_are_out_of_sight_and_reach(
    whosaid: Whosaid, tmp_path: Path
) -> None:
    interrupted(tmp_path, "999")
    assert whosaid("jobs").out == ""
    assert "There is no job 1" in whosaid("jobs", 1).err
    assert "There is no job 1" in whosaid("job", "cancel", 1).err
    whosaid("job", "resume")
    assert whosaid("jobs", "--library", "999", "--json").form["state"] == "working"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere.txt", "nowhere.txt cannot be read: No such file"),
        (".", "`whosaid add` takes folders"),
        ("/dev/zero", "it is not a file"),
        ("a\0b", "cannot be read"),
        ("broken.zip", "is not a whole zip file"),
    ],
)
def test_what_cannot_be_read_is_told_and_no_job_made(
    whosaid: Whosaid, tmp_path: Path, source: str, said: str
) -> None:
    (tmp_path / "broken.zip").write_bytes(b"words")
    ended = whosaid("job", "start", source)
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert said in ended.err
    assert whosaid("jobs").out == ""
