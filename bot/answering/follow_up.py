"""A question in the light of the exchanges before it, without a model.

Owns the decision what a message of a conversation is: a command to an answer ("when was
this?"), a follow-up, which becomes the whole question that is put to the library, or a
question that stands alone. What is whole in itself is never added to, and what is unsure
stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.follow_up_commands import Command, command_of, says_nothing
from bot.answering.follow_up_fragments import Fragments
from bot.answering.follow_up_people import Antecedents, GenderOf
from bot.answering.follow_up_references import References, Unclear
from bot.answering.follow_up_turns import Turn, read_again
from bot.answering.follow_up_wording import Whole
from bot.answering.question import LONGEST, Reader
from index.languages import QUOTATION

_LEAD: Final = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|also|then|well|yes|no|hm+|thanks|plus)\b[\s,.…:–—-]*)+(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Alone:
    """A question that needs nothing of what was asked before."""


Understanding = Alone | Whole | Command

ALONE: Final = Alone()


def understand(
    text: str, turns: Sequence[Turn], reader: Reader, gender_of: GenderOf
) -> Understanding:
    """What a message means after these exchanges, the nearest first.

    A command is one without any exchange, too: to what it goes is the front end's to say.
    """
    said = " ".join(text.split())
    if says_nothing(said):
        return Command("thanks")
    if command := command_of(said):
        return command
    thread = read_again(turns, reader)
    if not thread or len(said) > LONGEST:
        return ALONE
    references = References(thread, Antecedents(thread, gender_of), reader)
    lead = _LEAD.match(said)
    rest = said[lead.end() :] if lead else said
    try:
        if found := Fragments(thread, references, reader).filled(rest, led=bool(lead)):
            return found
        question = references.resolved(rest)
    except Unclear:
        return ALONE
    return Whole(question[:1].upper() + question[1:]) if question != rest else ALONE


def about_words(words: str, command: Command) -> str:
    """The question that a command asks about somebody's words: whether they are here, and whose."""
    text = " ".join(words.split())
    if quotation := QUOTATION.search(text):
        return f"Who said {quotation[0]}?"
    return f"Who said “{text.strip('“”„')}”?" if command.asked == "who" else text
