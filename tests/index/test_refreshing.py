"""Articles fetched again, from a real server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from index.library import Library
from index.sources import SourceReader
from index.types import AddResult, Metadata, NewArticle

READER = SourceReader(allow_private_addresses=True)
OLD = "The dam cracked. “It will hold,” said Ines Maro, the engineer of the dam."
NEW = "The dam is gone. “It was old,” said Ines Maro, the engineer of the dam."


@dataclass
class Site:
    """A web site of plain text and pages: what it serves can be changed."""

    port: int
    pages: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = made.pages.get(self.path)
            moved = made.moved.get(self.path)
            self.send_response(302 if moved else 200 if text is not None else 404)
            if moved:
                self.send_header("Location", moved)
            kind = "html" if (text or "").startswith("<") else "plain"
            self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
            self.end_headers()
            self.wfile.write((text or "").encode())

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def add(library: Library, site: Site, path: str, text: str, **known: str) -> str:
    site.pages[path] = text
    new = NewArticle("test", text, Metadata(url=site.url(path), **known))  # type: ignore[arg-type]
    [result] = library.add([new], added_by="ada")
    assert result.article_id
    return result.article_id


def page(site: Site, path: str, text: str) -> str:
    """A page with this text that names this path as its own."""
    canonical = f'<link rel="canonical" href="{site.url(path)}">'
    return f"<html><head>{canonical}</head><body><p>{text}</p></body></html>"


def refresh(library: Library, *ids: str) -> list[AddResult]:
    heard: list[AddResult] = []
    results = library.refresh(ids, READER, by="ben", on_result=heard.append)
    assert heard == results
    assert [result.article_id for result in results if result.article_id] == [
        id_ for id_ in ids if id_ != "A-nope0"
    ]
    return results


def test_what_changed_is_a_new_version_and_what_did_not_is_unchanged(
    library: Library, site: Site
) -> None:
    dam = add(library, site, "/dam", OLD, title="Dam")
    port = add(library, site, "/port", "The port sleeps. “We wait,” said Ada Renn.")
    site.pages["/dam"] = NEW
    assert [result.status for result in refresh(library, dam, port)] == ["updated", "unchanged"]
    now = library.get(dam)
    assert (now.text, now.version, now.metadata.title) == (NEW, 2, "Dam")
    assert library.version(dam, 1).text == OLD
    assert [(entry.by, entry.action) for entry in library.audit()][:1] == [("ben", "refreshed")]
    assert len(library.audit()) == 3


def test_what_a_page_takes_back_is_the_newest_again(library: Library, site: Site) -> None:
    dam = add(library, site, "/dam", OLD)
    for text in (NEW, OLD):
        site.pages["/dam"] = text
        assert refresh(library, dam)[0].status == "updated"
    assert (library.get(dam).text, library.get(dam).version) == (OLD, 3)


def test_what_cannot_be_fetched_leaves_the_article_as_it_is(library: Library, site: Site) -> None:
    dam = add(library, site, "/dam", OLD)
    [result] = library.add([NewArticle("test", "It has no address at all.")], added_by="ada")
    assert result.article_id
    before = library.get(dam)
    del site.pages["/dam"]
    results = refresh(library, dam, result.article_id, "A-nope0")
    assert [result.status for result in results] == ["failed"] * 3
    assert all(result.error for result in results)
    site.pages["/dam"] = "  \n"
    assert refresh(library, dam)[0].status == "failed"
    assert library.get(dam) == before


def test_an_address_that_leads_to_another_article_makes_no_second_one(
    library: Library, site: Site
) -> None:
    dam = add(library, site, "/dam", OLD)
    port = add(library, site, "/port", "The port sleeps. “We wait,” said Ada Renn.")
    site.pages["/dam"] = site.pages["/port"]
    [result] = refresh(library, dam)
    assert result.status == "failed"
    assert port in (result.error or "")
    assert library.get(dam).text == OLD


@pytest.mark.parametrize(
    "instead",
    [
        "Checking your browser. Enable JavaScript and cookies to continue. The site needs to "
        "review the security of your connection before it goes on, and this may take a while.",
        "We will be back soon.",
    ],
)
def test_what_has_nothing_to_do_with_an_article_does_not_replace_it(
    library: Library, site: Site, instead: str
) -> None:
    dam = add(library, site, "/dam", OLD)
    site.pages["/dam"] = instead
    [result] = refresh(library, dam)
    assert result.status == "failed"
    assert "nothing to do with" in (result.error or "")
    assert (library.get(dam).text, library.get(dam).version) == (OLD, 1)


def test_a_page_that_names_the_address_of_another_article_is_not_taken(
    library: Library, site: Site
) -> None:
    dam = add(library, site, "/dam", OLD)
    port = add(library, site, "/port", "The port sleeps. “We wait,” said Ada Renn.")
    site.pages["/dam"] = page(site, "/port", NEW)
    [result] = refresh(library, dam)
    assert (result.status, port in (result.error or "")) == ("failed", True)
    assert library.get(dam).metadata.url == site.url("/dam")


@pytest.mark.parametrize(
    ("there", "status"),
    [(f"{OLD} {OLD} She is sure of it.", "updated"), (f"A lake. {OLD[-50:]} " * 9, "failed")],
)
def test_where_an_address_leads_away_only_the_same_article_is_taken(
    library: Library, site: Site, there: str, status: str
) -> None:
    dam = add(library, site, "/dam", f"{OLD} {OLD}")
    site.moved["/dam"], site.pages["/port"] = "/port", page(site, "/port", there)
    [result] = refresh(library, dam)
    assert result.status == status
    is_moved = library.get(dam).metadata.url == site.url("/port")
    assert is_moved == (status == "updated")


def test_those_fetched_longest_ago_are_due_first(library: Library, site: Site) -> None:
    dam = add(library, site, "/dam", OLD)
    port = add(library, site, "/port", "The port sleeps.")
    add_without_address = NewArticle("test", "It has no address at all.")
    library.add([add_without_address], added_by="ada")
    assert library.unchecked() == [dam, port]
    refresh(library, dam)
    assert library.unchecked() == [port, dam]
    assert library.unchecked(timedelta(days=1)) == []
