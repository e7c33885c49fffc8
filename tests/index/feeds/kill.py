"""Follows and polls one feed, as a process of its own that a test can kill.

Given are the data directory and the feed's address.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from index.feeds.following import Following
from index.libraries import Libraries
from tests.fakes import WordEmbedder
from tests.index.feeds.conftest import quick_feeds


def main(directory: str, address: str) -> None:
    libraries = Libraries(Path(directory), WordEmbedder())
    feeds = quick_feeds(libraries)
    now = datetime.now(UTC)
    feeds.add(address, Following("local", "test"), now)
    feeds.poll("local", 1, now, at_once=True)
    libraries.close()


main(*sys.argv[1:])
