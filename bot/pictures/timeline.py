"""A timeline drawn as PNG: a row of bars for each outlet, on a ground that suits any theme.

Matplotlib is imported when the first picture is made. It is not made for threads: one
picture is drawn at a time, which is the caller's to see to.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.pictures.chart import Chart, Row, span_in_words
from bot.pictures.lettering import lettered, shortened
from bot.wording import counted

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

# Light on dark reads well on Discord's dark and light ground alike.
_GROUND: Final = "#2b2d31"
_TEXT: Final = "#f2f3f5"
_FAINT: Final = "#b5bac1"
_LINE: Final = "#4e5058"
_BAR: Final = "#57c98d"
_REST: Final = "#a0a7b4"

# Inches; with the dots an inch 1,200 pixels wide and at most 940 high.
_WIDTH: Final = 8.0
_ROW: Final = 0.55
_HEAD: Final = 1.0
_FOOT: Final = 0.5
_DOTS: Final = 150
_NAMES: Final = 0.4
_BARS: Final = 0.545
_EDGE: Final = 0.03
_GAP: Final = 0.015
"""Shares of the width: the names of outlets, the bars, the edges, what stands between."""

_NARROWEST: Final = 0.004
"""The share of the bars' width that a bar has at least."""

_SIZE: Final = 15.0
_TITLE_SIZE: Final = 18.0
_SMALL: Final = 14.0
_HIGHEST: Final = 0.82
_LOWEST: Final = 0.1
"""How much of a row the tallest bar takes, and one that would hardly be seen."""

_MARGIN: Final = 2
_FEWEST_DAYS: Final = 21
"""Days that are shown at least, so that a single bar is not a wall."""

_TICKS: Final = 5


def timeline_png(chart: Chart) -> bytes:
    """The picture of a chart; takes a moment, the first time up to some seconds."""
    drawing = _Drawing(chart)
    drawing.write_head()
    drawing.scale()
    for place, row in enumerate(reversed(chart.rows)):
        drawing.draw(row, place)
    return drawing.png()


class _Drawing:
    """One picture while it is being made; its rows are a unit high, counted from the foot."""

    def __init__(self, chart: Chart) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        rows = _ROW * len(chart.rows)
        self._chart = chart
        self._height = _HEAD + rows + _FOOT
        self._figure = Figure(figsize=(_WIDTH, self._height), dpi=_DOTS, facecolor=_GROUND)
        self._canvas = FigureCanvasAgg(self._figure)
        place = (_NAMES, _FOOT / self._height, _BARS, rows / self._height)
        self._axes = self._figure.add_axes(place, facecolor=_GROUND)

    def write_head(self) -> None:
        """Say whom and what it is about."""
        self._write(_EDGE, 0.4, self._chart.speaker, _font(_TITLE_SIZE, bold=True), _TEXT)
        self._write(_EDGE, 0.72, _about(self._chart), _font(_SMALL), _FAINT)

    def scale(self) -> None:
        """Put the days along the foot, and nothing else around the rows."""
        from matplotlib.dates import AutoDateLocator, date2num, num2date

        axes, days = self._axes, _days(self._chart)
        start, end = (float(date2num(day)) for day in days)
        axes.set_xlim(start, end)
        axes.set_ylim(0, len(self._chart.rows))
        locator = AutoDateLocator(minticks=2, maxticks=_TICKS)
        span = (datetime.combine(day, time(), UTC) for day in days)
        ticks = [float(tick) for tick in locator.tick_values(*span) if start <= tick <= end]
        labels = _names_of([num2date(tick).date() for tick in ticks])
        axes.set_xticks(ticks, labels, color=_FAINT, fontproperties=_font(_SMALL), parse_math=False)
        axes.set_yticks([])
        axes.tick_params(axis="x", color=_LINE, length=5)
        for name, spine in axes.spines.items():
            spine.set_visible(name == "bottom")
            spine.set_color(_LINE)

    def draw(self, row: Row, place: int) -> None:
        """Draw the bars of an outlet in this row, with its name and its number before them."""
        from matplotlib.dates import date2num

        left, right = self._axes.get_xlim()
        self._axes.bar(
            [float(date2num(start)) for start in row.bars],
            [max(_HIGHEST * count / self._chart.tallest, _LOWEST) for count in row.bars.values()],
            width=max(self._chart.stretch.days * 0.9, (right - left) * _NARROWEST),
            bottom=place,
            align="edge",
            color=_REST if row.is_rest else _BAR,
        )
        self._axes.axhline(place, color=_LINE, linewidth=0.8, zorder=0)
        font, number = _font(_SIZE), f"{row.total:,}"
        down = _HEAD + _ROW * (len(self._chart.rows) - place - 0.42)
        numbers = _NAMES - _GAP - self._width(number, font)
        self._write(_EDGE, down, row.name, font, _TEXT, until=numbers - _GAP)
        self._write(numbers, down, number, font, _FAINT)

    def png(self) -> bytes:
        """The picture as it is now."""
        png = io.BytesIO()
        self._figure.savefig(png, format="png", facecolor=_GROUND, metadata={"Software": None})
        return png.getvalue()

    def _write(
        self,
        left: float,
        down: float,
        text: str,
        font: FontProperties,
        colour: str,
        until: float = 1 - _EDGE,
    ) -> None:
        """Write a line so many inches down, shortened where it would reach too far to the right."""
        shown = lettered(text, _letters(font.get_file()))
        room = until - left
        line = shortened(shown, lambda beginning: self._width(beginning, font) <= room)
        self._figure.text(
            left,
            1 - down / self._height,
            line,
            color=colour,
            fontproperties=font,
            verticalalignment="center",
            parse_math=False,
        )

    def _width(self, line: str, font: FontProperties) -> float:
        """How wide a line is, as a share of the picture's width."""
        renderer = self._canvas.get_renderer()
        width, _, _ = renderer.get_text_width_height_descent(line, font, ismath=False)
        return float(width / (_WIDTH * _DOTS))


def _about(chart: Chart) -> str:
    said = counted(chart.statements, "statement")
    if chart.first == chart.last:
        return f"{said}, {span_in_words(chart)}"
    years = dict.fromkeys(str(day.year) for day in (chart.first, chart.last))
    tallest = f", the tallest is {chart.tallest:,}" if chart.tallest > 1 else ""
    return f"{said}, {' to '.join(years)}; a bar is a {chart.stretch.name}{tallest}"


def _days(chart: Chart) -> tuple[date, date]:
    """The first and the last day that are shown."""
    more = max(_MARGIN, (_FEWEST_DAYS - (chart.last - chart.first).days) // 2)
    start, end = chart.stretch.start(chart.first), chart.stretch.start(chart.last)
    return (
        min(start, _from(chart.first, -more)),
        max(_from(chart.last, more), _from(end, chart.stretch.days)),
    )


def _names_of(days: Sequence[date]) -> list[str]:
    """What stands under the ticks: years, months or days, as they are apart.

    A year that all are in stands in the head.
    """
    if all((day.month, day.day) == (1, 1) for day in days):
        return [str(day.year) for day in days]
    if all(day.day == 1 for day in days):
        several = len({day.year for day in days}) > 1
        return [f"{day:%b} {day.year}" if several else f"{day:%b}" for day in days]
    return [f"{day.day} {day:%b}" for day in days]


def _from(day: date, days: int) -> date:
    """A day so many days from another, within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def _font(size: float, bold: bool = False) -> FontProperties:
    """The font that comes with matplotlib: Latin, Cyrillic, Greek, Arabic and Hebrew letters."""
    import matplotlib
    from matplotlib.font_manager import FontProperties

    file = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    path = Path(matplotlib.get_data_path(), "fonts", "ttf", file)
    return FontProperties(fname=str(path), size=size)


@lru_cache(maxsize=2)
def _letters(file: str) -> frozenset[int]:
    """The code points of the letters that a font has."""
    from matplotlib.font_manager import get_font

    return frozenset(get_font(file).get_charmap())
