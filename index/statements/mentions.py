"""The people and bodies that an article names, with their roles.

Builds the cast of an article from its narration: who is named in full, under which
roles, and what that tells of "he" or "she". It decides nothing about who is speaking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from index.statements.narration import Narration
from index.types import Span

Gender = Literal["he", "she"]

_UPPER: Final = "A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩЀ-ЯҐ"
_NAME_WORD: Final = rf"[{_UPPER}](?:[\w]|['’\-&](?=\w)|\.(?=\w))*(?<!['’]s)"
_PARTICLE: Final = (
    r"(?:(?:de|van|von|der|den|al|el|bin|ibn|la|le|di|da|du|del|of the|of|and) ){1,2}"
)
_RUN: Final = re.compile(rf"{_NAME_WORD}(?:\.? (?:{_PARTICLE})?{_NAME_WORD})*")
_AGE_OR_WHO: Final = re.compile(r", (?:\d{2},|who\b|whose\b|aged? )")
_ROLE_AFTER: Final = re.compile(
    r", ((?:an? |the |its |his |her |their )?[^,.;:()—\n\ue000]{3,80})(?=[,.;]|$)", re.MULTILINE
)
_ROLE_BEFORE: Final = re.compile(
    r"(?:\b[Tt]he |\b[Aa]n? |\b[Ii]ts |\b[Tt]heir )([^,.;:()—\n\ue000]{3,60}), $"
)
_LOWER_WORD: Final = re.compile(r"([^\W_]+(?:-[^\W_]+)*) $")

FEMALE_ROLES: Final = frozenset(
    "mrs ms miss mme frau spokeswoman chairwoman congresswoman businesswoman policewoman councilwoman "
    "actress queen princess sister mother wife daughter widow woman nun madam lady dame aunt grandmother "
    "saleswoman stateswoman alderwoman assemblywoman waitress duchess baroness".split()
)
MALE_ROLES: Final = frozenset(
    "mr herr sir spokesman chairman congressman businessman policeman councilman actor king prince "
    "brother father husband son widower man monk lord uncle grandfather fisherman salesman statesman "
    "alderman assemblyman waiter duke baron fireman foreman".split()
)
ROLES: Final = (
    FEMALE_ROLES
    | MALE_ROLES
    | frozenset(
        "president minister premier chancellor senator representative governor mayor secretary director "
        "commissioner ambassador chief head leader chairperson chair spokesperson deputy judge justice "
        "attorney prosecutor lawyer general colonel captain major lieutenant sergeant admiral commander "
        "officer inspector superintendent constable sheriff detective professor doctor dr prof scientist "
        "researcher analyst economist expert strategist consultant adviser advisor aide manager owner "
        "founder executive ceo engineer architect historian author writer novelist poet journalist reporter "
        "editor correspondent columnist critic teacher headteacher headmaster principal student nurse farmer "
        "worker resident activist campaigner organizer organiser candidate nominee lawmaker mp legislator "
        "councillor councilor politician diplomat envoy negotiator speaker whip pastor bishop archbishop "
        "pope cardinal priest rabbi imam coach player captain pilot driver singer artist director producer "
        "musician physicist chemist biologist geologist hydrologist meteorologist archivist librarian "
        "curator keeper clerk treasurer auditor witness survivor neighbor neighbour partner banker trader "
        "shopkeeper baker miner trustee rector dean provost chaplain warden ombudsman registrar coroner "
        "sen sens rep reps gov gen col lt capt sgt adm rev supt pres conductor surveyor ranger forester "
        "hydrographer seismologist astronomer ferryman harbourmaster harbormaster stationmaster postmaster".split()
    )
)
_MODIFIERS: Final = frozenset(
    "former foreign prime deputy vice chief senior acting interim state party interior defence defense "
    "finance health police campaign press city national regional federal opposition ministry government "
    "opinion retired late veteran company union energy water transport education justice environment trade "
    "agriculture presidential parliamentary majority minority house executive associate assistant "
    "co-founder general managing new county district local fellow first lead project".split()
)
ORGANISATIONS: Final = frozenset(
    "ministry agency party university bank council committee institute post times news department bureau "
    "office commission court union association league company corporation group inc corp ltd police "
    "service army navy force guard authority board house senate parliament congress assembly "
    "foundation society church club federation organization organisation fund press gazette herald "
    "journal tribune courier observer network television radio center centre school college hospital "
    "museum laboratory observatory works wasserbau airlines railways ministry's government administration "
    "campaign chamber alliance front movement coalition".split()
)
_NOT_NAMES: Final = frozenset(
    "the a an he she it they we i you but and or in on at for to from by with as if when while after "
    "before this that these those there then his her its their our my what who why how where some many "
    "most all no not one two three several others another so yet still however meanwhile although though "
    "because since once according asked both during under let now here monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sept oct nov dec also last next earlier later only even each "
    "every speaking reporting editing nor neither either until despite of is was are were yes".split()
)
_PLACES: Final = frozenset(
    {"New", "North", "South", "West", "East", "United", "San", "Los", "Saint", "Sant", "St"}
)
# A small list of common first names, for "he" and "she"; the rest is told by the article.
_FEMALE_NAMES: Final = frozenset(
    "maria mary anna anne ann jane susan sarah elizabeth hillary carly emma laura julia olga elena irina "
    "natalia angela theresa ursula margaret linda karen nancy lisa michelle melania kellyanne katie "
    "jennifer jessica kate alice sophie charlotte amy helen rachel rebecca martha ruth samantha victoria "
    "diana clara nina eva greta ingrid megyn kristen stephanie heather nicole amanda sandra barbara".split()
)
_MALE_NAMES: Final = frozenset(
    "john james robert michael david richard william joseph thomas charles christopher daniel matthew "
    "paul mark donald george kenneth steven edward brian ronald kevin jason jeff jeffrey gary tim timothy "
    "bill bernie ted marco ben jeb chris mitt barack joe mike peter alexander vladimir volodymyr dmitry "
    "sergei sergey ivan igor boris nikolai andrew stephen scott eric corey rand rick jim tom tony "
    "frank henry walter hans karl otto fritz pierre jean emmanuel lindsey newt rudy glenn steve".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: `span` is the name, `full` the name with its role."""

    span: Span
    full: Span
    words: tuple[str, ...]
    role: frozenset[str]


@dataclass(slots=True)
class Person:
    """Somebody named in full, or by a surname with a title, at least once."""

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    roles: list[frozenset[str]] = field(default_factory=list)
    gender: Gender | None = None

    @property
    def name(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody and everything an article names."""

    people: tuple[Person, ...]
    organisations: dict[str, Span]
    mentions: tuple[Mention, ...]
    by_word: dict[str, list[Person]]

    def named(self, words: tuple[str, ...]) -> list[Person]:
        """The people whom these words of a name fit: a full name, a surname, a first name."""
        if len(words) > 1:
            return [p for p in self.by_word.get(words[-1], ()) if _is_same(p.words, words)]
        by_surname = [p for p in self.by_word.get(words[0], ()) if p.words[-1] == words[0]]
        return by_surname or [p for p in self.by_word.get(words[0], ()) if p.words[0] == words[0]]


def read_cast(narration: Narration) -> Cast:
    """Everybody named in the narrator's own words."""
    organisations: dict[str, Span] = {}
    mentions: list[Mention] = []
    for run in _RUN.finditer(narration.masked):
        mention = _mention(narration.masked, run, organisations)
        if mention is not None:
            mentions.append(mention)
    people, by_word = _people(mentions)
    for person in people:
        person.gender = _gender(person)
    return Cast(tuple(people), organisations, tuple(mentions), by_word)


def strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """A run of capitalised words as its titles and the name after them."""
    last = -1
    for index, word in enumerate(words[:-1]):
        if word.rstrip(".").lower() in ROLES:
            last = index
    return words[: last + 1], words[last + 1 :]


def is_organisation(words: list[str] | tuple[str, ...]) -> bool:
    """Whether a run of capitalised words names a body rather than a person."""
    return (
        any(word.lower() in ORGANISATIONS for word in words)
        or "of" in words
        or "and" in words
        or (
            len(words) == 1
            and sum(letter.isupper() for letter in words[0]) > 1
            and "-" not in words[0]
            and not words[0].startswith(("Mc", "Mac", "O’", "O'"))
        )
    )


def _mention(masked: str, run: re.Match[str], organisations: dict[str, Span]) -> Mention | None:
    start = run.start()
    words = run[0].split(" ")
    while words and words[0].rstrip(".").lower() in _NOT_NAMES:
        start += len(words[0]) + 1
        words = words[1:]
    while words and words[-1].lower() in _NOT_NAMES:
        words = words[:-1]
    if not words:
        return None
    titles, name = strip_titles(words)
    full_start = start
    start += sum(len(title) + 1 for title in titles)
    end = start + len(" ".join(name))
    if start >= end:
        return None
    if masked.startswith(".", end) and name[-1] in ("Jr", "Sr", "Inc", "Corp", "Ltd"):
        end += 1
    span = Span(start, end)
    if not titles and is_organisation(name):
        organisations.setdefault(" ".join(name), span)
        return None
    if not titles and masked.endswith(("the ", "The "), 0, start) or name[0] in _PLACES:
        return None
    return _with_role(masked, span, full_start, name, titles)


def _with_role(
    masked: str, span: Span, full_start: int, name: list[str], titles: list[str]
) -> Mention:
    role = {title.rstrip(".").lower() for title in titles}
    start = _role_start(masked, full_start, role)
    end = span.end
    if start == span.start:
        after = _ROLE_AFTER.match(masked, span.end)
        before = _ROLE_BEFORE.search(masked, max(0, start - 70), start)
        if after is not None and _role_words(after[1]) & ROLES and " who " not in after[1]:
            role |= _role_words(after[1])
            end = after.end()
        elif before is not None and _role_words(before[1]) & ROLES:
            role |= _role_words(before[1])
            start = before.start()
    return Mention(span, Span(start, end), tuple(w.rstrip(".,") for w in name), frozenset(role))


def _role_start(masked: str, start: int, role: set[str]) -> int:
    """Where the role before a name begins: "Aarlau foreign ministry spokeswoman |Mara Venn"."""
    begin = start
    for count in range(6):
        word = _LOWER_WORD.search(masked, max(0, begin - 30), begin)
        if word is None:
            break
        low = word[1].lower()
        known = low in ROLES or (role and (low in _MODIFIERS or low in ORGANISATIONS))
        named = bool(role) and word[1][0].isupper() and low not in _NOT_NAMES
        if not (known or named) or count == 0 and not role and low not in ROLES:
            break
        role.add(low)
        begin = word.start(1)
    return begin


def _role_words(role: str) -> frozenset[str]:
    return frozenset(word.lower().removesuffix("’s").removesuffix("'s") for word in role.split())


def _people(mentions: list[Mention]) -> tuple[list[Person], dict[str, list[Person]]]:
    people: list[Person] = []
    by_word: dict[str, list[Person]] = {}
    single = [m for m in mentions if len(m.words) == 1]
    for mention in (m for m in mentions if 2 <= len(m.words) <= 5):
        known = next(
            (p for p in by_word.get(mention.words[-1], ()) if _is_same(p.words, mention.words)),
            None,
        )
        if known is None:
            known = Person(mention.words)
            people.append(known)
            for word in {mention.words[0], mention.words[-1]}:
                by_word.setdefault(word, []).append(known)
        elif len(mention.words) > len(known.words):
            known.words = mention.words
        _note(known, mention)
    for mention in single:
        bearers = [p for p in by_word.get(mention.words[0], ()) if p.words[-1] == mention.words[0]]
        if not bearers and mention.role:
            bearer = Person(mention.words)
            people.append(bearer)
            by_word.setdefault(mention.words[0], []).append(bearer)
            bearers = [bearer]
        if len(bearers) == 1:
            _note(bearers[0], mention)
    return people, by_word


def _note(person: Person, mention: Mention) -> None:
    person.mentions.append(mention)
    if mention.role:
        person.roles.append(mention.role)


def _is_same(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two names are one person's: same surname, first names equal or an initial."""
    if known[-1] != words[-1]:
        return False
    first, other = known[0], words[0]
    return (
        first == other
        or len(known) == 1
        or len(words) == 1
        or (min(len(first), len(other)) == 1 and first[0] == other[0])
    )


def _gender(person: Person) -> Gender | None:
    said = {word for role in person.roles for word in role}
    if said & FEMALE_ROLES:
        return None if said & (MALE_ROLES - {"actor"}) and "wife" not in said else "she"
    if said & MALE_ROLES:
        return "he"
    first = person.words[0].lower()
    return "she" if first in _FEMALE_NAMES else "he" if first in _MALE_NAMES else None
