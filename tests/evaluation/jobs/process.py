"""whosaid as a process of its own, with a quick embedder, that may fetch from one site on loopback.

`python -m tests.evaluation.jobs.process SITE ARGUMENTS...` runs `whosaid ARGUMENTS...`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.__main__ import run, wiring
from bot.answering.answerer import Answerer
from bot.offload import Offload
from bot.services import Services
from bot.settings import Settings
from index.feeds.following import Feeds
from index.fetch import FetchLimits
from index.libraries import Libraries
from index.sources import SourceReader
from index.types import FailedSource, Metadata, NewArticle
from tests.evaluation.jobs.site import TOO_LARGE, names
from tests.fakes import WordEmbedder

LIMITS = FetchLimits(seconds=5, max_bytes=TOO_LARGE)


@dataclass(frozen=True, slots=True)
class OneSiteReader(SourceReader):
    """Guards all addresses but those of one site."""

    site: str = ""

    def read(
        self,
        source: str,
        metadata: Metadata = Metadata(),  # noqa: B008 - frozen
    ) -> Iterator[NewArticle | FailedSource]:
        lenient = SourceReader(self.limits, allow_private_addresses=True, confined=self.confined)
        guarded = SourceReader(self.limits, confined=self.confined)
        is_own = source.startswith(names(self.site))
        yield from (lenient if is_own else guarded).read(source, metadata)


def main() -> None:
    site, *arguments = sys.argv[1:]

    def open_services(settings: Settings) -> Services:
        libraries = Libraries(settings.data_dir, WordEmbedder())
        reader = OneSiteReader(LIMITS, site=site)
        return Services(libraries, Answerer(), reader, Feeds(libraries, reader), Offload())

    sys.exit(run(arguments, replace(wiring(), open_services=open_services)))


if __name__ == "__main__":
    main()
