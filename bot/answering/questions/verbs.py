"""The words by which a question asks for speech: its verbs, its nouns, what goes before them."""

from __future__ import annotations

import re
from typing import Final

_SAYING: Final = (
    r"say|says|said|saying|tells?|told|telling|stated|think|thinks|thought|thinking|believes?"
    r"|believed|feels?|felt|remarked|quoted|stands? on|stood on|(?:make|makes|made) of"
)
_SPEAKING: Final = (
    r"speaks?|spoke|spoken|speaking|talks?|talked|talking|comments?|commented|commenting"
    r"|mentions?|mentioned|mentioning|reacts?|reacted|responds?|responded|reply|replies|replied"
    r"|discuss|discussed|addressed"
)
_DOING: Final = (
    r"claims?|claimed|claiming|argues?|argued|arguing|announces?|announced|announcing|warns?"
    r"|warned|warning|write|writes|wrote|written|calls?|called|calling|describes?|described"
    r"|explains?|explained|deny|denies|denied|denying|admits?|admitted|promises?|promised"
    r"|promising|demands?|demanded|demanding|wants?|wanted|accuses?|accused|answers?|answered"
    r"|adds?|added|suggests?|suggested|insists?|insisted|asks?|asked|asking|confirms?|confirmed"
    r"|criticised?|criticises|criticized?|criticizes|condemns?|condemned|praises?|praised|vows?"
    r"|vowed|pledges?|pledged|threatens?|threatened|acknowledges?|acknowledged|dismissed"
    r"|dismisses|rejects?|rejected|predicts?|predicted|proposes?|proposed|apologised?|apologized?"
    r"|complains?|complained|declares?|declared|reveals?|revealed|urges?|urged|supports?"
    r"|supported|opposes?|opposed|blames?|blamed|reports?|reported"
)
VERB: Final = re.compile(
    rf"\b(?:(?P<saying>{_SAYING})|(?P<speaking>{_SPEAKING})|(?P<doing>{_DOING}))\b", re.IGNORECASE
)
"""`saying` is followed by what is said, `speaking` by a topic; `doing` is done in words too."""

TELLING: Final = re.compile(
    r"apologi[sz]\w+|accus\w+|blam\w+|complain\w*|condemn\w*|critici[sz]\w+|prais\w+|threaten\w*",
    re.IGNORECASE,
)
"""Verbs that say themselves what is asked for: whoever apologised said so."""

NOUN: Final = (
    r"(?:reactions?|response|reply|answer|comments?|statements?|views?|opinions?|position|stance"
    r"|thoughts|words|quotes?|quotations?|remarks?|attitude|assessment|verdict)"
)
NEWS: Final = re.compile(r"\b(?:latest|newest|new|news|recent)\b", re.IGNORECASE)
# Compiled when a question is read, as it takes a while that every start would feel.
_FIRST: Final = (
    rf"\b(?:first (?:{_SAYING}|{_SPEAKING}|{_DOING}|{NOUN})|(?:for )?the first time|^\W*first time"
    r"|earliest)\b"
)

ABOUT: Final = re.compile(
    r" (?:about|on|regarding|concerning|of|to|over|that|whether|when|why|how|after|in|at|with)\b",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(
    r"(?: (?:ever|just|actually|really|also|publicly|already|yet|not|never|been|be|have|has|had|to"
    r"|so far|once|first|is|was|are|were))+$",
    re.IGNORECASE,
)
_LEADING: Final = frozenset(
    """
    what whats what's how who which when where why about tell show give find list get me us please
    can could would you do does did we i have has there any all some and so is are was were it that
    know remember exactly summarise summarize hey hi ok if whether heard hear
    """.split()
)
_BEING: Final = re.compile(r"\b(?:is|was|are|were|be|been)\b(?! it that\b)", re.IGNORECASE)
_OPENING: Final = re.compile(
    r"^(?:(?:as saying|as having said|anything|something|everything|nothing|things?|much|more|else"
    r"|new|us|me|them|out|what(?= about\b)|(?:to )?(?:reporters|journalists|the press|the media)"
    r"|in (?:response|reply|reaction|answer)(?= to\b)|when asked(?= about\b))\b[ ,:]*)*"
    r"(?:(?:about|on|regarding|concerning|of|to|that|over|towards?|for|against)\b)?",
    re.IGNORECASE,
)


def asks_first(question: str) -> bool:
    """Whether what was said first is asked for."""
    return bool(re.search(_FIRST, question, re.IGNORECASE))


def is_passive(before: str, verb: str) -> bool:
    """Whether somebody was told or asked, so that the words are another's."""
    return bool(_BEING.search(before)) and not verb.lower().endswith(("ing", "quoted"))


def without_asides(who: str) -> str:
    """Whom a question names, without "ever", "has been" behind and "tell me" before it."""
    words = _ASIDE.sub("", f" {who.strip(' ,')}").split()
    while words and words[0].lower().replace("’", "'").strip(",") in _LEADING:
        words.pop(0)
    return " ".join(words).strip(" ,;:\"'“”‘’()")


def is_claim(rest: str) -> bool:
    """Whether what follows a verb is what was said, not what it was about: "that it leaks"."""
    opening = _OPENING.match(rest.strip(" ,;:"))
    about = opening[0].lower().removesuffix("that") if opening else ""
    return bool(rest.strip(" ?.!,;:")) and not about


def is_leading(text: str) -> bool:
    """Whether these words only lead up to a question: "Can you tell me"."""
    return not without_asides(text)


def topic_of(rest: str) -> str:
    """The topic in what follows the verb: "as saying about the dam?" is on "the dam"."""
    return _OPENING.sub("", rest.strip(" ,;:"), count=1).strip(" ?.!,;:")
