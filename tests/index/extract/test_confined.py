"""Reading in a process of its own: it ends where a source is made to do harm, and nothing else."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from index.errors import MalformedSource, NotAnArticle, SourceError
from index.extract import extract
from index.extract.confined import ConfinedReader, ReadingLimits
from index.extract.extracted import Extracted
from index.extract.wire import Frame, extracted_said, receive, said_extracted, send
from tests.index.extract import bombs
from tests.index.extract.pdfs import Line, pdf
from tests.index.misbehaving import Server, server
from tests.index.test_extract import URL, page

__all__ = ["server"]

LIMITS = ReadingLimits(seconds=4, memory_bytes=600_000_000)
PAGE = page(
    "<meta name='date' content='2022-06-16'><meta name='author' content='Ada Lenz'>"
).encode()


@pytest.fixture
def reader() -> Iterator[ConfinedReader]:
    confined = ConfinedReader(LIMITS)
    yield confined
    confined.close()


def process_of(reader: ConfinedReader) -> psutil.Process:
    """The process that the reader has started, of which there is one."""
    assert reader._process is not None
    return psutil.Process(reader._process.pid)


def read_page(reader: ConfinedReader) -> Extracted:
    return reader.extract(PAGE, name_or_type="text/html", url=URL)


def test_a_page_is_read_as_it_would_be_here(reader: ConfinedReader) -> None:
    assert read_page(reader) == extract(PAGE, name_or_type="text/html", url=URL)


def test_one_process_reads_all(reader: ConfinedReader) -> None:
    read_page(reader)
    first = process_of(reader)
    for _ in range(3):
        read_page(reader)
    assert process_of(reader) == first


@pytest.mark.parametrize("name", ["story.txt", "story.md", "text/plain"])
def test_text_needs_no_process(reader: ConfinedReader, name: str) -> None:
    assert reader.extract(b"words", name_or_type=name).text == "words"
    assert reader._process is None


def test_errors_come_back_as_they_are(reader: ConfinedReader) -> None:
    with pytest.raises(NotAnArticle, match=r"pictures of pages.*\(OCR\)"):
        reader.extract(pdf([[]]), name_or_type="a.pdf")


def test_what_a_text_holds_crosses_unchanged() -> None:
    text = "left\u202eright\0\x1b[31m\u2028\ud800😀e\u0301"
    found = Extracted(text, extract(PAGE, name_or_type="text/html", url=URL).metadata)
    stream = io.BytesIO()
    send(stream, Frame(extracted_said(found), b"\0data"))
    stream.seek(0)
    frame = receive(stream)
    assert frame is not None
    assert (said_extracted(frame.said), frame.data) == (found, b"\0data")
    assert receive(stream) is None


@pytest.mark.parametrize("data", [b"", b"\0", b"\xff" * 16, b"\0" * 15 + b"\x09{}"])
def test_what_is_no_frame_is_none(data: bytes) -> None:
    assert receive(io.BytesIO(data)) is None


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("laughs.docx", bombs.billion_laughs, "declares a document type"),
        (
            "long.docx",
            lambda: bombs.word_with(bombs.paragraph(b"x" * 101_000_000)),
            "more than 100 MB",
        ),
        ("deep.html", lambda: bombs.nested_page(100_000), "No article|cannot be parsed"),
        ("objects.pdf", lambda: bombs.pdf_of_many_objects(90_000), "longer than|pictures"),
        ("packed.pdf", lambda: bombs.pdf_that_unpacks(200_000_000), "cannot be read|longer"),
        ("parts.eml", lambda: bombs.mail_of_many_parts(100_000), "longer than 4 seconds"),
        ("deep.eml", lambda: bombs.nested_mail(100_000), "not a mail"),
    ],
)
def test_a_bomb_ends_in_an_error_within_the_limits(
    reader: ConfinedReader, name: str, make: Callable[[], bytes], told: str
) -> None:
    data = make()
    started = time.monotonic()
    with pytest.raises(SourceError, match=told):
        reader.extract(data, name_or_type=name)
    assert time.monotonic() - started < 2 * LIMITS.seconds + 1
    assert read_page(reader).text  # and the next is read


def test_memory_is_limited() -> None:
    reader = ConfinedReader(ReadingLimits(seconds=30, memory_bytes=500_000_000))
    with pytest.raises(MalformedSource, match=r"wide\.docx needs more than 500 MB of memory"):
        reader.extract(bombs.word_with(b"<w:p/>" * 10_000_000), name_or_type="wide.docx")
    assert read_page(reader).text  # and the next is read
    reader.close()


def test_a_source_is_not_refused_for_what_another_used_up(
    reader: ConfinedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_page(reader)
    process_of(reader).kill()  # as it does itself when its memory is used up
    assert read_page(reader).text


def test_many_threads_get_each_their_own_answer(reader: ConfinedReader) -> None:
    def read(number: int) -> str:
        lines = [Line(50, 100, f"Words of the article with number {number}.")]
        long = b"%" + b"x" * 300_000  # more than a pipe holds at once
        return reader.extract(pdf([lines]) + long, name_or_type="a.pdf").text

    before = set(psutil.Process().children())
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(read, range(40)))
    assert texts == [f"Words of the article with number {number}." for number in range(40)]
    assert set(psutil.Process().children()) - before == {process_of(reader)}


def test_an_interruption_leaves_no_answer_for_the_next(reader: ConfinedReader) -> None:
    """Ctrl-C while a source is read: the next source must not get that one's article."""
    read_page(reader)
    alarm = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    alarm.start()
    with pytest.raises(KeyboardInterrupt):
        reader.extract(bombs.mail_of_many_parts(100_000), name_or_type="parts.eml")
    assert read_page(reader) == extract(PAGE, name_or_type="text/html", url=URL)


def test_the_process_has_no_secrets_and_nothing_heavy(
    reader: ConfinedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    read_page(reader)
    process = process_of(reader)
    assert "DISCORD_TOKEN" not in process.environ()
    assert not [file.path for file in process.memory_maps() if "torch" in file.path]


def test_it_ends_with_close_and_starts_again(reader: ConfinedReader) -> None:
    read_page(reader)
    process = process_of(reader)
    reader.close()
    assert not process.is_running()
    assert read_page(reader).text


@pytest.mark.parametrize("end", ["", "; import os, signal; os.kill(os.getpid(), signal.SIGKILL)"])
def test_it_ends_with_the_program(tmp_path: Path, end: str) -> None:
    code = (
        "from index.extract.confined import ConfinedReader\n"
        "from pathlib import Path\n"
        f"data = Path({str(tmp_path / 'page.html')!r}).read_bytes()\n"
        "reader = ConfinedReader()\n"
        "reader.extract(data, name_or_type='page.html')\n"
        f"print(reader._process.pid, flush=True){end}"
    )
    (tmp_path / "page.html").write_bytes(PAGE)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    deadline = time.monotonic() + 5
    while psutil.pid_exists(int(done.stdout)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not psutil.pid_exists(int(done.stdout))


def test_nothing_that_a_document_points_at_is_fetched(
    reader: ConfinedReader, server: Server
) -> None:
    address = server.url("/page")
    server.requests.clear()
    head = (
        f"<base href='{address}'><link rel='canonical' href='{address}'>"
        f"<link rel='amphtml' href='{address}'><link rel='stylesheet' href='{address}'>"
        f"<meta http-equiv='refresh' content='0;url={address}'><script src='{address}'></script>"
    )
    body = f"<img src='{address}'><iframe src='{address}'></iframe><object data='{address}'>"
    doctype = f"<!DOCTYPE html SYSTEM '{address}'>"
    html = page(head, body).replace("<!doctype html>", doctype)
    reader.extract(html.encode(), name_or_type="a.html")
    xhtml = f'<?xml version="1.0"?><?xml-stylesheet href="{address}"?>{html}'
    reader.extract(xhtml.encode(), name_or_type="application/xhtml+xml")
    with pytest.raises(SourceError):
        reader.extract(bombs.external_entity(address), name_or_type="a.docx")
    mail = f"Subject: x\nContent-Type: message/external-body; access-type=URL; URL={address}\n\nx"
    with pytest.raises(SourceError):
        reader.extract(mail.encode(), name_or_type="a.eml")
    assert not server.requests
