"""Reading sources where they can do no harm: in a process of its own, that can be killed.

Owns that process: it is started when first needed, used again and again, and replaced when it
had to be killed. `index.feeds.confined` has it read feeds. Plain text and Markdown are read
here, as nothing about them can go wrong.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from index.errors import MalformedSource
from index.extract import Extracted, extract, is_plain
from index.extract.wire import Frame, receive, said_error, said_extracted, send

_MODULE: Final = "index.extract.worker"
_ROOT: Final = Path(__file__).parents[2]
# All of the environment that the process gets: there may be secrets in the rest.
_KEPT: Final = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "TMPDIR")
_SMALLER: Final = "Give the article's text alone."


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How much reading one source may cost: seconds, and bytes of address space."""

    seconds: float = 20.0
    memory_bytes: int = 1_000_000_000


DEFAULT_LIMITS: Final = ReadingLimits()


class ConfinedReader:
    """Reads sources in a process of its own, one at a time; for any thread.

    The process ends with `close`, with this object, and with the program.
    """

    def __init__(self, limits: ReadingLimits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._end: Any = None

    def extract(
        self, data: bytes, *, name_or_type: str, url: str | None = None, charset: str | None = None
    ) -> Extracted:
        """`index.extract.extract`, within limits; raises MalformedSource beyond them."""
        if is_plain(name_or_type):
            return extract(data, name_or_type=name_or_type, url=url, charset=charset)
        request = {"task": "article", "kind": name_or_type, "url": url, "charset": charset}
        return said_extracted(self.ask(Frame(request, data), name=name_or_type, remedy=_SMALLER))

    def ask(self, request: Frame, *, name: str, remedy: str) -> Mapping[str, Any]:
        """What the process answers to a request for one of its tasks.

        Raises the SourceError that it answers, or MalformedSource beyond the limits, with the
        `name` of what was to be read and a `remedy`. One that has used up its memory is replaced.
        """
        try:
            with self._lock:
                was_used = self._process is not None
                answer = self._try(request)
                if answer is None and was_used:
                    answer = self._try(request)
        except TimeoutError as error:
            raise MalformedSource(
                f"{name} took longer than {self._limits.seconds:g} seconds to read.", remedy
            ) from error
        if answer is None:
            raise MalformedSource(
                f"{name} needs more than {self._limits.memory_bytes / 1e6:,.0f} MB of memory "
                "to be read, or brings its reader down.",
                remedy,
            )
        if (said := said_error(answer.said)) is not None:
            raise said
        return answer.said

    def close(self) -> None:
        """End the process, if there is one; it is started anew when needed."""
        with self._lock:
            self._kill()

    def _try(self, request: Frame) -> Frame | None:
        """The answer; None where the process ended instead. Raises TimeoutError where it had to."""
        process = self._running()
        late = threading.Event()
        alarm = threading.Timer(self._limits.seconds, _stop, (process, late))
        alarm.start()
        answer = None
        try:
            answer = _exchange(process, request)
        finally:
            alarm.cancel()
            if answer is None:  # or interrupted: what comes next would be no answer to the next
                self._kill()
        if answer is None and late.is_set():
            raise TimeoutError
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = _started(self._limits)
            self._end = weakref.finalize(self, _end, self._process)
        return self._process

    def _kill(self) -> None:
        if self._process is not None:
            self._end()
            self._process = None


def _started(limits: ReadingLimits) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    paths = (str(_ROOT), os.environ.get("PYTHONPATH", ""))
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-P", "-m", _MODULE, str(limits.memory_bytes), str(limits.seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        start_new_session=True,  # Ctrl-C is for this process to handle
    )


def _exchange(process: subprocess.Popen[bytes], request: Frame) -> Frame | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        send(process.stdin, request)
        return receive(process.stdout)
    except OSError:
        return None


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()
