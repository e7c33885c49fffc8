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
from index.statements.vocabulary import DAYS, MONTHS, ORGANISATIONS, ROLES

PRONOUNS: Final = frozenset({"he", "she", "they", "it", "i", "we", "you"})
DETERMINERS: Final = frozenset(
    "the a an his her its their our my this these those one some several many two three four both "
    "most another other all each every few".split()
)
TIME: Final = DAYS | frozenset(
    "today yesterday tonight earlier later recently late early last next this week month year "
    "morning afternoon evening night weekend ago again".split()
)
PREPOSITIONS: Final = frozenset(
    "in on at during after before to of via from by with when as while following for about against "
    "into through over under since until upon within without between among amid despite per near "
    "outside inside around like than regarding because if though although where because then but "
    "and or nor so yet either neither whether why how what whose whom that which who unless once "
    "except there here not".split()
)
_VERBS: Final = frozenset(
    "is are was were be been being has have had do does did will would could should may might can "
    "must get got made make takes took taken went came gave given seen saw knew known met held "
    "left became began kept let put set won lost ran".split()
)
_ADVERBS: Final = frozenset(
    "meanwhile however yesterday still instead later earlier moreover furthermore indeed perhaps "
    "therefore now today also only even".split()
)
_OBJECTS: Final = frozenset({"him", "them", "me", "us", "never"})
_STOP: Final = PREPOSITIONS | _VERBS | _ADVERBS | PRONOUNS | _OBJECTS
# After these a noun phrase is no subject: "Venn in her speech called".
_CASES: Final = frozenset(
    "in on at during with to from by of for about against into through over under upon within "
    "without among amid despite near outside inside around like between across".split()
)
_CONNECTIVES: Final = frozenset("but and so yet then".split())
_LINKS: Final = frozenset({"of", "for", "at", "from", "with", "in"})
_LONGEST: Final = 14
_LONGEST_ASIDE: Final = 30


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `first` to `last`, end-exclusive, of one sentence."""

    first: int
    last: int
    plural: bool = False


def subject_before(tokens: Sequence[Token], at: int) -> Phrase | None:
    """The subject that ends right before token `at`, asides between commas jumped over."""
    j = at - 1
    if j < 0:
        return None
    token = tokens[j]
    if token.raw in ",)—–]--":
        return _before_aside(tokens, j)
    if token.low in ("who", "which"):
        j -= 2 if j > 1 and tokens[j - 1].raw == "," else 1
        return _leftwards(tokens, j)
    if token.low in DAYS or token.low in MONTHS or token.raw.isdigit():
        return _before_date(tokens, j)
    phrase = _leftwards(tokens, j)
    if phrase is None or phrase.first <= 1 or tokens[phrase.first - 1].low not in _CASES:
        return phrase
    return subject_before(tokens, phrase.first - 1)


def _before_date(tokens: Sequence[Token], j: int) -> Phrase | None:
    while j >= 0 and (tokens[j].low in TIME or tokens[j].low in MONTHS or tokens[j].raw.isdigit()):
        j -= 1
    if j >= 0 and tokens[j].low in ("on", "in"):
        j -= 1
    return subject_before(tokens, j + 1) if j >= 0 else None


def _before_aside(tokens: Sequence[Token], j: int) -> Phrase | None:
    """The subject in "X, the minister, said": tried at each comma to the left."""
    closing = tokens[j].raw
    opening = {")": "(", "]": "["}.get(closing, closing)
    for k in range(j - 1, max(0, j - _LONGEST_ASIDE) - 1, -1):
        raw = tokens[k].raw
        if raw in ";:" or (tokens[k].is_block and raw != closing and opening == ","):
            if raw in ";:":
                return None
            continue
        if raw != opening or k < 1:
            continue
        phrase = _leftwards(tokens, k - 1)
        if phrase is not None and _is_name_beside_role(tokens, phrase, k + 1, j):
            return Phrase(k + 1, j)
        if phrase is not None and _at_clause_start(tokens, phrase.first) and _names(tokens, phrase):
            return phrase
        if opening in "([":
            return None
    return None


def _is_name_beside_role(tokens: Sequence[Token], role: Phrase, first: int, last: int) -> bool:
    """Whether the aside is the name itself: "The minister for water, Sabine Orlo, said"."""
    aside = tokens[first:last]
    if not 1 < len(aside) < 5 or not all(t.raw[0].isupper() for t in (aside[0], aside[-1])):
        return False
    said = tokens[role.first : role.last]
    return said[-1].raw[0].islower() and any(token.low in ROLES for token in said)


def _names(tokens: Sequence[Token], phrase: Phrase) -> bool:
    first, last = tokens[phrase.first], tokens[phrase.last - 1]
    if first.low in TIME or first.raw[0].isdigit() or last.low in TIME:
        return False
    return last.raw[0].isupper() or first.low in DETERMINERS or first.low in PRONOUNS


def _at_clause_start(tokens: Sequence[Token], first: int) -> bool:
    if first == 0:
        return True
    before = tokens[first - 1]
    return (
        before.raw in ",;:—–-.)"
        or before.is_block
        or before.low
        in ("but", "and", "while", "that", "as", "because", "when", "though", "although", "since")
    )


def _leftwards(tokens: Sequence[Token], j: int) -> Phrase | None:
    """The noun phrase whose last token is `j`."""
    if j < 0:
        return None
    end = tokens[j]
    if end.low in PRONOUNS:
        return Phrase(j, j + 1)
    if (
        not _is_nominal(end)
        or end.raw.isdigit()
        or (end.raw[0].islower() and end.low.endswith("ed"))
        or end.raw.endswith(("'s", "’s"))
        or end.low
        in DETERMINERS - {"all", "many", "some", "both", "others", "one", "two", "three", "most"}
    ):
        return None
    k, plural = j, False
    while k - 1 >= max(0, j - _LONGEST):
        step, joins = _step_left(tokens, k)
        if step == 0:
            break
        k -= step
        plural = plural or joins
    return Phrase(k, j + 1, plural and not is_one_body(tokens[k : j + 1]))


def _step_left(tokens: Sequence[Token], k: int) -> tuple[int, bool]:
    """How many tokens further left the phrase reaches from `k`, and whether over an "and"."""
    before = tokens[k - 1]
    linked = k >= 2 and _is_nominal(tokens[k - 2])
    if before.low == "of" or (before.low in _LINKS and linked and _takes_link(tokens[k - 2])):
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
    k, plural = at + 1, False
    while k < min(high, at + _LONGEST):
        step, joins = _step_right(tokens, k, high)
        if step == 0:
            break
        k += step
        plural = plural or joins
    return Phrase(at, k, plural and not is_one_body(tokens[at:k]))


def _step_right(tokens: Sequence[Token], k: int, high: int) -> tuple[int, bool]:
    """How many tokens further right the phrase reaches over `k`, and whether over an "and"."""
    token, before = tokens[k], tokens[k - 1]
    following = tokens[k + 1] if k + 1 < high else None
    if token.low == "of" or (token.low in ("for", "at", "from") and _takes_link(before)):
        linked = following is not None and _is_nominal(following) and following.low not in TIME
        return (2 if linked else 0), False
    if token.low == "and" and following is not None:
        both_named = following.raw[0].isupper() and before.raw[0].isupper()
        return (2, True) if both_named else (0, False)
    if token.low in DETERMINERS or token.low in TIME:
        return 0, False
    return (1, False) if _is_nominal(token) and not _begins_predicate(token) else (0, False)


def is_one_body(tokens: Sequence[Token]) -> bool:
    """Whether the "and" is part of a name: "the Ministry of Water and Energy"."""
    lows = [token.low for token in tokens]
    head = lows[: lows.index("of")] if "of" in lows else lows[: lows.index("and")]
    return any(low in ORGANISATIONS for low in (head if "of" in lows else lows))


def _begins_predicate(token: Token) -> bool:
    if not token.raw[0].islower():
        return False
    if token.low in LEXICON and LEXICON[token.low].form in ("past", "participle"):
        return True
    return token.low.endswith(("ed", "ly")) and len(token.low) > 4


def leading_subject(tokens: Sequence[Token], high: int) -> Phrase | None:
    """The subject with which a sentence opens, what comes before it jumped over."""
    at = _after_dateline(tokens, high)
    while at < high and (tokens[at].low in _ADVERBS or tokens[at].low in _CONNECTIVES):
        at += 1
    while at < high and tokens[at].raw == ",":
        at += 1
    if at >= high:
        return None
    phrase = None if _opens_adverbial(tokens, at, high) else phrase_from(tokens, at, high)
    if phrase is not None and (phrase.last >= high or tokens[phrase.last].low not in TIME):
        return phrase
    return _after_adverbial(tokens, at, high)


def _after_adverbial(tokens: Sequence[Token], at: int, high: int) -> Phrase | None:
    """The subject after "In Anselt, the capital, on Monday,": the first with a verb after it."""
    commas = [i for i in range(at, high) if tokens[i].raw == ","][:4]
    found = [phrase for i in commas if (phrase := phrase_from(tokens, i + 1, high)) is not None]
    followed = (p for p in found if p.last < high and tokens[p.last].raw[0].isalnum())
    return next(followed, found[0] if found else None)


def _opens_adverbial(tokens: Sequence[Token], at: int, high: int) -> bool:
    low = tokens[at].low
    if low in PREPOSITIONS or low in TIME or low in ("told", "given", "hours", "days", "weeks"):
        return True
    return low.endswith(("ing", "ed")) and not (at + 1 < high and tokens[at + 1].low in LEXICON)


def _after_dateline(tokens: Sequence[Token], high: int) -> int:
    """Behind "ANSELT, Feb. 11 (TPA) —", where a report opens with its place."""
    for at in range(1, min(high, 10)):
        if tokens[at].raw in ("—", "–", "--", "-", "―"):
            return at + 1 if tokens[0].raw[0].isupper() else 0
        if tokens[at].raw[0].islower():
            break
    return 0
