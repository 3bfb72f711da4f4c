"""XOR by three units: how they are wired, and the plane in which one line will do.

The page *The perceptron* shows this plot.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from nnbook.drawing.shapes import arrow, disc, ink
from nnbook.figures.labels import note
from nnbook.figures.numbers import minus
from nnbook.figures.series import cell
from nnbook.figures.style import COLOURS, MATH, canvas, house_style
from nnbook.perceptron import threshold_neuron
from nnbook.plots.gates import SQUARE, draw_points, draw_unit

__all__ = ["three_units"]

CORNERS = np.array([[i, j] for i in (0, 1) for j in (0, 1)], dtype=float)
WIDTH, NET, PLANE = 353, 176, 196  # points: the sheet, the wiring, the planes below
BODY = 25


@house_style()
def three_units(first, second, third) -> Canvas:
    """Draw two threshold units whose outputs are the inputs of a third.

    Parameters
    ----------
    first, second, third : (w, b)
        Weights and bias of the hidden units, OR and AND, and of the output.

    Returns
    -------
    matplotlib.figure.Figure
        The wiring, the plane of the inputs, and the plane of the hidden outputs.
    """
    hidden = np.column_stack(
        [threshold_neuron(w, CORNERS, b) for w, b in (first, second)]
    )
    y = threshold_neuron(third[0], hidden, third[1])
    height = NET + PLANE
    figure = canvas(WIDTH / 72, height / 72)
    figure.set_layout_engine("none")
    net = figure.add_axes((0, PLANE / height, 1, NET / height))
    net.set(xlim=(0, WIDTH), ylim=(0, NET))
    net.set_axis_off()
    _draw_net(net, first, second, third)
    side = 136
    for k, left in enumerate((34, 211)):
        box = (left / WIDTH, 34 / height, side / WIDTH, side / height)
        ax = figure.add_axes(box)
        ax.set(xticks=(0, 1), yticks=(0, 1))
        names = ("h₁", "h₂") if k else ("x₁", "x₂")
        ax.set_xlabel(names[0], labelpad=-2, **MATH)
        ax.set_ylabel(names[1], rotation=0, labelpad=2, va="center", **MATH)
        if k:
            _draw_hidden(ax, third, hidden, y)
        else:
            _draw_inputs(ax, first, second, y)
    for x, h, target in zip(CORNERS, hidden, y, strict=True):
        row = f"({x[0]:g}, {x[1]:g})"
        cell(net, row, "OR, h₁", f"{h[0]}")
        cell(net, row, "AND, h₂", f"{h[1]}")
        cell(net, row, "output", f"{target}")
    return figure


def _draw_net(ax: Axes, *units) -> None:
    places = {"x₁": (32, 106), "x₂": (32, 42), "OR": (150, 106), "AND": (150, 42)}
    places["ŷ"] = (272, 74)
    _title(ax, (2, NET - 13), "(a) Two units, and a third behind them")
    for start in ("x₁", "x₂"):
        for end in ("OR", "AND"):
            _wire(ax, places[start], places[end], 15, BODY, "weights")
    for start, weight in zip(("OR", "AND"), units[2][0], strict=True):
        colour = "weights" if weight > 0 else "error"
        _wire(ax, places[start], places["ŷ"], BODY, BODY, colour)
        middle = np.add(places[start], places["ŷ"]) / 2
        up = 13 if start == "OR" else -13
        text = minus(f"{weight:g}")
        note(ax, text, np.add(middle, (4, up)), colour, ha="center", va="center")
    note(ax, "all 1", (91, 115), "weights", ha="center", va="center")
    _wire(ax, places["ŷ"], (336, 74), BODY, 0, "ink")
    for name in ("x₁", "x₂"):
        ink(ax, disc(places[name], 15), "soft-prediction", "input", 1.5, zorder=4)
        note(ax, name, places[name], **_centred(14), **MATH)
    for (name, at), (_, b) in zip(list(places.items())[2:], units, strict=True):
        ink(ax, disc(at, BODY), "soft-weights", "weights", 1.5, zorder=4)
        style = _centred(13) | (MATH if name == "ŷ" else {})
        note(ax, name, at, **style)
        text = minus(f"b = {b:g}")
        below = (at[0], at[1] - BODY - 4)
        if name == "OR":
            below = (at[0], at[1] + BODY + 3)
        va = "bottom" if name == "OR" else "top"
        note(ax, text, below, ha="center", va=va, **MATH)


def _centred(size) -> dict:
    place = {"ha": "center", "va": "center_baseline", "zorder": 10}
    return place | {"fontsize": size}


def _wire(ax: Axes, start, end, leave, arrive, colour) -> None:
    start, end = np.array(start, dtype=float), np.array(end, dtype=float)
    way = (end - start) / np.linalg.norm(end - start)
    ends = np.linspace(start + leave * way, end - arrive * way, 9)
    arrow(ax, ends, colour, 1.5, 8.0, zorder=2)


def _title(ax: Axes, at, text) -> None:
    ax.text(*at, text, fontweight="bold", fontsize=12.5, color=COLOURS["ink"])


def _draw_inputs(ax: Axes, first, second, y) -> None:
    """Draw the strip between two lines, where the first fires and the second does not.

    Both lines fall at 45 degrees, as all weights are 1.
    """
    ax.set(xlim=SQUARE, ylim=SQUARE)
    across = np.array(SQUARE)
    low, high = (-b - across for _, b in (first, second))
    ax.fill_between(across, low, high, color=COLOURS["soft-weights"], lw=0)
    for line in (low, high):
        ax.plot(across, line, color=COLOURS["weights"], lw=1.8)
    draw_points(ax, CORNERS, y, names=())
    ax.set_title("(b) The inputs")


def _draw_hidden(ax: Axes, third, hidden, y) -> None:
    draw_unit(ax, third[0], third[1], (SQUARE, SQUARE))
    draw_points(ax, hidden, y, names=())
    ax.set_title("(c) What the third sees")
    note(ax, "(0, 1), (1, 0)", (1.39, -0.12), va="top", ha="right")
    note(ax, "(0, 0)", (0.0, -0.12), va="top", ha="center")
    note(ax, "(1, 1)", (1.0, 1.12), va="bottom", ha="center")
