"""The people and bodies that an article names, with their roles.

Builds the cast of an article from its narration: who is named in full, under which
roles, and what that tells of "he" or "she". It decides nothing about who is speaking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from index.statements.cast import Cast, Mention, Person, Role, is_same_name, mention_start
from index.statements.cues import LEXICON
from index.statements.first_names import gender_of_first_name
from index.statements.genders import contradicts, settle_genders
from index.statements.narration import Narration
from index.statements.vocabulary import (
    DAYS,
    MODIFIERS,
    MONTHS,
    NAME_PARTICLES,
    NOT_NAMES,
    ORGANISATIONS,
    PLACES,
    ROLES,
    UPPER,
    WORKS,
    is_organisation,
    strip_titles,
)
from index.types import Span

_BODIES: Final = tuple(sorted(word.capitalize() for word in ORGANISATIONS if word.isalpha()))
_NAME_WORD: Final = rf"[{UPPER}](?:\w|['’](?!s\b)(?=\w)|[\-&.](?=\w))*"
_PARTICLE: Final = rf"(?:(?:{'|'.join(NAME_PARTICLES)}|of the|of) ){{1,2}}"
_FIRST_NAME: Final = re.compile(rf"(?<![{UPPER}\w] )(?<!\w)([{UPPER}]\w+) and \Z")
# A full stop goes on with the name only after an initial or a title.
_STOP: Final = (
    rf"(?:(?<=\b[{UPPER}])\.|(?<=\b(?:Mr|Dr|Ms|St|Lt|Sr|Jr))\."
    r"|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Rev))\.|(?<=\b(?:Capt|Prof|Sens|Reps))\.)?"
)
_RUN: Final = re.compile(rf"{_NAME_WORD}(?:{_STOP} (?:{_PARTICLE})?{_NAME_WORD})*")
_DATELINE: Final = re.compile(rf"[{UPPER} ]{{3,}}(?:,[^\n]{{0,30}})?(?: \([^\n]{{2,20}}\))? [—–-]")
_TITLE_WORDS: Final = 20
_SMALL_WORDS: Final = (NOT_NAMES - DAYS - MONTHS) | {
    form for form, cue in LEXICON.items() if cue.form == "third"
}
_LONGEST_BODY: Final = 60  # characters
_ROLE_AFTER: Final = re.compile(
    r"(?:, \d{1,3})?, ((?:an? |the |its |his |her |their )?[^,.;:()—\n\ue000]{3,80})(?=[,.;]|$)",
    re.MULTILINE,
)
_ROLE_BEFORE: Final = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) |['’]s )([^,.;:()—\n\ue000]{3,60}), $"
)

_ARTICLES: Final = ("the ", "The ", "his ", "her ", "His ", "Her ", "their ", "Their ")
# "Office for |Household Safety": what follows is no person's name.
_PART_OF_BODY: Final = re.compile(
    rf"(?P<body>(?:{_NAME_WORD} )*(?:{'|'.join(_BODIES)})) (?:for|of|and)(?: the)? $"
)
# "Sir Audric" is Audric Penhale, "Dr Thomas" is not Thomas Lund.
_BEFORE_FIRST_NAMES: Final = frozenset(
    "sir dame lord lady king queen prince princess pope sister brother".split()
)
_MOST_BEARERS: Final = 20  # of one surname: enough to be unsure
_LINKS: Final = frozenset("of for at from in to with and who that whose".split())
_DESCRIBING: Final = frozenset("a an the his her their its our".split())
_RELATIVES: Final = frozenset("who whose where which when whom that as".split())


def read_cast(narration: Narration) -> Cast:
    """Everybody named in the narrator's own words."""
    organisations: dict[str, Span] = {}
    mentions: list[Mention] = []
    headings = [
        s.span
        for s in narration.sentences
        if s.is_heading(narration.masked) or _is_in_title_case(s.span.of(narration.masked))
    ]
    for run in _RUN.finditer(narration.masked):
        while headings and headings[0].end <= run.start():
            del headings[0]
        if headings and headings[0].start <= run.start():
            continue
        if run[0].lower() in NOT_NAMES:
            continue
        mention = _mention(narration.masked, run, organisations)
        if mention is not None:
            mentions.append(mention)
            mentions.extend(_of_joined_names(narration.masked, mention))
    mentions.sort(key=mention_start)
    people, by_word = _people(mentions)
    cast = Cast(tuple(people), organisations, tuple(mentions), by_word)
    settle_genders(narration, cast.people, cast.people_in)
    for mention in mentions:
        borne_by = cast.named(mention.words)
        if len(borne_by) == 1:
            borne_by[0].named_at.append(mention.span.start)
    return cast


def _is_in_title_case(sentence: str) -> bool:
    """Whether small words have capitals, too, so that a name cannot be told from others."""
    words = [word for word in sentence.split()[1:] if word[0].isalpha()][:_TITLE_WORDS]
    capitals = [word for word in words if word[0].isupper() and not word.isupper()]
    small = any(word.lower() in _SMALL_WORDS for word in capitals if word != "The")
    return small and 3 * len(capitals) >= 2 * len(words)


def _of_joined_names(masked: str, mention: Mention) -> Iterator[Mention]:
    """The other of "Vera and Enid Hallam", who has the same surname."""
    if len(mention.words) == 2 and (
        first := _FIRST_NAME.search(masked, max(0, mention.span.start - 30), mention.span.start)
    ):
        span = Span(first.start(1), first.end(1))
        yield Mention(span, span, (first[1], mention.words[1]), Role(frozenset(), frozenset()))


def _mention(masked: str, run: re.Match[str], organisations: dict[str, Span]) -> Mention | None:
    start, words = _without_small_words(run)
    titles, name = strip_titles(words)
    name = _without_body(name, is_titled=bool(titles))
    full_start = start
    start += sum(len(title) + 1 for title in titles)
    end = start + len(" ".join(name))
    if start >= end:
        return None
    if masked.startswith(".", end) and name[-1] in ("Jr", "Sr", "Inc", "Corp", "Ltd"):
        end += 1
    if _is_no_name(masked, full_start, name):
        return None
    body = _PART_OF_BODY.search(masked, max(0, start - _LONGEST_BODY), start)
    if body or (not titles and is_organisation(name)):
        whole = Span(body.start("body") if body else start, end)
        organisations.setdefault(" ".join(whole.of(masked).split()), whole)
        return None
    if (not titles and masked.endswith(("the ", "The "), 0, start)) or name[0] in PLACES:
        return None
    mention = _with_role(masked, Span(start, end), full_start, name, titles)
    return None if mention.role.heads & WORKS else mention


def _without_body(name: list[str], *, is_titled: bool) -> list[str]:
    """The person of a body: "Karel Duda" of "Karel Duda of the Institute"; not "Bank of Lund"."""
    before = name[: name.index("of")] if "of" in name else []
    if len(before) not in (2, 3) or before[0] in PLACES or _has_body_word(before):
        return name
    after = name[len(before) :]
    is_person = is_titled or _has_body_word(after) or gender_of_first_name(before[0]) is not None
    return before if is_person else name


def _has_body_word(words: list[str]) -> bool:
    return any(word.lower() in ORGANISATIONS for word in words)


def _without_small_words(run: re.Match[str]) -> tuple[int, list[str]]:
    """Where a run of capitalised words begins to name somebody, and its words from there."""
    start, words = run.start(), run[0].split(" ")
    while words and words[0].rstrip(".").lower() in NOT_NAMES:
        start += len(words[0]) + 1
        words = words[1:]
    while words and words[-1].lower() in NOT_NAMES:
        words = words[:-1]
    return start, words


def _is_no_name(masked: str, start: int, name: list[str]) -> bool:
    """Whether it is the place of a dateline, or "Police" at the beginning of a sentence."""
    if len(name) == 1 and name[0].lower() in ORGANISATIONS:
        return True
    if len(name) > 2 and all(word.isupper() for word in name):
        return True  # a heading in capitals
    opens = start == 0 or masked[start - 1] == "\n"
    return opens and _DATELINE.match(masked, start) is not None


def _with_role(
    masked: str, span: Span, full_start: int, name: list[str], titles: list[str]
) -> Mention:
    said = [title.rstrip(".").lower() for title in titles]
    start = _role_start(masked, full_start, said)
    end = span.end
    role = Role(frozenset(said), frozenset(said))
    if start == span.start:
        after = before = None
        if masked.startswith(",", end):
            after = _ROLE_AFTER.match(masked, end)
        if masked.endswith(", ", 0, start):
            before = _ROLE_BEFORE.search(masked, max(0, start - 70), start)
        if after is not None and _names_role(after[1]):
            role, end = _role(after[1]), after.end()
        elif before is not None and _names_role(before[1]):
            role, start = _role(before[1]), before.start()
    return Mention(span, Span(start, end), tuple(w.rstrip(".,") for w in name), role)


def _role_start(masked: str, start: int, role: list[str]) -> int:
    """Where the role before a name begins: "Aarlau foreign ministry spokeswoman |Mara Venn"."""
    begin = start
    for count in range(6):
        at = masked.rfind(" ", 0, begin - 1) + 1 if masked[begin - 1 : begin] == " " else begin
        at = max(at, masked.rfind("\n", at, begin) + 1)
        word = masked[at : begin - 1]
        if not word or not word[0].isalpha() or not word[-1].isalnum():
            break
        low = word.lower()
        described = count == 0 and low.isalpha() and masked.endswith(_ARTICLES, 0, at)
        known = low in ROLES or (role and (low in MODIFIERS or low in ORGANISATIONS))
        known = known or (described and word.islower() and not low.endswith(("ed", "ing", "ly")))
        named = bool(role) and word[0].isupper() and low not in NOT_NAMES
        if not (known or named):
            break
        role.append(low)
        begin = at
    return begin


def _role(words: str) -> Role:
    low = [word.lower() for word in words.split()]
    return Role(frozenset(word.lower() for word in _head_words(words)), frozenset(low))


def _head_words(words: str) -> list[str]:
    """The words before an "of", a "for" or the like: "water minister" of "water minister of …"."""
    parts = words.split()
    head = next((i for i, word in enumerate(parts) if i and word.lower() in _LINKS), len(parts))
    return parts[:head]


def _names_role(words: str) -> bool:
    """Whether an apposition says what somebody is: "the minister for water"."""
    parts = words.split()
    if parts[0].lower() in _RELATIVES or _is_titled_name(parts):
        return False
    head = _head_words(words)
    if any(word.lower() in _DESCRIBING for word in head[1:]):
        return False  # "Maro, told the mayor, …"
    if head[-1].endswith(("ed", "ing", "heard")) or not LEXICON.keys().isdisjoint(head[1:]):
        return False  # "Maro, the mayor agreed, …"
    described = parts[0].lower() in _DESCRIBING and len(parts) > 1 and head[-1].islower()
    return described or not _role(words).heads.isdisjoint(ROLES)


def _is_titled_name(parts: list[str]) -> bool:
    """Whether it is somebody else: "the Minister for Fisheries, Mrs Adela Crake"."""
    titles, name = strip_titles(parts)
    whole = bool(titles) and all(word[0].isupper() for word in parts)
    return whole and name[-1].lower() not in ROLES


def _people(mentions: list[Mention]) -> tuple[list[Person], dict[str, list[Person]]]:
    people: list[Person] = []
    by_word: dict[str, list[Person]] = {}
    single = [m for m in mentions if len(m.words) == 1]
    for mention in (m for m in mentions if 2 <= len(m.words) <= 5):
        known = _known(mention.words, by_word)
        if known is None and len(by_word.get(mention.words[-1], ())) >= _MOST_BEARERS:
            continue
        if known is None:
            known = Person(mention.words)
            people.append(known)
            for word in {mention.words[0], mention.words[-1]}:
                by_word.setdefault(word, []).append(known)
        elif len(mention.words) > len(known.words):
            known.words = mention.words
            if known not in by_word.setdefault(mention.words[-1], []):
                by_word[mention.words[-1]].append(known)
        _note(known, mention)
    for mention in single:
        bearers = _bearers(mention, by_word)
        if not bearers and mention.role.heads:
            bearer = Person(mention.words)
            people.append(bearer)
            by_word.setdefault(mention.words[0], []).append(bearer)
            bearers = [bearer]
        if len(bearers) == 1:
            _note(bearers[0], mention)
    return people, by_word


def _bearers(mention: Mention, by_word: dict[str, list[Person]]) -> list[Person]:
    """Those whose surname a single word is, else those whose first name, if a title allows it."""
    (word,) = mention.words
    fitting = [p for p in by_word.get(word, ()) if not contradicts(mention.role.heads, p)]
    surnamed = [p for p in fitting if p.words[-1] == word]
    titles = mention.role.heads & ROLES
    if surnamed or (titles and titles.isdisjoint(_BEFORE_FIRST_NAMES)):
        return surnamed
    return [p for p in fitting if p.words[0] == word]


def _known(words: tuple[str, ...], by_word: dict[str, list[Person]]) -> Person | None:
    """Who bears these words of a name, or a shorter or longer form of it."""
    bearers = [p for p in by_word.get(words[-1], ()) if is_same_name(p.words, words)]
    if bearers:
        return bearers[0]
    namesakes = by_word.get(words[0], ())
    return next((p for p in namesakes if _begins(p.words, words) or _begins(words, p.words)), None)


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a first name with a patronymic begins a full name."""
    return 1 < len(short) < len(long) and long[: len(short)] == short


def _note(person: Person, mention: Mention) -> None:
    person.mentions.append(mention)
    if mention.role.heads:
        person.roles.add(mention.role)
