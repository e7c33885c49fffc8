"""SQL for gaps: what was asked of a library in vain, found bad, and dealt with.

A question that was answered the last time is no gap any more, as articles were added since;
nor is one that somebody has dealt with, until it is asked in vain again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Final

from index.exchanges import ExchangeStatus
from index.gaps import Gap, GapKind, GapOrder, GapPage, question_key
from index.store.database import Database
from index.store.exchange_rows import cited_from_json

_MOST_READ: Final = 20_000
"""The latest exchanges that are looked through; older ones are no longer anybody's concern."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """An exchange as far as it matters here; the thumbs down were given at `disliked`."""

    disliked: tuple[str, ...]
    at: str
    question: str
    asker: str
    private: bool
    status: ExchangeStatus
    reason: str | None
    cited: str

    @property
    def last(self) -> str:
        return max((self.at, *self.disliked))


def let_go(database: Database, before: datetime) -> int:
    """Forget all exchanges from before this moment, with their ratings; says how many."""
    moment = before.astimezone(UTC).isoformat()
    with database.writing() as db:
        gone = db.execute("DELETE FROM exchanges WHERE at < ?", (moment,)).rowcount
        db.execute("DELETE FROM dismissed_gaps WHERE at < ?", (moment,))
    return gone


class GapStore:
    """The gaps of one library; safe to share between threads."""

    def __init__(self, database: Database, library: int) -> None:
        self._db = database
        self._library = library

    def page(
        self,
        *,
        since: datetime | None = None,
        order: GapOrder = "most",
        limit: int | None = None,
        offset: int = 0,
    ) -> GapPage:
        """What is missing: the most asked or the newest first, last asked since then."""
        with self._db.reading() as db:
            dismissed = self._dismissed(db)
            groups = self._grouped(db)
        found = [_gap(key, asked, dismissed.get(key, "")) for key, asked in groups.items()]
        gaps = [gap for gap in found if gap and (since is None or gap.last >= since)]
        gaps.sort(key=lambda gap: gap.last, reverse=True)
        if order == "most":
            gaps.sort(key=lambda gap: gap.times, reverse=True)
        end = None if limit is None else offset + limit
        return GapPage(tuple(gaps[offset:end]), len(gaps))

    def dismiss(self, key: str, *, by: str) -> None:
        """Take a gap off the list, until the question is asked in vain again."""
        with self._db.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO dismissed_gaps VALUES (?, ?, ?, ?)",
                (self._library, key, datetime.now(UTC).isoformat(), by),
            )

    def _dismissed(self, db: Connection) -> dict[str, str]:
        rows = db.execute(
            "SELECT key, at FROM dismissed_gaps WHERE library_id = ?", (self._library,)
        )
        return dict(rows.fetchall())

    def _grouped(self, db: Connection) -> dict[str, list[_Asked]]:
        """The exchanges by what was asked, the latest first."""
        rows = db.execute(
            """SELECT (SELECT json_group_array(r.at) FROM ratings r
                    WHERE r.exchange = e.number AND r.value < 0),
                   at, coalesce(understood, question), asker, private, status, reason, cited
               FROM exchanges e WHERE library_id = ? ORDER BY number DESC LIMIT ?""",
            (self._library, _MOST_READ),
        )
        groups: dict[str, list[_Asked]] = {}
        for disliked, *row in rows:
            asked = _Asked(tuple(json.loads(disliked)), *row)
            groups.setdefault(question_key(asked.question), []).append(asked)
        return groups


def _gap(key: str, asked: Sequence[_Asked], dismissed: str) -> Gap | None:
    """What is left to be dealt with of a question, if anything is."""
    open_ = [each for each in _since_answered(asked) if each.last > dismissed]
    if not open_:
        return None
    latest = open_[0]
    public = {each.asker for each in open_ if not each.private}
    return Gap(
        key=key,
        question=latest.question,
        kind=_kind(latest),
        times=len(open_),
        people=len(public),
        disliked=sum(len(each.disliked) for each in open_),
        last=datetime.fromisoformat(max(each.last for each in open_)),
        reason=latest.reason,
        cited=cited_from_json(latest.cited),
    )


def _since_answered(asked: Iterable[_Asked]) -> Iterable[_Asked]:
    """Those after the last answer that nobody found bad."""
    for each in asked:
        if each.status == "answered" and not each.disliked:
            return
        yield each


def _kind(asked: _Asked) -> GapKind:
    return "disliked" if asked.status == "answered" else asked.status
