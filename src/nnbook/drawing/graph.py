"""Computational graphs: how numbers go forward through a unit, and slopes come back.

A node is a quantity, an arrow says what it goes into and carries its value. Below the
arrows the slopes come back, from the cost to the weight: they are multiplied.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from nnbook.activations import Activation
from nnbook.drawing.maths import write
from nnbook.drawing.shapes import arrow, disc, ink, sheet
from nnbook.figures.numbers import printed
from nnbook.figures.series import cell
from nnbook.figures.style import COLOURS, house_style

__all__ = ["NODE", "back", "chain", "node", "wire"]

NODE = 17.0  # radius in points
WIDTH, HEIGHT = 352.8, 194.0
ROW = 104.0  # of what depends on the weight
PLACES = {
    "w": (24, ROW),
    "z": (124, ROW),
    "ŷ": (224, ROW),
    "J": (324, ROW),
    "x": (124, ROW + 68),
    "y": (324, ROW + 68),
}
COLOUR = {"w": "weights", "x": "input", "y": "data", "J": "error"}


def node(ax: Axes, at, symbol: str, colour="prediction") -> None:
    """Draw a quantity of the graph as a disc with its symbol.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        A sheet whose unit is the point.
    at : pair of float
        The middle of the disc.
    symbol : str
        As for `nnbook.drawing.maths.write`.
    colour : str, optional
        Name of the colour of its outline.
    """
    soft = f"soft-{colour}"
    fill = soft if colour in ("weights", "prediction", "error") else "paper"
    ink(ax, disc(at, NODE), fill, colour, 1.5, zorder=4)
    write(ax, (at[0], at[1] - 4.5), symbol, 15)


def wire(ax: Axes, start, end, value: float, colour="prediction") -> None:
    """Draw what one quantity hands on to another: an arrow with its value beside it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        A sheet whose unit is the point.
    start, end : pair of float
        The middles of two nodes, beside or above each other.
    value : float
        What the arrow carries.
    colour : str, optional
        Name of a colour.
    """
    start, end = np.array(start, dtype=float), np.array(end, dtype=float)
    ahead = (end - start) / np.linalg.norm(end - start)
    line = [start + NODE * ahead, end - (NODE + 1.5) * ahead]
    arrow(ax, line, colour, 1.6, 8.0, zorder=2)
    level = abs(ahead[1]) < 0.5
    shift = (-2, 6) if level else (6, -2)
    at = 0.5 * (line[0] + line[1]) + shift
    ha = "center" if level else "left"
    _number(ax, at, printed(value), colour, ha=ha)


def back(ax: Axes, start, end, symbol: str, value: float) -> None:
    """Draw the slope of one quantity with respect to another, going back to it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        A sheet whose unit is the point.
    start, end : pair of float
        The middles of the two nodes; the arrow hangs below them.
    symbol : str
        Written below the arrow, as for `nnbook.drawing.maths.write`.
    value : float
        The slope. One of zero lets nothing through: its arrow is thin and pale.
    """
    (right, y), (left, _) = start, end
    gap, low = 8.0, y - NODE - 20.0
    points = [
        (right - gap, y - NODE - 2.0),
        (0.75 * right + 0.25 * left - 4.0, low + 4.0),
        (0.5 * (right + left), low),
        (0.25 * right + 0.75 * left + 4.0, low + 4.0),
        (left + gap, y - NODE - 2.0),
    ]
    arrow(ax, points, "gradient", 1.8 if value else 0.8, 8.0, zorder=2)
    middle = 0.5 * (left + right)
    write(ax, (middle, low - 17.0), f"{symbol} = {printed(value)}", 13, "gradient")


def _number(ax: Axes, at, text: str, colour: str, ha="center") -> None:
    """Write a value beside its arrow."""
    ax.text(*at, text, color=COLOURS[colour], ha=ha, size=12.5, zorder=10)


@house_style()
def chain(w: float, x: float, y: float, f: Activation | None = None) -> Canvas:
    """Draw one unit with one weight and its cost, values forward and slopes back.

    Parameters
    ----------
    w, x, y : float
        The weight, the input and the target.
    f : Activation, optional
        The activation function; without one the prediction is the weighted sum.

    Examples
    --------
    >>> figure = chain(2, 2, 1)
    >>> [cell.text for cell in figure.cells if cell.column == "slope back"]
    ['2', '1', '3']
    """
    figure, ax = sheet(WIDTH, HEIGHT)
    z = w * x
    y_hat, middle = (z, 1.0) if f is None else (float(f(z)), float(f.derivative(z)))
    cost = 0.5 * (y - y_hat) ** 2
    values = {"w": w, "x": x, "z": z, "ŷ": y_hat, "y": y, "J": cost}
    slopes = {"w": x, "z": middle, "ŷ": -(y - y_hat)}
    for symbol, end in (("w", "z"), ("x", "z"), ("z", "ŷ"), ("ŷ", "J"), ("y", "J")):
        colour = COLOUR.get(symbol, "prediction")
        wire(ax, PLACES[symbol], PLACES[end], values[symbol], colour)
    for symbol, end in (("w", "z"), ("z", "ŷ"), ("ŷ", "J")):
        back(ax, PLACES[end], PLACES[symbol], f"d{end}/d{symbol}", slopes[symbol])
        cell(ax, f"{symbol} → {end}", "slope back", printed(slopes[symbol]))
    for symbol, at in PLACES.items():
        node(ax, at, symbol, COLOUR.get(symbol, "prediction"))
        cell(ax, symbol, "value", printed(values[symbol]))
    name = "z" if f is None else f"{f.title}(z)"
    write(ax, (86, ROW + 32), "z = wx")
    write(ax, (PLACES["ŷ"][0], ROW + 28), f"ŷ = {name}")
    write(ax, (PLACES["ŷ"][0] + 38, ROW + 54), "J = (y − ŷ)²/2")
    _number(ax, (332, ROW - 38), printed(cost), "error")
    product = " · ".join(printed(slopes[symbol]) for symbol in ("ŷ", "z", "w"))
    total = printed(-(y - y_hat) * middle * x)
    write(ax, (126, 13), f"dJ/dw = {product} = {total}", 14, "gradient")
    return figure
