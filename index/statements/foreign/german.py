"""How German says who said something."""

from __future__ import annotations

from typing import Final

from index.statements.foreign.speech import NOTHING, SpeechWords, pattern, verbs

_VERBS: Final = """
    sagte sagt sagten sagen erklärte erklärt erklärten meinte meint meinten betonte betont betonten
    teilte berichtete berichtet berichteten erzählte erzählt fügte antwortete antwortet antworteten
    schrieb schreibt schrieben fragte fragt fragten warnte warnt warnten kündigte behauptete
    behauptet ergänzte ergänzt versicherte versichert bestätigte bestätigt rief räumte versprach
    verspricht entgegnete forderte fordert kritisierte kritisiert äußerte bemerkte scherzte klagte
    wiederholte
""".split()
_ROLES: Final = (
    r"\w*(?:minister|ministerin|kanzler|kanzlerin|präsident|präsidentin|sprecher|sprecherin"
    r"|meister|meisterin|trainer|trainerin|chef|chefin|direktor|leiter|leiterin|führer|führerin"
    r"|vorsitzender|vorsitzende|abgeordneter|abgeordnete|forscher|experte|anwalt|anwältin|richter"
    r"|lehrer|arzt|ärztin|ingenieur|professor|kapitän|botschafter|general|oberst|autor|inspektor"
    r"|kommissar|hüter|torwart|wirt|fischer|bauer|bäuerin|premier|frau|herr|doktor|dr"
    r"|(?:er|or|ent|ist|ant|eur)in)(?!\w)\.?"
)

GERMAN_SPEECH: Final = SpeechWords(
    verb=verbs(either=_VERBS),
    according=pattern(r"(?<!\w)(?:laut|nach (?:Angaben|Worten|Ansicht|Aussage) von)\s+"),
    closing=pattern(r"(?<=,\s)so\s+"),
    that=pattern(r",\s+(?:dass\s+)?"),
    but=pattern(r"[,;]\s+(?:aber|doch|während|obwohl|jedoch)\s"),
    denial=NOTHING,
    before_others=frozenset(
        "der die das dem den des ein eine einem einen einer eines mit von vom zu zum zur in im an "
        "am auf bei beim aus nach für über unter vor gegen durch um seit ohne neben zwischen "
        "hinter laut".split()
    ),
    # "die Ministerin Lindner", "der Minister Lind"; but "der Ministerin" is who is told.
    before_subjects=pattern(rf"(?:(?:die|eine) |(?:der|ein) (?!\w+in$)){_ROLES}"),
    roles=pattern(_ROLES),
    listeners=frozenset(
        "reportern journalisten medien abgeordneten zuschauern anwohnern mitarbeitern".split()
    ),
    men_in_a=frozenset(),
    inflects=False,
)
