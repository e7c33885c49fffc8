"""Take the README's picture: a question asked of the real bot in the simulated server."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from playwright.sync_api import Page, sync_playwright

PICTURE = Path(__file__).parent / "answer.png"
QUESTION = "What did Solt say about concrete?"
WIDTH, HEIGHT = 1000, 1000
OPEN = "a:visible:has-text('Open')"
LAST = "button:visible:has-text('Delete')"


def main(
    chromium: Annotated[Path, typer.Option(help="The browser to use.")] = Path("/usr/bin/chromium"),
    question: str = QUESTION,
    picture: Path = PICTURE,
) -> None:
    """Ask a question as a person would, and save what the channel shows."""
    with _trial() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="dark", device_scale_factor=1
        )
        page.goto(address)
        _ask(page, question)
        page.screenshot(path=picture, clip=_conversation(page))
        browser.close()
    typer.echo(f"Saved {picture}")


def _ask(page: Page, question: str) -> None:
    page.locator("#channel-composer-input").click()
    page.keyboard.type("/ask", delay=40)
    page.wait_for_timeout(800)
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    page.locator(OPEN).first.wait_for(timeout=60_000)
    page.wait_for_timeout(500)


def _conversation(page: Page) -> Any:
    """The part of the page that looks like Discord: right of the menu, below the bar."""
    composer = page.locator("#channel-composer-input").bounding_box()
    last = page.locator(LAST).last.bounding_box()
    if composer is None or last is None:
        raise SystemExit("The page does not look as expected; has the simulation changed?")
    left = composer["x"] - 32
    return {"x": left, "y": 52, "width": WIDTH - left, "height": last["y"]}


@contextmanager
def _trial() -> Iterator[str]:
    """Run `whosaid try` over its samples, and give the address of its page."""
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "DATA_DIR": data, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "try"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            lines = process.stdout or ()
            yield next(match[0] for line in lines if (match := re.search(r"http://\S+", line)))
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()


typer.run(main)
