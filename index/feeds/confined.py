"""Reading feeds where they can do no harm: in the process that `index.extract.confined` owns.

Owns what that process is asked about feeds, what it does then, and how its answers cross.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from index.extract.confined import ConfinedReader
from index.extract.wire import Frame, fields_said, said_fields
from index.feeds.document import parse
from index.feeds.lists import feed_of_page, read_opml
from index.feeds.types import Document, Entry, FeedAddress


@dataclass(frozen=True, slots=True)
class ConfinedFeeds:
    """`parse`, `read_opml` and `feed_of_page`, within the limits of `reader`.

    Each raises MalformedSource beyond them.
    """

    reader: ConfinedReader

    def document(self, data: bytes, url: str, content_type: str) -> Document:
        request = Frame({"task": "feed", "url": url, "content_type": content_type}, data)
        remedy = "Follow a shorter feed of this site."
        return said_document(self.reader.ask(request, name=f"The feed {url}", remedy=remedy))

    def feeds_of_list(self, data: bytes, name: str) -> list[FeedAddress]:
        request = Frame({"task": "list of feeds", "name": name}, data)
        said = self.reader.ask(request, name=name, remedy="Give a shorter list.")
        return [FeedAddress(**said_fields(each)) for each in said["feeds"]]

    def feed_of_page(self, data: bytes, url: str) -> str:
        request = Frame({"task": "feed of a page", "url": url}, data)
        remedy = "Give the address of its feed."
        address: str = self.reader.ask(request, name=f"The page {url}", remedy=remedy)["address"]
        return address


def document_said(document: Document) -> Mapping[str, Any]:
    entries = [fields_said(entry) for entry in document.entries]
    return {**fields_said(document), "entries": entries}


def said_document(said: Mapping[str, Any]) -> Document:
    entries = tuple(Entry(**said_fields(each)) for each in said["entries"])
    return Document(**{**said_fields(said), "entries": entries})


# What the process does


def _feed(request: Frame) -> Mapping[str, Any]:
    said = request.said
    return document_said(parse(request.data, url=said["url"], content_type=said["content_type"]))


def _list(request: Frame) -> Mapping[str, Any]:
    return {"feeds": [fields_said(each) for each in read_opml(request.data, request.said["name"])]}


def _page(request: Frame) -> Mapping[str, Any]:
    return {"address": feed_of_page(request.data, request.said["url"])}


FEED_TASKS: Final[Mapping[str, Callable[[Frame], Mapping[str, Any]]]] = {
    "feed": _feed,
    "list of feeds": _list,
    "feed of a page": _page,
}
"""What the process can be asked about feeds, by the names of the tasks."""
