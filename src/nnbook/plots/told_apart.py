"""Never colour alone: what bears different names differs in more than its hue.

A dash, a marker, an open marker, a much wider line, or a label beside it in its own
colour tell a curve from another where the colours look alike.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import same_color, to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path

from nnbook.plots.named import has_name

__all__ = ["alike"]

BESIDE = 36.0  # points between a curve and its label, at most
WIDER = 2.5  # times as wide is another look


def alike(canvas: Figure) -> list[str]:
    """Return which named parts of a drawing are told apart by their colours alone.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        A figure whose layout is done, as it is once it was printed.

    Examples
    --------
    >>> from nnbook.plots import COLOURS, panel
    >>> canvas, ax = panel()
    >>> one = ax.plot([0, 1], [0, 1], color=COLOURS["error"], label="one")
    >>> two = ax.plot([0, 1], [1, 0], color=COLOURS["weights"], label="two")
    >>> alike(canvas)
    ["only their colours tell 'one' and 'two' apart"]
    >>> two[0].set_linestyle("--")
    >>> alike(canvas)
    []
    """
    return [
        f"only their colours tell {one.get_label()!r} and {other.get_label()!r} apart"
        for ax in canvas.axes
        for one, other in combinations(_parts(ax), 2)
        if one.get_label() != other.get_label()
        and not same_color(_colour(one), _colour(other))
        and not _looks_differ(one, other)
        and not all(_is_labelled(part, ax) for part in (one, other))
    ]


def _parts(ax: Axes) -> list[Artist]:
    return [
        part for part in [*ax.lines, *ax.collections, *ax.containers] if has_name(part)
    ]


def _colour(part: Artist):
    if isinstance(part, Line2D):
        dots = part.get_linestyle() == "None"
        return to_hex(part.get_markeredgecolor() if dots else part.get_color())
    if hasattr(part, "patches"):
        return to_hex(part.patches[0].get_facecolor())
    return to_hex(part.get_facecolor()[0])


def _looks_differ(one: Artist, other: Artist) -> bool:
    if type(one) is not type(other):
        return True
    if not isinstance(one, Line2D):
        return False
    widths = sorted((one.get_linewidth(), other.get_linewidth()))
    return _look(one) != _look(other) or widths[1] >= WIDER * widths[0]


def _look(line: Line2D) -> tuple:
    """The dash, the marker, whether it is filled; a way has dots of its own."""
    face, edge = line.get_markerfacecolor(), line.get_markeredgecolor()
    # The pattern of a dash has no public name; "--" may stand for any.
    dash = (line.get_linestyle(), str(line._unscaled_dash_pattern))
    return dash, line.get_marker(), same_color(face, edge), line.get_gid() == "way"


def _is_labelled(part: Artist, ax: Axes) -> bool:
    """Whether a text in its colour stands beside it."""
    texts = [text for text in ax.texts if same_color(text.get_color(), _colour(part))]
    if not isinstance(part, Line2D):
        return bool(texts)
    course = Path(ax.transData.transform(part.get_xydata())).interpolated(8).vertices
    near = BESIDE * ax.figure.dpi / 72
    for text in texts:
        box = text.get_window_extent().padded(near)
        inside = (course >= box.min) & (course <= box.max)
        if np.any(inside.all(axis=1)):
            return True
    return False
