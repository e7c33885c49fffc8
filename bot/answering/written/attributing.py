"""Whether a claim gives words to the one whose they are, as the article has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.written.grounds import Ground, Grounds
from bot.answering.written.prose import QUOTED
from bot.answering.written.reading import Attribution, cues_in
from bot.answering.written.tokens import tokens
from bot.answering.written.turning import turns
from bot.wording import day
from index.alignment import align
from index.errors import LibraryError
from index.languages import ENGLISH
from index.library import Library
from index.speakers import is_given_name, name_words
from index.speakers.words import HONORIFICS
from index.statements.cues import LEXICON, PASSIVES, SKIPPED, UNSPOKEN
from index.types import Speaker

_NEUTRAL: Final = frozenset(
    "say tell state add note explain comment remark write observe reply respond answer mention "
    "report".split()
)
"""Verbs that say no more than that something was said."""
_TURNING: Final = frozenset(
    "ask wonder deny doubt reject dismiss hope fear demand urge suspect threaten joke expect "
    "propose suggest recommend advise appeal plead imply hint".split()
)
"""Verbs whose words were not simply stated, so that no neutral verb may stand for them."""

_EDGES: Final = " ,:;.!?—–-\u00a0"
_SEVERAL: Final = re.compile(r"\b(?:and|or|with|nor|not|but|than|both|of)\b|&|['’]s\b|s['’] ")
_HEAD_ENDS: Final = re.compile(
    r" (?:of|for|to|from|in|at|on|with|who|that|which|close|published|released|issued|obtained"
    r"|seen|made|conducted) "
)
_CAPITAL: Final = re.compile(r"\b[^\W\d_a-z][^\W\d_]*")
_PREPOSITION: Final = re.compile(
    r"(?:at|to|during|after|before|when|in an?|in the) ", re.IGNORECASE
)
_ON: Final = re.compile(r"^(?:(?:on|in|late|early|late on|early on) )", re.IGNORECASE)
_TIME: Final = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2,8}\.? \d|\d|yesterday|today"
    r"|last (?:week|month|year))\b"
)
_NEAR: Final = 30
_MANNER: Final = re.compile(r"\b[a-z]{2,}ly\b")
_MANNER_BEFORE: Final = re.compile(r"\b([a-z]{2,}ly),? \Z")
_MANNER_AFTER: Final = re.compile(r"(?: that)?,? ([a-z]{2,}ly)\b")
_SPEAKS: Final = r"(?:reported|reports|wrote|writes|said|says)"


def is_of(library: Library, grounds: Grounds, subject: str, ground: Ground) -> bool:
    """Whether a subject means the one who certainly speaks, and nobody besides.

    Where nobody is certain, it may say what the sentence itself says ("a spokesman"), but
    give no name.
    """
    voice = ground.voice
    if voice is None:
        return False
    subject = subject.strip(_EDGES)
    span = voice.statement.speaker_span
    as_said = span.of(ground.article.text) if span else ""
    words = _telling(subject)
    as_written = voice.speaker.as_written if voice.speaker else ""
    if not words or QUOTED in subject or not _speaks(subject, f"{as_said} {as_written}"):
        return False
    if not _has_names(subject):
        return words <= _common(as_said) and bool(words & _heads(as_said))
    if voice.speaker is None:
        return False
    called = _called(library, voice.speaker)
    written = (*called, as_written, as_said)
    if _SEVERAL.search(subject) and not any(align(subject, form) for form in written):
        return False
    if not words <= set().union(*map(_telling, written)):
        return False
    if words == _telling(voice.speaker.name):
        return True
    named = any(_names_them(subject, name, as_written) for name in called)
    return named and not _is_shared(grounds, words, ground)


def is_fitting_cue(reading: Attribution, ground: Ground) -> bool:
    """Whether the verb says no more of how it was said than the article's."""
    cue = LEXICON.get(reading.cue.lower())
    given = set(cues_in(ground.cue))
    if cue is None or cue.lemma in _NEUTRAL:
        return _is_quoted_only(reading) or not given & _TURNING
    return cue.lemma in given


def keeps_manner(reading: Attribution, ground: Ground) -> bool:
    """Whether it is told how it was said where the article does, but of a mere quotation.

    "Said falsely" must not become "said"; “It is sold,” in marks, is what was said.
    """
    cue = ground.voice.statement.cue_span if ground.voice else None
    if cue is None or _is_quoted_only(reading):
        return True
    text = ground.article.text
    near = (text[max(cue.start - _NEAR, 0) : cue.start], text[cue.end : cue.end + _NEAR])
    found = (_MANNER_BEFORE.search(near[0]), _MANNER_AFTER.match(near[1]))
    manners = [each[1] for each in found if each] + _MANNER.findall(cue.of(text))
    told = " ".join((reading.subject, reading.cue, reading.content, *reading.aside))
    return set(manners) <= set(re.findall(r"\w+", told.lower()))


def is_aside(reading: Attribution, aside: str, ground: Ground) -> bool:
    """Whether to whom, where or when it was said is told beside it in the same words."""
    words = aside.strip(_EDGES)
    if _PREPOSITION.match(words):
        return bool(align(words, ground.around))
    time = _ON.sub("", words)
    if _TIME.match(time):
        return bool(align(time, ground.around))
    return not words or bool(align(f"{reading.cue} {words}", ground.around))


def _is_quoted_only(reading: Attribution) -> bool:
    return not reading.content.replace(QUOTED, "").strip(_EDGES)


def unframed(plain: str, grounds: Sequence[Ground]) -> Iterator[str]:
    """The claim, and without its opening where that says which outlet reports it, and when."""
    yield plain
    publishers = {ground.article.metadata.publisher for ground in grounds}
    outlet = publishers.pop() if len(publishers) == 1 else None
    if not outlet:
        return
    name = rf"(?:[Tt]he )?{re.escape(outlet.removeprefix('The '))}"
    day_of = r"(?: (?:of|on|from|dated) (?P<{}>[^,]{{3,30}}?(?:, \d{{4}})?))?"
    frame = re.match(
        rf"(?:(?:As |In |According to )?(?:an? (?:article|report) (?:in|by|from) )?{name}"
        rf"(?:{day_of.format('one')},| {_SPEAKS}(?:{day_of.format('other')} that|,)?)) "
        r"(?P<rest>.+)",
        plain,
    )
    if frame and all(_is_day_of(frame[each], grounds) for each in ("one", "other")):
        yield frame["rest"][0].upper() + frame["rest"][1:]
    if behind := re.fullmatch(
        rf"(?P<rest>.+), (?:according to {name}|{name} (?:reported|reports|wrote|writes))\.?", plain
    ):
        yield behind["rest"]


def _is_day_of(written: str | None, grounds: Sequence[Ground]) -> bool:
    if written is None:
        return True
    said = {(token.kind, token.value) for token in tokens(written)}
    published = [ground.article.metadata.published for ground in grounds]
    return all(
        when is not None and said <= {(t.kind, t.value) for t in tokens(day(when))}
        for when in published
    )


def _telling(text: str) -> set[str]:
    """The words of a subject that say who: without titles, articles, adverbs and the like."""
    idle = ENGLISH.stop_words | SKIPPED | HONORIFICS
    return {word for word in name_words(text) if word not in idle}


def _speaks(subject: str, as_said: str) -> bool:
    """Whether a subject goes with a verb of speech simply: no "was told", "not", "would have"."""
    words = subject.lower().split()
    if not words or words[-1] in PASSIVES or UNSPOKEN & set(words):
        return False
    said = turns(subject)
    return not said.denials and not said.conditions and said.directions <= turns(as_said).directions


def _common(as_said: str) -> set[str]:
    """The words of a phrase that are no names."""
    return _telling(" ".join(word for word in as_said.split() if word[:1].islower()))


def _has_names(subject: str) -> bool:
    """Whether a word that does not begin it has a capital, or the first is no common one."""
    first, *others = subject.split() or [""]
    if first.lower() not in ENGLISH.stop_words and first[:1].isupper():
        return True
    return any(_CAPITAL.match(word) for word in others)


def _heads(as_said: str) -> set[str]:
    """The nouns that a phrase is about: the friend in "a friend of the minister, a lawyer"."""
    parts = (_HEAD_ENDS.split(f"{part} ", maxsplit=1)[0] for part in as_said.split(","))
    return {words[-1] for part in parts if (words := name_words(part))}


def _names_them(subject: str, name: str, as_written: str) -> bool:
    """Whether a subject holds the last name, and before it no other given name."""
    known = name_words(name)
    words = name_words(subject)
    if not known or known[-1] not in words:
        return False
    at = words.index(known[-1])
    if at == 0 or words[at - 1] in known:
        return True
    before = words[at - 1]
    title, _, _ = " ".join(name_words(as_written)).partition(known[-1])
    return before in title.split() and not is_given_name(before)


def _called(library: Library, speaker: Speaker) -> tuple[str, ...]:
    """The speaker's name and its aliases in the whole library."""
    try:
        return (speaker.name, *library.register.profile(speaker.name).aliases)
    except LibraryError:
        return (speaker.name,)


def _is_shared(grounds: Grounds, words: set[str], ground: Ground) -> bool:
    """Whether the article quotes somebody else who may be meant by the same words."""
    voice = ground.voice
    speaker = voice.speaker if voice else None
    others = {
        each.speaker.name
        for each in grounds.statements(ground.article.id)
        if each.speaker and speaker and each.speaker.name != speaker.name
    }
    return any(words <= set(name_words(other)) for other in others)
