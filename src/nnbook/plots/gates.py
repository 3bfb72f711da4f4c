"""The line of a threshold unit: logic gates, what no line can do, and how one learns.

The page *The artificial neuron* shows these plots. A filled point is a sample of class
1, an open one of class 0; the tinted side of a line is where the unit fires.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import minus
from nnbook.figures.series import guide, points
from nnbook.figures.style import COLOURS, MATH, canvas, house_style, panel
from nnbook.perceptron import threshold_neuron

__all__ = ["decision_line", "diagonals", "gates"]

SQUARE = (-0.42, 1.42)  # room around the corners of the unit square
# Bold and upright, as a vector is in the text.
VECTOR = {"family": MATH["family"], "weight": "bold", "color": COLOURS["weights"]}


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
def decision_line(w, b, samples, width=4.9, height=3.75) -> Canvas:
    """Draw the line of a unit with two inputs, and how far away samples lie.

    Parameters
    ----------
    w : array_like of float, shape (2,)
        Weights.
    b : float
        Bias; the origin must lie on the side where z < 0.
    samples : array_like of float, shape (n, 2)
        Points whose distance from the line is shown.
    width, height : float, optional
        Size in inches.
    """
    w = np.asarray(w, dtype=float)
    length = np.linalg.norm(w)
    foot = -b * w / length**2
    figure, ax = panel(width, height)
    draw_unit(ax, w, b, ((-0.55, 4.75), (-0.55, 3.85)))
    ax.axhline(0, color=COLOURS["muted"], lw=0.7, zorder=1)
    ax.axvline(0, color=COLOURS["muted"], lw=0.7, zorder=1)
    ax.plot(*zip((0, 0), foot, strict=True), "--", color=COLOURS["ink"], lw=1.3)
    ax.plot(0, 0, "o", ms=4, color=COLOURS["ink"])
    guide(ax, *_right_angle(foot, w / length).T, "ink", lw=0.9)
    pointer(ax, foot, foot + w, "weights", width=2.2, head=5.25, zorder=4)
    ax.text(*np.add(foot + w, (0.1, -0.12)), "w", va="center", fontsize=14, **VECTOR)
    text, at = minus(f"-b / ‖w‖ = {-b / length:.2f}"), 0.5 * foot + (0.12, -0.12)
    note(ax, text, at, va="center")
    for x in np.asarray(samples, dtype=float):
        _draw_distance(ax, x, w, b)
    draw_points(ax, samples, [True] * len(samples), 6.5, names=("", "sample"))
    ax.text(3.55, 3.2, "z > 0", fontsize=12, **MATH)
    ax.text(0.15, 1.75, "z < 0", fontsize=12, **MATH)
    ax.set(xlabel="input x₁", ylabel="input x₂", xticks=range(5), yticks=range(4))
    return figure


def _draw_distance(ax, x, w, b) -> None:
    """Draw the shortest path from a sample to the line, with its signed length."""
    length = np.linalg.norm(w)
    distance = (w @ x + b) / length
    ends = np.array([x, x - distance * w / length])
    ax.plot(*ends.T, "--", color=COLOURS["error"], lw=1.3)
    at = x[0] + 0.12, x[1] + np.sign(distance) * 0.24
    note(ax, minus(f"z / ‖w‖ = {distance:.2f}"), at, "error", va="center")


def _right_angle(at, normal, size=0.13) -> np.ndarray:
    """Return the mark of a right angle, on the side that the normal leaves."""
    along = np.array([-normal[1], normal[0]])
    return at + size * np.array([-along, -along - normal, -normal])


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
    for ax, (name, (w, b)) in zip(panels, units.items(), strict=False):
        text = f"{name}:  {_draw_gate(ax, np.asarray(w, dtype=float), b)}, b = {b:g}"
        ax.set_title(minus(text), weight="normal")
    return figure


def _draw_gate(ax, w, b) -> str:
    """Draw a unit and the samples it decides; return its weights as a text."""
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
    return f"w = {w[0]:g}" if len(w) == 1 else f"w = ({w[0]:g}, {w[1]:g})"


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
