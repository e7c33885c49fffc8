"""The language model as those are told of it who may choose it: which, where, at what cost.

Owns what may be said of an address outside: its host, never a path, a key or a password.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from index.store.models import Budget

_ADDRESS: Final = re.compile(r"\bhttps?://[^\s,;]*[^\s,;.]", re.IGNORECASE)
_UNKNOWN: Final = "its address"


@dataclass(frozen=True, slots=True)
class ModelSite:
    """A model, the host where it runs, and what each library may use of it in a day.

    `is_here` says that this is the machine that whosaid runs on. `reach` asks it whether it
    is there; it blocks for some seconds at most, and raises WritingFailed.
    """

    model: str
    host: str
    is_here: bool
    budget: Budget
    reach: Callable[[], None]

    @classmethod
    def at(cls, address: str, model: str, budget: Budget, reach: Callable[[], None]) -> ModelSite:
        """The site of a model at an address such as "http://localhost:11434/v1"."""
        host = host_of(address)
        return cls(model, host, _is_here(urlsplit(address).hostname or ""), budget, reach)


def host_of(address: str) -> str:
    """The host of an address, with its port where it has one."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return _UNKNOWN
    host = parts.hostname or _UNKNOWN
    return f"[{host}]{port}" if ":" in host else f"{host}{port}"


def without_addresses(words: str) -> str:
    """The words with the host alone in place of each address."""
    return _ADDRESS.sub(lambda found: host_of(found[0]), words)


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
