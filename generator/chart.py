"""Charts as inline SVG with title and description, drawn at build.

In: bars with labels and words already written. Out: an SVG element as text. Leaves to others: choosing what to compare;
the numbers always stand in a table beside the chart.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha1
from html import escape
from typing import NamedTuple

_WIDTH, _ROW, _BAR, _TOP = 360, 46, 12, 4


class Bar(NamedTuple):
    """A value or a range with its label; `strong` is the page's own, `hollow` what was reported rather than set."""

    label: str
    words: str
    low: float
    high: float | None = None
    strong: bool = False
    hollow: bool = False


def bars(title: str, description: str, drawn: list[Bar]) -> str:
    """Horizontal bars from zero on one scale; readable in greyscale: own bars are dark, reported ones are hollow."""
    most = max(abs(bar.high if bar.high is not None else bar.low) for bar in drawn) or 1.0
    height = _TOP + _ROW * len(drawn)
    rows = [_row(bar, _TOP + position * _ROW, most) for position, bar in enumerate(drawn)]
    mark = "chart-" + sha1((title + "".join(bar.label + bar.words for bar in drawn)).encode()).hexdigest()[:8]
    return (
        f'<svg class="ck-chart" role="img" viewBox="0 0 {_WIDTH} {height}" aria-labelledby="{mark}-t {mark}-d">'
        f'<title id="{mark}-t">{escape(title)}</title><desc id="{mark}-d">{escape(description)}</desc>'
        f"{''.join(rows)}</svg>"
    )


@lru_cache(1 << 12)
def _row(bar: Bar, top: int, most: float) -> str:
    end = bar.high if bar.high is not None else bar.low
    length = max(abs(end) / most * (_WIDTH - 2), 2)
    classes = "ck-bar" + (" ck-bar--own" if bar.strong else "") + (" ck-bar--hollow" if bar.hollow else "")
    drawn = (
        f'<text class="ck-chart__label" x="0" y="{top + 17}">{escape(bar.label)}</text>'
        f'<text class="ck-chart__words" x="{_WIDTH}" y="{top + 17}" text-anchor="end">{escape(bar.words)}</text>'
        f'<rect class="ck-bar__ground" x="0" y="{top + 24}" width="{_WIDTH}" height="{_BAR}"/>'
        f'<rect class="{classes}" x="1" y="{top + 24}" width="{length:.1f}" height="{_BAR}"/>'
    )
    if bar.high is None:
        return drawn
    start = abs(bar.low) / most * (_WIDTH - 2)
    return f'{drawn}<rect class="ck-bar__from" x="{start:.1f}" y="{top + 22}" width="2" height="{_BAR + 4}"/>'
