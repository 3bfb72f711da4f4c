"""Rosenblatt's rule: the line after each correction, why it must stop, what is flat.

The page *The perceptron* shows these plots.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.activations import sigmoid
from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import minus
from nnbook.figures.series import cell, curve, guide
from nnbook.figures.style import COLOURS, canvas, house_style, panel
from nnbook.plots.gates import SQUARE, draw_points, draw_unit

__all__ = ["corrected", "soft_step", "squeeze", "steps"]

ROW = 1.62  # inches: a panel and the two lines above it


def corrected(path):
    """Return the sample that caused each correction, and its sign.

    Parameters
    ----------
    path : PerceptronPath
        A path of Rosenblatt's rule with learning rate 1.

    Returns
    -------
    samples : ndarray, shape (k, d)
        The misclassified samples in turn.
    signs : ndarray, shape (k,)
        1 where the unit should have fired, -1 where it should not.

    Examples
    --------
    >>> from nnbook import perceptron_rule
    >>> samples, signs = corrected(perceptron_rule([[0], [2]], [0, 1]))
    >>> print(samples.ravel(), signs)
    [0. 2. 0.] [-1.  1. -1.]
    """
    signs = np.diff(path.biases)
    # Adding zero turns -0.0, which prints oddly, into 0.0.
    return np.diff(path.weights, axis=0) * signs[:, None] + 0.0, signs


@house_style()
def steps(path, X, y, first=0, stop=None, columns=4, loop=False) -> Canvas:
    """Draw the unit at each step of Rosenblatt's rule, with its next mistake.

    Parameters
    ----------
    path : PerceptronPath
        A path of Rosenblatt's rule with learning rate 1.
    X : array_like of float, shape (n, 2)
        Samples as rows, at the corners of the unit square.
    y : array_like of int, shape (n,)
        Classes, 0 or 1.
    first, stop : int, optional
        The states to show, after ``first`` corrections up to before ``stop``.
    columns : int, optional
        Panels in a row.
    loop : bool, optional
        Draw an arrow from the last panel back to the first.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each state; a ring marks the mistake.
    """
    states = range(first, len(path.biases) if stop is None else stop)
    rows = -(-len(states) // columns)
    samples, _ = corrected(path)
    whole = ROW * rows + 0.25 * loop
    figure = canvas(4.9, whole)
    figure.set_layout_engine("none")
    for place, k in enumerate(states):
        row, column = divmod(place, columns)
        low = 1 - (ROW * (row + 1) - 0.04) / whole
        box = ((column + 0.05) / columns, low, 0.9 / columns, (ROW - 0.52) / whole)
        ax = figure.add_axes(box)
        draw_unit(ax, path.weights[k], path.biases[k], (SQUARE, SQUARE), 1.5)
        draw_points(ax, X, y, 6, names=())
        _write_state(ax, k, path)
        if k < len(samples):
            ring = {"mfc": "none", "mec": COLOURS["error"], "mew": 1.8}
            ax.plot(*samples[k], "o", ms=14, zorder=6, **ring)
            cell(ax, _head(k), "wrong next", "({:g}, {:g})".format(*samples[k]))
        ax.set(xticks=(), yticks=())
        ax.spines[:].set_visible(True)
        ax.spines[:].set_color(COLOURS["grid"])
    if loop:
        _draw_return(figure, columns)
    return figure


def _write_state(ax, k, path) -> None:
    w, b = path.weights[k], path.biases[k]
    text = minus(f"({w[0]:g}, {w[1]:g}), {b:g}")
    at = {"transform": ax.transAxes, "ha": "left", "va": "baseline"}
    ax.text(0, 1.21, _head(k), color=COLOURS["muted"], **at)
    cell(ax, _head(k), "(w₁, w₂), b", text, (0, 1.05), **at)


def _head(k) -> str:
    return "start" if k == 0 else f"after {k}"


def _draw_return(figure, columns) -> None:
    """Draw a line below the panels, from the last to the first."""
    ends = (1 - 0.5 / columns, 0.5 / columns)
    axes = figure.add_axes((0, 0, 1, 1), zorder=-1)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.set_axis_off()
    bar = {"width": 1.6, "head": 5.25, "connectionstyle": "bar,fraction=-0.045"}
    pointer(axes, (ends[0], 0.15), (ends[1], 0.15), "error", **bar)


@house_style()
def squeeze(path, radius, margin, width=4.9, height=3.1) -> Canvas:
    """Draw the length of the weights between the two bounds that end the learning.

    Parameters
    ----------
    path : PerceptronPath
        A path of Rosenblatt's rule with learning rate 1.
    radius : float
        Length of the longest sample, its constant input 1 included.
    margin : float
        The margin of some unit that classifies all samples rightly.
    width, height : float, optional
        Size in inches.

    Returns
    -------
    matplotlib.figure.Figure
        Corrections across, length upward.
    """
    figure, ax = panel(width, height)
    bound = (radius / margin) ** 2
    k = np.linspace(0, 1.12 * bound, 200)
    floor, roof = k * margin, np.sqrt(k) * radius
    ax.fill_between(
        k, floor, roof, where=floor <= roof, color=COLOURS["soft-weights"], lw=0
    )
    upper, lower = "at most R√k", "at least γk"
    curve(ax, k, roof, upper, "error")
    curve(ax, k, floor, lower, "prediction", dash=(5, 2))
    lengths = np.sqrt((path.weights**2).sum(axis=1) + path.biases**2)
    counted = np.arange(len(lengths))
    curve(ax, counted, lengths, "length so far", "ink", marker="o", ms=4, lw=1)
    end = (len(lengths) - 1, lengths[-1])
    place = {"va": "center", "linespacing": 1.1, "annotation_clip": False}
    look = {"arrowstyle": "-", "color": COLOURS["muted"], "lw": 0.8, "shrinkB": 4}
    text = f"the rule stops\nafter {end[0]}"
    top = radius * np.sqrt(bound)
    at = (end[0] + 8, max(0.45 * end[1], 0.13 * top))
    ax.annotate(text, end, at, arrowprops=look, **place)
    ax.plot([bound, bound], [0, top], ":", color=COLOURS["muted"], lw=1.4)
    note(
        ax,
        f"{int(bound + 1e-9)} corrections",
        (bound - 0.8, 0.02 * top),
        "muted",
        ha="right",
    )
    note(ax, upper, (0.42 * bound, 0.82 * top), "error", ha="right")
    note(ax, lower, (0.66 * bound, 0.52 * top), "prediction")
    ax.set(xlim=(0, 1.12 * bound), ylim=(0, 1.1 * top))
    ax.set(xlabel="corrections k", ylabel="length of the weights and bias")
    return figure


@house_style()
def soft_step(width=4.9, height=2.5) -> Canvas:
    """Draw the step of a threshold unit, and the sigmoid that softens it."""
    figure, ax = panel(width, height)
    z = np.linspace(-6, 6, 241)
    jump = np.where(z == 0, np.nan, z >= 0)
    curve(ax, z, jump, "step", "error", dash=(5, 2), lw=2.2)
    curve(ax, z, sigmoid(z), "sigmoid", "prediction", lw=2.4)
    guide(ax, [0], [1], "error", marker="o", ms=6)
    guide(ax, [0], [0], "error", marker="o", ms=6, hollow=True, mew=1.6)
    note(ax, "step: flat on both sides", (0.35, 1.06), "error", va="bottom")
    note(ax, "sigmoid: a slope\neverywhere", (1.6, 0.42), "prediction", va="center")
    ax.set(xlim=(-6, 6), ylim=(-0.08, 1.3), xticks=(-5, 0, 5), yticks=(0, 1))
    ax.xaxis.set_major_formatter(lambda value, _: minus(f"{value:g}"))
    ax.set(xlabel="pre-activation z", ylabel="output")
    return figure
