"""What somebody said, found once for all the pages that show it.

Owns how long it is kept: until the library changes, or others need the room.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.answering.drafting.sayings import Saying, sayings_of
from bot.discord.page import Picture
from bot.discord.speakers.said_pages import Wanted
from bot.pictures.chart import Chart, Mark, chart_of
from index.library import Library
from index.types import Article
from index.urls import site_of

MOST_SAYINGS: Final = 20_000
"""Of all that is kept: some 15 MB."""
MOST_KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked at, in which library, and as of which of its changes."""

    library: str
    generation: int
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Said:
    """What a speaker said, in the order of its view.

    A timeline has a chart, and a picture once one is drawn, unless all is undated; what is
    `undated` has no place in it.
    """

    place: Place
    sayings: Sequence[Saying]
    undated: int = 0
    chart: Chart | None = None
    picture: Picture | None = None


class KeptSaid:
    """What was looked at last. Safe to share between threads."""

    def __init__(self, most_sayings: int = MOST_SAYINGS) -> None:
        self._most = most_sayings
        self._lock = threading.Lock()
        self._kept: OrderedDict[Place, Said] = OrderedDict()

    def of(self, library: Library, wanted: Wanted) -> Said:
        """What is wanted, of a speaker by the name that the library has. Blocks."""
        place = Place(library.name, library.generation, wanted)
        with self._lock:
            known = self._kept.get(place)
        if known is None:
            known = _found(library, place)
        self.keep(known)
        return known

    def keep(self, said: Said) -> None:
        """Keep it as what was looked at last."""
        with self._lock:
            for other in list(self._kept):
                if other.library == said.place.library and other.generation < said.place.generation:
                    del self._kept[other]
            self._kept[said.place] = said
            self._kept.move_to_end(said.place)
            while len(self._kept) > 1 and self._is_full():
                self._kept.popitem(last=False)

    def _is_full(self) -> bool:
        sayings = sum(len(said.sayings) for said in self._kept.values())
        return sayings > self._most or len(self._kept) > MOST_KEPT


def _found(library: Library, place: Place) -> Said:
    wanted = place.wanted
    sayings = sayings_of(library, wanted.speaker, wanted.period, wanted.about)
    said = Said(place, sayings)
    return said if wanted.view == "quotes" else _in_time(library, said)


def _in_time(library: Library, said: Said) -> Said:
    """What has a day, the earliest first, with the chart of it."""
    articles = library.get_all(id_ for saying in said.sayings for id_ in saying.article_ids)
    dated = _dated(said.sayings, articles)
    undated = len(said.sayings) - len(dated)
    marks, speaker = _marks(dated, articles), said.place.wanted.speaker
    chart = chart_of(speaker, marks, len(dated), undated) if marks else None
    return replace(said, sayings=dated, undated=undated, chart=chart)


def _dated(sayings: Sequence[Saying], articles: Mapping[str, Article]) -> list[Saying]:
    """Those whose day is known, the earliest first; of one day as the articles have them."""
    days = {
        saying.statement.id: articles[saying.statement.article_id].metadata.published
        for saying in sayings
        if saying.statement.article_id in articles
    }
    dated = [(day, saying) for saying in sayings if (day := days.get(saying.statement.id))]
    return [saying for _, saying in sorted(dated, key=lambda pair: pair[0])]


def _marks(dated: Sequence[Saying], articles: Mapping[str, Article]) -> list[Mark]:
    """Each statement once for each outlet that ran it."""
    marks = []
    for saying in dated:
        ran: dict[str | None, date] = {}
        for known in (articles[id_].metadata for id_ in saying.article_ids if id_ in articles):
            if known.published:
                ran.setdefault(known.publisher or site_of(known.url), known.published)
        marks += [Mark(day, outlet) for outlet, day in ran.items()]
    return marks
