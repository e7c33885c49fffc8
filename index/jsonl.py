"""Articles as lines of JSON: the form in which libraries are exchanged.

Owns the reading of one line, `{"text": …, "title"?, "url"?, "author"?, "publisher"?,
"date"?, "modified"?, "id"?, "language"?, "settled"?, "history"?}`, and of a file of them,
one line in memory at a time. The text is kept exactly as given; other keys are passed over.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import fields, replace
from io import BufferedReader
from pathlib import Path

from index.dates import parse_time
from index.errors import MalformedSource, NotAnArticle, SourceError
from index.extract.fields import JSON_LINE, metadata_from
from index.ids import is_article_id
from index.languages import language_code
from index.past import is_storable, read_history
from index.types import FailedSource, Metadata, NewArticle

_ENDINGS = (".jsonl", ".jsonl.gz")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def is_json_lines(name: str) -> bool:
    """Whether a file of this name holds an article in each of its lines."""
    return name.lower().endswith(_ENDINGS)


def read_lines(path: Path, longest: int) -> Iterator[NewArticle | FailedSource]:
    """The articles of a file, plain or ending in .gz, each under "FILE:LINE".

    A line of more than `longest` bytes is not read. Raises MalformedSource where the
    compression is broken, OSError where the file cannot be opened.
    """
    is_compressed = path.name.lower().endswith(".gz")
    with gzip.open(path) if is_compressed else path.open("rb") as file:
        try:
            for number, line in enumerate(_lines(file, longest), 1):
                if line.strip():
                    yield _read(line, longest, f"{path}:{number}")
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise MalformedSource(
                f"{path} is not a whole gzip file: {error}.", "Compress or copy it again."
            ) from error


def parse_line(line: bytes, source: str) -> NewArticle:
    """One article; raises MalformedSource, or NotAnArticle where its text is missing or blank."""
    given = _object(line)
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        raise NotAnArticle("This line has no text.", 'Put the article into "text", as a string.')
    modified = parse_time(given.get("modified"))
    metadata = replace(metadata_from(given, JSON_LINE), modified=modified)
    shown = (metadata.title, metadata.url, metadata.author, metadata.publisher)
    if not all(is_storable(words or "") for words in (text, *shown)):
        raise MalformedSource(
            "This line holds halves of characters (lone surrogates).",
            "Write it again with whole characters, in UTF-8.",
        )
    article_id = given.get("id")
    is_id = isinstance(article_id, str) and is_article_id(article_id)
    return NewArticle(
        source,
        text,
        metadata,
        str(article_id) if is_id else None,
        read_history(given, text),
        settled := _settled(given.get("settled")),
        language_code(str(given.get("language"))) if "language" in settled else None,
    )


def _settled(told: object) -> frozenset[str]:
    """The fields that a person has set, of those that there are."""
    named = {name for name in told if isinstance(name, str)} if isinstance(told, list) else set()
    return frozenset(named & {"language", *(field.name for field in fields(Metadata))})


def _lines(file: BufferedReader | gzip.GzipFile, longest: int) -> Iterator[bytes]:
    """Each line up to its end, or a piece longer than `longest` in the place of a longer one."""
    while line := file.readline(longest + 1):
        rest = line
        while len(line) > longest and rest and not rest.endswith(b"\n"):
            rest = file.readline(longest + 1)
        yield line


def _read(line: bytes, longest: int, source: str) -> NewArticle | FailedSource:
    try:
        if len(line) > longest:
            raise MalformedSource(
                f"This line is longer than {longest / 1e6:g} MB.", "Break it into articles."
            )
        return parse_line(line, source)
    except SourceError as error:
        return FailedSource(source, str(error))


def _object(line: bytes) -> dict[str, object]:
    try:
        given = json.loads(line.removeprefix(_BYTE_ORDER_MARK).decode())
    except UnicodeDecodeError as error:
        raise MalformedSource("This line is not UTF-8.", "Save the file as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise MalformedSource(
            f"This line is not JSON: {error}.", "Put one JSON object on each line."
        ) from error
    if not isinstance(given, dict):
        raise MalformedSource("This line is not a JSON object.", "Put one on each line.")
    return given
