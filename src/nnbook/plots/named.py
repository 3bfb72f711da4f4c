"""What a drawing shows under names, read from its artists: the source of its tables.

An artist is named by its label:

* ``label="tanh"`` on a line, on dots or bars: a curve of values against x;
* with ``gid="way"``: the points of a line in their order, step by step;
* with ``gid="point"``: points by themselves;
* ``label="row | column"``, on a text or a dot: what it says or where it lies, in this
  place of a table.

``label="_…"`` is for what no reader needs in numbers: level sets, markers on a line
that is named already.  Lines of one or two points without a label are guides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

__all__ = ["BAR", "Series", "has_name", "named", "unnamed"]

BAR = " | "
GUIDE = 2  # points of a line that may go without a name


@dataclass
class Series:
    """What bears one name in one pair of axes."""

    name: str
    kind: str  # "curve", "bar", "way" or "point"
    x: np.ndarray = field(repr=False)
    y: np.ndarray = field(repr=False)


def unnamed(canvas: Figure) -> list[str]:
    """Return what a drawing shows without the names that a table needs.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        A figure.

    Examples
    --------
    >>> from nnbook.plots import panel
    >>> canvas, ax = panel()
    >>> line = ax.plot([0, 1, 2], [0, 1, 4])
    >>> unnamed(canvas)
    ['a line of 3 points has no label']
    """
    told = []
    for ax in (ax for ax in canvas.axes if ax.axison):
        lines = [len(line.get_xdata()) for line in ax.lines if _is_nameless(line)]
        told += [f"a line of {n} points has no label" for n in lines if n > GUIDE]
        dots = [part for part in ax.collections if isinstance(part, PathCollection)]
        told += ["dots have no label" for part in dots if _is_nameless(part)]
        told += ["bars have no label" for bars in ax.containers if _is_nameless(bars)]
        if any(s.kind != "bar" for s in named(ax)) and not ax.get_xlabel():
            told.append("the axis of x has no label")
    return told


def has_name(artist) -> bool:
    """Whether an artist bears the name of a curve, of bars or of points.

    Parameters
    ----------
    artist : matplotlib.artist.Artist or matplotlib.container.Container
        Something drawn.

    Examples
    --------
    >>> from matplotlib.lines import Line2D
    >>> [has_name(Line2D([], [], label=label)) for label in ("tanh", "_guide")]
    [True, False]
    """
    name = artist.get_label()
    return bool(name) and not name.startswith("_") and BAR not in name


def _is_nameless(artist) -> bool:
    """Whether it bears only the name that matplotlib gave it."""
    return artist.get_label().startswith(("_child", "_container"))


def named(ax: Axes) -> list[Series]:
    """The named parts of a pair of axes; parts of the same name are one."""
    joined: dict[tuple, Series] = {}
    for part in _parts(ax):
        key = (part.name, part.kind)
        if known := joined.get(key):
            known.x = np.append(known.x, part.x)
            known.y = np.append(known.y, part.y)
        else:
            joined[key] = part
    return list(joined.values())


def _parts(ax: Axes) -> Iterator[Series]:
    for artist in [*ax.lines, *ax.collections, *ax.containers]:
        if not has_name(artist):
            continue
        name, kind = artist.get_label(), "curve"
        if artist in ax.lines:
            x, y = artist.get_data(orig=False)
            kind = {"way": "way", "point": "point"}.get(artist.get_gid(), kind)
        elif artist in ax.containers:
            x = [bar.get_x() + bar.get_width() / 2 for bar in artist.patches]
            y, kind = [bar.get_height() for bar in artist.patches], "bar"
        elif isinstance(artist, PathCollection):
            x, y = artist.get_offsets().T
        else:
            continue
        yield Series(
            name,
            kind,
            *(
                np.ma.filled(np.ma.array(part, float, ndmin=1), np.nan)
                for part in (x, y)
            ),
        )
