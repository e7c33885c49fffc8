"""True model outputs about articles, in the forms in which models write.

Each is made of a stored statement, or of a sentence that is nobody's, by templates; which
ones is settled by the seed alone. Nothing of the verifier is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from index.library import Library
from index.sentences import sentence_spans
from index.types import Article, Passage, Span, Statement

_EDGES: Final = " \t\u00a0,.;:…-–—'‘’\"“”"
_MARKS: Final = re.compile(r"[\"“”„«»‘\n\r]|(?<!\w)['’]|['’](?!\w)")
_NEUTRAL: Final = frozenset("said says told added noted explained stated wrote".split())
_WRITABLE: Final = re.compile(r"[\w\s.,;:'’()%$€£&/!?…–—-]+")
_FIGURES: Final = {
    str(number): word
    for number, word in enumerate("two three four five six seven eight nine ten".split(), start=2)
}
_MONTHS: Final = {
    month[:3]: month
    for month in (
        "January February March April May June July August September October November December"
    ).split()
}
_DAY: Final = re.compile(
    r"\b((?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*)\.? (\d{1,2})(?![\d,]|st|nd|rd|th)"
)
_ASIDE: Final = re.compile(
    r"(?: (?:reporters|supporters|voters|the [a-z]+|CNN|Fox News|MSNBC|NBC|ABC))?"
    r"(?: (?:on|in|at|during) (?:[A-Z]\w+|an? [a-z]+|the [a-z]+)(?: [a-z]+)?)?(?=[.,;])"
)
_ABOUT_ONESELF: Final = (
    (r"\bI’m\b|\bI'm\b|\bI am\b", "he is"),
    (r"\bI’ve\b|\bI've\b|\bI have\b", "he has"),
    (r"\bI was\b", "he was"),
    (r"\b[Mm]y\b", "his"),
    (r"\bme\b", "him"),
    (r"\bI (?=\w+)", "he "),
)


@dataclass(frozen=True, slots=True)
class Output:
    """One claim as a model writes it, and what it was made of.

    `supports` are pairs of a passage's number and words in it. `speaker` is as it is named
    in the text, `quoted` what stands in quotation marks there.
    """

    form: str
    article: Article
    text: str
    supports: tuple[tuple[int, str], ...]
    statement: Statement | None = None
    speaker: str | None = None
    quoted: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article with what is stored of it."""

    article: Article
    passages: Sequence[Passage]
    statements: Sequence[Statement]

    @classmethod
    def of(cls, library: Library, article: Article) -> Source:
        statements = library.statements(article_id=article.id)
        return cls(article, library.passages(article.id), statements)

    def number(self, span: Span) -> int | None:
        """The number under which the passage is sent that holds a place."""
        holding = (n for n, each in enumerate(self.passages, 1) if each.span.contains(span))
        return next(holding, None)

    def others(self, statement: Statement) -> list[str]:
        """Names of other people quoted, none of which shares a word with the speaker's."""
        own = set(statement.speaker.name.lower().split()) if statement.speaker else set()
        names = {each.speaker.name for each in self.statements if each.speaker}
        return sorted(name for name in names if not own & set(name.lower().split()))


def outputs(source: Source, random: Random) -> Iterator[Output]:
    """True outputs about one article: at most one of each statement, and some of its sentences."""
    for statement in source.statements:
        if statement.headline or (statement.speaker and statement.is_inferred):
            continue
        made = list(_of_statement(source, statement, random))
        by_form = {output.form: output for output in made}
        chosen = random.sample(sorted(by_form), min(2, len(by_form)))
        yield from (by_form[form] for form in chosen)
    narrated = list(_narrated(source))
    yield from random.sample(narrated, min(4, len(narrated)))


def _of_statement(source: Source, statement: Statement, random: Random) -> Iterator[Output]:
    if statement.speaker is None or not _is_name(statement.speaker.name):
        return
    who = random.choice(list(_names(source, statement)))
    if statement.kind == "direct":
        yield from _direct(source, statement, who, random)
    elif statement.kind == "indirect":
        yield from _indirect(source, statement, who)
    else:
        yield from _mixed(source, statement, who)


def _names(source: Source, statement: Statement) -> Iterator[str]:
    speaker = statement.speaker
    assert speaker
    yield speaker.name
    yield speaker.name
    last = speaker.name.split()[-1]
    if len(speaker.name.split()) == 2 and not _shared(source, statement, last):
        yield last
    if _WRITABLE.fullmatch(speaker.as_written) and len(speaker.as_written) < 80:
        comma = "," if "," in speaker.as_written else ""
        yield speaker.as_written + comma


def _shared(source: Source, statement: Statement, last: str) -> bool:
    speakers = {each.speaker.name for each in source.statements if each.speaker}
    assert statement.speaker
    return any(last in name.split() for name in speakers - {statement.speaker.name})


def _direct(source: Source, statement: Statement, who: str, random: Random) -> Iterator[Output]:
    text = source.article.text
    for span in statement.quote_spans:
        words = span.of(text).strip(_EDGES)
        number = source.number(span)
        if number is None or len(words.split()) < 3 or _MARKS.search(words):
            continue

        def made(form: str, written: str, *quoted: str, number: int = number) -> Output:
            supports = tuple((number, each) for each in quoted)
            return Output(
                form, source.article, written, supports, statement, who.rstrip(","), quoted
            )

        said, end = _neutral(source, statement), "" if words.endswith(("?", "!")) else "."
        yield made("X said: Q", f"{who} {said}: “{words}{end}”", words)
        yield made("Q, X said", f"“{words},” {who.rstrip(',')} {said}.", words)
        yield made("Q, said X", f"“{words},” said {who.rstrip(',')}.", words)
        yield made("according to X, Q", f"According to {who.rstrip(',')}, “{words}{end}”", words)
        if frame := _frame(source.article):
            yield made("outlet, day, X, Q", f"{frame} that {who} said: “{words}{end}”", words)
        parts = words.split(" ")
        if len(parts) > 8 and "," not in words:
            at = random.randrange(3, len(parts) - 3)
            first, second = " ".join(parts[:at]), " ".join(parts[at:])
            if first.strip(_EDGES) == first and second.strip(_EDGES) == second:
                written = f"“{first},” {who.rstrip(',')} said, “{second}{end}”"
                yield made("Q, X said, Q", written, first, second)
        if aside := _aside(source, statement):
            written = f"“{words},” {who.rstrip(',')} {aside}."
            yield made("Q, X told reporters on Monday", written, words)
            written = f"{who} {aside}: “{words}{end}”"
            yield made("X told reporters on Monday: Q", written, words)
        if told := _of_oneself(words):
            content = told[:1].lower() + told[1:] if told.startswith("He ") else told
            yield Output(
                "X said that he …",
                source.article,
                f"{who} said that {content}.",
                ((number, words),),
                statement,
                who.rstrip(","),
                (),
                content,
            )


def _of_oneself(words: str) -> str | None:
    """Words about oneself as they are reported of somebody; None where that takes more."""
    if not words.startswith(("I ", "I’", "I'")) or re.search(r"\b(?:you|we|our|us)\b", words, re.I):
        return None
    for pattern, instead in _ABOUT_ONESELF:
        words = re.sub(pattern, instead, words)
    return None if re.search(r"\bI\b|[’']", words) or words.endswith(("?", "!")) else words


def _indirect(source: Source, statement: Statement, who: str) -> Iterator[Output]:
    text = source.article.text
    if len(statement.content_spans) != 1 or statement.cue_span is None:
        return
    span, cue = statement.content_spans[0], statement.cue_span.of(text)
    words = span.of(text).strip(_EDGES)
    number = source.number(span)
    if number is None or _MARKS.search(words) or not words.startswith("that "):
        return
    if cue.split() != [cue] or not cue.endswith(("ed", "said", "told", "says", "wrote")):
        return
    if re.search(r"\b(?:I|we|you|my|our|us|me)\b", words) or cue in ("told", "called"):
        return
    content = words.removeprefix("that ")

    def made(form: str, written: str, said: str = content) -> Output:
        return Output(
            form, source.article, written, ((number, words),), statement, who.rstrip(","), (), said
        )

    yield made("X cue that C", f"{who} {cue} that {content}.")
    yield made("C, X cue", f"{content[0].upper()}{content[1:]}, {who.rstrip(',')} {cue}.")
    if cue in _NEUTRAL:
        yield made("according to X, C", f"According to {who.rstrip(',')}, {content}.")
    if frame := _frame(source.article):
        yield made("outlet, day, X, C", f"{frame} that {who} {cue} that {content}.")
    if (other := _other_forms(content)) != content:
        yield made("numbers and days in other forms", f"{who} {cue} that {other}.", other)
    if (short := _shortened(content)) != content:
        yield made("X cue that C, shortened", f"{who} {cue} that {short}.", short)


def _mixed(source: Source, statement: Statement, who: str) -> Iterator[Output]:
    """X said that C “Q”."""
    text = source.article.text
    if len(statement.content_spans) != 1 or len(statement.quote_spans) != 1:
        return
    [span], [quote] = statement.content_spans, statement.quote_spans
    cue = statement.cue_span.of(text) if statement.cue_span else ""
    words, number = span.of(text), source.number(span)
    inside = quote.of(text).strip(_EDGES)
    before = text[span.start : quote.start].rstrip('“"')
    if number is None or not before.startswith("that ") or cue not in _NEUTRAL - {"told"}:
        return
    if _MARKS.search(before) or _MARKS.search(inside) or text[quote.end : span.end].strip('”"., '):
        return
    if re.search(r"\b(?:I|we|you|my|our|us|me)\b", before):
        return
    written = f"{who} {cue} {before}“{inside}.”"
    yield Output(
        "X said that C Q",
        source.article,
        written,
        ((number, words.rstrip('”"., ')),),
        statement,
        who.rstrip(","),
        (inside,),
        before.removeprefix("that "),
    )


def _narrated(source: Source) -> Iterator[Output]:
    """Sentences that nobody says, as they are and as the outlet's."""
    text = source.article.text
    for span in sentence_spans(text):
        words = span.of(text)
        number = source.number(span)
        said = any(each.overlaps(span) for one in source.statements for each in (one.extent,))
        if said or number is None or not 8 <= len(words.split()) <= 40 or not words.endswith("."):
            continue
        if not _WRITABLE.fullmatch(words) or _MARKS.search(words):
            continue
        if re.search(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|us|me|your)\b", words) or "\n" in words:
            continue
        if _hangs(words):
            continue
        made = Output("narrated", source.article, words, ((number, words),), content=words)
        yield made
        for form, other in (
            ("narrated, numbers and days in other forms", _other_forms(words)),
            ("narrated, shortened", _shortened(words)),
        ):
            if other != words:
                yield Output(form, made.article, other, made.supports, content=other)
        if frame := _frame(source.article):
            written = f"{frame} that {words}"
            yield Output("outlet, day", made.article, written, made.supports, content=words)


def _neutral(source: Source, statement: Statement) -> str:
    cue = statement.cue_span.of(source.article.text) if statement.cue_span else ""
    return cue if cue in _NEUTRAL - {"told"} else "said"


def _frame(article: Article) -> str | None:
    published, publisher = article.metadata.published, article.metadata.publisher
    if not published or not publisher:
        return None
    return f"{publisher} reported on {published.day} {published:%B %Y}"


def _aside(source: Source, statement: Statement) -> str | None:
    """The verb with to whom and when it was said, as the sentence has them behind it."""
    cue, text = statement.cue_span, source.article.text
    found = _ASIDE.match(text, cue.end) if cue else None
    return f"{cue.of(text)}{found[0]}" if cue and found and cue.of(text) in _NEUTRAL else None


def _hangs(words: str) -> bool:
    """Whether a "he" comes before anybody whom it may stand for."""
    pronoun = re.search(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", words, re.IGNORECASE)
    before = words[: pronoun.start()] if pronoun else ""
    return bool(pronoun) and not re.search(r"[^.!?] [A-Z]\w|^[A-Z]\w+ [A-Z]", before)


def _shortened(words: str) -> str:
    """Without a clause that only adds something, or without the last one."""
    bare = re.sub(r", (?:which|who|whose|where)\b[^,.;]*,", "", words, count=1)
    if bare != words:
        return bare
    first = re.split(r",? (?:because|while|after|when|as|since|including)\b", words, maxsplit=1)[0]
    if first == words or len(first.split()) <= 5:
        return words
    return f"{first}{'.' if words.endswith('.') else ''}"


def _other_forms(words: str) -> str:
    """Small numbers in words, percents by their sign, days with the month behind."""
    words = re.sub(
        r"(?<![\w.,$-])(?:[2-9]|10)(?![\w.,:%/-])", lambda found: _FIGURES[found[0]], words
    )
    words = re.sub(r"(?<=\d) percent\b", "%", words)
    return _DAY.sub(lambda found: f"{found[2]} {_MONTHS[found[1][:3]]}", words)


def _is_name(name: str) -> bool:
    return bool(_WRITABLE.fullmatch(name)) and all(
        word[0].isupper() or word in ("of", "the", "de", "and") for word in name.split()
    )
