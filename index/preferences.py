"""The values of preferences: what those who look after a library have chosen for it, and when.

What the names stand for and what their values mean is known to the front end alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
"""A value as JSON holds it; None stands for what was never chosen."""


@dataclass(frozen=True, slots=True)
class PreferenceChange:
    """Somebody's choice: what was in force before it, and from then on."""

    number: int
    at: datetime
    by: str
    name: str
    old: Json
    new: Json
