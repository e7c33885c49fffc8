"""What a language model wrote, as it stands above the quotations that bear it out. Pure."""

from __future__ import annotations

from typing import Final

from bot.answering.types import Answer, Claim
from bot.discord.escaping import escape_line, size
from bot.wording import counted

BY_MODEL: Final = (
    "Written by a language model. Each sentence was checked against the words quoted below."
)

_MOST: Final = 1500
"""Characters of the sentences, which beside them leave room for some quotations."""


def written_lead(answer: Answer) -> str:
    """The sentences with their numbers, whole or not at all, and what is to be said of them."""
    shown, room = [], _MOST
    for sentence in map(_sentence, answer.claims):
        room -= size(sentence) + 1
        if room < 0:
            break
        shown.append(sentence)
    notes = [_unshown(len(answer.claims) - len(shown)), _left_out(answer.left_out), BY_MODEL]
    return "\n".join([" ".join(shown), *(f"-# {note}" for note in notes if note)])


def _sentence(claim: Claim) -> str:
    return f"{escape_line(claim.text, 2000)} {''.join(f'[{n}]' for n in claim.numbers)}"


def _unshown(number: int) -> str:
    return f"{counted(number, 'more sentence')} did not fit." if number else ""


def _left_out(number: int) -> str:
    if not number:
        return ""
    what, them = ("was", "it") if number == 1 else ("were", "them")
    return (
        f"{counted(number, 'sentence')} {what} left out, because the articles do not bear "
        f"{them} out."
    )
