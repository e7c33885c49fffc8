"""Mail (.eml): the message that somebody wrote, without what is attached to it.

Owns which part of a message is its text: the plain one, unless there is none or it only stands
in for the one in HTML, which is read as a page is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Any

from index.errors import MalformedSource, NotAnArticle
from index.extract import html
from index.extract.credits import authors
from index.extract.decoding import decode
from index.extract.extracted import Extracted
from index.extract.faults import PARSER_ERRORS, cause
from index.types import Metadata

_LINE_END = re.compile(r"\r\n?|\n")
# A plain part so short, with a part in HTML so many times as long, says no more than to read that.
_STAND_IN_MOST = 500
_STAND_IN_ONE_IN = 3


def read(data: bytes, *, charset: str | None, url: str | None) -> Extracted:
    """Subject, sender, day and text of a message; raises MalformedSource or NotAnArticle."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not message.keys():
            raise _malformed("it has no header")
        return Extracted(_text(message), _claims(message, url))
    except PARSER_ERRORS as error:
        raise _malformed(cause(error)) from error


def _text(message: EmailMessage) -> str:
    plain = _part(message.get_body(("plain",)))
    if len(plain) > _STAND_IN_MOST:
        return plain
    try:
        page = _part(message.get_body(("html",)))
    except (NotAnArticle, MalformedSource):
        if not plain:
            raise
        return plain
    if not (page or plain):
        raise NotAnArticle("There is no text in this mail.", "Give what is attached to it.")
    return page if len(page) > len(plain) * _STAND_IN_ONE_IN else plain


def _part(body: MIMEPart | None) -> str:
    """The text of a part, "" for a blank one; the transport's ends of lines are made plain."""
    payload = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(payload, bytes):
        return ""
    charset = body.get_content_charset()
    if body.get_content_subtype() == "html":
        return html.read(payload, charset=charset, url=None).text
    lines = _LINE_END.split(decode(payload, [charset] if charset else []))
    is_flowed = str(body.get_param("format", "")).lower() == "flowed"
    text = "\n".join(_unfolded(lines) if is_flowed else lines).strip("\n")
    return text if text.strip() else ""


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Paragraphs whose lines were broken for the way, as a space at their end says (RFC 3676)."""
    paragraph = ""
    for line in lines:
        paragraph += line.removeprefix(" ")
        if not line.endswith(" ") or line == "-- ":
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _claims(message: EmailMessage, url: str | None) -> Metadata:
    sender, sent = message["from"], message["date"]
    names: list[Any] = [] if sender is None else list(sender.addresses)
    day = None if sent is None or sent.datetime is None else sent.datetime.date()
    return Metadata(
        title=" ".join(str(message["subject"] or "").split()) or None,
        url=url,
        author=authors("; ".join(address.display_name for address in names)),
        published=day,
    )


def _malformed(why: str) -> MalformedSource:
    return MalformedSource(
        f"This is not a mail that can be read: {why}.", "Save it again, or paste its text."
    )
