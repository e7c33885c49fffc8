"""What a reader sees of a message: its Markdown taken out, and which lines are set as a quotation.

Discord's dialect: backslashes before punctuation, emphasis, spoilers, code, links, mentions,
`> ` before a line and `>>> ` before all that follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.types import Span

_INLINE: Final = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\[(?P<label>[^\]\n]*)\]\(<?https?://[^)\s]*\)"
    r"|<(?P<address>https?://[^>\s]*)>"
    r"|<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:-?\d+(?::\w)?>"
    r"|```(?:\w+\n)?|`+|\|\||~~"
    r"|\*+(?=\S)|(?<=\S)\*+"
    r"|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])"
)
_LINE_START: Final = re.compile(r"(?:#{1,3}|-#) +")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is read; `blocks` are the stretches that are set as quotations."""

    text: str
    blocks: tuple[Span, ...] = ()


def read_markdown(message: str) -> Plain:
    """A message as it is read."""
    text, blocks, start, is_last = "", [], None, False
    for line in message.split("\n"):
        opens = "" if is_last else next((m for m in (">>> ", "> ") if line.startswith(m)), "")
        is_last = is_last or opens == ">>> "
        is_quoted = is_last or bool(opens) or line == ">"
        if is_quoted and start is None:
            start = len(text)
        elif not is_quoted and start is not None:
            blocks.append((start, len(text)))
            start = None
        text += _shown(line.removeprefix(opens) if line != ">" else "") + "\n"
    if start is not None:
        blocks.append((start, len(text)))
    return Plain(text, tuple(Span(*block) for block in blocks if text[slice(*block)].strip()))


def _shown(line: str) -> str:
    return _INLINE.sub(_inline, _LINE_START.sub("", line, count=1) if line[:1] in "#-" else line)


def _inline(found: re.Match[str]) -> str:
    return found["escaped"] or found["label"] or found["address"] or ""
