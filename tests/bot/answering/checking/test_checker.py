"""The verdict on quotations that are right, and on those that are nearly right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.checking.changes import all_told
from bot.answering.checking.checker import check, check_text
from bot.answering.checking.markdown import read_markdown
from bot.answering.checking.types import Checked, Quoted, Report
from bot.answering.checking.whose import Claimant
from index.alignment import align
from index.library import Library
from index.types import Span

TRAMS = "The bridge will not carry trams before the spring of 2027"


def checked(library: Library, words: str, speaker: str | None = None) -> Checked:
    found = check(library, Quoted(words, speaker))
    for citation in found.citations:
        assert citation.quote == citation.article.text[citation.span.start : citation.span.end]
    if found.verdict == "altered":
        kept = "".join(text for operation, text in found.difference if operation != "insert")
        assert kept == found.citations[0].quote
    else:
        assert not found.difference
    return found


def report(library: Library, message: str) -> Report:
    return check_text(library, read_markdown(message))


@pytest.mark.parametrize(
    "words",
    [
        TRAMS,
        f"“{TRAMS},”",
        TRAMS.upper(),
        TRAMS + ".",
        f"…{TRAMS} …",
        "the bridge will\nnot  carry trams",
        "trams before",
    ],
)
def test_the_very_words_are_exact_however_they_are_set(library: Library, words: str) -> None:
    found = checked(library, words)
    assert found.verdict == "exact"
    [citation] = found.citations
    assert (citation.kind, citation.speaker and citation.speaker.name) == ("direct", "Ines Maro")
    assert citation.quote.rstrip(",") in TRAMS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The bridge will carry trams before the spring of 2027", "The source says “not”."),
        ("The bridge will not carry trams before the spring of 2072", "“2027” became “2072”."),
        ("We have 14 bolts to tighten, and nobody should hurry us", "“41” became “14”."),
        ("We have 41 bolts to tighten, and everybody should hurry us", "The source says “nobody”."),
        ("Every tram will cross before the autumn", "The source says “No”."),
        ("No tram will cross before the spring", ""),
        ("No trаm will cross before the autumn", "“trаm” has letters of another alphabet that only look like those of “tram”."),  # noqa: E501
        ("The bridge … the spring of 2027", "Where the quotation has an ellipsis, the source says “will not carry trams before” and the source says “not”."),  # noqa: E501
        ("The bridge [...] before the spring", "Where the quotation has an ellipsis, the source says “will not carry trams” and the source says “not”."),  # noqa: E501
        ("I believe we can", "The source says “can’t”."),
        ("violent march, and it cost 3,000 crowns", "The source says “non”."),
        ("violent march, and it cost 3", "The source says “non” and “3,000” became “3”."),
        ("No tram will cross, before the autumn", "The words are the same, the punctuation is not."),  # noqa: E501
        ("It is a good bridge! Nobody need fear it", "The words are the same, the punctuation is not."),  # noqa: E501
        ("It is a good bridge … Nobody need fear it", "The words are the same, the punctuation is not."),  # noqa: E501
        ("Every drip keeps its own time. I listen to them at night.", "Its parts are exact, but stand apart in the source."),  # noqa: E501
        ("No tram will cross before the autumn. Every drip keeps its own time.", "Its parts are exact, but stand apart in the source."),  # noqa: E501
        ("We have 41 bolts to tighten. No tram will cross before the autumn.", "Its parts are exact, but stand apart in the source."),  # noqa: E501
    ],
)  # fmt: skip
def test_nearly_the_words_are_altered_and_the_change_is_told(
    library: Library, words: str, told: str
) -> None:
    found = checked(library, words)
    assert found.verdict == "altered"
    assert all_told(found.changes) == told


def test_an_altered_quotation_is_shown_with_all_that_the_source_says_there(
    library: Library,
) -> None:
    found = checked(library, "Every tram will cross before the autumn")
    assert found.citations[0].quote == "No tram will cross before the autumn"
    assert found.difference[:2] == (("delete", "No"), ("insert", "Every"))


def test_exact_words_that_leave_a_denial_out_come_with_their_sentence(library: Library) -> None:
    found = checked(library, "carry trams before the spring of 2027")
    assert found.verdict == "exact"
    assert all_told(found.changes).startswith("The whole sentence reads “The bridge will not carry")
    assert checked(library, TRAMS).changes == ()


def test_what_was_altered_on_both_sides_of_the_speaker_is_shown_with_what_is_between(
    library: Library,
) -> None:
    words = "The bridge will carry trams before the spring of 2027. We have 14 bolts to tighten"
    found = checked(library, words)
    assert found.citations[0].quote.endswith("said Ines Maro. “We have 41 bolts to tighten")
    assert all_told(found.changes) == "The source says “not” and “41” became “14”."


def test_each_part_of_words_that_stand_apart_is_shown(library: Library) -> None:
    found = checked(library, "No tram will cross before the autumn. Every drip keeps its own time.")
    assert [each.quote for each in found.citations] == [
        "No tram will cross before the autumn",
        "Every drip keeps its own time",
    ]


@pytest.mark.parametrize(
    "words",
    ["I would rather eat my hat than walk", "zzz zzz zzz", "the of and", "yes no", "…", "🙂"],
)
def test_what_is_nothing_like_the_library_is_not_found(library: Library, words: str) -> None:
    assert checked(library, words).verdict == "not_found"


@pytest.mark.parametrize(
    ("speaker", "verdict", "credit"),
    [
        ("Tomas Rehn", "exact", "same"),
        ("Rehn", "exact", "same"),
        ("Yesterday Rehn", "exact", "same"),
        ("the engineer", "exact", "same"),
        ("Ines Maro", "other_speaker", "other"),
        ("Maro", "other_speaker", "other"),
        ("Zoltan Quill", "other_speaker", "other"),
        ("Tomas Maro", "exact", "unsure"),
        ("Quill", "exact", "unsure"),
        ("The Velden Post", "exact", "unsure"),
        ("The Upland Mail", "exact", "unsure"),
        ("The Velden Post’s Jo Reed", "exact", "unsure"),
        ("Upland Rowing Club", "exact", "unsure"),
        ("Tomasz Rhen", "exact", "unsure"),
        ("Tоmas Rеhn", "exact", "same"),
        ("the minister", "exact", "unsure"),
    ],
)
def test_words_are_anothers_only_where_that_is_plain(
    library: Library, speaker: str, verdict: str, credit: str
) -> None:
    found = checked(library, "No tram will cross before the autumn", speaker)
    assert (found.verdict, found.credit) == (verdict, credit)


@pytest.mark.parametrize(
    ("words", "reporter"),
    [
        ("chalk is softer than people think", "Otto Brand"),
        ("chalk never lies to anybody", "Lena Farr"),
    ],
)
def test_words_that_somebody_reports_may_be_those_of_whom_they_report(
    library: Library, words: str, reporter: str
) -> None:
    assert checked(library, words, reporter).credit == "same"
    found = checked(library, words, "Emeric Solt")
    assert (found.verdict, found.credit) == ("exact", "unsure")


def test_words_that_stand_in_more_places_than_are_looked_at_are_not_said_to_be_anothers(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Bread is always bread"
    assert checked(library, words, "Ines Maro").verdict == "other_speaker"
    monkeypatch.setattr("bot.answering.checking.checker.MOST_PLACES", 1)
    assert checked(library, words, "Ines Maro").verdict == "exact"


def test_where_the_article_leaves_the_speaker_open_nobody_else_is_named(library: Library) -> None:
    found = checked(library, "Whoever built this has never seen a river", "Ines Maro")
    assert (found.verdict, found.credit) == ("exact", "unsure")


def test_where_the_speaker_is_only_inferred_nobody_else_is_named(library: Library) -> None:
    [citation] = checked(library, "No tram will cross before the autumn").citations
    maro = Claimant(library, "Ines Maro")
    assert maro.credit(citation) == "other"
    inferred = replace(citation, inferred=True)
    assert maro.credit(inferred) == maro.of_all([citation, inferred]) == "unsure"
    assert Claimant(library, "Rehn").credit(inferred) == "same"


def test_an_altered_quotation_of_somebody_else_is_told_to_be(library: Library) -> None:
    found = checked(library, "No tram will ever cross before the autumn", "Ines Maro")
    assert all_told(found.changes) == "The source credits Tomas Rehn, not Ines Maro."
    assert found.verdict == "altered"


def test_a_message_is_checked_quotation_by_quotation(library: Library) -> None:
    found = report(
        library,
        "As Ines Maro said, “No tram will cross before the autumn”. And “yes”:\n"
        "> Every drip has its own time\n— Pia Holm\n“We have 41 bolts to tighten” (Maro)",
    )
    assert [(each.verdict, each.quoted.speaker) for each in found.checked] == [
        ("other_speaker", "Ines Maro"),
        ("altered", "Pia Holm"),
        ("exact", "Maro"),
    ]
    assert found.short == ("yes",)


def test_a_quotation_in_another_is_looked_at_where_the_outer_one_is_not_found(
    library: Library,
) -> None:
    inner = "‘every drip keeps its own time’"
    [outer, nested] = report(library, f"“My aunt swears by {inner} and so do I, always”").checked
    assert (outer.verdict, nested.verdict) == ("not_found", "exact")
    [whole] = report(library, "“The bridge ‘will not carry trams’ before the spring”").checked
    assert whole.verdict == "altered"


def test_an_empty_library_holds_nothing(library: Library) -> None:
    elsewhere = Library("elsewhere", library.parts)
    assert check(elsewhere, Quoted(TRAMS, "Ines Maro")).verdict == "not_found"


def test_each_part_is_looked_for_once_in_an_article(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[tuple[str, str]] = []

    def counting(quotation: str, text: str) -> list[Span]:
        looked.append((quotation, text))
        return align(quotation, text)

    monkeypatch.setattr("bot.answering.checking.pieces.align", counting)
    checked(library, "bread … always … is always bread … never was")
    assert len(looked) == len(set(looked)) == 4


def test_a_very_long_message_takes_no_long_time(library: Library) -> None:
    for message in ("“" + "trams before the bridge " * 900 + "”", "“trams before spring " * 1000):
        assert len(report(library, message).checked) <= 10


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("and nobody should hurry US", "“us” became “US”."),
        ("We have 41 bolts to tighten, And nobody should hurry us", "“and” became “And”."),
        ("We have 41 bolts to tighten, and NOBODY should hurry us", "“nobody” became “NOBODY”."),
        ("Every Drip keeps its own time", "“drip” became “Drip”."),
    ],
)
def test_capitals_that_make_other_words_are_altered(
    library: Library, words: str, told: str
) -> None:
    found = checked(library, words)
    assert (found.verdict, all_told(found.changes)) == ("altered", told)


@pytest.mark.parametrize(
    "words",
    ["AND NOBODY SHOULD HURRY US", "Every Drip Keeps Its Own Time", "nobody need fear it"],
)
def test_capitals_of_a_headline_a_shout_and_a_beginning_are_the_setter_s(
    library: Library, words: str
) -> None:
    assert checked(library, words).verdict == "exact"


def test_what_an_editor_put_in_hides_nothing(library: Library) -> None:
    found = checked(library, "[On the bridge] nobody should hurry us")
    assert found.verdict == "altered"
    assert found.citations[0].quote.endswith("nobody should hurry us")
