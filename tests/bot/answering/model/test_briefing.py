"""A line of a summary is a model's sentence only where its own article and speaker bear it out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.answering.drafting.briefs import BriefRow, brief_on, brief_rows
from bot.answering.model.briefing import Worded
from bot.answering.model.errors import EndpointSlow, ReplyMalformed
from index.types import NewArticle
from tests.bot.answering.model.conftest import TODAY, Desk, Opening
from tests.bot.answering.model.scripted import claiming, in_turn, saying, silent

MARO = ("Ines Maro said: “The gates will not hold.”", 1, "The gates will not hold")
VALE = ("Tom Vale said that the gates were old.", 2, "the gates were old")


def rows(desk: Desk) -> list[BriefRow]:
    """Maro's words and Vale's, of one day."""
    return brief_rows(desk.library, brief_on(desk.library, "the gates").lines)


def worded(desk: Desk) -> Worded:
    return desk.writer.briefer.worded(desk.library, "the gates", rows(desk), TODAY)


def sentences(desk: Desk) -> list[str]:
    return [row.sentence for row in worded(desk).rows]


def test_every_line_has_its_sentence(desk: Opening) -> None:
    opened = desk(claiming(VALE, MARO))
    speakers = [row.quoted.citation.speaker for row in rows(opened)]
    assert [each.name for each in speakers if each] == ["Ines Maro", "Tom Vale"]
    assert sentences(opened) == ["Ines Maro said: “The gates will not hold”.", VALE[0]]
    assert sentences(opened) == sentences(opened)
    assert len(opened.endpoint.asked) == 1
    *_, last = opened.endpoint.asked[0]["messages"]
    assert "topic>>>\nthe gates\n<<<" in last["content"]
    assert "Speaker: Ines Maro: “The gates will not hold,”" in last["content"]


@pytest.mark.parametrize(
    "lie",
    [
        ("Ines Maro said: “The gates will hold.”", 1, "The gates will hold"),
        ("Tom Vale said: “The gates will not hold.”", 1, "The gates will not hold"),
        ("Tom Vale said that the gates were old.", 1, "the gates were old"),
        ("The river rose by 41 centimetres in the night.", 1, "The river rose by 41 centimetres"),
        (MARO[0], 3, MARO[2]),
        (MARO[0], 0, MARO[2]),
        ("Ines Maro contradicts Tom Vale.", 1, "The gates will not hold"),
    ],
)
def test_what_does_not_hold_leaves_the_quotation(desk: Opening, lie: tuple[str, int, str]) -> None:
    opened = desk(claiming(lie, VALE))
    assert sentences(opened) == ["", VALE[0]]
    assert worded(opened).rows[0].quoted.parts == ("The gates will not hold,",)


def test_words_of_the_other_line_are_not_taken_for_this_one(desk: Opening) -> None:
    """Both stand in one article, and the passages of the lines may overlap."""
    opened = desk(claiming((VALE[0], 1, VALE[2]), (MARO[0], 2, MARO[2])))
    assert sentences(opened) == ["", ""]


def test_a_model_that_fails_leaves_all_quotations(desk: Opening) -> None:
    opened = desk(in_turn(saying("no"), claiming(MARO)))
    failed = worded(opened)
    assert type(failed.failure) is ReplyMalformed
    assert failed.rows == tuple(rows(opened))
    assert worded(opened).failure is None


def test_all_lines_share_one_limit_of_time(desk: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.answering.model.briefing.AT_ONCE", 1)
    opened = desk(in_turn(claiming(MARO), silent), seconds=0.5)
    opened.writer._asker._endpoint.models(5.0)  # so that nothing is imported while the clock runs
    done = worded(opened)
    assert type(done.failure) is EndpointSlow
    assert [bool(row.sentence) for row in done.rows] == [True, False]


def test_a_line_is_put_to_the_model_once_whatever_else_is_added(desk: Opening) -> None:
    opened = desk(in_turn(claiming(MARO), claiming((VALE[0], 1, VALE[2]))))
    maro, vale = rows(opened)
    briefer, library = opened.writer.briefer, opened.library
    assert briefer.remembered(library, "the gates", [maro, vale]) == Worded((maro, vale), 2)
    first = briefer.worded(library, "the gates", [maro], TODAY)
    assert (bool(first.rows[0].sentence), first.unwritten) == (True, 0)
    library.add([NewArticle("late", "The gates are shut, said Ada Vell.")], added_by="tester")
    both = briefer.worded(library, "The  Gates", [maro, vale], TODAY + timedelta(days=1))
    assert [row.sentence for row in both.rows] == [first.rows[0].sentence, VALE[0]]
    assert briefer.remembered(library, "the gates", [maro, vale]) == both
    assert briefer.remembered(library, "the river", [maro]).unwritten == 1
    assert len(opened.endpoint.asked) == 2


def test_no_lines_are_not_asked_for(desk: Opening) -> None:
    opened = desk(claiming(MARO))
    assert opened.writer.briefer.worded(opened.library, "bananas", [], TODAY) == Worded(())
    assert opened.endpoint.asked == []


def test_a_line_whose_article_is_gone_keeps_its_words_and_gets_no_sentence(desk: Opening) -> None:
    opened = desk(claiming(MARO))
    known = rows(opened)
    opened.library.remove(known[0].quoted.citation.article.id, by="tester")
    left = opened.writer.briefer.worded(opened.library, "the gates", known, TODAY)
    assert [row.sentence for row in left.rows] == ["", ""]
