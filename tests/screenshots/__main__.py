"""Take pictures of the bot's messages as people see them, in a simulated server.

`answer-wide.png` is the README's picture where it is copied to `answer.png`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from tests.screenshots.scenes import SCENES
from tests.screenshots.stage import staged


def main(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")],
    only: Annotated[list[str] | None, typer.Option(help=f"Of {', '.join(SCENES)}.")] = None,
    chromium: Annotated[Path, typer.Option(help="The browser to use.")] = Path("/usr/bin/chromium"),
) -> None:
    """Play the scenes, each with a picture of every message worth a look."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_play(folder, only or list(SCENES), chromium))


async def _play(folder: Path, names: list[str], chromium: Path) -> None:
    async with staged(folder, chromium) as stage:
        for name in names:
            await SCENES[name](stage)
            typer.echo(f"{name}: done")


typer.run(main)
