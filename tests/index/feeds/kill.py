"""Follows and polls one feed, as a process of its own that a test can kill.

Given are the data directory, the feed's address, and in how many days from now that is.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index.feeds.following import Following
from index.libraries import Libraries
from tests.fakes import WordEmbedder
from tests.index.feeds.conftest import quick_feeds


def main(directory: str, address: str, days: str) -> None:
    libraries = Libraries(Path(directory), WordEmbedder())
    feeds = quick_feeds(libraries)
    now = datetime.now(UTC) + timedelta(days=int(days))
    feeds.add(address, Following("local", "test"), now)
    feeds.poll("local", 1, now, at_once=True)
    libraries.close()


main(*sys.argv[1:])
