"""Who does the saying in a sentence: the noun phrase beside a cue.

There is no grammar here, only the order of words: a subject is read leftwards from its
cue until something that cannot belong to it, or rightwards where the cue comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.statements.cues import LEXICON
from index.statements.narration import Token

PRONOUNS: Final = frozenset({"he", "she", "they", "it", "i", "we", "you"})
DETERMINERS: Final = frozenset(
    "the a an his her its their our my this these those one some several many two three four both "
    "most another other all each every few".split()
)
DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec".split()
)
TIME: Final = DAYS | frozenset(
    "today yesterday tonight earlier later recently late early last next this week month year morning "
    "afternoon evening night weekend ago again".split()
)
PREPOSITIONS: Final = frozenset(
    "in on at during after before to of via from by with when as while following for about against "
    "into through over under since until upon within without between among amid despite per near "
    "outside inside around like than regarding because if though although where because then but and "
    "or nor so yet either neither whether why how what whose whom that which who unless once except "
    "there here not".split()
)
_VERBS: Final = frozenset(
    "is are was were be been being has have had do does did will would could should may might can "
    "must get got made make takes took taken went came gave given seen saw knew known met held left "
    "became began kept let put set won lost ran".split()
)
_ADVERBS: Final = frozenset(
    "meanwhile however yesterday still instead later earlier moreover furthermore indeed perhaps "
    "therefore now today also only even".split()
)
_OBJECTS: Final = frozenset({"him", "them", "me", "us", "never"})
_STOP: Final = PREPOSITIONS | _VERBS | _ADVERBS | PRONOUNS | _OBJECTS
_LINKS: Final = frozenset({"of", "for", "at", "from", "with", "in"})
_LONGEST: Final = 14
_LONGEST_ASIDE: Final = 30


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `first` to `last`, end-exclusive, of one sentence."""

    first: int
    last: int
    plural: bool = False


def subject_before(tokens: Sequence[Token], at: int, low: int = 0) -> Phrase | None:
    """The subject that ends right before token `at`, asides between commas jumped over."""
    j = at - 1
    if j < low:
        return None
    token = tokens[j]
    if token.raw in ",)—–]--":
        return _before_aside(tokens, j, low)
    if token.low in ("who", "which"):
        j -= 2 if j - 1 > low and tokens[j - 1].raw == "," else 1
        return _leftwards(tokens, j, low)
    if token.low in DAYS or token.low in MONTHS or token.raw.isdigit():
        return _before_date(tokens, j, low)
    return _leftwards(tokens, j, low)


def _before_date(tokens: Sequence[Token], j: int, low: int) -> Phrase | None:
    while j >= low and (
        tokens[j].low in TIME or tokens[j].low in MONTHS or tokens[j].raw.isdigit()
    ):
        j -= 1
    if j >= low and tokens[j].low in ("on", "in"):
        j -= 1
    return subject_before(tokens, j + 1, low) if j >= low else None


def _before_aside(tokens: Sequence[Token], j: int, low: int) -> Phrase | None:
    """The subject in "X, the minister, said": tried at each comma to the left."""
    closing = tokens[j].raw
    opening = {")": "(", "]": "["}.get(closing, closing)
    for k in range(j - 1, max(low, j - _LONGEST_ASIDE) - 1, -1):
        raw = tokens[k].raw
        if raw in ";:" or tokens[k].is_block and raw != closing and opening == ",":
            if raw in ";:":
                return None
            continue
        if raw != opening or k - 1 < low:
            continue
        phrase = _leftwards(tokens, k - 1, low)
        if (
            phrase is not None
            and _at_clause_start(tokens, phrase.first, low)
            and _names(tokens, phrase)
        ):
            return phrase
        if opening in "([":
            return None
    return None


def _names(tokens: Sequence[Token], phrase: Phrase) -> bool:
    first, last = tokens[phrase.first], tokens[phrase.last - 1]
    if first.low in TIME or first.raw[0].isdigit() or last.low in TIME:
        return False
    return last.raw[0].isupper() or first.low in DETERMINERS or first.low in PRONOUNS


def _at_clause_start(tokens: Sequence[Token], first: int, low: int) -> bool:
    if first <= low:
        return True
    before = tokens[first - 1]
    return (
        before.raw in ",;:—–-.)"
        or before.is_block
        or before.low
        in ("but", "and", "while", "that", "as", "because", "when", "though", "although", "since")
    )


def _leftwards(tokens: Sequence[Token], j: int, low: int) -> Phrase | None:
    """The noun phrase whose last token is `j`."""
    if j < low:
        return None
    end = tokens[j]
    if end.low in PRONOUNS:
        return Phrase(j, j + 1)
    if (
        not _is_nominal(end)
        or end.raw.endswith(("'s", "’s"))
        or end.low
        in DETERMINERS - {"all", "many", "some", "both", "others", "one", "two", "three", "most"}
    ):
        return None
    k, plural = j, False
    while k - 1 >= max(low, j - _LONGEST):
        step, joins = _step_left(tokens, k, low)
        if step == 0:
            break
        k -= step
        plural = plural or joins
    return Phrase(k, j + 1, plural)


def _step_left(tokens: Sequence[Token], k: int, low: int) -> tuple[int, bool]:
    """How many tokens further left the phrase reaches from `k`, and whether over an "and"."""
    before = tokens[k - 1]
    linked = k - 2 >= low and _is_nominal(tokens[k - 2])
    if before.low == "of" or before.low in _LINKS and linked and _takes_link(tokens[k - 2]):
        return (2 if linked and tokens[k - 2].low not in LEXICON else 0), False
    if before.low in ("and", "&") and linked and tokens[k].low not in PRONOUNS:
        both_named = tokens[k].raw[0].isupper() and tokens[k - 2].raw[0].isupper()
        return (2, True) if both_named else (0, False)
    if tokens[k].low in DETERMINERS or not _is_nominal(before):
        return 0, False
    if before.low in LEXICON and LEXICON[before.low].kind != "weak":
        return 0, False
    return (0, False) if _looks_like_verb(before, tokens[k]) else (1, False)


def _takes_link(token: Token) -> bool:
    """Whether "for", "at" or "from" may hang on it: "spokesman for", "statement from"."""
    return token.low.endswith(
        ("man", "woman", "er", "or", "ist", "ment", "rt", "ent", "chief", "head", "s")
    )


def _is_nominal(token: Token) -> bool:
    return token.raw[0].isalnum() and token.low not in _STOP and token.low not in DAYS


def _looks_like_verb(token: Token, following: Token) -> bool:
    """Whether a word left of a name or an article is a past form: "visited the minister"."""
    if not token.raw[0].islower() or not token.low.endswith(("ed", "ly")):
        return False
    return following.low in DETERMINERS or following.raw[0].isupper() or token.low.endswith("ly")


def phrase_from(tokens: Sequence[Token], at: int, high: int) -> Phrase | None:
    """The noun phrase that begins at token `at`: after "said", after "according to"."""
    if at >= high:
        return None
    token = tokens[at]
    if token.low in PRONOUNS:
        return Phrase(at, at + 1)
    if not _is_nominal(token) or token.low in TIME:
        return None
    k, plural = at, False
    while k < min(high, at + _LONGEST):
        token = tokens[k]
        if (
            token.low in DETERMINERS
            and k > at
            and tokens[k - 1].low not in _LINKS
            and tokens[k - 1].low != "of"
        ):
            break
        if token.low in TIME:
            break
        if _is_nominal(token) and not _begins_predicate(tokens, k, at):
            k += 1
        elif token.low == "of" or token.low in ("for", "at", "from") and _takes_link(tokens[k - 1]):
            if k + 1 >= high or not _is_nominal(tokens[k + 1]) or tokens[k + 1].low in TIME:
                break
            k += 1
        elif (
            token.low == "and"
            and k + 1 < high
            and tokens[k + 1].raw[0].isupper()
            and tokens[k - 1].raw[0].isupper()
        ):
            plural = True
            k += 1
        else:
            break
    return Phrase(at, k, plural) if k > at else None


def _begins_predicate(tokens: Sequence[Token], k: int, at: int) -> bool:
    token = tokens[k]
    if k == at or not token.raw[0].islower():
        return False
    if token.low in LEXICON and LEXICON[token.low].form in ("past", "participle"):
        return True
    return token.low.endswith(("ed", "ly")) and len(token.low) > 4


def leading_subject(tokens: Sequence[Token], low: int, high: int) -> Phrase | None:
    """The subject with which a sentence opens, adverbials before it jumped over."""
    at = low
    while at < high and (
        tokens[at].low in _ADVERBS or tokens[at].low in ("but", "and", "so", "yet", "then")
    ):
        at += 1
    while at < high and tokens[at].raw == ",":
        at += 1
    if at >= high:
        return None
    first = tokens[at].low
    opens_adverbial = (
        first in PREPOSITIONS
        or first in TIME
        or first.endswith("ing")
        or first in ("asked", "according")
    )
    if opens_adverbial and not tokens[at].is_block:
        comma = next((i for i in range(at, high) if tokens[i].raw == ","), None)
        if comma is None:
            return None
        return phrase_from(tokens, comma + 1, high)
    return phrase_from(tokens, at, high)
