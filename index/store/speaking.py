"""The seam between the speakers of a library and the database.

Owns the transactions in which moderators decide who is who.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import SpeakerNotFound
from index.store import decisions, speakers
from index.store.changes import touch
from index.store.database import Database
from index.store.deciding import Deciding
from index.types import SpeakerDecision, SpeakerProfile, SpeakerSummary


class SpeakerStore:
    """The speakers of all libraries; safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def settle(self) -> None:
        """Find the speakers of the names that an older whosaid wrote."""
        with self._db.reading() as db:
            waiting = speakers.unsettled(db)
        for library in waiting:
            with self._db.writing() as db:
                touch(db, library)

    def everybody(self, library: int) -> list[SpeakerSummary]:
        """Everybody quoted, the most quoted first."""
        with self._db.reading() as db:
            return speakers.summaries(db, library)

    def profile(self, library: int, name: str) -> SpeakerProfile:
        """All that is known of a speaker of the library; raises SpeakerNotFound."""
        with self._db.reading() as db:
            profile = speakers.profile(db, library, name)
        if profile is None:
            raise SpeakerNotFound(name)
        return profile

    def ranked(self, library: int) -> dict[str, list[str]]:
        """The speakers, the most quoted first, each with all names."""
        with self._db.reading() as db:
            return speakers.ranked(db, library)

    def keys(self, library: int) -> dict[str, str]:
        """The keys by which the names in articles are compared."""
        with self._db.reading() as db:
            return speakers.keys(db, library)

    @contextmanager
    def deciding(self, library: int, by: str) -> Iterator[Deciding]:
        """A transaction for one moderator's decisions about speakers."""
        with self._db.writing() as db:
            yield Deciding(db, library, by)
            touch(db, library)

    def decisions(self, library: int) -> list[SpeakerDecision]:
        """All decisions about speakers, oldest first, with those undone."""
        with self._db.reading() as db:
            return decisions.every(db, library)
