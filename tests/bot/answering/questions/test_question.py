"""Questions are read for whose words they ask for, and on what."""

from __future__ import annotations

from datetime import date
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.questions.expected import expected_of
from bot.answering.questions.outlets import Outlets
from bot.answering.questions.question import (
    FactQuestion,
    Reader,
    Reading,
    SpeechQuestion,
    WhoSaidQuestion,
)
from index.speakers import SpeakerDirectory
from index.types import SpeakerSummary

DIRECTORY = SpeakerDirectory(
    [
        SpeakerSummary("Ines Maro", 9, 3, ("Energy minister Ines Maro",)),
        SpeakerSummary("Paul Maro", 1, 1, ("Paul Maro",)),
        SpeakerSummary("Will Odrell", 2, 1, ("Will Odrell, who leads the opposition",)),
        SpeakerSummary("Józef Łącki", 2, 1, ("Józef Łącki",)),
        SpeakerSummary("Ministry of Water", 2, 1, ("Ministry of Water",)),
        SpeakerSummary("Tom Vale", 2, 1, ("Palace spokesman Tom Vale",)),
        SpeakerSummary("Ada Renn", 2, 1, ("Ada Renn, a spokeswoman for the Bank of Lund",)),
        SpeakerSummary("Lena He", 2, 1, ("Lena He",)),
    ]
)
INES = ("Ines Maro",)
MAROS = ("Ines Maro", "Paul Maro")
VALE = ("Tom Vale",)
READER = Reader(
    date(2026, 3, 18),
    lambda: DIRECTORY,
    lambda: Outlets(["The Lund Courier", "TPA"]),
)
WHO = st.sampled_from(["Ines Maro", "the minister", "Maro and Vale", "who", "it", "Jon Nobody", ""])
SAYING = st.sampled_from(
    ["say", "said", "quoted as saying", "'s view", "from", "told", "according to"]
)
REST = st.sampled_from(
    ["what did", "about", "on", "since June", "in the Courier", "who", "latest", "?"]
)


def read(question: str) -> Reading:
    return READER.read(question)


@pytest.mark.parametrize(
    ("question", "names", "topic"),
    [
        ("What did Ines Maro say?", INES, ""),
        ("what did ines maro say about the dam?", INES, "the dam"),
        ("What has Ines Maro said on the dam and the port?", INES, "the dam and the port"),
        ("What's Vale saying about the dam", VALE, "the dam"),
        ("whats vale saying about the dam", VALE, "the dam"),
        ("what has Vale been saying about the dam", VALE, "the dam"),
        ("What was Vale quoted as saying?", VALE, ""),
        ("What was Vale quoted as saying about the dam?", VALE, "the dam"),
        ("What was it that Vale said about the dam?", VALE, "the dam"),
        ("What does Vale have to say about the dam?", VALE, "the dam"),
        ("What did Vale say to reporters about the dam?", VALE, "the dam"),
        ("What did Vale say in response to the strike?", VALE, "the strike"),
        ("What did Vale tell the court about the dam?", VALE, "the court about the dam"),
        ("What did Vale say before the summit?", VALE, "before the summit"),
        ("Did Ines Maro ever say anything about the dam", INES, "the dam"),
        ("Has Ines Maro commented on the dam?", INES, "the dam"),
        ("How did the energy minister respond to the strike?", INES, "the strike"),
        ("How does Vale feel about the dam", VALE, "the dam"),
        ("Where does Vale stand on the dam?", VALE, "the dam"),
        ("Who did Vale blame for the dam?", VALE, "the dam"),
        ("wait what did Vale say about the dam lol", VALE, "the dam"),
        ("whats vales take on the dam", VALE, "the dam"),
        ("Did Vale deny the dam is dry?", VALE, "the dam is dry"),
        ("What was Ines Maro's reaction to the vote?", INES, "the vote"),
        ("Vale's reaction to the vote", VALE, "the vote"),
        ("Vale reaction to the vote", VALE, "the vote"),
        ("vales reaction to the vote", VALE, "the vote"),
        ("What is Ines Maro’s view on the vote?", INES, "the vote"),
        ("what is Vale's position on the vote", VALE, "the vote"),
        ("What were Vale's exact words?", VALE, ""),
        ("Quotes from Ines Maro about the dam", INES, "the dam"),
        ("quote Vale on the dam", VALE, "the dam"),
        ("Quote Vale", VALE, ""),
        ("anything from Vale on the dam", VALE, "the dam"),
        ("Anything on the dam from Vale?", VALE, "the dam"),
        ("Vale on the dam?", VALE, "the dam"),
        ("What about Vale on the dam?", VALE, "the dam"),
        ("Vale said the dam is dry?", VALE, "the dam is dry"),
        ("everything Vale said about the dam", VALE, "the dam"),
        ("Statements by the Ministry of Water on tides", ("Ministry of Water",), "tides"),
        ("According to Ines Maro, why did it crack?", INES, "why did it crack"),
        ("Why did it crack according to Ines Maro?", INES, "Why did it crack"),
        ("Can you tell me what Ines Maro said about eels?", INES, "eels"),
        ("hey, what did Vale say about eels", VALE, "eels"),
    ],
)
def test_speech(question: str, names: tuple[str, ...], topic: str) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (names, topic)
    assert reading.scope.is_wide
    assert reading.order == "nearest"


@pytest.mark.parametrize(
    ("question", "names", "topic"),
    [
        ("Ines Maro has left the board. What did she say?", INES, "has left the board"),
        ("Ines Maro has left. What did she say about eels?", INES, "eels"),
        ("Vale spoke with Odrell on eels! What did he say?", VALE, "spoke with Odrell on eels"),
        ("The dam is open, says Vale. What did he say about it?", VALE, "it"),
        ("The bank is shut. What did Ines Maro say?", INES, ""),
        ("What did Lena He say?", ("Lena He",), ""),
        ("What did He say about eels?", ("Lena He",), "eels"),
    ],
)
def test_he_and_she_are_whom_the_sentences_before_are_about(
    question: str, names: tuple[str, ...], topic: str
) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (names, topic)


@pytest.mark.parametrize(
    "question",
    [
        "What did he say?",
        "what did he say about eels",
        "The bank is shut. What did she say?",
        "The bank told Ines Maro and Vale off. What did they say?",
    ],
)
def test_he_and_she_are_nobody_where_nobody_is_meant(question: str) -> None:
    assert isinstance(read(question), FactQuestion)


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Maro", MAROS),
        ("Mr Paul Maro", ("Paul Maro",)),
        ("minister Maro", INES),
        ("the Ministry of Water", ("Ministry of Water",)),
        ("Jozef Lacki", ("Józef Łącki",)),
        ("Ines", INES),
        ("Will Odrell", ("Will Odrell",)),
        ("Paul Maro and Will Odrell", ("Paul Maro", "Will Odrell")),
        ("Maro, Vale and Odrell", (*MAROS, "Tom Vale", "Will Odrell")),
        ("the Palace's spokesman", VALE),
        ("the Palace’s spokeswoman", VALE),
        ("the spokesperson for the Bank of Lund", ("Ada Renn",)),
    ],
)
def test_whom_a_name_means(who: str, names: tuple[str, ...]) -> None:
    reading = read(f"What did {who} say about eels?")
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (names, "eels")


@pytest.mark.parametrize("who", ["ines", "maro", "ines maro", "vale", "the palace's spokesman"])
def test_names_need_no_capitals(who: str) -> None:
    reading = read(f"what did {who} say about eels")
    assert isinstance(reading, SpeechQuestion)
    assert reading.names


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did Jon Maro say about eels?", "Jon Maro"),
        ("What did Paul Maro and Jon Odrell say?", "Jon Odrell"),
        ("What did Jon Maro say about what Ines Maro said?", "Jon Maro"),
        ("What did Nobody Here say?", "Nobody Here"),
        ("What did the Senate's spokesman say?", "the Senate's spokesman"),
        ("Quotes by Jon Xyz about eels", "Jon Xyz"),
        ("According to Jon Xyz, why did it crack?", "Jon Xyz"),
        ("what did odrel say about eels", "odrel"),
    ],
)
def test_somebody_whom_nobody_quotes(question: str, who: str) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.who, reading.names) == (who, ())


@pytest.mark.parametrize(
    ("question", "written", "newest"),
    [
        ("What did Vale say about eels since June in the Courier?", "since June", False),
        ("Since June, what has Vale said about eels in the Courier?", "since June", False),
        ("In the Courier, what did Vale say about eels until 3 May", "until 3 May", False),
        ("What did Vale tell the Courier this week about eels?", "this week", True),
        ("what has vale been saying about eels lately in the courier", "lately", True),
        ("According to the Courier, what did Vale say recently about eels?", "recently", True),
    ],
)
def test_when_and_where(question: str, written: str, newest: bool) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic) == (VALE, "eels")
    assert (reading.order == "newest") is newest
    assert reading.scope.outlets == ("The Lund Courier",)
    assert reading.scope.written == f"{written} in The Lund Courier"


@pytest.mark.parametrize(
    "question",
    [
        "What does the Courier report on eels?",
        "What did The Lund Courier write about eels?",
        "What did the courier of Lund say about eels in The Lund Courier?",
        "What has the Lund Courier said about eels?",
    ],
)
def test_what_an_outlet_reports_is_a_fact_to_be_found_there(question: str) -> None:
    reading = read(question)
    assert isinstance(reading, FactQuestion)
    assert reading.scope.outlets == ("The Lund Courier",)
    assert "eels" in reading.subject


@pytest.mark.parametrize(
    "question",
    [
        "latest from Vale on the new dam",
        "What's the latest from Vale on the new dam?",
        "What's the latest on the new dam from Vale",
        "Any news from Vale about the new dam?",
        "Is there anything new from Vale on the new dam?",
        "What is Vale's latest position on the new dam?",
        "What does Vale say now about the new dam?",
    ],
)
def test_news(question: str) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic, reading.order) == (VALE, "the new dam", "newest")


@pytest.mark.parametrize(
    "question",
    [
        "What did Vale first say about the dam?",
        "What was Vale's first comment on the dam?",
        "Vale's very first reaction to the dam",
    ],
)
def test_the_first_words(question: str) -> None:
    reading = read(question)
    assert isinstance(reading, SpeechQuestion)
    assert (reading.names, reading.topic, reading.order) == (VALE, "the dam", "oldest")


def test_a_new_thing_is_no_news() -> None:
    reading = read("What did Vale say about the new dam?")
    assert isinstance(reading, SpeechQuestion)
    assert reading.order == "nearest"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who said “the dam is no vase”?", "“the dam is no vase”"),
        ("Who said that the dam is no vase?", "the dam is no vase"),
        ("Tell me who said the dam is no vase", "the dam is no vase"),
        ("Who was it that said the dam is no vase?", "the dam is no vase"),
        ("Who is quoted as saying that the dam is no vase?", "the dam is no vase"),
        ("Did anyone say that the dam is no vase?", "the dam is no vase"),
        ("whose words are these: “no vase”?", "“no vase”"),
        ("who told the court that it was dry", "the court that it was dry"),
        ("who said the dam would hold in June?", "the dam would hold in June"),
    ],
)
def test_who_said(question: str, words: str) -> None:
    assert read(question) == WhoSaidQuestion(words)


def test_who_denied() -> None:
    assert read("Who denied that it is dry?") == WhoSaidQuestion("it is dry", is_denial=True)


@pytest.mark.parametrize(
    "question",
    [
        "Who commented on the dam?",
        "Who has spoken about the dam",
        "Who said anything about the dam?",
        "Has anybody commented on the dam?",
        "What has been said about the dam?",
        "what do people say about the dam",
    ],
)
def test_who_spoke_about_a_topic(question: str) -> None:
    assert read(question) == WhoSaidQuestion("the dam", is_topic=True)


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("Who said in June that it would hold in May?", "in June"),
        ("In June, who said that it would hold in May?", "in June"),
        ("Who said that it would hold in May in the Courier?", "in The Lund Courier"),
    ],
)
def test_when_and_where_who_said(question: str, written: str) -> None:
    reading = read(question)
    assert isinstance(reading, WhoSaidQuestion)
    assert (reading.words, reading.scope.written) == ("it would hold in May", written)


def test_days_after_a_quotation_are_not_part_of_it() -> None:
    reading = read("Who said “it holds in May” in June?")
    assert isinstance(reading, WhoSaidQuestion)
    assert (reading.words, reading.scope.written) == ("“it holds in May”", "in June")


@pytest.mark.parametrize(
    "question",
    [
        "How many boats did the storm take?",
        "How many boats did the storm take from Lund?",
        "When was the dam finished?",
        "What did it say?",
        "What did he say about the dam?",
        "Why did the bank raise its rate?",
        "Who won the cup?",
        "Who was told that the dam is dry?",
        "What was Vale told about the dam?",
        "The man who said that was fired when?",
        "What country announced a new bridge?",
        "What did Apple announce?",
        "What does ODR stand for?",
        "What did an Oroz meteorologist say?",
        "According to the Fire Council, how many fires were there?",
        "What did the Courier say about the dam?",
        "Which opposition said no?",
        "Who spoke?",
        "Palace on the dam?",
        "dam",
        "",
        "?",
    ],
)
def test_facts(question: str) -> None:
    found = read(question)
    assert isinstance(found, FactQuestion)
    assert found.text == question


@pytest.mark.parametrize(
    "question",
    [
        "what did" + " " * 600 + "x",
        "Quotes by\n\n" * 400,
        "what did " * 110,
        "said by a of b in " * 55,
        "Maro, and " * 99,
        "in the last " * 80,
        "between 1 May and " * 55,
        '"' * 999,
        "what did Maro say " * 5000,
    ],
)
def test_long_questions_are_read_at_once(question: str) -> None:
    began = thread_time()
    read(question)
    assert thread_time() - began < 1


@given(st.lists(st.one_of(WHO, SAYING, REST, st.text(max_size=8)), max_size=9))
def test_any_words_have_a_reading_and_names_only_speakers(words: list[str]) -> None:
    reading = read(" ".join(words))
    if isinstance(reading, SpeechQuestion):
        assert all(DIRECTORY.called(name) for name in reading.names)


def test_spaces_mean_nothing() -> None:
    reading = read("What  did\n Ines\tMaro say about   the\u00a0dam?")
    assert reading == SpeechQuestion("Ines Maro", INES, "the dam")


def test_misspelt_names_are_suggested() -> None:
    assert DIRECTORY.nearest("Ines Marro")[:2] == ["Ines Maro", "Paul Maro"]
    assert DIRECTORY.nearest("Quetzalcoatl") == []


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How many boats sank?", "Nine boats sank.", True),
        ("How many boats sank?", "The boats sank.", False),
        ("When did it sink?", "It sank on Tuesday.", True),
        ("When did it sink?", "It sank.", False),
        ("Why did it sink?", "It sank because of the rain.", True),
        ("Who sank it?", "It sank.", False),
        ("Who sank it?", "Maro sank it.", False),  # any sentence opens with a capital
        ("Who sank it?", "In the end, Maro sank it.", True),
        ("Who sank the Velden?", "In the end the Velden sank.", False),
        ("Which country bought it?", "It was bought by Tolmira.", True),
        ("Which country bought it?", "It was bought by the neighbours.", False),
        ("What country bought it?", "It was bought by the neighbours.", False),
        ("What happened?", "It was bought by the neighbours.", True),
        ("How many boats did it sell in 2024?", "It sold boats in 2024.", False),
        ("How many boats did it sell in 2024?", "It sold 40 boats in 2024.", True),
    ],
)
def test_what_is_asked_for(question: str, text: str, held: bool) -> None:
    expected, rest = expected_of(question)
    assert expected.found_in(text) is held
    assert "How many" not in rest


def test_courtesies_are_no_topic() -> None:
    for question in ("What did Vale say? Thanks!", "Hello there. What did Vale say?"):
        reading = read(question)
        assert isinstance(reading, SpeechQuestion)
        assert (reading.names, reading.topic) == (VALE, "")
