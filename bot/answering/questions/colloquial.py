"""What people type around a question in a chat, and short for it: "wait did he rly say that lol".

Nothing within quotation marks is touched.
"""

from __future__ import annotations

import re
from typing import Final

from bot.answering.drafting.cutting import cut, outside_quotations

_WRITTEN_SHORT: Final = {
    "whats": "what's",
    "wat": "what",
    "wut": "what",
    "wats": "what's",
    "whos": "who's",
    "wheres": "where's",
    "whens": "when's",
    "hows": "how's",
    "whys": "why's",
    "abt": "about",
    "ppl": "people",
    "rly": "really",
    "u": "you",
    "pm": "prime minister",
    "gov": "government",
    "govt": "government",
}
_SHORT: Final = re.compile(
    rf"(?<![\w.@'’-])(?:{'|'.join(_WRITTEN_SHORT)})(?![\w.'’-])", re.IGNORECASE
)
# "PM" is an office, "3 pm" an hour; "Gov. Maro" is a title.
_HOUR: Final = re.compile(r"\d\s?\Z")
_BEFORE: Final = re.compile(
    r"^\W*(?:(?:wait|hold on|hang on|lol|lmao|omg|wtf|um+|uh+|hm+|hey|hi|hello|yo|ok|okay|well|so"
    r"|but|and|sorry|guys|bro|dude|folks|btw|fyi|ngl|tbh|honestly|seriously|please|pls|plz|actually"
    r"|anyway|also|again|remind me|quick question|just curious|just wondering|genuine question)"
    r"\b(?! (?:of|for|in|on|about|by|from)\b)[\s,.:;!?…-]*)+(?=\w|[“\"'«„])",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"(?:[\s,.:;!?(…-]+(?:lol|lmao|omg|wtf|pls|plz|please|thx|thanks|tho|bro|dude|guys|smh|or what"
    r"|or not)|[,.:;!?(…-]\s*(?:anyone(?: knows?)?|any idea|right|huh))[\s).!?…]*$",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(
    r"^\W*(?:(?:is it|it['’]s|is that) (?:really |actually )?(?:true|right|correct|a fact) that"
    r"|(?:any |the |whats? (?:is )?the |what['’]s the |got a |need a |have you got a )?"
    r"(?:sources?|citations?|proof|evidence|links?) (?:for|of|that|on)"
    r"(?: the (?:claim|quote)(?: that| of))?)\s+(?=\S)",
    re.IGNORECASE,
)
_SOURCE_BEHIND: Final = re.compile(
    r"[\s,.:;!?(-]+(?:sources?|citations?|proof|quote|link)[\s?)]*$",
    re.IGNORECASE,
)


_CLAIM_BEHIND: Final = re.compile(r"\s+claim[\s?]*$", re.IGNORECASE)


def in_full(text: str) -> str:
    """The question alone, in words that are not short for others; spaces must be single.

    What would be nothing without what stands around it stays as it is.
    """
    for form in (_BEFORE, _BEHIND, _SOURCE_BEHIND):
        text = _without(form, text)
    if (claimed := _without(_SOURCE, text)) != text:
        text = _without(_CLAIM_BEHIND, claimed)
    unquoted = outside_quotations(text)
    end, parts = 0, []
    for found in _SHORT.finditer(unquoted):
        word = found[0].lower()
        if word == "pm" and _HOUR.search(text[: found.start()]):
            continue
        parts += [text[end : found.start()], _WRITTEN_SHORT[word]]
        end = found.end()
    return "".join([*parts, text[end:]])


def _without(form: re.Pattern[str], text: str) -> str:
    found = form.search(outside_quotations(text))
    if found is None:
        return text
    rest = cut(text, [found.span()])
    return rest if len(rest.split()) > 1 else text
