"""Who said what: planted statements, near misses, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.statements.extractor import StatementExtractor
from index.statements.tagger.tagger import Tagger
from index.types import CERTAIN, Attribution
from tests.fakes import WordEmbedder

STYLES = [("“", "”"), ('"', '"'), ("‘", "’"), ("„", "“"), ("«\u00a0", "\u00a0»"), ("»", "«")]
WORDS = [
    "The water will come back!",
    "Вода не ждёт, и мы не ждём,",
    "We saw it 😀 and we don’t sleep,",
    "Cafe\u0301 Oroz is closed,",
]


EXTRACTOR = StatementExtractor(Tagger(WordEmbedder()))


def extract(text: str) -> list[Attribution]:
    [found] = EXTRACTOR.extract([text])
    return found


def told(text: str) -> list[tuple[str, str | None, str | None, list[str]]]:
    """Kind, speaker, speaker as the sentence puts it, and the contents."""
    return [
        (
            a.kind,
            a.speaker.name if a.speaker else None,
            a.speaker_span.of(text) if a.speaker_span else None,
            [span.of(text) for span in a.content_spans],
        )
        for a in extract(text)
    ]


@pytest.mark.parametrize(
    "ending",
    [" said Ines Maro, the mayor.", " said Ines Maro.", " Ines Maro said.", " said Oddvar Quill;"],
)
def test_what_is_written_as_plainly_as_can_be_is_certain(ending: str) -> None:
    """Whoever reads it needs no "inferred" beside a name that no network has heard of."""
    opening = "VELM — The bridge at Velm was closed on Tuesday. "
    [said] = extract(f"{opening}“The bridge will carry trams by the spring,”{ending}")
    assert said.confidence >= CERTAIN
    [lawyer] = extract(f"{opening}“The bridge will carry trams,” said Maro's lawyer Ode Brill.")
    assert lawyer.speaker is None or lawyer.speaker.name != "Ines Maro"


# -- direct speech ------------------------------------------------------------


@pytest.mark.parametrize(("opening", "closing"), STYLES)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", " Mara Venn said on Monday."),
        ("", " said Mara Venn."),
        ("Mara Venn said: ", " Nobody answered."),
        ("Mara Venn said in a statement: ", ""),
        ("On Monday, Mara Venn told reporters: ", ""),
        ("According to Mara Venn, ", ""),
    ],
)
def test_planted_quotation_is_credited_exactly(
    opening: str, closing: str, words: str, before: str, after: str
) -> None:
    text = f"{before}{opening}{words}{closing}{after}"
    start = len(before) + len(opening)

    (attribution,) = extract(text)

    assert attribution.kind == "direct"
    assert [(s.start, s.of(text)) for s in attribution.quote_spans] == [(start, words)]
    assert attribution.content_spans == attribution.quote_spans
    assert attribution.speaker is not None
    assert attribution.speaker.name == "Mara Venn"
    assert attribution.speaker_span is not None
    assert attribution.speaker_span.of(text) == "Mara Venn"


def test_the_same_words_twice_are_two_statements_at_their_places() -> None:
    line = "“We will stay here,” Mara Venn said. "
    text = line + "“We will stay here,” Ivo Lund said."
    first, second = extract(text)
    assert (first.quote_spans[0].start, second.quote_spans[0].start) == (1, len(line) + 1)
    assert [a.speaker.name for a in (first, second) if a.speaker] == ["Mara Venn", "Ivo Lund"]


def test_a_broken_quotation_is_one_statement() -> None:
    text = "“We stay,” said Mara Venn, “and we wait.” “Nobody leaves this place.” It rained."
    assert told(text) == [
        (
            "direct",
            "Mara Venn",
            "Mara Venn",
            ["We stay,", "and we wait.", "Nobody leaves this place."],
        )
    ]


def test_a_question_keeps_its_speaker_behind_it() -> None:
    text = "“Who asked us?” Mara Venn said on Monday. “Nobody did!” Ivo Lund replied."
    assert [(who, words) for _, who, _, words in told(text)] == [
        ("Mara Venn", ["Who asked us?"]),
        ("Ivo Lund", ["Nobody did!"]),
    ]


def test_paragraphs_of_one_quotation_are_one_statement() -> None:
    paragraphs = ["“One day we waited.", "“Two days we waited.", "“Then they came.”\nIt rained."]
    text = "Mara Venn said: " + "\n\n".join(paragraphs)
    assert told(text) == [
        (
            "direct",
            "Mara Venn",
            "Mara Venn",
            ["One day we waited.", "Two days we waited.", "Then they came."],
        )
    ]


def test_a_bare_quotation_in_the_next_paragraph_goes_on_with_less_confidence() -> None:
    text = "“We stay here,” Mara Venn said.\n“Nobody is leaving this place.”"
    first, second = extract(text)
    assert second.speaker == first.speaker
    assert second.confidence < first.confidence


def test_whoever_answers_a_question_is_not_guessed() -> None:
    text = "“Will you ever leave?” Mara Venn asked.\n“I was born in this very house.”"
    assert [who for _, who, _, _ in told(text)] == ["Mara Venn", None]


def test_a_bare_quotation_has_no_speaker() -> None:
    text = "It was late in the valley.\n“Nobody is leaving this place tonight.”"
    assert told(text) == [("direct", None, None, ["Nobody is leaving this place tonight."])]


def test_nested_words_belong_to_the_outer_speaker() -> None:
    text = "“He told me, ‘Go home,’ and I went,” Mara Venn said."
    assert told(text) == [
        ("direct", "Mara Venn", "Mara Venn", ["He told me, ‘Go home,’ and I went,"])
    ]


def test_an_unclosed_quotation_is_credited_to_nobody() -> None:
    text = "“We stay here, Mara Venn said.\nIt rained in the valley."
    assert all(not a.quote_spans for a in extract(text))


# -- reported speech ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Mara Venn said that the dam was safe.", "said", "that the dam was safe"),
        ("Mara Venn said on Monday that the dam was safe.", "said", "that the dam was safe"),
        ("Mara Venn told reporters that it was safe.", "told", "that it was safe"),
        ("The dam was safe, Mara Venn said.", "said", "The dam was safe"),
        ("The dam was safe, said Mara Venn.", "said", "The dam was safe"),
        ("The dam was safe, according to Mara Venn.", "according to", "The dam was safe"),
        ("According to Mara Venn, the dam was safe.", "According to", "the dam was safe"),
        ("It was Mara Venn who said that it leaked.", "said", "that it leaked"),
        ("Mara Venn accused the firm of fraud.", "accused", "the firm of fraud"),
        ("Mara Venn warned that it leaked.", "warned", "that it leaked"),
        ("There was a statement from Mara Venn about the leak.", "statement", "the leak"),
    ],
)
def test_reported_speech(text: str, cue: str, content: str) -> None:
    (attribution,) = extract(text)
    assert attribution.kind == "indirect"
    assert attribution.quote_spans == ()
    assert attribution.cue_span is not None
    assert attribution.cue_span.of(text) == cue
    assert [span.of(text) for span in attribution.content_spans] == [content]
    assert attribution.speaker is not None
    assert attribution.speaker.name == "Mara Venn"


def test_reported_speech_around_quoted_parts_is_mixed() -> None:
    text = "Mara Venn said that the “tin crusaders” were “cutting the rope” again."
    (attribution,) = extract(text)
    assert attribution.kind == "mixed"
    assert [s.of(text) for s in attribution.quote_spans] == ["tin crusaders", "cutting the rope"]
    assert [s.of(text) for s in attribution.content_spans] == [
        "that the “tin crusaders” were “cutting the rope” again"
    ]


def test_a_participle_has_the_subject_of_its_sentence() -> None:
    text = "Mara Venn left early, saying the “tin kings” had won."
    assert told(text) == [("mixed", "Mara Venn", "Mara Venn", ["the “tin kings” had won"])]


def test_words_accused_and_said_again_are_credited_once() -> None:
    text = "Mara Venn spoke. She accused the firm of “a theft of water,” she said in a letter."
    quoted = [a for a in extract(text) if a.quote_spans]
    assert len(quoted) == 1
    assert quoted[0].speaker is not None
    assert quoted[0].speaker.name == "Mara Venn"


@pytest.mark.parametrize(
    "text",
    [
        "Mara Venn did not say that the dam was safe.",
        "Mara Venn didn’t say the dam was safe.",
        "Mara Venn never said that the dam was safe.",
        "Mara Venn declined to say whether the dam was safe.",
        "Mara Venn declined to comment.",
        "Mara Venn will say that the dam is safe.",
        "Mara Venn was told that the dam was safe.",
        "Mara Venn signed the treaty in the old town.",
        "If Mara Venn said so, nobody heard.",
        "The claims were settled and the noted author left.",
        "She read “The Tin King” on the train.",
        'The so-called “tin bridge” is closed, and 12" pipes are sold.',
        "Nobody said that the dam was safe.",
        "It is not true that Mara Venn said the dam was safe.",
        "A fake letter in which Mara Venn says “I love the dam” was found.",
        "Mara Venn planned to open the dam.",
        "“Harvest Moon” – Kessory Gallery, until May.",
    ],
)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert extract(text) == []


# -- who is meant -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Aarlau foreign ministry spokeswoman Mara Venn came. She said that it rained.",
            "Mara Venn",
        ),
        ("Mara Venn came. Later Venn said that it rained.", "Mara Venn"),
        ("President Ivo Lund and Mara Venn met. The president said that it rained.", "Ivo Lund"),
        ("Ivo Lund, the mayor of Oroz, came. The mayor said that it rained.", "Ivo Lund"),
        ("The minister for water, Mara Venn, said that it rained.", "Mara Venn"),
        ("The Citadel said that it rained.", "Citadel"),
        ("OROTA reported that it rained.", "OROTA"),
        ("The Ministry of Water and Energy said that it rained.", "Ministry of Water and Energy"),
        ("Ivo Lund slept. He said: “I dreamt of rain.”", "Ivo Lund"),
        ("Ivo Lund and his aide Mara Venn met. Mrs Venn said that it rained.", "Mara Venn"),
        ("Mr Lund came. He said that it rained.", "Lund"),
        ("It rained on Lund. Lund said that it rained.", "Lund"),
    ],
)
def test_the_person_meant(text: str, name: str) -> None:
    last = extract(text)[-1]
    assert last.speaker is not None
    assert last.speaker.name == name
    assert last.speaker.as_written in text


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Lund met Olga Lund. Lund said that it rained.",
        "Senator Ivo Lund met Senator Mara Venn. The senator said that it rained.",
        "She said that it rained.",
        "Ivo Lund slept.\nOlga Brandt met Ida Brandt. Brandt slept. She said that it rained.",
        "Spokesman Ivo Lund slept. The senator laughed. He said that it rained.",
        "Spokeswoman Mara Venn came. He said that it rained.",
        "Orrin Vask said that it rained. He blamed the minister. She said that it poured.",
        "Mara Venn said no.\nOrrin Vask said yes. He blamed a minister. She said that it poured.",
        "They said that it rained.",
        "Ivo Lund and Mara Venn said that it rained.",
        "A spokesman said that it rained.",
        "Prime Minister Ivo Lund slept. The deputy minister said that it rained.",
        "Ivo Lund slept. The lawyer representing Ivo Lund said that it rained.",
        "Ivo Lund slept. A statement about Ivo Lund said that it rained.",
        "Ivo Lund slept. Everybody except Ivo Lund said that it rained.",
    ],
)
def test_nobody_is_guessed(text: str) -> None:
    last = extract(text)[-1]
    assert last.speaker is None
    assert last.confidence < 0.5


def test_a_wife_is_not_her_husband() -> None:
    text = "Minister Tom Lund opened the fair. Mrs Lund watched. “I am so proud,” Mrs Lund said."
    speaker = extract(text)[-1].speaker
    assert speaker is None or speaker.name != "Tom Lund"


def test_two_people_in_one_sentence_make_she_unsure() -> None:
    text = "Mara Venn asked Olga Brandt about the dam. She said that it leaked."
    last = extract(text)[-1]
    assert last.is_inferred or last.speaker is None


def test_a_dialogue_without_cues_is_left_open() -> None:
    text = (
        "“How odd,” said Mara Venn.\n“Not to me,” Ivo Lund replied.\n"
        "“Had you been asleep all day long?”"
    )
    assert extract(text)[-1].speaker is None


def test_as_written_is_the_fullest_mention() -> None:
    text = "Venn came.\nThe Aarlau spokeswoman Mara Venn spoke. “It rains again,” Venn said."
    speaker = extract(text)[-1].speaker
    assert speaker is not None
    assert speaker.as_written == "Aarlau spokeswoman Mara Venn"


def test_a_name_inside_a_quotation_does_not_become_she() -> None:
    text = "“I never met Olga Brandt,” Mara Venn said. “It rained,” she said."
    assert [who for _, who, _, _ in told(text)] == ["Mara Venn", "Mara Venn"]


def test_a_heading_names_nobody() -> None:
    text = "President Lund Drives Up To Oroz\n\nIvo Lund drove. Lund said that it rained."
    assert [who for _, who, _, _ in told(text)] == ["Ivo Lund"]


# -- any text -----------------------------------------------------------------

PIECES = st.lists(
    st.sampled_from(
        "Mara_Venn he She said told that according_to the_minister “ ” ‘ ’ \" ' „ « » , . : ? \n "
        "saying was not who Oroz it_rained Вода 😀 e\u0301 \ue000 a_statement_from and ( ) — Jr. "
        "U.S. \u00a0 5'10\" accused of Mr Lund President ed".replace("\n", "|")
        .replace("\u00a0", "~")
        .split()
    ).map(lambda piece: piece.replace("_", " ").replace("|", "\n").replace("~", "\u00a0")),
    max_size=40,
)


def check(text: str) -> None:
    found = extract(text)
    assert found == extract(text)
    claimed: set[int] = set()
    starts = [a.content_spans[0].start for a in found]
    assert starts == sorted(starts)
    for attribution in found:
        spans = (*attribution.content_spans, *attribution.quote_spans)
        optional = (attribution.speaker_span, attribution.cue_span)
        for span in (*spans, *(s for s in optional if s is not None)):
            assert 0 <= span.start < span.end <= len(text)
        for quote in attribution.quote_spans:
            assert any(content.contains(quote) for content in attribution.content_spans)
            assert quote.start not in claimed
            claimed.add(quote.start)
            assert quote.start > 0
            assert text[: quote.start].rstrip()[-1] in "“”„‟‘’‚«»‹›\"'`"
        assert 0 <= attribution.confidence <= 1
        assert (attribution.kind == "indirect") == (not attribution.quote_spans)
        if attribution.speaker is not None:
            assert attribution.speaker.as_written in text
            assert attribution.speaker_span is not None


@given(PIECES.map(" ".join) | PIECES.map("".join))
@settings(max_examples=400)
def test_any_arrangement_keeps_the_promises(text: str) -> None:
    check(text)


@given(st.text(max_size=60))
def test_any_text_keeps_the_promises(text: str) -> None:
    check(text)
