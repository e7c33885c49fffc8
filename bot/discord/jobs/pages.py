"""Jobs as pages: how far one has come, and the report at its end. Pure, within Discord's limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.discord.articles.pages import by
from bot.discord.escaping import escape_line, size, visible
from bot.discord.page import Block, Page, Tone
from bot.wording import counted
from index.jobs.job import Job, ResultStatus, SourceResult

_CELLS: Final = 20
_MAX_LISTED: Final = 3000
_MAX_LINE: Final = 400
_SAID: Final[dict[ResultStatus, str]] = {
    "added": "added",
    "updated": "added as a new version",
    "unchanged": "in the library already",
    "duplicate": "named twice",
    "failed": "failed",
    "waiting": "not read",
}
_SAID_OF_REFRESHED: Final[dict[ResultStatus, str]] = {
    **_SAID,
    "updated": "changed, now a new version",
    "unchanged": "unchanged",
    "waiting": "not fetched",
}


def stored_page(job: Job) -> Page:
    """That a job is safe, for the person who gave it."""
    are, them = ("is", "it") if job.total == 1 else ("are", "them")
    does = "fetch" if job.task == "refresh" else "add"
    text = (
        f"**{_total(job)}** {are} stored as job {job.number}. I {does} {them} in the background "
        "and show in this channel how it goes; a restart loses nothing."
    )
    return Page((Block(text),), Tone.ANSWER)


def progress_page(job: Job, reading: str | None) -> Page:
    """How far a job has come, and what is being read."""
    full = _CELLS * job.settled // job.total
    bar = "█" * full + "░" * (_CELLS - full)
    doing = "Fetching again" if job.task == "refresh" else "Adding"
    head = "Stopping" if job.state == "stopping" else f"{doing} {_total(job)}"
    lines = [f"**{head}**", f"`{bar}` {job.settled:,} of {job.total:,}"]
    if job.settled:
        lines.append(f"-# {_counts(job, waiting=False)}")
    if reading is not None and job.state == "working":
        lines.append(f"-# Reading {escape_line(reading, 200)}")
    return Page((Block("\n".join(lines), note=_note(job)),), Tone.RELATED)


def report_page(job: Job, results: Sequence[SourceResult]) -> Page:
    """What became of all sources; what failed is listed as far as it fits."""
    ended = "Cancelled" if job.state == "cancelled" else "Done"
    stays = f"what was {'fetched' if job.task == 'refresh' else 'added'} stays"
    whose = f" {by(job.cancelled_by)}; {stays}" if job.cancelled_by else ""
    head = f"**{ended}{whose}: {_total(job)}**\n{_counts(job, waiting=True)}"
    blocks = [Block(head, note=_note(job))]
    if listed := _listed(results):
        blocks.append(Block("\n".join(listed), ruled=True))
    if not fits(results):
        blocks.append(Block("-# Every source and what became of it stands in the file."))
    tone = Tone.NOTHING if job.state == "cancelled" else Tone.ANSWER
    return Page(tuple(blocks), tone)


def fits(results: Sequence[SourceResult]) -> bool:
    """Whether the page itself lists all that went wrong."""
    return len(_listed(results)) == sum(result.status == "failed" for result in results)


def report_text(job: Job, results: Iterable[SourceResult]) -> str:
    """Every source and what became of it, one a line, for a file."""
    lines = [f"Job {job.number}: {job.name}, {_total(job)}"]
    said = _said(job)
    for result in results:
        parts = (said[result.status], result.name, result.article_id, result.error)
        lines.append(" | ".join(visible(" ".join(part.split())) for part in parts if part))
    return "\n".join(lines) + "\n"


def _listed(results: Iterable[SourceResult]) -> list[str]:
    lines: list[str] = []
    room = _MAX_LISTED
    for result in results:
        if result.status != "failed":
            continue
        line = f"✗ {escape_line(f'{result.name}: {result.error}', _MAX_LINE)}"
        room -= size(line) + 1
        if room < 0:
            break
        lines.append(line)
    return lines


def _counts(job: Job, *, waiting: bool) -> str:
    return " · ".join(
        f"{job.counts[status]:,} {words}"
        for status, words in _said(job).items()
        if status in job.counts and (waiting or status != "waiting")
    )


def _said(job: Job) -> Mapping[ResultStatus, str]:
    return _SAID_OF_REFRESHED if job.task == "refresh" else _SAID


def _total(job: Job) -> str:
    return counted(job.total, "article" if job.task == "refresh" else "source")


def _note(job: Job) -> str:
    return f"-# Job {job.number} · {escape_line(job.name, 100)} · {by(job.added_by)}"
