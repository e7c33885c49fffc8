"""What the front ends work with, made once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.answerer import Answerer
from bot.offload import Offload
from index.feeds.following import Feeds
from index.libraries import Libraries
from index.sources import SourceReader


@dataclass(frozen=True, slots=True)
class Services:
    """The libraries, what answers from them, what reads sources, and the way to threads."""

    libraries: Libraries
    answerer: Answerer
    reader: SourceReader
    feeds: Feeds
    offload: Offload

    def close(self) -> None:
        """Finish what is running and close the database; nothing here can be used afterwards."""
        self.libraries.stop_rereading()
        self.feeds.stop()
        self.offload.close()
        self.reader.close()
        self.libraries.close()
