"""Where Discord is: the addresses of its API and its gateway.

A client of discord.py keeps both as class attributes; they are set once, before the
client logs in, so that the very same bot can be run against a server on loopback.
"""

from __future__ import annotations

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL


def point_at(api_base: str | None, gateway: str | None) -> None:
    """Use these addresses instead of Discord's own; None leaves one as it is.

    `api_base` includes the version ("http://127.0.0.1:8080/api/v10").
    """
    if api_base is not None:
        Route.BASE = api_base.rstrip("/")
    if gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
