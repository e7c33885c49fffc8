"""What somebody asks of an answer itself rather than of the library: "more", "when was this?".

Owns the forms of these commands in English; what is done about them is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Asked = Literal["more", "when", "where", "who", "source", "context", "why", "true", "thanks"]
"""What a command asks for; `thanks` asks for nothing."""

LONGEST: Final = 80
"""Characters of a command; what is longer says something of its own."""

_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_FILLERS: Final = re.compile(
    r"^(?:(?:and|but|so|ok|okay|hm+|um+|well|yes|please|hey|hi|sorry|wait|oh|ah)\b[\s,]*)+(?=\w)"
)
_AFTERTHOUGHTS: Final = re.compile(
    r"(?:[\s,]+(?:please|then|exactly|again|though|by the way|btw|anyway|now|actually|tho))+$"
)
_MARKS: Final = re.compile(r"[^\w\s#'-]+")

_NUMBERED: Final = (
    r"(?:(?:quote|quotation|citation|number|no|nr)? ?#?\d{1,2}"
    rf"|(?:the )?(?:{'|'.join(_ORDINALS)}|last)(?: (?:one|quote|quotation|citation))?)"
)
_NUMBER: Final = re.compile(
    rf"\b(?P<figure>\d{{1,2}})\b|\b(?P<ordinal>{'|'.join(_ORDINALS)}|last)\b"
)
_THIS: Final = (
    r"(?:(?:this|that|the) (?:quote|quotation|statement|article|one|answer)|(?:the|these|those)"
    rf" (?:quotes|quotations|words|articles)|this|that|it|these|those|{_NUMBERED})"
)
_SAID: Final = (
    r"(?:he|she|they|somebody|someone) (?:say|write|tell) (?:this|that|it|so|these|those)"
)
_PRINTED: Final = r"(?: (?:said|published|written|printed|posted|reported|quoted|from|dated))?"
_GIVE: Final = (
    r"(?:(?:(?:can|could|may) (?:you|i|we) )?(?:show|give|tell|send|see|get|have)(?: me| us)? )?"
)

# The first form that fits decides.
_FORMS: Final[tuple[tuple[Asked, str], ...]] = (
    (
        "more",
        rf"{_GIVE}(?:(?:is|are) there |do you have |got |any |some |even )*(?:more|further)"
        r"(?: (?:quotes|quotations|results|answers|of (?:this|that|these|those|them|it)"
        r"|(?:on|about) (?:this|that|it)|like (?:this|that|these|those)))?",
    ),
    (
        "more",
        r"(?:is there )?(?:what|anything|something) else|(?:the )?(?:others|rest|next(?: ones?)?)"
        r"|go on|continue|keep going|and",
    ),
    ("when", rf"(?:from )?when(?: exactly)?(?: (?:was|is|were|are) {_THIS}{_PRINTED})?"),
    ("when", rf"when did {_SAID}|{_GIVE}when {_THIS} (?:was|is){_PRINTED}"),
    (
        "when",
        rf"(?:on |from )?(?:what|which) (?:date|day|year|month)(?: (?:was|is|were|are) {_THIS}"
        rf"{_PRINTED})?|how old (?:is|are) {_THIS}|(?:(?:what is|what's|the) )?dates?",
    ),
    ("source", rf"where (?:was|is|were|are) {_THIS} (?:from|taken from|published|printed)"),
    ("where", rf"where(?: exactly)?(?: (?:was|is|were|are) {_THIS}(?: said)?)?"),
    ("where", rf"where did {_SAID}"),
    (
        "who",
        rf"who(?: exactly)?(?: (?:said|says|is|was|were) {_THIS}| said so"
        r"| (?:is|was) (?:speaking|talking|quoted|it)(?: here)?)?",
    ),
    (
        "who",
        rf"whose (?:words|quote|quotation)s?(?: (?:is|are|was|were) {_THIS})?|(?:by|from) whom",
    ),
    (
        "source",
        rf"{_GIVE}(?:(?:what is|what are|what's|any|the|a|your|its|got a) )?"
        rf"(?:sources?|links?|citations?|references?)(?: (?:for|of|to) {_THIS})?",
    ),
    (
        "source",
        r"(?:which|what) (?:paper|outlet|article|newspaper|site|source)s?"
        rf"(?: (?:was|is|were|are) {_THIS}(?: (?:from|in))?)?|says who"
        rf"|where did you (?:get|find|read) {_THIS}"
        rf"|who (?:reported|published|printed|wrote) {_THIS}",
    ),
    (
        "context",
        rf"{_GIVE}(?:(?:what is|what was|what's|the|its|some|more|in what|in which) )*context"
        rf"(?: (?:of|for|to|around) {_THIS})?",
    ),
    (
        "context",
        rf"what (?:did|does|do) (?:he|she|they) mean(?: (?:by|with) {_THIS})?"
        rf"|what (?:does|did) {_THIS} mean"
        rf"|what (?:came|comes|is|was) (?:before|after|around) {_THIS}",
    ),
    (
        "why",
        rf"why(?: not)?|how come|why (?:is|was) {_THIS}(?: so)?|why did {_SAID}"
        r"|for what reason|what for",
    ),
    (
        "true",
        rf"(?:is|was|are|were) {_THIS} (?:really |actually |still |all )?(?:true|correct|right"
        r"|accurate|real|a fact|so|certain|reliable)|(?:really|true|for real|fact check|sure)"
        r"|are you (?:sure|certain)|(?:is|was) (?:he|she) (?:right|lying|telling the truth)",
    ),
    (
        "thanks",
        r"(?:many |ok |great |nice |cool |perfect |awesome |lovely )?(?:thanks|thank you|thx|ty|ta"
        r"|cheers)(?: (?:a lot|so much|very much|bot|mate|all|again))*|ok|okay|great|nice|cool"
        r"|perfect|good bot|bad bot|lol|haha+|wow|got it|i see|good|nice one|interesting",
    ),
)


@dataclass(frozen=True, slots=True)
class Command:
    """What is asked of an answer, and of which of its quotations: from 1, or -1 for the last."""

    asked: Asked
    number: int | None = None


def command_of(text: str) -> Command | None:
    """The command that a message is as a whole, if it is one."""
    said = _plain(text)
    if not said or len(text) > LONGEST:
        return None
    for asked, form in _FORMS:
        if re.fullmatch(form, said):
            return Command(asked, _number(said))
    return None


def says_nothing(text: str) -> bool:
    """Whether a message has no word in it: a smile, dots."""
    return not any(map(str.isalnum, text))


def _plain(text: str) -> str:
    """Without case, marks, and what only leads up to it or comes after it."""
    said = " ".join(_MARKS.sub(" ", text.lower().replace("’", "'")).split())
    return _AFTERTHOUGHTS.sub("", _FILLERS.sub("", said))


def _number(said: str) -> int | None:
    found = _NUMBER.search(said)
    if found is None:
        return None
    if figure := found["figure"]:
        return int(figure)
    return -1 if found["ordinal"] == "last" else _ORDINALS.index(found["ordinal"]) + 1
