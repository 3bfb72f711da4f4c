"""A decision as a unit takes it: the sum as a walk, the line, and the way to the line.

The page *The artificial neuron* asks each morning whether to cycle to class. The tinted
side is where the unit fires; a morning on it is a filled point, any other an open one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import lowered, minus
from nnbook.figures.series import cell, guide
from nnbook.figures.style import COLOURS, MATH, house_style, panel
from nnbook.perceptron import threshold_neuron
from nnbook.plots.gates import draw_points, draw_unit

__all__ = ["changed", "decision_line", "walks", "week"]

# Bold and upright, as a vector is in the text.
VECTOR = {"family": MATH["family"], "weight": "bold", "color": COLOURS["weights"]}
BOX = ((-0.55, 4.75), (-0.55, 3.85))  # room around all possible mornings
WEATHER, HURRY = "weather x₁", "hurry x₂"
ROW, LOWER = 47, 19  # points from one walk to the next, and down to a push backwards


@house_style()
def walks(units: Mapping[str, tuple], answers=("bus", "bike")) -> Canvas:
    """Draw sums as walks on the line of numbers, from the bias to z.

    Parameters
    ----------
    units : mapping of str to (w, x, b)
        What the case is called, and its weights, inputs and bias.
    answers : pair of str, optional
        What silence means, and what firing means.
    """
    heights = [ROW + LOWER * (np.multiply(w, x)[-1] < 0) for w, x, _ in units.values()]
    bottom, top = -sum(heights) - 4.0, 24.0
    figure, ax = panel(4.9, (top - bottom) / 72 + 0.6)
    ax.axvspan(0, 9, color=COLOURS["soft-weights"], lw=0)
    guide(ax, [0, 0], [bottom, top], "weights", lw=1.8)
    for side, answer, ha in ((-0.15, answers[0], "right"), (0.15, answers[1], "left")):
        note(ax, answer, (side, 10), "weights", ha=ha, weight="bold")
    starts = -np.cumsum([0.0, *heights[:-1]])
    for start, (name, unit) in zip(starts, units.items(), strict=True):
        _draw_walk(ax, name, unit, start, answers)
    ax.set(xlim=(-6.75, 5.0), ylim=(bottom, top), xlabel="z", yticks=())
    ax.set_xticks([-5, -2.5, 0, 2.5], minus("-5 -2.5 0 2.5").split())
    ax.xaxis.label.set(**MATH)
    ax.spines["left"].set_visible(False)
    return figure


def _draw_walk(ax, name, unit, top, answers) -> None:
    w, x, b = unit
    z, y = float(b), top - 36
    note(ax, name, (-6.7, top - 12), weight="bold", va="baseline")
    cell(ax, name, "b", minus(f"b = {b:g}"), (b - 0.25, y), ha="right", va="center")
    guide(ax, [b], [y], "ink", marker="o", ms=5)
    for k, (weight, value) in enumerate(zip(w, x, strict=True), 1):
        push = weight * value
        text, at, back = minus(f"{weight:g} · {value:g}"), z + push / 2, push < 0
        if back:  # a step lower, so that it does not cover the way up
            guide(ax, [z, z], [y, y - LOWER], "error", lw=1.2, dash=(2, 1.5))
            y -= LOWER
        colour = "error" if back else "weights"
        pointer(ax, (z, y), (z + push, y), colour, width=2.2, head=4.5)
        half = 0.1 * len(text)
        at = np.copysign(half + 0.1, at) if abs(at) < half else at  # clear of 0
        note(ax, text, (at, y), colour, (0, 5), ha="center")
        cell(ax, name, lowered(f"w{k} · x{k}"), minus(f"{push:g}"))
        z += push
    fires = bool(z >= 0)
    look = {"marker": "o", "ms": 7.5, "mew": 1.6, "zorder": 5}
    guide(ax, [z], [y], "data", hollow=not fires, **look)
    beside = {"offset": (-8, 0), "ha": "right"} if back else {"offset": (8, 0)}
    note(ax, minus(f"{z:g}"), (z, y), "data", va="center", weight="bold", **beside)
    cell(ax, name, "z", minus(f"{z:g}"))
    cell(ax, name, "answer", answers[fires])


@house_style()
def week(w, b, X, names: Sequence[str]) -> Canvas:
    """Draw the line of a unit among the samples that it decides, each with its name.

    Parameters
    ----------
    w : array_like of float, shape (2,)
        Weights.
    b : float
        Bias.
    X : array_like of float, shape (n, 2)
        Samples as rows.
    names : sequence of str
        A name for each.
    """
    figure, ax = panel(4.9, 3.75)
    _draw_plane(ax, w, b)
    draw_points(ax, X, threshold_neuron(w, X, b), names=("bus", "bike"))
    for x, name in zip(X, names, strict=True):
        note(ax, name, x, "data", (8, 7), halo=True)
    note(ax, "bike: z > 0", (3.0, 3.45), "weights", weight="bold", va="center")
    note(ax, "bus: z < 0", (0.1, 0.2), "muted", weight="bold", va="center")
    return figure


def _draw_plane(ax, w, b) -> None:
    draw_unit(ax, w, b, BOX)
    ax.set(xlabel=WEATHER, ylabel=HURRY, xticks=range(5), yticks=range(4))


@house_style()
def changed(before, after, X, title: str) -> Canvas:
    """Draw how the line of a unit moves, and which samples it now decides otherwise.

    Parameters
    ----------
    before, after : (w, b)
        Weights and bias of the unit before its change and after.
    X : array_like of float, shape (n, 2)
        Samples as rows.
    title : str
        What was changed.
    """
    figure, ax = panel(4.9, 3.9)
    _draw_plane(ax, *after)
    w, b = np.asarray(before[0], dtype=float), before[1]
    reach = np.array([-1.0, 5.0])
    guide(ax, reach, -(b + w[0] * reach) / w[1], "muted", dash=(4, 2.5), lw=1.6)
    X = np.asarray(X, dtype=float)
    fires = threshold_neuron(after[0], X, after[1])
    new = fires != threshold_neuron(w, X, b)
    draw_points(ax, X, fires, names=("bus", "bike"))
    ring = {"marker": "o", "ls": "none", "ms": 17, "mew": 1.8, "mfc": "none"}
    guide(ax, *X[new].T, "highlight", **ring)
    note(ax, "before", (0.25, 0.15 - b / w[1]), "muted")
    w, b = after
    note(ax, "now", (0.05, -b / w[1] - 0.35), "weights", ha="right", weight="bold")
    ax.set_title(title)
    return figure


@house_style()
def decision_line(w, b, X, names: Sequence[str]) -> Canvas:
    """Draw the line of a unit with two inputs, and how far away samples lie.

    Parameters
    ----------
    w : array_like of float, shape (2,)
        Weights.
    b : float
        Bias; the origin must lie on the side where z < 0.
    X : array_like of float, shape (n, 2)
        Points whose distance from the line is shown.
    names : sequence of str
        A name for each.
    """
    w = np.asarray(w, dtype=float)
    length = np.linalg.norm(w)
    foot = -b * w / length**2
    figure, ax = panel(4.9, 3.75)
    _draw_plane(ax, w, b)
    ax.axhline(0, color=COLOURS["muted"], lw=0.7, zorder=1)
    ax.axvline(0, color=COLOURS["muted"], lw=0.7, zorder=1)
    ax.plot(*zip((0, 0), foot, strict=True), "--", color=COLOURS["ink"], lw=1.3)
    guide(ax, [0], [0], "ink", marker="o", ms=4)
    guide(ax, *_right_angle(foot, w / length).T, "ink", lw=0.9)
    pointer(ax, foot, foot + w, "weights", width=2.2, head=5.25, zorder=4)
    ax.text(*np.add(foot + w, (0.1, -0.12)), "w", va="center", fontsize=14, **VECTOR)
    text, at = minus(f"-b / ‖w‖ = {-b / length:.1f}"), 0.5 * foot + (0.12, -0.12)
    note(ax, text, at, va="center")
    for x, name in zip(np.asarray(X, dtype=float), names, strict=True):
        _draw_distance(ax, x, w, b, name)
    draw_points(ax, X, threshold_neuron(w, X, b), names=("bus", "bike"))
    return figure


def _draw_distance(ax, x, w, b, name) -> None:
    """Draw the shortest path from a sample to the line, with its signed length."""
    length = np.linalg.norm(w)
    distance = (w @ x + b) / length
    ends = np.array([x, x - distance * w / length])
    ax.plot(*ends.T, "--", color=COLOURS["error"], lw=1.6)
    shift, ha = ((0.4, 0.3), "center") if distance > 0 else ((0.0, -0.3), "right")
    text = minus(f"{name}: {distance:.1f}")
    note(ax, text, x + shift, "error", ha=ha, va="center", weight="bold")


def _right_angle(at, normal, size=0.13) -> np.ndarray:
    """Return the mark of a right angle, on the side that the normal leaves."""
    along = np.array([-normal[1], normal[0]])
    return at + size * np.array([-along, -along - normal, -normal])
