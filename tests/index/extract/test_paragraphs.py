"""Lines of printed pages become paragraphs again, and no word changes on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extract.columns import in_reading_order
from index.extract.paragraphs import paragraphs, without_running_heads

LEFT = [
    "The mayor said on Thursday that the",
    "bridge would be rebuilt before winter",
    "came, after many months of dispute,",
    "and that trams would cross it too.",
    "Nobody in the hall had any question.",
]
RIGHT = [
    "Engineers found a crack in the third",
    "pier, forty-one metres long, and the",
    "council closed the bridge at once on",
    "the advice of its own engineer, who",
    "had warned of it for over two years.",
]


def joined(*rows: str) -> list[str]:
    return list(paragraphs([list(rows)]))


def side_by_side(left: list[str], right: list[str], gap: int = 45) -> list[str]:
    return [one.ljust(gap) + other for one, other in zip(left, right, strict=True)]


class TestColumns:
    def test_columns_are_read_one_after_the_other(self) -> None:
        assert list(in_reading_order(side_by_side(LEFT, RIGHT))) == [LEFT, RIGHT]

    def test_what_stands_above_and_below_columns_stays_there(self) -> None:
        above, below = "A headline that goes over the whole of the page", "x" * 80
        rows = [above, *side_by_side(LEFT, RIGHT), below]
        assert list(in_reading_order(rows)) == [[above], LEFT, RIGHT, [below]]

    def test_three_columns_are_three(self) -> None:
        rows = side_by_side(side_by_side(LEFT, RIGHT), LEFT, 90)
        assert list(in_reading_order(rows)) == [LEFT, RIGHT, LEFT]

    def test_a_column_may_be_shorter(self) -> None:
        rows = [*side_by_side(LEFT, RIGHT), " " * 45 + "The end."]
        columns = [[row for row in column if row] for column in in_reading_order(rows)]
        assert columns == [LEFT, [*RIGHT, "The end."]]

    @pytest.mark.parametrize(
        "rows",
        [
            LEFT,
            [f"item {number}".ljust(30) + f"{number}.00" for number in range(20)],
            ["    ".join(row.split()) for row in LEFT + RIGHT],
            [],
            [""],
        ],
    )
    def test_a_page_without_columns_is_one(self, rows: list[str]) -> None:
        assert list(in_reading_order(rows)) == [rows]

    @given(st.lists(st.text(alphabet="ab  \u00a0é", max_size=60), max_size=20))
    def test_no_word_is_lost_or_doubled(self, rows: list[str]) -> None:
        read = "".join(row for column in in_reading_order(rows) for row in column)
        assert sorted("".join(read.split())) == sorted("".join("".join(rows).split()))


class TestParagraphs:
    def test_lines_of_a_paragraph_are_joined(self) -> None:
        assert joined(*LEFT) == [" ".join(LEFT)]

    @pytest.mark.parametrize("between", [[""], ["", ""]])
    def test_a_blank_line_ends_a_paragraph(self, between: list[str]) -> None:
        assert joined(*LEFT, *between, *RIGHT) == [" ".join(LEFT), " ".join(RIGHT)]

    def test_an_indent_begins_one(self) -> None:
        assert joined(*LEFT, f"   {RIGHT[0]}", *RIGHT[1:]) == [" ".join(LEFT), " ".join(RIGHT)]

    def test_blank_lines_between_all_lines_mean_nothing(self) -> None:
        rows = [part for row in LEFT for part in (row, "")]
        assert joined(*rows, "", *RIGHT[:1]) == [" ".join(LEFT), RIGHT[0]]

    def test_a_short_last_line_ends_one(self) -> None:
        assert joined(*LEFT, "He left.", *RIGHT) == [" ".join([*LEFT, "He left."]), " ".join(RIGHT)]

    def test_a_heading_stands_alone(self) -> None:
        assert joined("The bridge", *LEFT) == ["The bridge", " ".join(LEFT)]

    def test_items_of_a_list_stand_alone(self) -> None:
        assert joined("• the bridge", "• the dam", "1. the road") == [
            "• the bridge",
            "• the dam",
            "1. the road",
        ]

    def test_a_paragraph_goes_on_in_the_next_column(self) -> None:
        first, second = [*LEFT, "The dam was said to"], ["be safe by all who had seen it."]
        assert list(paragraphs([first, second])) == [
            " ".join([*LEFT, "The dam was said to", *second])
        ]
        assert len(list(paragraphs([first, ["Another one."]]))) == 2

    @pytest.mark.parametrize(
        ("before", "after", "elsewhere", "expected"),
        [
            ("before the win-", "ter came", "", "before the winter came"),
            ("before the win\u00ad", "ter came", "win ter", "before the winter came"),
            ("a well-", "known man", "he is well-known", "a well-known man"),
            ("a well-", "known man", "known well", "a well-known man"),
            ("a well-", "known man", "the end of it", "a well-known man"),
            ("a govern-", "ment that", "the end of it", "a government that"),
            ("ein Land-", "tag", "der und die", "ein Landtag"),
            ("the govern-", "ment", "govern ment government", "the government"),
            ("an Anglo-", "American", "", "an Anglo-American"),
            ("in 2021-", "2022 it", "", "in 2021-2022 it"),
            ("he said -", "and left", "", "he said - and left"),
            ("über die Brü-", "cke und", "", "über die Brücke und"),
            ("мост через ре-", "ку", "", "мост через реку"),
            ("新しい橋が", "できた。", "", "新しい橋ができた。"),
            ("ses ex-", "femmes et", "des femmes", "ses ex-femmes et"),
            ("eine in-", "formierte", "formierte", "eine informierte"),
        ],
    )
    def test_a_parted_word_is_whole_again(
        self, before: str, after: str, elsewhere: str, expected: str
    ) -> None:
        assert joined(before, after, "", f"Also {elsewhere}")[0] == expected

    @pytest.mark.parametrize(
        "word",
        [
            *("ex-|wife", "re-|elected", "U-|turn", "co-|author", "so-|called", "go-|ahead"),
            *("in-|depth", "x-|ray", "e-|mail", "T-|shirt", "up-|and-coming", "no-|go", "no-|show"),
            *("TV-|makers", "UN-|backed", "well-to-|do", "state-of-|the-art", "mother-in-|law"),
            *("re-|sign", "re-|signed", "re-|form", "co-|op", "co-|operation", "by-|law"),
            *("win|ter", "re|port", "re|signation", "re|presentatives", "in|formed", "up|on"),
            *("to|tally", "in|tractable", "un|happily", "long-suf|fering", "ex|acerbate"),
        ],
    )
    def test_a_word_of_english_is_not_made_another(self, word: str) -> None:
        before, after = word.replace("-|", "|").split("|")
        text = joined(f"the mayor of the town had {before}-", f"{after} the press", "", "The end")
        assert text[0] == f"the mayor of the town had {word.replace('|', '')} the press"

    def test_a_verb_that_would_be_another_is_not_proved_by_the_other(self) -> None:
        rows = ("the players will re-", "sign the contracts", "", "The mayor will resign")
        assert joined(*rows)[0] == "the players will re-sign the contracts"

    @given(st.lists(st.text(alphabet="abß -\u00ad.’\n", min_size=1, max_size=20), max_size=12))
    def test_only_hyphens_and_spaces_ever_go(self, rows: list[str]) -> None:
        def letters(texts: list[str]) -> str:
            return "".join("".join(texts).split()).replace("-", "").replace("\u00ad", "")

        assert letters(joined(*rows)) == letters(rows)


class TestRunningHeads:
    def pages(self, count: int) -> list[list[str]]:
        return [
            [
                "The Velm Courier",
                f"Page {number}",
                "",
                *LEFT,
                f"Words {'x' * number}.",
                "",
                f"{number}",
            ]
            for number in range(1, count + 1)
        ]

    @pytest.mark.parametrize("count", [2, 3, 12])
    def test_go_where_they_repeat_but_the_first_name_stays(self, count: int) -> None:
        first, *others = without_running_heads(self.pages(count))
        assert first == ["The Velm Courier", "", *LEFT, "Words x.", ""]
        for number, rows in enumerate(others, start=2):
            assert rows == ["", *LEFT, f"Words {'x' * number}.", ""]

    def test_stay_on_a_single_page(self) -> None:
        assert without_running_heads(self.pages(1)) == self.pages(1)

    def test_lines_that_do_not_repeat_stay(self) -> None:
        pages = [[f"{word} words", word, *LEFT, word * 2, "x"] for word in ("one", "two", "three")]
        assert without_running_heads(pages) == pages

    def test_short_lines_that_repeat_stay(self) -> None:
        pages = [["}", f"{n * 'a'}", *LEFT, f"{n * 'b'}", "Yes."] for n in range(1, 6)]
        assert without_running_heads(pages) == pages

    @pytest.mark.parametrize(
        ("row", "stays"), [("{} / 9", False), ("- {} -", False), ("{} 12 455", True)]
    )
    def test_page_numbers_go_and_figures_stay(self, row: str, stays: bool) -> None:
        pages = [
            [f"{n * 'a'} b", f"{n * 'c'}", *LEFT, f"{n * 'd'}", row.format(n)] for n in range(1, 5)
        ]
        kept = without_running_heads(pages)
        assert [rows[-1] == row.format(n) for n, rows in enumerate(kept, start=1)] == [stays] * 4

    def test_what_repeats_inside_of_pages_stays(self) -> None:
        pages = [
            [f"{n * 'a'} b", "c", *LEFT, "(Applause in the hall.)", *RIGHT] for n in range(1, 6)
        ]
        kept = without_running_heads(pages)
        assert all("(Applause in the hall.)" in rows for rows in kept)
