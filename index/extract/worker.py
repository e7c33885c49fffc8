"""The process that reads what comes from outside, within limits that it sets itself.

Owns what can be asked of it: one request at a time, each for a task by its name. Started by
`index.extract.confined` as a program of its own: it shares nothing with the process that asks,
and ends with it, as its standard input does. Where the system can, it limits its memory, and
ends itself where a request takes too long even if nobody is left to stop it.
"""

from __future__ import annotations

import logging
import math
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from index.errors import MalformedSource, SourceError
from index.extract import extract
from index.extract.wire import Frame, error_said, extracted_said, receive, send
from index.feeds.confined import FEED_TASKS

_SECONDS_OF_GRACE = 2
_SHARE = 2  # once half of the memory has been used, an ordinary source may not get enough
_STATUS = Path("/proc/self/status")


def main(memory_bytes: int, seconds: float) -> None:
    """Answer requests from standard input until it ends, or until memory is used up."""
    logging.disable()
    _limit_memory(memory_bytes)
    requests, answers = _own_streams()
    while (request := receive(requests)) is not None:
        _set_alarm(math.ceil(seconds) + _SECONDS_OF_GRACE)
        try:
            said = _answer(request)
        except MemoryError:
            return
        is_used_up = _peak_memory() * _SHARE > memory_bytes
        if is_used_up and said.get("error") == MalformedSource.__name__:
            return  # a parser in C calls a want of memory by other names
        send(answers, Frame(said))
        _set_alarm(0)
        if is_used_up:
            return


def _answer(request: Frame) -> Mapping[str, Any]:
    try:
        return _TASKS[request.said["task"]](request)
    except SourceError as error:
        return error_said(error)


def _article(request: Frame) -> Mapping[str, Any]:
    said = request.said
    return extracted_said(
        extract(request.data, name_or_type=said["kind"], url=said["url"], charset=said["charset"])
    )


_TASKS: Final[Mapping[str, Callable[[Frame], Mapping[str, Any]]]] = {
    "article": _article,
    **FEED_TASKS,
}


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, kept from anything that a library would print."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, answers


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory_bytes if most == resource.RLIM_INFINITY else min(memory_bytes, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    except (OSError, ValueError):  # macOS knows the limit, and does not let it be set
        return


def _peak_memory() -> int:
    """The most address space that this process has had, in bytes; 0 where nobody says."""
    try:
        status = _STATUS.read_text(encoding="ascii")
    except OSError:  # only Linux has it, where alone the limit is sure to hold
        return 0
    peak = next((line for line in status.splitlines() if line.startswith("VmPeak:")), ": 0")
    return int(peak.split()[1]) * 1024


def _set_alarm(seconds: int) -> None:
    """End this process after so many seconds; 0 takes that back."""
    if hasattr(signal, "alarm"):  # not on Windows
        signal.alarm(seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
