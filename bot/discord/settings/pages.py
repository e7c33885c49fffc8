"""What a server has chosen, in words: for the panel, and for the log where it is changed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.questions.numeric_days import DateOrder
from bot.discord.articles.pages import who
from bot.discord.escaping import escape_line
from bot.discord.page import Block, Page, Tone
from bot.discord.settings.model_pages import ModelState, model_words
from bot.discord.settings.preferences import LOG, MODEL, Preferences, Speaking
from bot.wording import counted, listed
from index.preferences import Json, PreferenceChange

SPEAKING: Final[Mapping[Speaking, str]] = {
    "everywhere": "In all channels",
    "only": "Only in the channels chosen below",
    "except": "In all channels but those chosen below",
}
DATES: Final[Mapping[DateOrder | None, str]] = {
    None: "Asked back, as it may be either",
    "DMY": "The day first: 3 May",
    "MDY": "The month first: 5 March",
}
"""What 3/5/2026 is; other dates can be read in one way only, in whatever language."""

_NAMES: Final[Mapping[str, str]] = {
    "askers": "Who may ask",
    "adders": "Who may add and edit",
    "removers": "Who may remove",
    "speaking": "Where I answer",
    "channels": "Channels",
    "private": "Answers",
    "threads": "Long exchanges",
    "dates": "A date like 3/5/2026",
    LOG: "Log",
    MODEL: "Written answers",
}
_LINES_IN_MESSAGE: Final = 8
_MODERATORS: Final = "whoever may manage messages"


@dataclass(frozen=True, slots=True)
class PanelState:
    """What the panel shows.

    `everyone` is the id of the role that all members have. `roles` and `channels` are those of
    the server that still are; `unoffered` are the chosen roles to which Discord doesn't offer
    the commands by itself. `log` is the log's channel, `log_lacks` what keeps the
    bot from posting there, and `threads_lack` from opening threads. `model` is the language
    model, where whoever runs the bot has set one up.
    """

    server: str
    everyone: int
    chosen: Preferences
    log: int | None
    latest: PreferenceChange | None
    roles: Collection[int]
    channels: Collection[int]
    log_lacks: Sequence[str] = ()
    threads_lack: Sequence[str] = ()
    unoffered: Sequence[int] = ()
    model: ModelState | None = None


ASKERS, ADDERS, REMOVERS, WHERE, ANSWERS, LOGGING, DAYS, WRITTEN = range(1, 9)
"""The places of the panel's blocks, under which its controls stand; its head is at 0."""


def settings_page(state: PanelState, said: str, *, is_agreeing: bool = False) -> Page:
    """The present state in words; `said` is markdown about what was just done, or "".

    With `is_agreeing` it says what has to be known before a language model is chosen.
    """
    chosen = state.chosen
    head = f"**Settings of {state.server}**\n-# A change holds at once."
    blocks = (
        Block(f"{head}\n{said}" if said else head),
        Block(_headed("askers", _askers(state)), ruled=True),
        Block(_headed("adders", _moderators(state, chosen.adders))),
        Block(_headed("removers", _removers(state) + _unoffered(state))),
        Block(_headed("speaking", _where(state)), ruled=True),
        Block(_headed("private", _answers(state)), ruled=True),
        Block(_headed(LOG, _log(state)), ruled=True),
        Block(_headed("dates", DATES[chosen.dates]), ruled=True),
        *_written(state.model, is_agreeing=is_agreeing),
        Block(_latest(state.latest), ruled=True),
    )
    return Page(blocks, Tone.ANSWER)


def choice_pages(changes: Sequence[PreferenceChange]) -> Iterator[Page]:
    """The messages for the log about who chose what, the earliest first."""
    lines = [f"{who(each.by)} changed my settings: {chosen_line(each)}" for each in changes]
    for start in range(0, len(lines), _LINES_IN_MESSAGE):
        yield Page((Block("\n".join(lines[start : start + _LINES_IN_MESSAGE])),))


def chosen_line(change: PreferenceChange) -> str:
    """What was chosen, in a line."""
    name = _NAMES.get(change.name, change.name)
    return f"**{name}** is now {_value(change.name, change.new)}"


def _headed(name: str, said: str) -> str:
    return f"**{_NAMES[name]}**\n{said}"


def _askers(state: PanelState) -> str:
    roles = state.chosen.askers
    if not roles or state.everyone in roles:
        return "Everybody"
    return f"{_roles(state, roles)}, and whoever may manage the server"


def _moderators(state: PanelState, roles: Sequence[int]) -> str:
    if state.everyone in roles:
        return "Everybody"
    if roles:
        return f"{_roles(state, roles)}, and whoever may manage the server"
    others = state.chosen.adders or state.chosen.removers
    integrations = "" if others else ", or is allowed under Server Settings, Integrations"
    return f"Whoever may manage messages{integrations}"


def _removers(state: PanelState) -> str:
    roles = state.chosen.removers
    too = " (an answer also whoever may manage messages)" if roles else ""
    removed = f"-# Articles, feeds, and answers that others asked for{too}."
    return f"{_moderators(state, roles)}\n{removed}"


def _roles(state: PanelState, roles: Sequence[int]) -> str:
    there = [f"<@&{role}>" for role in roles if role in state.roles]
    gone = len(roles) - len(there)
    said = listed(there) if there else "Nobody"
    return f"{said} (⚠ {counted(gone, 'chosen role')} {_are(gone)} gone)" if gone else said


def _unoffered(state: PanelState) -> str:
    """What a role still needs, as Discord hides these commands from it."""
    if not state.unoffered:
        return ""
    roles = listed([f"<@&{role}>" for role in state.unoffered])
    return (
        f"\n-# Discord itself shows `/article`, `/feed`, `/speaker` and `/library` only to whoever "
        f"may manage messages: allow {roles} to use them under Server Settings, Integrations."
    )


def _where(state: PanelState) -> str:
    chosen = state.chosen
    said = SPEAKING[chosen.speaking].replace("chosen below", "chosen")
    if chosen.speaking == "everywhere":
        return f"{said}; threads follow their channel"
    if not chosen.channels:
        return "In all channels, until you choose some below"
    there = [f"<#{channel}>" for channel in chosen.channels if channel in state.channels]
    gone = len(chosen.channels) - len(there)
    warning = f"\n⚠ {counted(gone, 'chosen channel')} {_are(gone)} gone." if gone else ""
    return f"{said}: {listed(there) if there else 'none that is there'}{warning}"


def _answers(state: PanelState) -> str:
    chosen = state.chosen
    seen = "Seen by who asked alone" if chosen.private else "Seen by everybody"
    threads = "move to a thread" if chosen.threads else "stay in the channel"
    lacks = state.threads_lack if chosen.threads else ()
    warning = f"\n⚠ I lack {listed(lacks)} on this server." if lacks else ""
    return f"{seen}, unless `private` says otherwise. Long exchanges {threads}.{warning}"


def _log(state: PanelState) -> str:
    if state.log is None:
        return "No channel is told what is done to the library and to these settings."
    if state.log not in state.channels:
        return "⚠ The channel that was told is gone. Choose another one."
    lacks = f"\n⚠ I lack {listed(state.log_lacks)} there." if state.log_lacks else ""
    return f"<#{state.log}> is told what is done to the library and to these settings.{lacks}"


def _written(model: ModelState | None, *, is_agreeing: bool) -> list[Block]:
    if model is None:
        return []
    words = model_words(model, is_agreeing=is_agreeing)
    return [Block(_headed(MODEL, words), ruled=True)]


def _latest(latest: PreferenceChange | None) -> str:
    if latest is None:
        return "-# Nothing was changed so far."
    return f"-# Last changed by {who(latest.by)}, <t:{int(latest.at.timestamp())}:R>"


def _value(name: str, value: Json) -> str:
    if name in ("private", "threads"):
        return _FLAGS[name][bool(value)]
    if name == "dates":
        return _lowered(DATES[value])  # type: ignore[index]
    if name == "speaking":
        return _lowered(SPEAKING[value or "everywhere"])  # type: ignore[index]
    if name == LOG:
        return f"<#{value}>" if value else "none"
    if name == MODEL:
        return f"on, by a language model at {escape_line(str(value), 100)}" if value else "off"
    if name not in _NAMES:
        return escape_line(str(value), 100)
    ids = value if isinstance(value, list) else []
    if name == "channels":
        return listed([f"<#{each}>" for each in ids]) if ids else "none"
    nobody = "everybody" if name == "askers" else _MODERATORS
    return listed([f"<@&{each}>" for each in ids]) if ids else nobody


_FLAGS: Final[Mapping[str, tuple[str, str]]] = {
    "private": ("seen by everybody", "seen by who asked alone"),
    "threads": ("in the channel", "moved to a thread"),
}


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
