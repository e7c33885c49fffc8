"""Whether a form of a cue tells of speech where it stands.

"Did not say", "will say", "was told", "the claims" and "the noted author" do not.
"""

from __future__ import annotations

from index.statements.cues import (
    NEGATIONS,
    PASSIVES,
    SKIPPED,
    UNSPOKEN,
    Cue,
    is_also_a_noun,
)
from index.statements.narration import Sentence
from index.statements.rules.content import OPENERS
from index.statements.subjects import DETERMINERS, PRONOUNS, Phrase


def verb_group(sentence: Sentence, at: int, cue: Cue) -> tuple[int, bool] | None:
    """Where the verb begins with its auxiliaries, and whether it is a progressive.

    None where the words before it take the speech back: "did not say", "will say",
    "was told", "to say".
    """
    j, progressive, passive = at, False, False
    while j > 0:
        low = sentence.low(j - 1)
        if low in NEGATIONS or low in UNSPOKEN or low.endswith(("n't", "n’t")):
            return None
        if low == "to" and sentence.low(j - 2) not in ("on", "continued"):
            return None
        if low in PASSIVES:
            progressive = cue.form == "participle"
            passive = passive or cue.form == "past"
        elif low == "as" and sentence.low(j - 2) == "quoted":
            j -= 2
            progressive = True
            continue
        elif low in ("who", "which") or not (
            low in SKIPPED
            or (low.endswith("ly") and low not in ("family", "assembly", "ally", "reply", "july"))
        ):
            break
        j -= 1
    if passive and not progressive:
        return None
    if sentence.low(j - 1) in (
        "no",
        "nobody",
        "none",
        "without",
        "if",
        "unless",
        "whether",
        "not",
        "to",
    ):
        return None
    return j, progressive


def is_false_verb(
    sentence: Sentence, subject: Phrase, at: int, last: int, cue: Cue, inherited: bool
) -> bool:
    """Whether the form is a noun or an adjective here: "the claims", "the noted author"."""
    low = sentence.tokens[at].low
    head = sentence.tokens[subject.last - 1]
    if not inherited and _disagrees(sentence, subject, at):
        return True
    if is_also_a_noun(low):
        plain = head.low in PRONOUNS or (head.raw[0].isupper() and not inherited)
        return not plain or not _opens_content(sentence, last)
    if cue.form == "base" and not (
        head.low in PRONOUNS or head.low.endswith("s") or subject.plural
    ):
        return True
    return bool(
        cue.form == "past"
        and head.low in DETERMINERS
        and head.low not in ("all", "many", "some", "both", "one", "most")
    )


def _disagrees(sentence: Sentence, subject: Phrase, at: int) -> bool:
    """Whether one person is followed by a plural verb, and so ends another phrase."""
    head = sentence.tokens[subject.last - 1]
    one = head.low in ("he", "she", "it") or (head.raw[0].isupper() and head.low[-1] != "s")
    verbs = {sentence.low(k) for k in range(subject.last, at)}
    return one and not subject.plural and not verbs.isdisjoint(("are", "were", "have", "do"))


def _opens_content(sentence: Sentence, last: int) -> bool:
    low = sentence.low(last)
    return (
        low in OPENERS
        or low in ("it", "he", "she", "they", "the", "there", ":")
        or sentence.is_block(last)
        or sentence.is_block(last + 1)
    )
