"""What a message of the bot holds, before it becomes Discord's components.

Rendering makes pages, pure values that are easy to test; `layout` alone turns them
into components. Text here is Discord's markdown, escaped already.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

MAX_TEXT: Final = 4000
"""Characters that one message may show, over all its texts."""


class Tone(Enum):
    """The colour of a page's edge, as 0xRRGGBB; None is no frame at all."""

    PLAIN = None
    ANSWER = 0x3B7A57
    RELATED = 0xB8862B
    NOTHING = 0x6B7280
    PROBLEM = 0xA94442


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text, perhaps with a note under it and a link button beside it."""

    text: str
    note: str | None = None
    link: Link | None = None
    ruled: bool = False
    """Whether a line is drawn above it."""

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.text,) if self.note is None else (self.text, self.note)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that comes with a message; `alt`, up to 1024 characters, says what it shows."""

    name: str
    data: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Page:
    """One message, its picture under the first block."""

    blocks: tuple[Block, ...]
    tone: Tone = Tone.PLAIN
    picture: Picture | None = None
