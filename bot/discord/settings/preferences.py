"""What a server has chosen in /settings, and what it means.

Of the dates that people type only "3/5/2026" needs a choice: the names of months and days
are read in any language as they are, and dates that are shown are Discord's own, which each
reader sees in their own language.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.answering.questions.numeric_days import DateOrder
from index.preferences import Json, PreferenceChange

if TYPE_CHECKING:
    from bot.offload import Offload
    from index.libraries import Libraries

Speaking = Literal["everywhere", "only", "except"]
"""Where the bot answers: in all channels, in those chosen, in all but those chosen."""

LOG: Final = "log"
"""The name under which a change of the log's channel is recorded; `LogStore` keeps it."""

MODEL: Final = "model"
"""The name under which it is recorded that a language model may write; `ModelStore` keeps it."""

_SERVERS_KEPT: Final = 1000


@dataclass(frozen=True, slots=True)
class Preferences:
    """A server's choices; roles and channels by their ids, some of which may be gone.

    Without roles everybody may ask, and whoever may manage messages adds and removes. `private`
    is how `/ask` answers where the question doesn't say, `threads` whether long exchanges move
    to a thread, `dates` how a day that can be read in two ways is read.
    """

    askers: tuple[int, ...] = ()
    adders: tuple[int, ...] = ()
    removers: tuple[int, ...] = ()
    speaking: Speaking = "everywhere"
    channels: tuple[int, ...] = ()
    private: bool = False
    threads: bool = False
    dates: DateOrder | None = None

    @classmethod
    def of(cls, chosen: Mapping[str, Json]) -> Preferences:
        """What was chosen, in the words of the store."""
        names = {field.name for field in fields(cls)} & chosen.keys()
        known: dict[str, Any] = {name: chosen[name] for name in names}
        lists = {name: tuple(ids) for name, ids in known.items() if isinstance(ids, list)}
        return cls(**{**known, **lists})

    def speaks_in(self, places: Iterable[int]) -> bool:
        """Whether the bot answers in a channel, given its id, its parent's and its category's."""
        if self.speaking == "everywhere" or not self.channels:
            return True
        is_chosen = not set(self.channels).isdisjoint(places)
        return is_chosen is (self.speaking == "only")


class ServerPreferences:
    """The preferences of all servers, each read once and remembered until it is changed."""

    def __init__(self, libraries: Libraries, offload: Offload) -> None:
        self._libraries = libraries
        self._offload = offload
        self._known: OrderedDict[int, Preferences] = OrderedDict()
        # Apart, so that no question waits for a change, which waits for whoever is writing.
        self._reading = asyncio.Lock()
        self._choosing = asyncio.Lock()

    async def of(self, guild_id: int) -> Preferences:
        """What a server has chosen; raises StorageError."""
        if guild_id not in self._known:
            async with self._reading:
                await self._learn(guild_id)
        self._known.move_to_end(guild_id)
        return self._known[guild_id]

    def known(self, guild_id: int) -> Preferences | None:
        """The same as far as it was read already, without waiting for the database."""
        return self._known.get(guild_id)

    async def choose(
        self, guild_id: int, chosen: Mapping[str, Json], *, by: str
    ) -> list[PreferenceChange]:
        """Put choices in force, and say what they changed; raises StorageError."""
        async with self._choosing:
            changes, now = await self._offload.noting(self._choose, guild_id, chosen, by)
            self._known[guild_id] = now
        return changes

    async def choose_log(self, guild_id: int, channel_id: int | None, *, by: str) -> bool:
        """Choose the channel of the log, or none; says whether that is a change.

        Raises StorageError.
        """
        channel = str(channel_id) if channel_id is not None else None
        return await self._offload.noting(self._choose_log, str(guild_id), channel, by)

    async def choose_model(self, guild_id: int, host: str | None, *, by: str) -> bool:
        """Let the language model at a host write answers, or none; says whether that is a change.

        Raises StorageError.
        """
        return await self._offload.question(self._choose_model, str(guild_id), host, by)

    async def _learn(self, guild_id: int) -> None:
        if guild_id in self._known:
            return
        read = await self._offload.glance(self._read, guild_id)
        # What was chosen while this was read is newer.
        self._known.setdefault(guild_id, read)
        while len(self._known) > _SERVERS_KEPT:
            self._known.popitem(last=False)

    def _read(self, guild_id: int) -> Preferences:
        return Preferences.of(self._libraries.preferences(str(guild_id)).all())

    def _choose(
        self, guild_id: int, chosen: Mapping[str, Json], by: str
    ) -> tuple[list[PreferenceChange], Preferences]:
        changes = self._libraries.preferences(str(guild_id)).choose(chosen, by=by)
        return changes, self._read(guild_id)

    def _choose_log(self, library: str, channel: str | None, by: str) -> bool:
        log, store = self._libraries.log(library), self._libraries.preferences(library)
        before = log.channel()
        if channel == before:
            return False
        if channel is None:
            log.end()
        else:
            log.begin(channel)
        store.note(LOG, before, channel, by=by)
        return True

    def _choose_model(self, library: str, host: str | None, by: str) -> bool:
        model, store = self._libraries.model(library), self._libraries.preferences(library)
        chosen = model.choice()
        if (chosen.host if chosen else None) == host:
            return False
        # Told before it is sent anything, so that an interruption cannot hide it.
        if host is None:
            model.give_up()
            store.note(MODEL, chosen.host if chosen else None, None, by=by)
        else:
            store.note(MODEL, chosen.host if chosen else None, host, by=by)
            model.choose(by=by, host=host)
        return True
