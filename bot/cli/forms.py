"""The machine interface: values as JSON objects, key for key.

Owns the names and order of the keys that scripts rely on; every function is pure.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from bot.answering.checking.types import Checked
from bot.answering.leads import prose
from bot.answering.types import Answer, Citation, NotFound, Outcome, status
from index.feeds.types import EntryCounts, FailedEntry, Feed, FeedAdded, PollResult
from index.jobs.job import Job, SourceResult
from index.types import (
    AddResult,
    AddStatus,
    Article,
    LibraryStats,
    Metadata,
    ScoredPassage,
    Span,
    SpeakerDecision,
    SpeakerProfile,
    SpeakerSummary,
    Statement,
)

if TYPE_CHECKING:
    from bot.doctor import Check
    from bot.selftest.figures import Figure
    from bot.selftest.measuring import Measured

Form = dict[str, Any]
_RESULTS: Final[tuple[AddStatus, ...]] = ("added", "updated", "unchanged", "duplicate", "failed")
_LINE_BREAKS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def as_line(form: Form) -> str:
    """One object on one line, without its line feed; characters stand for themselves.

    The line breaks that only some readers know are escaped, so that each of them
    agrees on what a line is.
    """
    return json.dumps(form, ensure_ascii=False).translate(_LINE_BREAKS)


def add_result(result: AddResult) -> Form:
    return {
        "source": result.source,
        "status": result.status,
        "article_id": result.article_id,
        "title": result.title,
        "passages": result.passages,
        "statements": result.statements,
        "duplicate_of": result.duplicate_of,
        "error": result.error,
        "took_ms": round(result.took_ms, 1),
    }


def job(stored: Job) -> Form:
    """A job: how far it has come, and with what results."""
    return {
        "job": stored.number,
        "name": stored.name,
        "task": stored.task,
        "state": stored.state,
        "sources": stored.total,
        "settled": stored.settled,
        "results": {status: stored.counts.get(status, 0) for status in _RESULTS},
        "added_by": stored.added_by,
        "created_at": stored.created_at.isoformat(),
        "ended_at": stored.ended_at and stored.ended_at.isoformat(),
        "cancelled_by": stored.cancelled_by,
    }


def source_result(result: SourceResult) -> Form:
    return {
        "number": result.number,
        "source": result.name,
        "status": result.status,
        "article_id": result.article_id,
        "error": result.error,
    }


def article_reference(article_id: str, metadata: Metadata) -> Form:
    """Which article is meant, as citations name it."""
    return {
        "id": article_id,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "author": metadata.author,
        "published": metadata.published.isoformat() if metadata.published else None,
        "url": metadata.url,
    }


def citation(number: int, cited: Citation) -> Form:
    return {
        "n": number,
        "quote": cited.quote,
        "article": article_reference(cited.article.id, cited.article.metadata),
        "start": cited.span.start,
        "end": cited.span.end,
        "kind": cited.kind,
        "speaker": cited.speaker
        and {
            "name": cited.speaker.name,
            "as_written": cited.speaker.as_written,
            "inferred": cited.inferred,
        },
        "also_in": [
            {
                "id": copy.id,
                "publisher": copy.metadata.publisher,
                "url": copy.metadata.url,
            }
            for copy in cited.also_in
        ],
    }


def outcome(
    result: Outcome,
    *,
    question_id: object,
    passages: Sequence[ScoredPassage],
    urls: Mapping[str, str | None],
) -> Form:
    """What became of a question; `urls` knows the address of each passage's article."""
    evidence = result.evidence
    return {
        "id": question_id,
        "question": result.question.text,
        "status": status(result),
        "answer": prose(result) if isinstance(result, Answer) else None,
        "citations": []
        if isinstance(result, NotFound)
        else [citation(number, cited) for number, cited in enumerate(result.citations, start=1)],
        "passages": [scored_passage(found, urls) for found in passages],
        "confidence": round(evidence.confidence, 4),
        "mode": result.mode if isinstance(result, Answer) else "extractive",
        "reason": None if isinstance(result, Answer) else result.reason,
        "took_ms": {
            "retrieve": round(evidence.took.retrieve, 1),
            "answer": round(evidence.took.answer, 1),
            "total": round(evidence.took.total, 1),
        },
    }


def scored_passage(found: ScoredPassage, urls: Mapping[str, str | None]) -> Form:
    return {
        "article_id": found.passage.article_id,
        "url": urls.get(found.passage.article_id),
        "start": found.passage.span.start,
        "end": found.passage.span.end,
        "score": round(found.score, 4),
    }


def statement(said: Statement) -> Form:
    return {
        "id": said.id,
        "article_id": said.article_id,
        "kind": said.kind,
        "speaker": said.speaker.name if said.speaker else None,
        "speaker_span": _pair(said.speaker_span),
        "cue_span": _pair(said.cue_span),
        "content_spans": [_pair(span) for span in said.content_spans],
        "quote_spans": [_pair(span) for span in said.quote_spans],
        "confidence": round(said.confidence, 4),
        "headline": said.headline,
    }


def quoted_statement(said: Statement, source: Article) -> Form:
    """A statement with the words it consists of and the article that they stand in."""
    return {
        **statement(said),
        "content": [span.of(source.text) for span in said.content_spans],
        "quotes": [span.of(source.text) for span in said.quote_spans],
        "article": article_reference(source.id, source.metadata),
    }


def speaker(quoted: SpeakerSummary | SpeakerProfile) -> Form:
    return {
        "name": quoted.name,
        "statements": quoted.statements,
        "articles": quoted.articles,
        "aliases": list(quoted.aliases),
    }


def speaker_profile(profile: SpeakerProfile) -> Form:
    """A speaker with the roles that articles give, and when."""
    return {
        **speaker(profile),
        "roles": [
            {
                "role": role.role,
                "statements": role.statements,
                "first": role.first.isoformat() if role.first else None,
                "last": role.last.isoformat() if role.last else None,
            }
            for role in profile.roles
        ],
    }


def speaker_decision(decision: SpeakerDecision) -> Form:
    """What somebody decided about a speaker; `undone_at` is null while it is in force."""
    return {
        "number": decision.number,
        "kind": decision.kind,
        "name": decision.name,
        "to": decision.to,
        "made_by": decision.made_by,
        "made_at": decision.made_at.isoformat(),
        "undone_by": decision.undone_by,
        "undone_at": decision.undone_at.isoformat() if decision.undone_at else None,
    }


def verdict(checked: Checked) -> Form:
    """What the library holds of a quotation; `difference` is empty unless it is altered."""
    return {
        "quote": checked.quoted.words,
        "verdict": checked.verdict,
        "citations": [citation(number, each) for number, each in enumerate(checked.citations, 1)],
        "difference": [list(step) for step in checked.difference],
    }


def measured(result: Measured) -> Form:
    """What came of a question with a known answer; null is what it does not ask for.

    A rank is null as well where nothing right came among the passages that were found.
    """
    return {
        "id": result.gold.id,
        "question": result.gold.question.text,
        "expect": result.gold.expect,
        "status": status(result.outcome),
        "reason": None if isinstance(result.outcome, Answer) else result.outcome.reason,
        "counts": result.counts,
        "fault": result.fault,
        "article_rank": _finite(result.article_rank),
        "evidence_rank": _finite(result.evidence_rank),
        "cites_right": result.cites_right,
        "shows_words": result.shows_words,
        "shows_answer": result.shows_answer,
        "credits_speaker": result.credits_speaker,
        "status_without": status(result.without) if result.without else None,
        "missing": list(result.missing),
    }


def figures(found: Sequence[Figure], results: Sequence[Measured]) -> Form:
    """The figures of a question set, each with its 95 % interval, from `low` to `high`."""
    return {
        "questions": len(results),
        "counted": sum(result.counts for result in results),
        "faults": sum(result.fault is not None for result in results),
        "figures": [
            {
                "name": figure.name,
                "value": round(figure.value, 4),
                "low": round(figure.low, 4),
                "high": round(figure.high, 4),
                "hits": figure.hits,
                "of": figure.of,
            }
            for figure in found
        ],
    }


def feed(followed: Feed, counts: EntryCounts, failed: Sequence[FailedEntry]) -> Form:
    """A feed and how it does; `paused` says why it is not polled, null while it is."""
    return {
        **feed_reference(followed),
        "channel": followed.channel,
        "added_at": followed.added_at.isoformat(),
        "added_by": followed.added_by,
        "next_poll": followed.next_poll.isoformat(),
        "last_success": followed.last_success.isoformat() if followed.last_success else None,
        "failures": followed.failures,
        "last_error": followed.last_error,
        "paused": followed.paused,
        "stored": counts.stored,
        "waiting": counts.waiting,
        "failed": counts.failed,
        "failed_entries": [{"link": entry.link, "error": entry.error} for entry in failed],
    }


def feed_reference(followed: Feed) -> Form:
    """Which feed is meant."""
    return {"number": followed.number, "title": followed.title, "address": followed.address}


def feed_added(result: FeedAdded) -> Form:
    """What became of a feed that was given."""
    return {
        "source": result.source,
        "status": result.status,
        "feed": feed_reference(result.feed) if result.feed else None,
        "error": result.error,
    }


def poll_result(result: PollResult) -> Form:
    """How a feed answered, and what became of those of its entries that were read."""
    return {
        "feed": feed_reference(result.feed),
        "status": result.status,
        "error": result.error,
        "entries": [add_result(entry) for entry in result.results],
    }


def stats(name: str, held: LibraryStats) -> Form:
    return {
        "library": name,
        "articles": held.articles,
        "passages": held.passages,
        "statements": held.statements,
        "speakers": held.speakers,
        "characters": held.characters,
        "embedding_model": held.embedding_model,
    }


def diagnosis(checks: Sequence[Check]) -> Form:
    """What `doctor` found, one object in `checks` for each thing that it looked at."""
    return {
        "ok": all(check.ok for check in checks),
        "checks": [
            {"name": check.name, "ok": check.ok, "found": check.found, "remedy": check.remedy}
            for check in checks
        ],
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _finite(rank: float | None) -> int | None:
    return int(rank) if rank is not None and math.isfinite(rank) else None
