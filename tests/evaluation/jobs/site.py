"""A web server on loopback with good pages and every fault that a page can have."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import urlsplit

from tests.evaluation.jobs.articles import html, prose

TOO_LARGE: Final = 300_000
PRIVATE: Final = "http://10.1.2.3/intern"

_LATENCY_SECONDS: Final = 0.05
"""As a site on the web has: else a turn would settle most of a job."""


class _Handler(BaseHTTPRequestHandler):
    """Each page is /KIND/NUMBER: the number makes its article, the kind what is wrong with it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(_LATENCY_SECONDS)
        _, kind, number = urlsplit(self.path).path.split("/")
        getattr(self, f"_{kind}")(int(number))

    def log_message(self, *_: object) -> None:
        """Requests are nobody's concern here."""

    # Good pages

    def _page(self, number: int) -> None:
        self._send(html(number).encode(), "text/html; charset=utf-8")

    def _latin(self, number: int) -> None:
        self._send(html(number).encode("cp1252"), "text/html; charset=iso-8859-1")

    def _wrongly_declared(self, number: int) -> None:
        self._send(html(number).encode(), "text/html; charset=iso-8859-1")

    def _plain(self, number: int) -> None:
        self._send(prose(number).encode(), "text/plain")

    def _moved(self, number: int) -> None:
        self._redirect(f"/page/{number}")

    # Bad ones

    def _missing(self, number: int) -> None:
        self._send(html(number).encode(), "text/html", status=404)

    def _broken(self, number: int) -> None:
        self._send(html(number).encode(), "text/html", status=503)

    def _forbidden(self, number: int) -> None:
        self._send(html(number).encode(), "text/html", status=403)

    def _soft(self, _: int) -> None:
        self._send(b"<html><head><title>Not found</title></head><body></body></html>", "text/html")

    def _picture(self, _: int) -> None:
        self._send(b"\x89PNG\r\n", "image/png")

    def _large(self, number: int) -> None:
        self._send(html(number).encode() + b" " * TOO_LARGE, "text/html")

    def _binary(self, number: int) -> None:
        self._send(bytes(range(256)) * 9 + str(number).encode(), "text/plain")

    def _cut(self, number: int) -> None:
        self._send(html(number).encode(), "text/html", promised=9_999_999 // 100)

    def _loop(self, number: int) -> None:
        self._redirect(f"/loop/{number}")

    def _inward(self, _: int) -> None:
        self._redirect(PRIVATE)

    def _redirect(self, where: str) -> None:
        self._send(b"", "text/html", status=302, location=where)

    def _send(
        self,
        body: bytes,
        content_type: str,
        *,
        status: int = 200,
        location: str | None = None,
        promised: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(promised or len(body)))
        if location:
            self.send_header("Location", location)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A reader that was killed in the middle of a page is what this is about."""


def names(site: str) -> tuple[str, str]:
    """Two addresses of the one server: as it has two names, two of its pages are read at once."""
    return site, site.replace("127.0.0.1", "localhost")


@contextmanager
def serving() -> Iterator[str]:
    """The server's address, as long as it serves."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
