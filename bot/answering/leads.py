"""The words around an answer's quotations: who is heard, as the citations prove it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.answering.types import Answer, Citation, Claim
from bot.wording import listed

LEFT_OUT: Final = "(Part of what was written is not borne out by the articles, and is left out.)"


def lead_line(citations: Sequence[Citation]) -> str:
    """One line that says no more than the citations do."""
    speakers = list(dict.fromkeys(c.speaker.name for c in citations if c.speaker))
    unknown = [n for n, citation in enumerate(citations, start=1) if not citation.speaker]
    if speakers and all(citations[n - 1].kind == "direct" for n in unknown):
        spoken = _spoken(speakers, [citation for citation in citations if citation.speaker])
        rest = f"; who said {_numbered(unknown)} is open:"
        return spoken[:-1].rstrip(",") + rest if unknown else spoken
    outlets = list(dict.fromkeys(_outlet(citation) for citation in citations))
    return f"{listed(outlets)} {'reports' if len(outlets) == 1 else 'report'}:"


def claims_line(claims: Sequence[Claim], left_out: int) -> str:
    """What a model wrote, each sentence with its numbers, and whether some was left out."""
    sentences = [
        f"{claim.text} {''.join(f'[{number}]' for number in claim.numbers)}" for claim in claims
    ]
    if left_out:
        sentences.append(LEFT_OUT)
    return " ".join(sentences)


def _numbered(numbers: Sequence[int]) -> str:
    return listed([f"[{number}]" for number in numbers])


def prose(answer: Answer) -> str:
    """The answer as running text: the lead, then each quotation with its number.

    What is only reported of somebody is never run on to "she said:" as if it were her words.
    What a model wrote is such a text already.
    """
    if answer.mode == "model":
        return answer.lead
    parts = [answer.lead]
    for number, citation in enumerate(answer.citations, start=1):
        reported = "As reported: " if citation.kind == "indirect" else ""
        parts.append(f"{reported}“{citation.quote}” [{number}]")
    return " ".join(parts)


def _spoken(speakers: list[str], citations: Sequence[Citation]) -> str:
    if len(speakers) > 1:
        return f"{listed(speakers)}, in their own words or as reported:"
    introduced = _introduced(citations[0])
    if any(citation.kind == "direct" for citation in citations):
        return f"{introduced} said:"
    return f"{introduced} is reported to have said:"


def _introduced(citation: Citation) -> str:
    """The speaker as first introduced: "The Harbour Board", "Ines Maro, an engineer,"."""
    speaker = citation.speaker
    if speaker is None:
        raise AssertionError("a lead names only speakers that a citation has")
    words = speaker.as_written
    # As at its first mention: later there may be "the Maro plan".
    named = re.search(rf"(\b[Tt]he )?(?<!\w){re.escape(words)}(?!\w)", citation.article.text)
    if named and named[1]:
        words = f"The {words}"
    return words[:1].upper() + words[1:] + ("," if ", " in words else "")


def _outlet(citation: Citation) -> str:
    meta = citation.article.metadata
    return meta.publisher or (f"“{meta.title}”" if meta.title else "An article in the library")
