"""Telling Discord which commands there are, only when they have changed.

Discord allows few registrations a day, and each takes a while. What was registered
last is remembered by a fingerprint for each application.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.offload import Offload

log = logging.getLogger(__name__)


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], remembered: Path | None, offload: Offload
) -> None:
    """Register the tree's commands unless the file says that these are registered.

    Without a file they are registered each time. A failure is logged, and what was
    registered before stays in use.
    """
    application = str(tree.client.application_id)
    fingerprint = _fingerprint(tree)
    known = await offload.question(_read, remembered)
    if known.get(application) == fingerprint:
        return
    try:
        await tree.sync()
    except (discord.DiscordException, aiohttp.ClientError) as error:
        log.warning("could not register the commands: %s", error)
        return
    await offload.question(_write, remembered, {**known, application: fingerprint})


def _fingerprint(tree: app_commands.CommandTree[Any]) -> str:
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def _read(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write(file: Path | None, known: dict[str, str]) -> None:
    if file is None:
        return
    try:
        file.write_text(json.dumps(known, indent=2), encoding="utf-8")
    except OSError as error:
        log.warning("could not remember that the commands are registered: %s", error)
