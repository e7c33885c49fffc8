"""The values of jobs: what was given, how far it has come, and what became of each source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from index.types import AddStatus, Metadata

MAX_SOURCES: Final = 10_000
"""As many sources as one job may have; more are several jobs."""

MAX_OPEN: Final = 20
"""Jobs of one library that may be on the way at once."""

JobTask = Literal["add", "refresh"]
"""What is done with the sources: articles are made of them, or those that are fetched again."""

SourceKind = Literal["page", "file", "line", "article"]
"""An address to be fetched, a file with its name, a line of JSONL, or an article that is here."""

ResultStatus = Literal[AddStatus, "waiting"]
JobState = Literal["working", "stopping", "cancelled", "done"]


@dataclass(frozen=True, slots=True)
class JobSource:
    """One source of a job: an address is its own name, the others carry their bytes.

    An article's are its id, and its name is its address.

    Where it is settled before anybody reads it, `status` and `error` say how; `number`
    counts the sources of a job from 1, and is 0 before it is stored.
    """

    name: str
    kind: SourceKind = "page"
    data: bytes | None = None
    status: ResultStatus = "waiting"
    error: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job on its way in.

    `metadata` holds for every source; `place` is where a front end tells how it goes, in
    words that only that front end reads, and None where nobody has to be told.
    """

    name: str
    added_by: str
    metadata: Metadata
    place: str | None = None
    task: JobTask = "add"


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands; `number` is what its library calls it, `id` what the store does."""

    id: int
    library: str
    number: int
    name: str
    task: JobTask
    added_by: str
    metadata: Metadata
    created_at: datetime
    ended_at: datetime | None
    cancelled_by: str | None
    place: str | None
    counts: Mapping[ResultStatus, int]

    @property
    def state(self) -> JobState:
        if self.cancelled_by is not None:
            return "stopping" if self.ended_at is None else "cancelled"
        return "working" if self.ended_at is None else "done"

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def settled(self) -> int:
        """How many of the sources have a result."""
        return self.total - self.counts.get("waiting", 0)


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What became of one source; `waiting` where nothing has yet."""

    number: int
    name: str
    status: ResultStatus
    article_id: str | None
    error: str | None
