"""The line above an answer's quotations: who is heard, in words that the citations prove."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.types import Citation


def lead_line(citations: Sequence[Citation]) -> str:
    """One line that says no more than the citations do."""
    speakers = list(dict.fromkeys(c.speaker.name for c in citations if c.speaker))
    if speakers and all(citation.speaker for citation in citations):
        return _spoken(speakers, citations)
    outlets = list(dict.fromkeys(_outlet(citation) for citation in citations))
    return f"{_listed(outlets)} {'reports' if len(outlets) == 1 else 'report'}:"


def _spoken(speakers: list[str], citations: Sequence[Citation]) -> str:
    if len(speakers) > 1:
        return f"{_listed(speakers)}, in their own words or as reported:"
    speaker = citations[0].speaker
    introduced = _capitalised(speaker.as_written if speaker else speakers[0])
    if any(citation.kind == "direct" for citation in citations):
        return f"{introduced} said:"
    return f"{introduced} is reported to have said:"


def _outlet(citation: Citation) -> str:
    meta = citation.article.metadata
    return meta.publisher or (f"“{meta.title}”" if meta.title else "An article in the library")


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + " and " + names[-1]


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
