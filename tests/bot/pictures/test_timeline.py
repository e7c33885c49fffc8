"""Timelines as they are drawn: whatever is in them, a picture of bounded size comes out."""

from __future__ import annotations

import io
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.chart import Mark, chart_of
from bot.pictures.timeline import timeline_png

DAY = date(2026, 3, 2)
BAR = (0x57, 0xC9, 0x8D)
NAMES = st.text(max_size=80) | st.sampled_from(
    ["", "$\\frac{1}$", "$x^2$ & $y", "الجزيرة", "הארץ", "Українська правда", "新华社", "😀\u200d",
     "W" * 300, "\ufdfd" * 40, "_hidden", "\u202e\x00\n", "\ud800", "e" + "\u0301" * 60]
)  # fmt: skip


def drawn(speaker: str, every: list[Mark]) -> Image.Image:
    png = timeline_png(chart_of(speaker, every, len(every)))
    assert len(png) < 500_000
    return Image.open(io.BytesIO(png)).convert("RGB")


@settings(max_examples=12)
@given(NAMES, st.lists(st.builds(Mark, st.dates(), st.none() | NAMES), min_size=1, max_size=12))
def test_any_names_and_days_make_a_picture(speaker: str, every: list[Mark]) -> None:
    picture = drawn(speaker, every)
    assert picture.width == 1200
    assert 300 < picture.height <= 900


def test_the_first_and_the_last_day_of_the_calendar_can_be_drawn() -> None:
    assert drawn("Old Man", [Mark(date.min, "A"), Mark(date.max, "B")]).width == 1200
    assert drawn("Old Man", [Mark(date.max, "A")]).width == 1200
    assert drawn("Old Man", [Mark(date.min, "A")]).width == 1200


def test_it_reads_on_a_dark_and_on_a_light_ground() -> None:
    """It brings its own ground to all edges, far from its letters and bars in brightness."""
    picture = drawn("Ada Vell", [Mark(DAY, "The Record")])
    ground = picture.getpixel((0, 0))
    width, height = picture.size
    assert all(picture.getpixel((x, y)) == ground for x in (0, width - 1) for y in range(height))
    brightness = picture.convert("L").histogram()
    assert max(value for value, count in enumerate(brightness) if count) > 200


def bar_heights(picture: Image.Image) -> list[int]:
    """How high the bars of a picture with one row are, in pixels, from left to right."""
    columns = [
        sum(picture.getpixel((x, y)) == BAR for y in range(picture.height))
        for x in range(picture.width)
    ]
    bars = [list(bar) for is_bar, bar in groupby(columns, key=bool) if is_bar]
    return [max(bar) for bar in bars]


def test_a_bar_is_as_high_as_there_are_statements() -> None:
    days = [0, 5, 5, 10, 10, 10, 10]
    heights = bar_heights(drawn("Ada", [Mark(DAY + timedelta(days=n), "A") for n in days]))
    assert len(heights) == 3
    assert heights[1] == pytest.approx(2 * heights[0], abs=2)
    assert heights[2] == pytest.approx(4 * heights[0], abs=3)
