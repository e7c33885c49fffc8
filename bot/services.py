"""What the front ends work with, made once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.offload import Offload
from index.feeds.following import Feeds
from index.libraries import Libraries
from index.sources import SourceReader

if TYPE_CHECKING:
    from bot.answering.model.site import ModelSite
    from bot.answering.model.writer import Writer


@dataclass(frozen=True, slots=True)
class Services:
    """The libraries, what answers from them, what reads sources, and the way to threads.

    `writer` lets a language model write answers, and `site` tells of it; there are none where
    no model is set.
    """

    libraries: Libraries
    answerer: Answerer
    reader: SourceReader
    feeds: Feeds
    offload: Offload
    writer: Writer | None = None
    site: ModelSite | None = None

    def close(self) -> None:
        """Finish what is running and close the database; nothing here can be used afterwards."""
        self.libraries.stop_rereading()
        self.feeds.stop()
        if self.writer is not None:
            self.writer.close()
        self.offload.close()
        self.reader.close()
        self.libraries.close()
