"""The line of a threshold unit: logic gates, and what no line can do.

A filled point is a sample of class 1, an open one of class 0; the tinted side of a line
is where the unit fires.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note
from nnbook.figures.series import guide, points
from nnbook.figures.style import COLOURS, MATH, canvas, house_style, panel
from nnbook.perceptron import threshold_neuron

__all__ = ["diagonals", "gates"]

SQUARE = (-0.42, 1.42)  # room around the corners of the unit square


def _firing_side(w, b, box) -> np.ndarray:
    """Return the part of a rectangle where w·x + b ≥ 0, as a polygon."""
    (left, right), (low, high) = box
    corners = np.array([(left, low), (right, low), (right, high), (left, high)])
    z = corners @ np.asarray(w) + b
    polygon = []
    for k in range(4):
        if z[k] >= 0:
            polygon.append(corners[k])
        if (z[k] >= 0) != (z[k - 3] >= 0):
            share = z[k] / (z[k] - z[k - 3])
            polygon.append(corners[k] + share * (corners[k - 3] - corners[k]))
    return np.array(polygon).reshape(-1, 2)


def draw_unit(ax, w, b, box, width=1.8) -> None:
    """Tint the side where a unit fires, and draw its decision line."""
    w = np.asarray(w, dtype=float)
    ax.set(xlim=box[0], ylim=box[1], aspect="equal")
    side = _firing_side(w, b, box)
    if len(side):
        ax.fill(*side.T, color=COLOURS["soft-weights"], lw=0)
    if w.any():
        along = np.array([-w[1], w[0]]) / np.linalg.norm(w)
        foot = -b * w / (w @ w)
        ends = foot + np.outer([-9, 9], along)
        ax.plot(*ends.T, color=COLOURS["weights"], lw=width, gid="decision-line")


def draw_points(ax, X, y, size=8.0, names=("class 0", "class 1")) -> None:
    """Draw samples, those of class 0 open; without names, no table lists them."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=bool)
    look = {"marker": "o", "ls": "none", "ms": size, "mew": 1.4, "zorder": 5}
    look |= {"clip_on": False}
    for target in (False, True):
        at = X[y == target].T
        if names and at.size:
            points(ax, *at, names[target], "data", hollow=not target, **look)
        elif at.size:
            guide(ax, *at, "data", hollow=not target, **look)


@house_style()
def gates(units, width=4.9, height=5.0) -> Canvas:
    """Draw threshold units that compute logic gates.

    Parameters
    ----------
    units : mapping of str to (w, b)
        Weights and bias by the name of the gate; gates of one input or two.
    width, height : float, optional
        Size in inches.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each gate, two in a row.
    """
    figure = canvas(width, height)
    panels = figure.subplots((len(units) + 1) // 2, 2, squeeze=False).ravel()
    for letter, ax, (name, (w, b)) in zip("abcd", panels, units.items(), strict=False):
        ax.set_title(f"({letter}) {name}")
        _draw_gate(ax, np.asarray(w, dtype=float), b)
    return figure


def _draw_gate(ax, w, b) -> None:
    """Draw a unit and the samples that it decides."""
    corners = np.array([[i, j] for i in (0, 1) for j in (0, 1)], dtype=float)
    if len(w) == 1:  # a line of numbers: no second axis
        corners = corners[::2]
        y = threshold_neuron(w, corners[:, :1], b)
        draw_unit(ax, (w[0], 0.0), b, (SQUARE, SQUARE))
        ax.axhline(0, color=COLOURS["muted"], lw=0.8)
        ax.spines["left"].set_visible(False)
        ax.set_yticks(())
        ax.set_xlabel("x", **MATH)
    else:
        y = threshold_neuron(w, corners, b)
        draw_unit(ax, w, b, (SQUARE, SQUARE))
        ax.set_yticks((0, 1))
        ax.set_xlabel("x₁", **MATH)
        ax.set_ylabel("x₂", rotation=0, labelpad=8, va="center", **MATH)
    ax.set_xticks((0, 1))
    draw_points(ax, corners, y)


@house_style()
def diagonals(X, y, width=4.9, height=2.75) -> Canvas:
    """Draw why no line separates two classes whose segments cross.

    Parameters
    ----------
    X : array_like of float, shape (4, 2)
        Two samples of each class.
    y : array_like of int, shape (4,)
        Classes, 0 or 1.
    width, height : float, optional
        Size in inches.

    Returns
    -------
    matplotlib.figure.Figure
        The points, the two segments, and where they cross.
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    figure, ax = panel(width, height)
    guide(ax, *X[y == 1].T, "prediction", lw=2.2)
    guide(ax, *X[y == 0].T, "error", lw=2.2, dash=(4, 3))
    draw_points(ax, X, y, 9, names=())
    middle = X[y == 1].mean(axis=0)
    ax.plot(*middle, "D", ms=6, color=COLOURS["ink"], zorder=6)
    note(ax, "the midpoint of both", (1.14, middle[1]), va="center")
    guide(ax, [1.1, middle[0] + 0.08], [middle[1]] * 2, lw=0.8)
    for x, target in zip(X, y, strict=True):
        side = 1 if x[0] else -1
        text = f"({x[0]:g}, {x[1]:g})\nmust {'fire' if target else 'be silent'}"
        place = {"ha": "left" if side > 0 else "right", "va": "center"}
        note(ax, text, (x[0] + 0.13 * side, x[1]), **place)
    ax.set(xlim=(-0.75, 2.25), ylim=(-0.22, 1.22), aspect="equal")
    ax.set_axis_off()
    return figure
