"""The boundary of one source: whatever is wrong with it never stops the other sources of a job.

Owns which errors are a source's own, and what is said of one that nobody foresaw. A job is
worked off unwatched, and would stumble over the same source at every turn.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Final, TypeVar

from index.errors import (
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseTooNew,
    DataDirectoryError,
    ModelError,
    SourceError,
    WhosaidError,
)
from index.types import FailedSource

log = logging.getLogger(__name__)

OF_ALL_SOURCES: Final = (
    DataDirectoryError,
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseTooNew,
    ModelError,
)
"""Errors that say nothing of the source at which they occur: the job waits until they pass."""

T = TypeVar("T")


def costing_one(name: str, work: Callable[[], T], remedy: str) -> T | FailedSource:
    """What work on the source of this name gives, or the source as failed.

    `remedy` is what to do about an error that nobody foresaw, which is logged under a
    reference. Raises one of OF_ALL_SOURCES.
    """
    try:
        return work()
    except OF_ALL_SOURCES:
        raise
    except SourceError as error:
        return FailedSource(name, str(error))
    except WhosaidError as error:
        log.error("%s could not be stored", name, exc_info=error)
        return FailedSource(name, str(error))
    except Exception as error:  # the boundary
        reference = secrets.token_hex(3)
        log.error("failure %s: %s could not be read", reference, name, exc_info=error)
        why = f"Reading it failed unexpectedly (reference {reference})."
        return FailedSource(name, f"{why} {remedy}")
