"""A reader that knows a few speakers and outlets."""

from __future__ import annotations

from datetime import date

from bot.answering.questions.outlets import Outlets
from bot.answering.questions.question import Reader, Reading
from index.speakers import SpeakerDirectory
from index.types import SpeakerSummary

DIRECTORY = SpeakerDirectory(
    [
        SpeakerSummary("Ines Maro", 9, 3, ("Energy minister Ines Maro",)),
        SpeakerSummary("Paul Maro", 1, 1, ("Paul Maro",)),
        SpeakerSummary("Will Odrell", 2, 1, ("Will Odrell, who leads the opposition",)),
        SpeakerSummary("Józef Łącki", 2, 1, ("Józef Łącki",)),
        SpeakerSummary("Ministry of Water", 2, 1, ("Ministry of Water",)),
        SpeakerSummary("Tom Vale", 2, 1, ("Palace spokesman Tom Vale",)),
        SpeakerSummary("Ada Renn", 2, 1, ("Ada Renn, a spokeswoman for the Bank of Lund",)),
        SpeakerSummary("Lena He", 2, 1, ("Lena He",)),
    ]
)
INES = ("Ines Maro",)
MAROS = ("Ines Maro", "Paul Maro")
VALE = ("Tom Vale",)
READER = Reader(
    date(2026, 3, 18),
    lambda: DIRECTORY,
    lambda: Outlets(["The Lund Courier", "TPA"]),
)


def read(question: str) -> Reading:
    return READER.read(question)
