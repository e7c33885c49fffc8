"""The speakers of one library: who is quoted, and what moderators decide about who is who."""

from __future__ import annotations

from threading import Lock

from index.errors import SpeakerAmbiguous, SpeakerNotFound
from index.speakers.completion import SpeakerCompletion
from index.speakers.directory import SpeakerDirectory
from index.store.store import Store
from index.types import SpeakerDecision, SpeakerProfile, SpeakerSummary


class SpeakerRegister:
    """Speakers are given by their name, by another spelling or script, or by an alias.

    Decisions stick: they hold for articles that come later, and outlive restarts, rebuilding
    and a removal of articles, until they are undone. `by` is who decides. Each raises
    SpeakerNotFound, SpeakerAmbiguous where several are called so, or DecisionRefused.
    """

    def __init__(self, store: Store, library: int) -> None:
        self._store = store
        self._library = library
        self._directory: tuple[int, SpeakerDirectory] | None = None
        self._completion: tuple[int, SpeakerCompletion] | None = None
        self._completing = Lock()

    def everybody(self) -> list[SpeakerSummary]:
        """Everybody quoted, the most quoted first."""
        return self._store.speakers.everybody(self._library)

    def directory(self) -> SpeakerDirectory:
        """The speakers by name, as of the library's last change."""
        generation = self._store.generation(self._library)
        known = self._directory
        if known is None or known[0] != generation:
            keys = self._store.speakers.keys(self._library)
            known = (generation, SpeakerDirectory(self.everybody(), keys))
            self._directory = known
        return known[1]

    def starting(self, typed: str, limit: int) -> list[str]:
        """Speakers with a name that begins so, in any script and spelling; the most quoted first.

        With nothing typed they are the most quoted of all. Quick enough for every key pressed,
        once it is prepared.
        """
        return self._completed().starting(typed, limit)

    def names(self) -> list[tuple[str, ...]]:
        """The names of each speaker, the one that is shown first; the most quoted speaker first.

        As quick as `starting`.
        """
        return list(self._completed().names())

    def prepare(self) -> None:
        """Make ready what the first key after a start would wait for; free where it is."""
        self._completed()

    def _completed(self) -> SpeakerCompletion:
        # Several keys come at once: one makes it, the others wait for that.
        with self._completing:
            generation = self._store.generation(self._library)
            known = self._completion
            if known is None or known[0] != generation:
                store, before = self._store.speakers, known[1] if known else None
                names, keys = store.ranked(self._library), store.keys(self._library)
                known = (generation, SpeakerCompletion(names, keys, before))
                self._completion = known
            return known[1]

    def profile(self, who: str) -> SpeakerProfile:
        """All that is known of a speaker. Raises SpeakerNotFound or SpeakerAmbiguous."""
        return self._store.speakers.profile(self._library, self._called(who))

    def merge(self, who: str, into: str, *, by: str) -> SpeakerDecision:
        """Take two speakers for one, shown under the name of the second."""
        speaker, other = self._called(who), self._called(into)
        with self._store.speakers.deciding(self._library, by) as deciding:
            return deciding.merge(speaker, other)

    def split(self, name: str, *, by: str) -> SpeakerDecision:
        """Take a name, exactly as articles have it, for a speaker of its own."""
        with self._store.speakers.deciding(self._library, by) as deciding:
            return deciding.split(name)

    def rename(self, who: str, name: str, *, by: str) -> SpeakerDecision:
        """Show a speaker under a name that no other has; articles that use it mean this one."""
        speaker = self._called(who)
        with self._store.speakers.deciding(self._library, by) as deciding:
            return deciding.rename(speaker, name)

    def add_alias(self, who: str, alias: str, *, by: str) -> SpeakerDecision:
        """Let questions find a speaker under another name; no statement changes its speaker."""
        speaker = self._called(who)
        with self._store.speakers.deciding(self._library, by) as deciding:
            return deciding.add_alias(speaker, alias)

    def undo(self, number: int | None = None, *, by: str) -> SpeakerDecision:
        """Make a decision, by default the latest in force, as if it had never been made.

        Raises DecisionNotFound.
        """
        with self._store.speakers.deciding(self._library, by) as deciding:
            return deciding.undo(number)

    def decisions(self) -> list[SpeakerDecision]:
        """All decisions, oldest first; those undone say when, and by whom."""
        return self._store.speakers.decisions(self._library)

    def _called(self, who: str) -> str:
        """The name of the one speaker who is called so."""
        directory = self.directory()
        if who in directory:
            return who
        names = directory.called(who)
        if len(names) > 1:
            raise SpeakerAmbiguous(who, names)
        if not names:
            raise SpeakerNotFound(who, directory.nearest(who))
        return names[0]
