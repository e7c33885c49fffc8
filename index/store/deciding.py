"""Making and undoing decisions about speakers, within one transaction.

Owns what a decision must hold to be made. A decision names its speakers by a name that
articles use, so that it holds for whatever the library comes to hold later.
"""

from __future__ import annotations

from datetime import UTC, datetime
from sqlite3 import Connection

from index.errors import DecisionNotFound, DecisionRefused, SpeakerNotFound
from index.speakers.keys import key_of
from index.store import decisions, speakers
from index.types import DecisionKind, SpeakerDecision


class Deciding:
    """One moderator's change to one library."""

    def __init__(self, db: Connection, library: int, by: str) -> None:
        self._db = db
        self._library = library
        self._by = by
        self._made = decisions.every(db, library)

    def merge(self, speaker: str, into: str) -> SpeakerDecision:
        if speaker == into:
            raise DecisionRefused(
                f"{speaker!r} cannot be merged into itself.", "Give two speakers."
            )
        return self._make("merge", self._anchor(speaker), self._anchor(into))

    def split(self, name: str) -> SpeakerDecision:
        speaker = speakers.speaker_of(self._db, self._library, name)
        if speaker is None:
            raise SpeakerNotFound(name)
        if len(speakers.names_of(self._db, self._library, speaker)) == 1:
            raise DecisionRefused(
                f"{name!r} is the only name under which articles quote {speaker}.",
                "A name is split off a speaker who has several.",
            )
        return self._make("split", (name, None))

    def rename(self, speaker: str, name: str) -> SpeakerDecision:
        anchor, name = self._anchor(speaker), _one_line(name)
        holder = speakers.speaker_of(self._db, self._library, name)
        if holder is None and speakers.names_of(self._db, self._library, name):
            holder = name
        if name == speaker:
            raise DecisionRefused(f"{name} is called so already.", "Give another name.")
        if holder not in (None, speaker):
            raise DecisionRefused(
                f"{name!r} is a name of {holder}.", "Merge the two if they are one person."
            )
        return self._make("rename", anchor, (name, None))

    def add_alias(self, speaker: str, alias: str) -> SpeakerDecision:
        anchor, alias = self._anchor(speaker), _one_line(alias)
        if alias in (speaker, *speakers.aliases_of(self._db, self._library, speaker)):
            raise DecisionRefused(f"{alias!r} means {speaker} already.", "Give another alias.")
        return self._make("alias", anchor, (alias, None))

    def undo(self, number: int | None) -> SpeakerDecision:
        in_force = [each.number for each in self._made if each.undone_at is None]
        wanted = number if number is not None else max(in_force, default=0)
        if wanted not in in_force:
            raise DecisionNotFound(number)
        undone = decisions.mark_undone(self._db, self._library, wanted, self._by)
        speakers.derive(self._db, self._library)
        return undone

    def _make(
        self,
        kind: DecisionKind,
        subject: tuple[str, int | None],
        to: tuple[str, int | None] = ("", None),
    ) -> SpeakerDecision:
        decision = SpeakerDecision(
            number=len(self._made) + 1,
            kind=kind,
            name=subject[0],
            name_split=subject[1],
            to=to[0] or None,
            to_split=to[1],
            made_by=self._by,
            made_at=datetime.now(UTC),
        )
        decisions.insert(self._db, self._library, decision)
        speakers.derive(self._db, self._library)
        return decision

    def _anchor(self, speaker: str) -> tuple[str, int | None]:
        """A name by which a speaker is found for ever, and the split that set it apart."""
        names = speakers.names_of(self._db, self._library, speaker)
        if not names:
            raise SpeakerNotFound(speaker)
        families = {key_of(name).family for name in names}
        found = speakers.assignment(self._db, self._library, families, self._made)
        root = found.roots[speaker]
        if isinstance(root, int):
            return self._made[root - 1].name, root
        decided = [name for each in self._made for name in decisions.names(each)]
        # The speaker's own name first, as people read it in the history.
        return next(n for n in (speaker, *names, *decided) if key_of(n).text == root), None


def _one_line(name: str) -> str:
    line = " ".join(name.split())
    if not line:
        raise DecisionRefused("The new name is empty.", "Give a name.")
    return line
