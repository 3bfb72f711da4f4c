"""Activation functions, drawn from their records: all on one sheet, or one by one.

Every curve here is evaluated by the record that it shows. Where a derivative jumps, the
curve is broken.
"""

from __future__ import annotations

import math

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.activations import ACTIVATIONS
from nnbook.figures.labels import note
from nnbook.figures.series import curve, guide
from nnbook.figures.style import COLOURS, TINT, house_style, panel

__all__ = ["pieces", "slopes", "thumbnail", "values"]

SPAN = (-4.0, 4.0)
SHEET = (4.35, 4.1)  # inches; two of them fill the width of the text
THUMBNAIL = (1.45, 0.95)  # inches: the width of a picture in a table
# Colour, dash and width. The widest is drawn first, as a band on which others lie.
LOOKS = {
    "relu": ("soft-prediction", (), 5.4),
    "leaky_relu": ("ink", (1.5, 2.2), 1.6),
    "elu": ("weights", (5, 2), 2.0),
    "gelu": ("gradient", (), 2.0),
    "tanh": ("error", (), 2.0),
    "sigmoid": ("highlight", (6, 1.6, 1.6, 1.6), 2.0),
}


def pieces(activation, span=SPAN, points=401):
    """Return a function and its derivative as arrays, cut at the kinks.

    Parameters
    ----------
    activation : Activation
        A record of `nnbook.activations`.
    span : pair of float, optional
        The first and the last x.
    points : int, optional
        How many points a piece has.

    Returns
    -------
    list of (ndarray, ndarray, ndarray)
        x, f(x) and f′(x) of each piece. A piece ends one float before a kink or
        begins one float after it, so that its derivative is one-sided there.

    Examples
    --------
    >>> from nnbook import relu, tanh
    >>> len(pieces(tanh)), len(pieces(relu))
    (1, 2)
    >>> left, right = pieces(relu)
    >>> print(left[2][-1], right[2][0])
    0.0 1.0
    """
    low, high = span
    starts = [low, *(math.nextafter(kink, high) for kink in activation.kinks)]
    stops = [*(math.nextafter(kink, low) for kink in activation.kinks), high]
    grids = (np.linspace(*ends, points) for ends in zip(starts, stops, strict=True))
    return [(x, activation(x), activation.derivative(x)) for x in grids]


@house_style()
def values() -> Canvas:
    """Draw all functions on one scale."""
    figure, ax = _sheet("(a) the six functions", (-1.25, 3.3))
    ax.set_yticks(range(-1, 4))
    _draw(ax, 1)
    _name(ax, "ReLU, ELU and\nLeaky ReLU: x", (2.0, 2.75), "prediction", "right")
    _name(ax, "GELU", (2.05, 1.55), "gradient", "left")
    _name(ax, "tanh", (3.95, 1.12), "error", "right", "bottom")
    _name(ax, "sigmoid", (3.95, 0.84), "highlight", "right", "top")
    _name(ax, "sigmoid", (-2.05, 0.22), "highlight", "right", "bottom")
    _name(ax, "GELU", (-1.2, -0.2), "gradient", "left", "top")
    _name(ax, "ELU", (-2.3, -0.68), "weights", "right")
    _name(ax, "tanh", (-1.0, -0.9), "error", "left")
    return figure


@house_style()
def slopes() -> Canvas:
    """Draw all derivatives on one scale."""
    figure, ax = _sheet("(b) their derivatives", (-0.25, 1.3))
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    _draw(ax, 2)
    for height, hollow in ((0.0, False), (1.0, True)):  # what ReLU's slope is at 0
        look = {"marker": "o", "ls": "none", "ms": 8, "mew": 1.8, "zorder": 4}
        guide(ax, [0.0], [height], "prediction", hollow=hollow, **look)
    _name(ax, "GELU", (1.5, 1.16), "gradient", "left", "bottom")
    _name(
        ax, "ReLU, ELU and\nLeaky ReLU: 1", (3.95, 0.93), "prediction", "right", "top"
    )
    _name(ax, "tanh", (-0.98, 0.6), "error", "right")
    _name(ax, "ELU", (-1.75, 0.24), "weights", "right", "bottom")
    _name(ax, "sigmoid", (1.9, 0.2), "highlight", "left", "bottom")
    _name(ax, "GELU", (-1.3, -0.14), "gradient", "right", "top")
    return figure


def _sheet(title, heights):
    figure, ax = panel(*SHEET)
    ax.set(xlim=SPAN, ylim=heights, xlabel="x", title=title)
    ax.set_xticks(range(-4, 5, 2))
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    ax.axvline(0, color=COLOURS["grid"], linewidth=0.8)
    return figure, ax


def _draw(ax, column):
    """Draw a column of `pieces`: 1 for the functions, 2 for their derivatives."""
    order = sorted(ACTIVATIONS, key=lambda name: -LOOKS[name][2])
    for name in order:
        activation, (colour, dash, width) = ACTIVATIONS[name], LOOKS[name]
        for piece in pieces(activation, SPAN, points=201):
            x, y = piece[0], np.asarray(piece[column])
            style = {"dash": dash, "linewidth": width}
            if colour.startswith("soft-"):  # two edges make it a band
                guide(ax, x, y, colour.removeprefix("soft-"), linewidth=width + 1.6)
                style |= TINT
            curve(ax, x, y, activation.title, colour, **style)


def _name(ax, text, at, colour, ha, va="center"):
    note(ax, text, at, colour, ha=ha, va=va, halo=True)


@house_style()
def thumbnail(activation) -> Canvas:
    """Draw a function small, for a row of a table; all on the same scale.

    Parameters
    ----------
    activation : Activation
        A record of `nnbook.activations`.
    """
    figure, ax = panel(*THUMBNAIL)
    ax.axis("off")
    ax.set(xlim=(-3, 3), ylim=(-1.35, 2.6))
    ax.axhline(0, color=COLOURS["muted"], linewidth=0.8)
    ax.axvline(0, color=COLOURS["muted"], linewidth=0.8)
    for x, f, _ in pieces(activation, (-3.0, 3.0), points=121):
        curve(ax, x, f, "value", "prediction", linewidth=2.4)
    return figure
