"""What language models wrote: kept with the exchange, and where it was agreed that it is sent."""

from __future__ import annotations

import sqlite3


def keep_what_is_written(db: sqlite3.Connection) -> None:
    # NULL where no model wrote. The sentences are proved anew whenever they are shown again.
    db.execute("ALTER TABLE exchanges ADD COLUMN written TEXT")


def agree_to_a_host(db: sqlite3.Connection) -> None:
    # NULL where nobody was told of a host: on the command line there is nobody to agree.
    db.execute("ALTER TABLE model_choices ADD COLUMN host TEXT")
