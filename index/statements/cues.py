"""The words that tell of speech: "said", "told", "according to", and what undoes them.

A cue is looked up by its form. What kind of cue it is decides how the words around it
are read; whether it really tells of speech here is for the reader of the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

CueKind = Literal["say", "tell", "about", "weak", "source"]
Form = Literal["past", "third", "base", "participle"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a cue.

    Kinds: `say` takes the words themselves ("said that …"), `tell` a listener first,
    `about` an object that is part of what was said ("accused X of …"), `weak` counts
    only with "that" or a quotation beside it, `source` is "according to".
    """

    lemma: str
    kind: CueKind
    form: Form


_SAY: Final = (
    "say add announce argue acknowledge assert boast caution claim comment complain concede "
    "conclude confirm contend continue counter declare disclose emphasize emphasise exclaim "
    "explain insist joke lament mention muse note observe predict proclaim quip reiterate "
    "remark repeat reply report respond retort reveal shout stress suggest swear testify tweet "
    "warn wonder write admit allege recall speculate state blog chant sigh recount mutter "
    "murmur whisper yell cry scream intone"
)
_TELL: Final = "tell assure inform remind ask"
_ABOUT: Final = (
    "accuse blame urge deny reject condemn criticize criticise praise describe denounce dismiss "
    "promise pledge vow threaten demand call blast slam decry deride mock dub label characterize "
    "characterise welcome applaud lambast lambaste defend"
)
_WEAK: Final = (
    "believe think feel hope fear expect agree estimate indicate hint imply propose vow read show "
    "learn answer echo decide find hold point underline underscore highlight order rule quote cite "
    "maintain post thank signal recommend advise appeal deem doubt suspect plead joke laugh"
)
_IRREGULAR: Final[dict[str, str]] = {
    "say": "said",
    "write": "wrote",
    "tell": "told",
    "think": "thought",
    "feel": "felt",
    "swear": "swore",
    "read": "read",
    "show": "showed",
    "find": "found",
    "hold": "held",
}
_DOUBLED: Final = frozenset({"quip", "admit", "blog", "slam", "dub"})

PARTICLES: Final = frozenset({"out", "on", "for", "upon"})
"""Words that belong to the cue when they follow it: "pointed out", "called for"."""

NEGATIONS: Final = frozenset(
    "not never nor neither nobody no cannot without hardly scarcely didn't doesn't don't hasn't "
    "haven't hadn't wouldn't won't can't couldn't shouldn't isn't wasn't weren't ain't didn’t "
    "doesn’t don’t hasn’t haven’t hadn’t wouldn’t won’t can’t couldn’t shouldn’t isn’t wasn’t "
    "weren’t ain’t".split()
)
UNSPOKEN: Final = frozenset(
    "will would could should may might can must shall declined refused failed wanted plans planned "
    "plan expected likely about if unless 'll ’ll whether let please".split()
)
PASSIVES: Final = frozenset("is are was were be been being am gets got get".split())
"""Before a past form these make the subject the one spoken to or of."""

SKIPPED: Final = frozenset(
    "has have had 've ’ve also later then repeatedly recently once previously himself herself "
    "itself both all simply even again further first just now often still earlier famously who "
    "which only already always finally soon thus therefore instead too meanwhile nevertheless "
    "yesterday today tonight itself themselves did do does is was are were been since long who's "
    "ever went on to".split()
)
"""Words that may stand between a subject and its cue."""

_INVERTIBLE: Final = frozenset((*_SAY.split(), "ask", "answer", "call"))
_NOUNS: Final = frozenset(
    "claims claim reports report notes note calls call states state demands demand promises "
    "promise comments comment warns posts post reads hopes fears fear hope threats mentions "
    "mention remarks remark rules rule orders order finds shows show answers answer blames praises "
    "pledges pledge vows vow stresses stress estimates estimate appeals appeal cries cry feels "
    "tweets tweet quotes quote recalls recall holds hold points point signals signal doubts doubt "
    "labels label jokes joke counters counter cautions caution repeats repeat laments lament urges "
    "urge replies reply boasts slams shouts thought thinking feeling finding ruling reading "
    "holding reporting writing meaning answers laughs laugh plead yells yell screams scream "
    "whispers whisper murmurs sighs sigh defends".split()
)


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base in _DOUBLED:
        return base + base[-1] + "ed"
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _participle(base: str) -> str:
    if base in _DOUBLED:
        return base + base[-1] + "ing"
    if base.endswith("e"):
        return base[:-1] + "ing"
    return base + "ing"


def _lexicon() -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    groups: tuple[tuple[str, CueKind], ...] = (
        (_WEAK, "weak"),
        (_ABOUT, "about"),
        (_TELL, "tell"),
        (_SAY, "say"),
    )
    for words, kind in groups:
        for base in words.split():
            forms[base] = Cue(base, kind, "base")
            forms[_third(base)] = Cue(base, kind, "third")
            forms[_past(base)] = Cue(base, kind, "past")
            forms[_participle(base)] = Cue(base, kind, "participle")
    forms["according"] = Cue("according", "source", "base")
    return forms


LEXICON: Final[dict[str, Cue]] = _lexicon()
"""Every form in lower case, and what it tells."""

REPORTS: Final = frozenset(
    "statement report announcement message warning letter tweet communique dispatch release".split()
)
"""Nouns that bring words from somebody: "a statement from the harbour board about …"."""

TRIGGERS: Final = frozenset(LEXICON) | REPORTS
"""A sentence without any of these, and without a quotation, says nothing."""


def is_also_a_noun(form: str) -> bool:
    """Whether the form is a verb only where the words around it leave no doubt."""
    return form in _NOUNS


def may_precede_subject(cue: Cue) -> bool:
    """Whether English lets the subject follow: "…," said X."""
    return cue.lemma in _INVERTIBLE and cue.form in ("past", "third")
