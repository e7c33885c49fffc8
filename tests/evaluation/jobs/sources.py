"""The sources of the job: good and bad ones of every kind, and what should become of each."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Final, Literal

from tests.evaluation.jobs.articles import html, prose
from tests.evaluation.jobs.site import PRIVATE, names

Expected = Literal["good", "bad", "again"]

_GOOD_PAGES: Final = ("page", "latin", "page", "wrongly_declared", "plain", "page", "moved")
_BAD_PAGES: Final = (
    "missing", "broken", "soft", "picture", "large", "binary", "cut", "loop", "inward", "forbidden"
)  # fmt: skip
_NO_PAGES: Final = (
    PRIVATE, "http://192.168.0.7/x", "http://[::1]/x", "http://169.254.169.254/latest",
    "example.org", "ftp://files.example/x", "http://127.0.0.1:22/", "htps://misspelt.example", "file:///etc/hosts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """A source under the name that its result will have; `number` is that of its article."""

    name: str
    expected: Expected
    number: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """The files to be given to one job, and all that is in them."""

    files: tuple[Path, ...]
    sources: tuple[Given, ...]

    def count(self, expected: Expected) -> int:
        return sum(given.expected == expected for given in self.sources)


def make(folder: Path, site: str, total: int, seed: int) -> Batch:
    """Write about `total` sources: half links, a quarter a zip, a quarter JSON lines."""
    numbers = iter(range(1, 10**6))
    pages = list(_links(site, numbers, total // 2))
    members = list(_members(numbers, total // 4))
    lines = list(_lines(numbers, total - len(pages) - len(members)))
    shuffler = random.Random(seed)  # noqa: S311
    for each in (pages, members, lines):
        shuffler.shuffle(each)
    files = (folder / "links.txt", folder / "stories.zip", folder / "wire.jsonl.gz")
    files[0].write_text("".join(f"- {given.name}\n" for given in pages), encoding="utf-8")
    files[1].write_bytes(_zip({given.name: data for given, data in members}))
    files[2].write_bytes(gzip.compress(b"".join(line + b"\n" for _, line in lines)))
    sources = [
        *_repeated_last(pages),
        *_in_zip(str(files[1]), [given for given, _ in members]),
        *_numbered(str(files[2]), [given for given, _ in lines]),
    ]
    return Batch(files, tuple(sources))


def _links(site: str, numbers: Iterator[int], total: int) -> Iterator[Given]:
    for index, kind in enumerate(islice(cycle(_GOOD_PAGES), total * 6 // 10)):
        number = next(numbers)
        page = f"{names(site)[number % 2]}/{kind}/{number}"
        yield Given(page, "good", number)
        if index % 10 == 0:
            yield Given(f"{page}?utm_source=letter", "again", number)
    for kind in islice(cycle(_BAD_PAGES), total // 5):
        yield Given(f"{site}/{kind}/{next(numbers)}", "bad")
    for index, name in enumerate(islice(cycle(_NO_PAGES), total - total * 66 // 100 - total // 5)):
        again = index >= len(_NO_PAGES) and name.startswith("http:")
        yield Given(name, "again" if again else "bad")


def _members(numbers: Iterator[int], total: int) -> Iterator[tuple[Given, bytes]]:
    for index in range(total * 2 // 3):
        number = next(numbers)
        is_page = index % 2 == 0
        text = html(number) if is_page else prose(number)
        data = text.encode("utf-16" if index % 7 == 0 else "utf-8")
        name = f"{index % 5}/{number}.{'html' if is_page else 'txt'}"
        yield Given(name, "good", number), data
        if index % 9 == 0:
            yield Given(f"copies/{number}.{'html' if is_page else 'txt'}", "again", number), data
    bad = cycle(
        ((".txt", b" \n"), (".png", b"\x89PNG"), (".txt", b"\0\1\2" * 99), (".html", b"<p>"),
         (".zip", _zip({"inner.txt": b"words"})), (".txt", b"x" * 2_000_000), ("", b"words"))
    )  # fmt: skip
    for suffix, data in islice(bad, total - total * 2 // 3 - total * 2 // 27):
        yield Given(f"bad/{next(numbers)}{suffix}", "bad"), data


def _lines(numbers: Iterator[int], total: int) -> Iterator[tuple[Given, bytes]]:
    for index in range(total * 3 // 4):
        number = next(numbers)
        line = json.dumps({"text": prose(number), "title": f"Ledger {number}"}).encode()
        yield Given("", "good", number), line
        if index % 9 == 0:
            yield Given("", "again", number), line
    bad = cycle((b'{"text": ', b'{"title": "No text"}', b"[]", b"\xff\xfe", b'{"text": "\\ud800"}'))
    for line in islice(bad, total - total * 3 // 4 - total * 3 // 36):
        yield Given("", "bad"), line


def _repeated_last(pages: list[Given]) -> list[Given]:
    """Of two links to one page, whichever comes first is the one that is read."""
    seen: set[str] = set()
    judged = []
    for given in pages:
        key = given.name.partition("?")[0]
        is_again = key in seen and given.name.startswith("http")
        first: Expected = "good" if given.number else "bad"
        judged.append(Given(given.name, "again" if is_again else first, given.number))
        seen.add(key)
    return judged


def _in_zip(name: str, members: list[Given]) -> list[Given]:
    """Of two members with one text, the one whose name comes first is read as new."""
    ordered = sorted(members, key=lambda given: given.name)
    return [Given(f"{name}/{given.name}", *rest) for given, rest in _judged(ordered)]


def _numbered(name: str, lines: list[Given]) -> list[Given]:
    return [
        Given(f"{name}:{index}", *rest) for index, (_, rest) in enumerate(_judged(lines), start=1)
    ]


def _judged(given: list[Given]) -> Iterator[tuple[Given, tuple[Expected, int]]]:
    seen: set[int] = set()
    for each in given:
        expected: Expected = "bad"
        if each.number:
            expected = "again" if each.number in seen else "good"
        seen.add(each.number)
        yield each, (expected, each.number)


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
