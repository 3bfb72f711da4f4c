"""Draw data and note what was drawn: the numbers behind a picture.

Each function here draws with matplotlib and adds what it drew to the figure, under a
name.  From these series come the tables below the figure, its record, the check that
colour alone tells nothing apart, and the numbers that a moving figure starts from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.cbook import normalize_kwargs
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.text import Text

from nnbook.figures.style import COLOURS, hue

__all__ = [
    "Cell",
    "Series",
    "bars",
    "cell",
    "cells_of",
    "curve",
    "dots",
    "guide",
    "points",
    "series_of",
    "trajectory",
]

DIGITS = 6  # significant, of the numbers that a moving figure starts from


@dataclass(eq=False)
class Series:
    """The data drawn under one name in one pair of axes, in one piece or in several."""

    ax: Axes
    name: str
    kind: str  # "curve", "bars", "points" or "trajectory"
    x: np.ndarray
    y: np.ndarray
    colour: str
    look: dict[str, Any]  # dash, marker, hollow, width
    artists: list[Artist] = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return it in words and numbers; what is not finite is None."""
        numbers = {
            axis: [
                float(f"{value:.{DIGITS}g}") if np.isfinite(value) else None
                for value in getattr(self, axis)
            ]
            for axis in "xy"
        }
        words = {"axes": self.ax.figure.axes.index(self.ax), "name": self.name}
        return words | {"kind": self.kind, "colour": self.colour} | self.look | numbers


@dataclass(frozen=True)
class Cell:
    """A value that a diagram shows in its place: a cell of the table below it."""

    ax: Axes
    row: str
    column: str
    text: str


def series_of(canvas: Canvas) -> list[Series]:
    """Return the series of a figure in the order they were drawn."""
    return getattr(canvas, "series", [])


def cells_of(canvas: Canvas) -> list[Cell]:
    """Return the values of a diagram in the order they were drawn."""
    return getattr(canvas, "cells", [])


# -- What carries data ---------------------------------------------------------------


def curve(
    ax: Axes, x, y, name: str, colour="ink", *, dash=(), hollow=False, **style
) -> Line2D:
    """Draw values against x as a line.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x, y : array_like of float, shape (n,)
        Places and values; nan leaves a gap.
    name : str
        What the values are: the head of their column in the table.  Pieces of the same
        name are one curve.
    colour : str, optional
        The name of a colour of the house, chosen by its meaning.
    dash : sequence of float, optional
        Lengths of dash and gap in widths of the line.
    hollow : bool, optional
        Whether its markers are open.
    **style
        Passed on to `matplotlib.axes.Axes.plot`.

    Raises
    ------
    ValueError
        If x and y differ in length or hold no finite pair, or the colour is unknown.

    Examples
    --------
    >>> from nnbook.figures.style import panel
    >>> canvas, ax = panel()
    >>> line = curve(ax, [0, 1, 2], [0, 1, 4], "square", "prediction")
    >>> series_of(canvas)[0].name
    'square'
    """
    return _drawn("curve", ax, x, y, name, colour, dash, hollow, style)


def dots(ax: Axes, x, y, name: str, colour="ink", *, hollow=False, **style) -> Line2D:
    """Draw values against x as dots; the parameters are those of `curve`."""
    style = {"marker": "o", "linestyle": "none"} | _in_full(style)
    return _drawn("curve", ax, x, y, name, colour, (), hollow, style)


def points(ax: Axes, x, y, name: str, colour="ink", *, hollow=False, **style) -> Line2D:
    """Draw points of the plane, each by itself; the parameters are those of `curve`."""
    style = {"marker": "o", "linestyle": "none"} | _in_full(style)
    return _drawn("points", ax, x, y, name, colour, (), hollow, style)


def trajectory(ax: Axes, x, y, name: str, colour="weights", *, dash=(), **style):
    """Draw a path step by step: dots joined by lines, with a ring at the start.

    The parameters are those of `curve`.
    """
    line = _drawn("trajectory", ax, x, y, name, colour, dash, False, style)
    guide(ax, x[1:], y[1:], colour, marker="o", linestyle="none", markersize=4)
    start = {"marker": "o", "linestyle": "none", "markersize": 7}
    guide(ax, x[:1], y[:1], colour, hollow=True, markeredgewidth=1.8, **start)
    return line


def bars(ax: Axes, x, heights, name: str, colour="ink", **style):
    """Draw bars of some heights; the table names each by the nearest tick.

    The parameters are those of `curve`; ``style`` is passed on to
    `matplotlib.axes.Axes.bar`.
    """
    x, heights = _checked(x, heights, name)
    drawn = ax.bar(x, heights, color=hue(colour), label=name, **style)
    look = {"dash": [], "marker": "", "hollow": False, "width": 0.0}
    _note(Series(ax, name, "bars", x, heights, colour, look, [drawn]))
    return drawn


def cell(ax: Axes, row: str, column: str, text: str, at=None, **style) -> Text | None:
    """Give a value of a diagram its cell in the table, and write it if told where.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    row, column : str
        Heads of its row and column.
    text : str
        The value; for ``"p = 0.5"`` the table says 0.5.
    at : pair of float, optional
        Where to write it, in the units of the axes.
    **style
        Passed on to `matplotlib.axes.Axes.text`.
    """
    said = text.rpartition(" = ")[2]
    vars(ax.figure).setdefault("cells", []).append(Cell(ax, row, column, said))
    return None if at is None else ax.text(*at, text, **style)


# -- What carries none ---------------------------------------------------------------


def guide(ax: Axes, x, y, colour="muted", *, dash=(), hollow=False, **style) -> Line2D:
    """Draw what no reader needs in numbers: a level set, marks on a curve.

    The parameters are those of `curve`; there is no name.
    """
    style = {"color": hue(colour)} | _in_full(style)
    if len(dash):
        style["dashes"] = dash
    if hollow:
        style |= {"markerfacecolor": COLOURS["paper"], "markeredgecolor": hue(colour)}
    (line,) = ax.plot(x, y, **style)
    vars(ax.figure).setdefault("guides", set()).add(line)
    return line


def _in_full(style: dict) -> dict:
    """Return a style with its names written out, so that "ls" meets "linestyle"."""
    return normalize_kwargs(style, Line2D)


def _drawn(kind, ax, x, y, name, colour, dash, hollow, style) -> Line2D:
    x, y = _checked(x, y, name)
    line = guide(ax, x, y, colour, dash=dash, hollow=hollow, label=name, **style)
    marker = line.get_marker()
    look = {
        "dash": [float(length) for length in dash],
        "marker": "" if marker in ("None", "none", None) else str(marker),
        "hollow": hollow,
        "width": 0.0 if line.get_linestyle() == "None" else line.get_linewidth(),
    }
    _note(Series(ax, name, kind, x, y, colour, look, [line]))
    return line


def _checked(x, y, name) -> tuple[np.ndarray, np.ndarray]:
    if not name:
        raise ValueError("name must say what is drawn, but is empty; or use guide(…)")
    x, y = (
        np.ma.filled(np.ma.asarray(part, dtype=float), np.nan).ravel()
        for part in (x, y)
    )
    if x.shape != y.shape:
        raise ValueError(f"{name!r} has {x.size} places x and {y.size} values y")
    if not np.isfinite(x + y).any():
        raise ValueError(
            f"{name!r} has no finite value to draw (of {x.size}); leave it out"
        )
    return x, y


def _note(new: Series) -> None:
    """Add a series to its figure; pieces of the same name become one."""
    kept = vars(new.ax.figure).setdefault("series", [])
    for known in kept:
        if (known.ax, known.name, known.kind) == (new.ax, new.name, new.kind):
            known.x, known.y = np.append(known.x, new.x), np.append(known.y, new.y)
            known.artists += new.artists
            return
    kept.append(new)
