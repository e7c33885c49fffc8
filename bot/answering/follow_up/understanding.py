"""A question in the light of the exchanges before it, without a model.

Owns the decision what a message of a conversation is: a command to an answer ("when was
this?"), a follow-up, which becomes the whole question that is put to the library, or a
question that stands alone. What is whole in itself is never added to, and what is unsure
stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.follow_up.commands import Command, command_of, says_nothing
from bot.answering.follow_up.fragments import Fragments
from bot.answering.follow_up.people import Antecedents, GenderOf
from bot.answering.follow_up.references import References, Unclear
from bot.answering.follow_up.turns import Before, Turn, read_again, without_lead
from bot.answering.follow_up.wording import Whole
from bot.answering.questions.question import LONGEST, Reader
from index.languages import QUOTATION


@dataclass(frozen=True, slots=True)
class Alone:
    """A question that is taken as it stands.

    `unsure` is the word of it that stands for something said before, where it is not sure
    for what; "" where nothing before is needed.
    """

    unsure: str = ""


Understanding = Alone | Whole | Command

ALONE: Final = Alone()
LONGEST_REWRITTEN: Final = 500
"""Characters of a follow-up that a model may rewrite; who writes more has said it all."""
MOST: Final = 500
"""Characters of a whole question: what carries over more has pasted something."""


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
    try:
        whole = _whole(said, thread, reader, gender_of)
    except Unclear as unclear:
        return Alone(str(unclear))
    return whole if whole and whole.question != said and len(whole.question) <= MOST else ALONE


def needs_rewriting(ruled: Understanding, said: str) -> bool:
    """Whether the rules take it for more than it says, or are not sure what a word stands for."""
    if len(said) > LONGEST_REWRITTEN:
        return False
    return isinstance(ruled, Whole) or (isinstance(ruled, Alone) and bool(ruled.unsure))


def _whole(
    said: str, thread: Sequence[Before], reader: Reader, gender_of: GenderOf
) -> Whole | None:
    """The whole question; None where nothing before is needed. Raises Unclear."""
    references = References(thread, Antecedents(thread, gender_of), reader)
    text = without_lead(said)
    if found := Fragments(thread, references, reader).filled(text, led=text != said):
        return found
    question = references.resolved(text)
    return Whole(question[:1].upper() + question[1:]) if question != text else None


def about_words(words: str, command: Command) -> str:
    """The question that a command asks about somebody's words: whether they are here, and whose."""
    text = " ".join(words.split())
    if quotation := QUOTATION.search(text):
        return f"Who said {quotation[0]}?"
    return f"Who said “{text.strip('“”„')}”?" if command.asked == "who" else text
