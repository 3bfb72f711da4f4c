"""What keeps readers from the data: no names, or nothing but colour to go by.

A dash, a marker, an open marker, a much wider line, or a label beside it in its own
colour tell a curve from another where the colours look alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import same_color
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.path import Path

from nnbook.figures.series import Series, series_of
from nnbook.figures.style import hue

__all__ = ["flaws"]

GUIDE = 2  # points of a line that anyone may draw without a word
BESIDE = 36.0  # points between a curve and its label, at most
WIDER = 2.5  # times as wide is another look


def flaws(canvas: Canvas) -> list[str]:
    """Return what keeps some readers from the data of a drawing, and the cure.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        A figure whose layout is done, as it is once it was printed.

    Examples
    --------
    >>> from nnbook.figures.series import curve
    >>> from nnbook.figures.style import panel
    >>> canvas, ax = panel()
    >>> line = curve(ax, [0, 1], [0, 1], "one", "error")
    >>> line = curve(ax, [0, 1], [1, 0], "two", "weights")
    >>> flaws(canvas)
    ['the axis of x has no label', "only their colours tell 'one' and 'two' apart"]
    """
    plots = [ax for ax in canvas.axes if ax.axison]
    return [flaw for ax in plots for flaw in _untold(ax)] + _alike(canvas)


def _untold(ax: Axes) -> Iterator[str]:
    """What a pair of axes shows of which no table could tell."""
    series = [part for part in series_of(ax.figure) if part.ax is ax]
    known = vars(ax.figure).get("guides", ())
    for line in ax.lines:
        if line not in known and (size := len(line.get_xdata())) > GUIDE:
            yield (
                f"ax.plot drew {size} points without a name: use curve(ax, x, y, name) "
                f"or dots(…), or guide(…) for what no reader needs in numbers"
            )
    for part in ax.collections:
        if isinstance(part, PathCollection):
            yield "ax.scatter drew dots without a name: use dots(ax, x, y, name)"
    drawn = [artist for part in series for artist in part.artists]
    if any(container not in drawn for container in ax.containers):
        yield "ax.bar drew bars without a name: use bars(ax, x, heights, name)"
    if any(part.kind != "bars" for part in series) and not ax.get_xlabel():
        yield "the axis of x has no label"


# -- Never colour alone --------------------------------------------------------------


def _alike(canvas: Canvas) -> list[str]:
    return [
        f"only their colours tell {one.name!r} and {other.name!r} apart"
        for one, other in combinations(series_of(canvas), 2)
        if one.ax is other.ax
        and one.name != other.name
        and one.colour != other.colour
        and not _looks_differ(one, other)
        and not (_is_labelled(one) and _is_labelled(other))
    ]


def _looks_differ(one: Series, other: Series) -> bool:
    if one.kind != other.kind:  # a trajectory has dots of its own
        return True
    looks = [{**part.look, "width": bool(part.look["width"])} for part in (one, other)]
    narrow, wide = sorted(part.look["width"] for part in (one, other))
    return looks[0] != looks[1] or wide >= WIDER * max(narrow, 0.1)


def _is_labelled(part: Series) -> bool:
    """Whether a text in its colour stands beside it."""
    texts = [
        text for text in part.ax.texts if same_color(text.get_color(), hue(part.colour))
    ]
    return any(_is_beside(artist, texts) for artist in part.artists)


def _is_beside(artist, texts) -> bool:
    if not isinstance(artist, Line2D):
        return bool(texts)
    course = Path(artist.axes.transData.transform(artist.get_xydata()))
    course = course.interpolated(8).vertices
    near = BESIDE * artist.figure.dpi / 72
    for text in texts:
        box = text.get_window_extent().padded(near)
        inside = (course >= box.min) & (course <= box.max)
        if np.any(inside.all(axis=1)):
            return True
    return False
