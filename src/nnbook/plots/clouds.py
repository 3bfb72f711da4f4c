"""Two clouds of points: a vector that swings, and a line that finds its way.

The page *The perceptron* shows these plots. A filled point should fire, an open one
should not; the tinted side of a line is where the unit fires.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import minus
from nnbook.figures.series import cell, guide
from nnbook.figures.style import COLOURS, MATH, canvas, house_style, panel
from nnbook.plots.gates import draw_points, draw_unit

__all__ = ["clouds", "run", "swing"]

REACH = 6.3  # the planes show grades from -REACH to REACH
BOX = ((-REACH, REACH), (-REACH, REACH))
# Bold and upright, as a vector is in the text.
VECTOR = {"family": MATH["family"], "weight": "bold", "fontsize": 14}
RING = {"mfc": "none", "mec": COLOURS["error"], "mew": 1.8}


@house_style()
def clouds(X, y, names=("unripe", "ripe"), width=4.9, height=3.7) -> Canvas:
    """Draw two classes of points, each graded in two ways from -5 to 5.

    Parameters
    ----------
    X : array_like of float, shape (n, 2)
        Samples as rows.
    y : array_like of int, shape (n,)
        Classes, 0 or 1.
    names : pair of str, optional
        What class 0 and class 1 are called.
    width, height : float, optional
        Size in inches.
    """
    X, y = np.asarray(X), np.asarray(y)
    figure, ax = panel(width, height)
    _draw_cross(ax)
    draw_points(ax, X, y, 9, names=names)
    for target, at in enumerate(((-4.2, -3.4), (4.4, 5.0))):
        note(ax, names[target], at, "data", ha="center", fontweight="bold")
    ax.set(xlim=BOX[0], ylim=(-3.9, 5.9), aspect="equal")
    ax.set(xticks=(-5, 0, 5), yticks=(0, 5))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda value, _: minus(f"{value:g}"))
    ax.set(xlabel="softness x₁", ylabel="darkness x₂")
    return figure


def _draw_cross(ax) -> None:
    """Draw the two axes through the origin."""
    ax.axhline(0, color=COLOURS["grid"], lw=0.8, zorder=1)
    ax.axvline(0, color=COLOURS["grid"], lw=0.8, zorder=1)


def _roomy(width, height) -> Canvas:
    """Return an empty figure with room above the titles of its panels."""
    figure = canvas(width, height)
    figure.get_layout_engine().set(h_pad=0.07, hspace=0.05)
    return figure


def _plane(figure, row, column, rows) -> tuple:
    """Return square axes in their place of two columns, with room above and below."""
    ax = figure.add_subplot(rows, 2, 2 * row + column + 1)
    ax.set(xticks=(), yticks=(), xlim=BOX[0], ylim=BOX[1])
    ax.spines[:].set_visible(True)
    ax.spines[:].set_color(COLOURS["grid"])
    return ax


def _words(w, b) -> str:
    return minus(f"w = ({w[0]:g}, {w[1]:g}),  b = {b:g}")


@house_style()
def swing(moments, width=4.9, height=5.7) -> Canvas:
    """Draw what a correction does to the weights: they swing, and the line with them.

    Parameters
    ----------
    moments : sequence of (w, b, x, sign)
        Weights and bias, a sample that they get wrong, and 1 if it should fire, -1 if
        it should not.
    width, height : float, optional
        Size in inches.

    Returns
    -------
    matplotlib.figure.Figure
        A row for each moment: before the correction, and after it.
    """
    figure = _roomy(width, height)
    letters = iter("abcdefgh")
    for row, (w, b, x, sign) in enumerate(moments):
        w, x = np.asarray(w, dtype=float), np.asarray(x, dtype=float)
        titles = ("silent, but ripe", "add it") if sign > 0 else ()
        titles = titles or ("fires, but unripe", "subtract it")
        for after, words in enumerate(titles):
            ax, letter = _plane(figure, row, after, len(moments)), next(letters)
            ax.set_title(f"({letter}) {words}")
            _draw_moment(ax, f"({letter})", w, b, x, sign if after else 0, sign > 0)
    return figure


def _draw_moment(ax, name, w, b, x, step, fires) -> None:
    """Draw weights and a sample, before a correction (step 0) or after it."""
    new, bias = w + step * x, b + step
    draw_unit(ax, new, bias, BOX)
    _draw_cross(ax)
    foot = -bias * new / (new @ new)
    guide(ax, *_right_angle(foot, new / np.linalg.norm(new)).T, "weights", lw=1.0)
    pointer(ax, (0, 0), new, "weights", width=2.4, head=5.0, zorder=6)
    if step:
        pointer(ax, (0, 0), w, "muted", width=1.4, head=4.0, zorder=5)
        pointer(ax, w, new, "prediction", width=1.6, head=4.0, zorder=5)
    else:
        pointer(ax, (0, 0), x, "prediction", width=1.6, head=4.0, zorder=5, shrinkB=5)
        ax.plot(*x, "o", ms=16, zorder=7, **RING)
    draw_points(ax, [x], [fires], 7, names=())
    place = (0.6, "left") if step > 0 else (-0.6 if step else -0.9, "right")
    ax.text(x[0] + place[0], x[1], "x", ha=place[1], va="center", **VECTOR)
    tip = new + 0.75 * new / np.linalg.norm(new)
    if tip[0] > 6.0:  # beside the head, where there is no room beyond it
        tip = new + np.array([-0.5, 0.95])
    look = VECTOR | {"color": COLOURS["weights"], "ha": "center", "va": "center"}
    ax.text(*tip, "w", **look)
    z = f"z = {new @ x + bias:g}"
    cell(ax, name, "w", minus(f"({new[0]:g}, {new[1]:g})"))
    cell(ax, name, "b", minus(f"{bias:g}"))
    place = {"transform": ax.transAxes, "ha": "left", "va": "bottom"}
    cell(ax, name, "z of the sample", minus(z), (0.04, 0.03), **place, **MATH)
    ax.set_xlabel(_words(new, bias))


def _right_angle(at, normal, size=0.55) -> np.ndarray:
    """Return the mark of a right angle, on the side to which the normal points."""
    along = np.array([-normal[1], normal[0]])
    return at + size * np.array([along, along + normal, normal])


@house_style()
def run(path, X, y, states, width=4.9, height=5.7) -> Canvas:
    """Draw the line of a unit at some stages of Rosenblatt's rule.

    Parameters
    ----------
    path : PerceptronPath
        A path of Rosenblatt's rule with learning rate 1.
    X : array_like of float, shape (n, 2)
        Samples as rows.
    y : array_like of int, shape (n,)
        Classes, 0 or 1.
    states : sequence of int
        After how many corrections to look.
    width, height : float, optional
        Size in inches.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each state; a ring marks the sample that is corrected next.
    """
    figure = _roomy(width, height)
    samples = np.diff(path.weights, axis=0) * np.diff(path.biases)[:, None]
    for place, (letter, k) in enumerate(zip("abcdefgh", states, strict=False)):
        ax = _plane(figure, *divmod(place, 2), -(-len(states) // 2))
        title = f"({letter}) after {k}" if k else f"({letter}) start"
        ax.set_title(title)
        w, b = path.weights[k], path.biases[k]
        draw_unit(ax, w, b, BOX)
        _draw_cross(ax)
        draw_points(ax, X, y, 6, names=())
        if w.any():
            pointer(ax, (0, 0), w, "weights", width=2.0, head=4.5, zorder=4)
        row = "start" if k == 0 else f"after {k}"
        cell(ax, row, "w", minus(f"({w[0]:g}, {w[1]:g})"))
        cell(ax, row, "b", minus(f"{b:g}"))
        if k < len(samples):
            ax.plot(*samples[k], "o", ms=14, zorder=6, **RING)
            x = samples[k] + 0.0
            cell(ax, row, "corrected next", minus(f"({x[0]:g}, {x[1]:g})"))
        ax.set_xlabel(_words(w, b))
    return figure
