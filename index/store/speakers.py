"""SQL for speakers: which speaker of the library each name in its statements means.

What stands in `speaker_names` and `speaker_aliases` is derived from the statements and
from the moderators' decisions, within the transaction that changes one of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Final

from index.speakers.assignment import Assignment, KnownName, assign
from index.speakers.keys import key_of
from index.speakers.roles import Phrase, roles_of
from index.store import decisions
from index.types import SpeakerDecision, SpeakerProfile, SpeakerSummary

_SAID: Final = """FROM speaker_names n
    JOIN statements s ON s.library_id = n.library_id AND s.speaker = n.name"""


@dataclass(slots=True)
class _Quoted:
    """What adds up to a speaker's summary."""

    statements: int = 0
    articles: set[int] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    aliases: list[str] = field(default_factory=list)

    def add(self, forms: Sequence[str], articles: Sequence[int]) -> None:
        """Count the statements under one name: the form and the article of each."""
        self.statements += len(forms)
        self.forms.update(forms)
        self.articles.update(articles)

    def summary(self, name: str) -> SpeakerSummary:
        aliases = tuple(alias for alias in dict.fromkeys(self.aliases) if alias != name)
        forms = tuple(sorted(self.forms))
        return SpeakerSummary(name, self.statements, len(self.articles), forms, aliases)


def settle(db: Connection, library: int) -> None:
    """Give the names that came with this transaction their speakers, and forget those that went."""
    waiting = [
        (name, is_said)
        for name, is_said in db.execute(
            """SELECT w.name, EXISTS (SELECT 1 FROM statements s
                   WHERE s.library_id = w.library_id AND s.speaker = w.name)
                FROM speaker_names_waiting w WHERE w.library_id = ?""",
            (library,),
        )
    ]
    if not waiting:
        return
    keys = {name: key_of(name) for name, _ in waiting}
    db.executemany(
        "INSERT OR IGNORE INTO speaker_names (library_id, name, key, family) VALUES (?, ?, ?, ?)",
        [(library, name, keys[name].text, keys[name].family) for name, said in waiting if said],
    )
    db.executemany(
        "DELETE FROM speaker_names WHERE library_id = ? AND name = ?",
        [(library, name) for name, said in waiting if not said],
    )
    derive(db, library, {key.family for key in keys.values()})
    db.execute("DELETE FROM speaker_names_waiting WHERE library_id = ?", (library,))


def unsettled(db: Connection) -> list[int]:
    """The libraries in which names wait for their speakers: those that an older whosaid wrote."""
    rows = db.execute("SELECT DISTINCT library_id FROM speaker_names_waiting")
    return [library for (library,) in rows]


def derive(db: Connection, library: int, families: Iterable[str] = ()) -> None:
    """Find the speakers of all names in these families anew, and of those decided about."""
    made = decisions.every(db, library)
    found = assignment(db, library, families, made)
    db.executemany(
        "UPDATE speaker_names SET speaker = ?1 WHERE library_id = ?2 AND name = ?3"
        " AND speaker IS NOT ?1",
        [(speaker, library, name) for name, speaker in found.speakers.items()],
    )
    if made:
        db.execute("DELETE FROM speaker_aliases WHERE library_id = ?", (library,))
        db.executemany(
            "INSERT INTO speaker_aliases VALUES (?, ?, ?)",
            [(library, alias, speaker) for alias, speaker in found.aliases],
        )


def assignment(
    db: Connection, library: int, families: Iterable[str], made: Sequence[SpeakerDecision]
) -> Assignment:
    """The speakers of the names in these families, and of those decided about."""
    wanted = {*families, *(key_of(name).family for each in made for name in decisions.names(each))}
    names = [
        KnownName(*row)
        for row in db.execute(
            """SELECT n.id, n.name, n.key, n.family, (SELECT count(*) FROM statements s
                   WHERE s.library_id = n.library_id AND s.speaker = n.name)
                FROM speaker_names n
                WHERE n.library_id = ? AND n.family IN (SELECT value FROM json_each(?))""",
            (library, json.dumps(sorted(wanted))),
        )
    ]
    return assign(names, [each for each in made if each.undone_at is None])


def names_of(db: Connection, library: int, speaker: str) -> list[str]:
    """The names under which articles quote a speaker, in the order in which they came."""
    rows = db.execute(
        "SELECT name FROM speaker_names WHERE library_id = ? AND speaker = ? ORDER BY id",
        (library, speaker),
    )
    return [name for (name,) in rows]


def speaker_of(db: Connection, library: int, name: str) -> str | None:
    """The speaker whom articles mean by exactly this name, None where none uses it."""
    row = db.execute(
        "SELECT speaker FROM speaker_names WHERE library_id = ? AND name = ?", (library, name)
    ).fetchone()
    return str(row[0]) if row else None


def aliases_of(db: Connection, library: int, speaker: str) -> list[str]:
    """All other names of a speaker: those in articles, then those that moderators gave."""
    given = db.execute(
        "SELECT alias FROM speaker_aliases WHERE library_id = ? AND speaker = ? ORDER BY alias",
        (library, speaker),
    )
    known = [*names_of(db, library, speaker), *(alias for (alias,) in given)]
    return [name for name in dict.fromkeys(known) if name != speaker]


def ranked(db: Connection, library: int) -> dict[str, list[str]]:
    """The speakers, the most quoted first, each with all names, those of moderators included."""
    rows = db.execute(
        """WITH said AS (SELECT speaker AS name, count(*) AS times FROM statements
                WHERE library_id = :library AND speaker IS NOT NULL GROUP BY speaker),
            named AS (SELECT speaker, name FROM speaker_names WHERE library_id = :library
                UNION ALL SELECT speaker, alias FROM speaker_aliases WHERE library_id = :library)
            SELECT n.speaker, n.name,
                sum(coalesce(s.times, 0)) OVER (PARTITION BY n.speaker) AS total
            FROM named n LEFT JOIN said s ON s.name = n.name ORDER BY total DESC, n.speaker""",
        {"library": library},
    )
    found: dict[str, list[str]] = {}
    for speaker, name, _ in rows:
        found.setdefault(speaker, [speaker]).append(name)
    return found


def keys(db: Connection, library: int) -> dict[str, str]:
    """The key of each name."""
    rows = db.execute("SELECT name, key FROM speaker_names WHERE library_id = ?", (library,))
    return dict(rows.fetchall())


def profile(db: Connection, library: int, speaker: str) -> SpeakerProfile | None:
    """All that is known of a speaker, None where nobody is called so."""
    found = summaries(db, library, speaker)
    if not found:
        return None
    [summary] = found
    phrases = db.execute(
        f"""SELECT s.speaker, s.as_written, count(*), min(a.published), max(a.published)
            {_SAID} JOIN articles a ON a.id = s.article_id
            WHERE n.library_id = :library AND n.speaker = :speaker
            GROUP BY s.speaker, s.as_written ORDER BY s.as_written""",
        {"library": library, "speaker": speaker},
    )
    roles = roles_of(
        Phrase(name, form, said, _day(first), _day(last))
        for name, form, said, first, last in phrases
    )
    return SpeakerProfile(
        name=speaker,
        statements=summary.statements,
        articles=summary.articles,
        aliases=summary.aliases,
        roles=tuple(roles),
    )


def summaries(db: Connection, library: int, speaker: str | None = None) -> list[SpeakerSummary]:
    """Everybody who is quoted, or this speaker alone, the most quoted first."""
    values = {"library": library, "speaker": speaker}
    who = "library_id = :library" + (" AND speaker = :speaker" if speaker else "")
    quoted: dict[str, _Quoted] = {}
    by_name: dict[str, _Quoted] = {}
    for name, means in db.execute(f"SELECT name, speaker FROM speaker_names WHERE {who}", values):
        by_name[name] = quoted.setdefault(means, _Quoted())
        by_name[name].aliases.append(name)
    for alias, means in db.execute(
        f"SELECT alias, speaker FROM speaker_aliases WHERE {who}", values
    ):
        quoted[means].aliases.append(alias)
    rows = db.execute(
        f"""SELECT speaker, as_written, article_id FROM statements WHERE library_id = :library
            AND {
            "speaker IN (SELECT name FROM speaker_names WHERE " + who + ")"
            if speaker
            else "speaker IS NOT NULL"
        } ORDER BY speaker""",
        values,
    )
    for name, said in groupby(rows, key=itemgetter(0)):
        _, forms, articles = zip(*said, strict=True)
        by_name[name].add(forms, articles)
    ranked = sorted(quoted.items(), key=lambda item: (-item[1].statements, item[0]))
    return [found.summary(name) for name, found in ranked]


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
