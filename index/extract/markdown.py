"""Markdown files: metadata from the front matter, and the body as it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from index.errors import MalformedSource
from index.extract.decoding import decode
from index.extract.extracted import Extracted
from index.extract.fields import FRONT_MATTER, metadata_from
from index.extract.own_address import own_address
from index.types import Metadata

_LEADING_BLANK_LINES = re.compile(r"\A(?:[ \t]*\r?\n)+")
_FIRST_HEADING = re.compile(r"# +(\S.*?)[ #]*$", re.MULTILINE)


def read(data: bytes, *, charset: str | None, url: str | None) -> Extracted:
    """The body without blank lines around it; raises MalformedSource for broken front matter."""
    given, body = _split(decode(data, [charset] if charset else []))
    text = _LEADING_BLANK_LINES.sub("", body).rstrip()
    metadata = metadata_from(given, FRONT_MATTER) if given else Metadata()
    return Extracted(
        text,
        replace(
            metadata, title=metadata.title or _heading(text), url=own_address(metadata.url, url)
        ),
    )


def _split(text: str) -> tuple[Mapping[str, object], str]:
    """The front matter and the rest; a text that merely begins with a line has none."""
    from frontmatter.default_handlers import YAMLHandler
    from yaml import YAMLError

    handler = YAMLHandler()
    if not handler.detect(text):
        return {}, text
    try:
        head, body = handler.split(text)
    except ValueError:  # a line that is not closed by another
        return {}, text
    try:
        given = handler.load(head)
    except (YAMLError, ValueError, RecursionError) as error:
        raise MalformedSource(
            f"The front matter is not valid YAML: {str(error)[:200]}.",
            "Correct the lines between the two '---', or take them out.",
        ) from error
    return (given, body) if isinstance(given, dict) else ({}, text)


def _heading(text: str) -> str | None:
    """The title of a text that opens with one: a heading of the first level."""
    match = _FIRST_HEADING.match(text)
    return match[1] if match is not None else None
