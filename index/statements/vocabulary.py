"""Words that tell what a name or a noun stands for: roles, bodies."""

from __future__ import annotations

import re
from typing import Final, Literal

Gender = Literal["he", "she"]

UPPER: Final = "A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩЀ-ЯҐ"
"""Capital letters, for the inside of a character class."""

# OWTA, OrlTA; not Anna-Maria.
_SHORT_FORM: Final = re.compile(rf"[{UPPER}][^\-]*[{UPPER}]")

_LETTERS: Final = frozenset("KC QC MP MEP OBE MBE CBE PhD MD MSP TD".split())  # Ines Maro KC
_SCHOLAR: Final = re.compile(r"\w{3,}(?:ologist|ographer|ician|onomist|onomer|iatrist)\Z")
_AGE: Final = re.compile(r"[\w]+-year-old\Z")  # Ten-year-old Mara Venn

FEMALE_ROLES: Final = frozenset(
    "mrs ms miss mme frau spokeswoman chairwoman congresswoman businesswoman policewoman "
    "councilwoman actress queen princess sister mother wife daughter widow woman nun madam lady "
    "dame aunt niece landlady headmistress hostess heiress stewardess goddaughter stepmother "
    "stepdaughter granddaughter grandmother saleswoman stateswoman alderwoman assemblywoman "
    "waitress duchess baroness".split()
)
MALE_ROLES: Final = frozenset(
    "mr herr sir spokesman chairman congressman businessman policeman councilman actor king prince "
    "brother father husband son widower man monk lord uncle grandfather fisherman salesman nephew "
    "godfather stepfather stepson grandson headmaster "
    "statesman alderman assemblyman waiter duke baron fireman foreman".split()
)
ROLES: Final = (
    FEMALE_ROLES
    | MALE_ROLES
    | frozenset(
        "president minister premier chancellor senator representative governor mayor secretary "
        "director commissioner ambassador chief head leader chairperson chair spokesperson deputy "
        "judge justice attorney prosecutor lawyer general colonel captain major lieutenant "
        "sergeant admiral commander officer inspector superintendent constable sheriff detective "
        "professor doctor dr prof scientist researcher analyst economist expert strategist "
        "consultant adviser advisor aide manager owner founder executive ceo engineer architect "
        "historian author writer novelist poet journalist reporter editor correspondent columnist "
        "critic teacher headteacher headmaster principal student nurse farmer worker resident "
        "activist campaigner organizer organiser candidate nominee lawmaker mp legislator "
        "councillor councilor politician diplomat envoy negotiator speaker whip pastor bishop "
        "archbishop pope cardinal priest rabbi imam coach player captain pilot driver singer "
        "artist director producer musician physicist chemist biologist geologist hydrologist "
        "meteorologist archivist librarian curator keeper clerk treasurer auditor witness survivor "
        "neighbor neighbour partner banker trader shopkeeper baker miner trustee rector dean "
        "provost chaplain warden ombudsman registrar coroner sen sens rep reps gov gen col lt capt "
        "pc wpc dc ds di dci insp cllr sgt adm rev supt pres conductor surveyor ranger forester "
        "hydrographer seismologist "
        "astronomer ferryman harbourmaster harbormaster stationmaster postmaster magistrate canon "
        "vicar abbot abbess imam showrunner presenter host anchor comedian playwright composer "
        "choreographer choirmaster goalkeeper defender striker midfielder champion trainer jockey "
        "skipper boatman paramedic surgeon vet midwife pathologist psychologist sociologist "
        "anthropologist archaeologist philosopher theologian mathematician statistician "
        "programmer commentator pundit developer designer photographer filmmaker sculptor "
        "illustrator plumber "
        "electrician carpenter roofer scaffolder butcher grocer brewer innkeeper landlord "
        "tenant cousin niece nephew friend colleague boss successor predecessor rival "
        "juror defendant plaintiff claimant barrister solicitor prosecutor counsel".split()
    )
)
MODIFIERS: Final = frozenset(
    "former foreign prime deputy vice chief senior acting interim state party interior defence "
    "defense finance health police campaign press city national regional federal opposition "
    "ministry government opinion retired late veteran company union energy water transport "
    "education justice environment trade agriculture presidential parliamentary majority minority "
    "house executive associate assistant co-founder general managing new county district local "
    "fellow first lead project".split()
)
ORGANISATIONS: Final = frozenset(
    "ministry agency party university bank council committee institute post times news department "
    "bureau office commission court union association league company corporation group inc corp "
    "ltd police service army navy force guard authority board house senate parliament congress "
    "assembly foundation society church club federation organization organisation fund press "
    "gazette herald journal tribune courier observer network television radio center centre school "
    "college hospital museum laboratory observatory works wasserbau airlines railways ministry's "
    "government administration campaign chamber alliance front movement coalition coastguard "
    "broadcaster airline synod diocese regulator watchdog operator ombudsman trust museum theatre "
    "federation confederation syndicate brigade clinic secretariat directorate inspectorate".split()
)
WORKS: Final = frozenset(
    "newspaper daily weekly journal magazine tabloid website blog podcast book novel film play "
    "opera song album ship ferry boat yacht vessel hotel pub restaurant village town city river "
    "lake mountain island street bridge".split()
)
"""What bears a name as people do, and is nobody: "the journal Granular Letters"."""
PARTIES: Final = frozenset(
    "republican republicans democrat democrats democratic labour conservative conservatives tory "
    "tories liberal liberals green greens socialist socialists".split()
)
DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec".split()
)
_FUNCTION_WORDS: Final = frozenset(
    "the a an he she it they we i you but and or in on at for to from by with as if when while "
    "after before this that these those there then his her its their our my what who why how "
    "where some many most all no not one two three several others another so yet still however "
    "meanwhile although though because since once according asked both during under let now here "
    "also last next earlier later only even each every few seven five six eight nine ten will can "
    "could would should may might just whether unless whereas whom whose which than thus hence "
    "perhaps maybe such like including amid among within without through across behind beyond "
    "had has have did do does down up out over speaking reporting editing nor neither either "
    "until despite of is was are "
    "were".split()
)
NOT_NAMES: Final = _FUNCTION_WORDS | DAYS | MONTHS
NAME_PARTICLES: Final = tuple("de van von der den al el bin ibn la le di da du del".split())
PLACES: Final = frozenset(
    {"New", "North", "South", "West", "East", "United", "San", "Los", "Saint", "Sant", "St"}
)


def strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """A run of capitalised words as its titles and the name, without letters behind it."""
    last = -1
    for index, word in enumerate(words[:-1]):
        low = word.rstrip(".").lower()
        named = low.split("-")[0] in ROLES or (not index and low in PARTIES)
        if (named or _AGE.match(word) or _SCHOLAR.match(low)) and words[index + 1][0].isupper():
            last = index
    name = words[last + 1 :]
    while len(name) > 2 and name[-1] in _LETTERS:
        name = name[:-1]
    return words[: last + 1], name


def is_organisation(words: list[str] | tuple[str, ...]) -> bool:
    """Whether a run of capitalised words names a body rather than a person."""
    return (
        any(word.lower() in ORGANISATIONS for word in words)
        or "of" in words
        or "and" in words
        or _has_short_form(words)
        or (
            len(words) == 1
            and _SHORT_FORM.match(words[0]) is not None
            and not words[0].startswith(("Mc", "Mac", "O’", "O'"))
        )
    )


def _has_short_form(words: list[str] | tuple[str, ...]) -> bool:
    """Whether some words are set in capitals, as in "OWT News", but not all."""
    capitals = [word.isupper() and word.isalpha() and len(word) > 1 for word in words]
    return any(capitals) and not all(capitals)
