"""The membrane as a leaking bucket that tips over, and as a circuit."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.path import Path

from nnbook.drawing.maths import write
from nnbook.drawing.shapes import arrow, disc, ink, sheet, smooth
from nnbook.figures.style import COLOURS, RC, house_style

__all__ = ["bucket", "circuit"]

WIDTH, HEIGHT = 352.8, 236.0


def _title(ax: Axes, text: str) -> None:
    style = {"fontweight": "bold", "fontsize": RC["axes.titlesize"], "va": "top"}
    ax.text(2, HEIGHT - 3, text, **style)


def _stroke(ax: Axes, points, colour="ink", width=1.6, **style) -> None:
    style = {"capstyle": "round", "joinstyle": "round"} | style
    ink(ax, Path(points), "none", colour, width, **style)


# -- The bucket ------------------------------------------------------------------------

FOOT, RIM = 46.0, 152.0  # of the upright bucket
LEVEL = 112.0  # of its water
MIDDLE = 128.0
BASE, MOUTH = 34.0, 46.0  # half its width below and above


def _half(y: float) -> float:
    """Half the width of the bucket at a height."""
    return BASE + (MOUTH - BASE) * (y - FOOT) / (RIM - FOOT)


def _slab(low: float, high: float, inset=0.0) -> np.ndarray:
    """Return the corners of the part of the bucket between two heights."""
    a, b = _half(low) - inset, _half(high) - inset
    corners = [(-a, low), (-b, high), (b, high), (a, low)]
    return np.add(corners, (MIDDLE, 0))


@house_style()
def bucket() -> Canvas:
    """Draw a bucket with a tap, a leak and a rim, and how it tips over.

    Examples
    --------
    >>> bucket().get_size_inches().round(1).tolist()
    [4.9, 3.3]
    """
    figure, ax = sheet(WIDTH, HEIGHT)
    _title(ax, "(a) A leaking bucket")
    _tap(ax)
    _upright(ax)
    _tipped(ax)
    return figure


def _tap(ax: Axes) -> None:
    x = MIDDLE - 16
    pipe = [(x - 46, 198), (x - 8, 198), (x - 4, 196), (x - 4, 186), (x + 4, 186),
            (x + 4, 200), (x - 2, 206), (x - 46, 206), (x - 46, 198)]  # fmt: skip
    stream = [(x - 2.2, 185), (x - 1.6, LEVEL), (x + 1.6, LEVEL), (x + 2.2, 185)]
    ink(ax, Path([*stream, stream[0]]), "soft-prediction", "prediction", 0.8, zorder=1)
    ink(ax, Path(pipe), "soft-muted", "ink", 1.2, zorder=3)
    ax.text(x + 14, 193, "water flows in: the current", va="center", zorder=5)
    write(ax, (x + 154, 189), "I", 14)


def _upright(ax: Axes) -> None:
    water = _slab(FOOT, LEVEL, 1.0)
    ink(ax, Path([*water, water[0]]), "soft-prediction", zorder=2)
    _stroke(ax, [water[1], water[2]], "prediction", 2.0, zorder=3)
    walls = _slab(FOOT, RIM)
    _stroke(ax, walls[[1, 0]], width=2.4, zorder=4)
    _stroke(ax, walls[[2, 3]], width=2.4, zorder=4)
    hole = MIDDLE + 14
    _stroke(ax, [walls[0], (hole - 3, FOOT)], width=2.4, zorder=4)
    _stroke(ax, [(hole + 3, FOOT), walls[3]], width=2.4, zorder=4)
    for k, y in enumerate((FOOT - 4, FOOT - 15, FOOT - 28)):
        ink(ax, _drop((hole, y), 2.6 - 0.2 * k), "soft-prediction", "prediction", 0.9)
    left, right = walls[1][0] - 10, walls[2][0] + 10
    edge = {"color": COLOURS["highlight"], "linewidth": 1.3, "linestyle": (0, (4, 2))}
    ax.plot([left, right], [RIM, RIM], zorder=5, **edge)
    style = {"ha": "right", "va": "center", "linespacing": 1.05}
    ax.text(left - 4, RIM, "rim: the\nthreshold", color=COLOURS["highlight"], **style)
    ax.text(left - 4, LEVEL - 16, "level: the\nvoltage", color=COLOURS["prediction"],
            **style)  # fmt: skip
    ax.text(hole - 12, 18, "a hole: the leak", ha="right", va="center")


def _drop(at, size: float) -> Path:
    x, y = at
    rim = [(x, y + 2.1 * size), (x + size, y), (x, y - size), (x - size, y)]
    return smooth(rim, closed=True)


def _tipped(ax: Axes) -> None:
    """Draw the bucket as it empties itself, faint, on the right."""
    turn, scale = np.deg2rad(-112), 0.62
    c, s = np.cos(turn), np.sin(turn)
    spin = scale * np.array([[c, s], [-s, c]])
    centre = np.array([268.0, 116.0])

    def place(points) -> np.ndarray:
        return (np.asarray(points) - (MIDDLE, (FOOT + RIM) / 2)) @ spin + centre

    walls = place(_slab(FOOT, RIM))
    _stroke(ax, walls[[1, 0, 3, 2]], "muted", 1.8, zorder=4)
    lip = walls[2] if walls[2][1] < walls[1][1] else walls[1]
    x, y = lip
    over = [(x - 16, y + 2), (x - 18, y + 12), (x - 2, y + 3.5), (x + 7, y - 10)]
    down = [(x + 9, y - 32), (x + 3, y - 32), (x + 1, y - 13), (x - 3, y - 1)]
    ink(
        ax,
        smooth(over + down, closed=True),
        "soft-prediction",
        "prediction",
        0.8,
        zorder=3,
    )
    arrow(ax, [(192, 146), (212, 158), (236, 156)], "muted", 1.2, 7)
    ax.text(272, 40, "full: it tips over,\na spike", ha="center", va="top",
            linespacing=1.05)  # fmt: skip


# -- The circuit -----------------------------------------------------------------------

TOP, BOTTOM = 182.0, 42.0
SOURCE, RESISTOR, CAPACITOR = 56.0, 162.0, 264.0


@house_style()
def circuit() -> Canvas:
    """Draw the same as a circuit: a current, a resistor and a capacitor.

    Examples
    --------
    >>> circuit().get_size_inches().round(1).tolist()
    [4.9, 3.3]
    """
    figure, ax = sheet(WIDTH, HEIGHT)
    _title(ax, "(b) The same as a circuit")
    for y in (TOP, BOTTOM):
        _stroke(ax, [(SOURCE, y), (CAPACITOR, y)])
        ink(ax, disc((RESISTOR, y), 2.6), "ink", zorder=5)
    ax.text(RESISTOR, TOP + 8, "inside the cell", ha="center", va="bottom")
    ax.text(RESISTOR, BOTTOM - 8, "outside", ha="center", va="top")
    _source(ax)
    _resistor(ax)
    _capacitor(ax)
    return figure


def _source(ax: Axes) -> None:
    x, y = SOURCE, (TOP + BOTTOM) / 2
    _stroke(ax, [(x, BOTTOM), (x, TOP)])
    ink(ax, disc((x, y), 19), "soft-muted", "ink", 1.6, zorder=3)
    arrow(ax, [(x, y - 11), (x, y), (x, y + 12)], "ink", 1.8, 8, zorder=4)
    write(ax, (x - 30, y - 4), "I", 15)


def _resistor(ax: Axes) -> None:
    x, low, high = RESISTOR, 92.0, 152.0
    turns = np.linspace(low, high, 14)
    side = np.where(np.arange(14) % 2, 8.0, -8.0)
    side[[0, -1]] = 0.0
    zigzag = np.stack([x + side, turns], axis=1)
    _stroke(ax, [(x, TOP), (x, high)])
    _stroke(ax, zigzag, "prediction", 1.8)
    _stroke(ax, [(x, low), (x, 70)])
    # A battery keeps the voltage at rest.
    _stroke(ax, [(x - 13, 62), (x + 13, 62)], width=1.6)
    _stroke(ax, [(x - 6, 70), (x + 6, 70)], width=3.2)
    _stroke(ax, [(x, 62), (x, BOTTOM)])
    write(ax, (x + 24, 127), "R", 15, "prediction")
    ax.text(x + 17, 108, "the leak", va="center", color=COLOURS["prediction"])
    ax.text(x + 19, 66, "rest", va="center")


def _capacitor(ax: Axes) -> None:
    x, y = CAPACITOR, (TOP + BOTTOM) / 2
    _stroke(ax, [(x, TOP), (x, y + 5)])
    _stroke(ax, [(x, y - 5), (x, BOTTOM)])
    for side in (5, -5):
        _stroke(ax, [(x - 17, y + side), (x + 17, y + side)], "weights", 3.0)
    write(ax, (x + 28, y + 8), "C", 15, "weights")
    ax.text(x + 22, y - 14, "the bucket", va="center", color=COLOURS["weights"])
