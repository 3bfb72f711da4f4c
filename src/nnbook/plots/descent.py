"""The cost of a linear neuron, drawn, and the path of a descent on it.

One weight makes the cost a parabola, two make it a bowl whose level sets are
ellipses. Its shape is in :mod:`nnbook.plots.quadratic`, its drawing in space in
:mod:`nnbook.plots.surface`, how fast it is left behind in
:mod:`nnbook.plots.convergence`.
"""

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import minus
from nnbook.figures.series import curve, dots, guide, trajectory
from nnbook.figures.style import COLOURS, MATH, TINT, house_style, panel
from nnbook.perceptron import linear_neuron, squared_error, squared_error_gradient
from nnbook.plots.quadratic import FAR, Bowl

__all__ = ["contours", "fit", "parabola", "tangent"]

PREDICTION = "prediction ŷ"


@house_style()
def fit(x, y, w, xlim=None, ylim=None, title="") -> Canvas:
    """Draw samples, the line of a neuron with one weight, and its residuals.

    Parameters
    ----------
    x, y : array_like of float, shape (n,)
        Inputs and targets.
    w : float
        The weight.
    xlim, ylim : pair of float, optional
        The frame.
    title : str
        Written above.

    Examples
    --------
    >>> figure = fit([4, 5, 6], [3, 4, 4], 1.0)
    >>> figure.axes[0].get_ylabel()
    'target y'
    """
    x, y = np.ravel(x), np.ravel(y)
    figure, ax = panel()
    xlim = xlim or (0.0, 1.32 * x.max())
    ylim = ylim or (0.0, 1.3 * max(y.max(), w * x.max()))
    curve(ax, xlim, w * np.array(xlim), PREDICTION, "prediction")
    ax.vlines(x, y, w * x, color=COLOURS["error"], linewidth=2.4)
    ring = {"markersize": 5.5, "markeredgewidth": 1.5, "hollow": True}
    dots(ax, x, w * x, PREDICTION, "prediction", **ring)
    dots(ax, x, y, "target y", "data", markersize=6.5)
    large = {"size": 12.5, **MATH}
    at = (0.45 * x.max(), 0.45 * w * x.max())
    note(ax, f"ŷ = {w:g} · x", at, "prediction", (-8, 6), ha="right", **large)
    text = minus(f"y − ŷ = {y[-1] - w * x[-1]:g}")
    at = (x[-1], 0.5 * (y[-1] + w * x[-1]))
    note(ax, text, at, "error", (7, 0), va="center", **large)
    ax.set(xlim=xlim, ylim=ylim, xlabel="input x", ylabel="target y", title=title)
    return figure


@house_style()
def parabola(
    X, y, path=None, *, xlim, ylim=None, title="", tangent_at=None, height=3.3
) -> Canvas:
    """Draw the cost of a neuron with one weight, and a descent on it.

    Parameters
    ----------
    X : array_like of float, shape (n, 1)
        Samples as rows.
    y : array_like of float, shape (n,)
        Targets.
    path : array_like of float, shape (k,), optional
        The weights of a descent.
    xlim, ylim : pair of float
        The frame; the path is cut off at its edge.
    title : str
        Written above.
    tangent_at : float, optional
        A weight at which to draw the tangent with its slope.
    height : float
        Of the panel, in inches.

    Examples
    --------
    >>> figure = parabola([[4], [5]], [3, 4], [0.0, 0.5], xlim=(-1, 2))
    >>> figure.axes[0].get_xlabel()
    'weight w'
    """
    figure, ax = panel(height=height)
    w = np.linspace(*xlim, 121)
    curve(ax, w, _costs(X, y, w), "cost J(w)", "error")
    ylim = ylim or (0.0, 1.05 * _costs(X, y, w).max())
    if tangent_at is not None:
        slope = float(squared_error_gradient([tangent_at], X, y)[0])
        tangent(ax, tangent_at, _costs(X, y, [tangent_at])[0], slope)
    if path is not None:
        path = np.ravel(path)
        _descent(ax, path, _costs(X, y, path))
    ax.set(xlim=xlim, ylim=ylim, xlabel="weight w", ylabel="cost J(w)", title=title)
    return figure


def _costs(X, y, weights):
    return np.array([squared_error(y, linear_neuron([w], X)) for w in weights])


def tangent(ax, w, cost, slope, reach=0.5):
    """Draw a tangent with its slope beside it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    w, cost, slope : float
        The weight, the cost there and its derivative.
    reach : float
        How far the line goes to each side.
    """
    ends = w + reach * np.array([-1.0, 1.0])
    ax.plot(ends, cost + slope * (ends - w), color=COLOURS["gradient"], dashes=(5, 2))
    ax.plot([w], [cost], "o", color=COLOURS["gradient"], markersize=6)
    side = -1 if slope > 0 else 1
    text, ha = minus(f"slope {slope:.3g}"), "right" if slope > 0 else "left"
    note(ax, text, (w, cost), "gradient", (11 * side, 2), ha=ha, halo=True)


def _descent(ax, x, y, name="descent", dash=()):
    trajectory(ax, x, y, name, linewidth=1.3, dash=dash)


@house_style()
def contours(X, y, paths, levels, *, xlim, ylim, names=(), arrow=0.0, label_at=None,
             height=4.3, title=""):  # fmt: skip
    """Draw the cost of a neuron with two weights as level sets, and descents on it.

    Parameters
    ----------
    X : array_like of float, shape (n, 2)
        Samples as rows.
    y : array_like of float, shape (n,)
        Targets.
    paths : sequence of array_like of float, each of shape (k, 2)
        The weights of the descents.
    levels : sequence of float
        The costs of the level sets.
    xlim, ylim : pair of float
        The frame; both axes have the same scale.
    names : sequence of str
        Names of the paths, written at their ends. The second path is dashed.
    arrow : float
        Length of the arrow against the gradient at the start of the first path, as
        a multiple of the gradient; none for 0.
    label_at : float, optional
        Where each level set is labelled with its cost: an angle in degrees, from
        the ellipse's long axis.
    height : float
        Of the panel, in inches.
    title : str
        Written above.

    Examples
    --------
    >>> figure = contours(
    ...     [[1, 0], [0, 2]], [1, 2], [[[0, 0], [1, 1]]], [0.5, 1.0],
    ...     xlim=(-1, 3), ylim=(-1, 3),
    ... )
    >>> figure.axes[0].get_aspect()
    1.0
    """
    bowl = Bowl.of(X, y)
    figure, ax = panel(height=height)
    for level in sorted(levels, reverse=True):
        line = bowl.level_set(level).T
        ax.fill(*line, color=COLOURS["error"], alpha=0.08, linewidth=0, **TINT)
        guide(ax, *line, "error", linewidth=0.9)
    _mark_minimum(ax, bowl)
    paths = [np.asarray(path, dtype=float) for path in paths]
    for number, path in enumerate(paths):
        dashed = number == 1 and len(names) > 1
        alone = "descent" if len(paths) == 1 else f"descent {number + 1}"
        name = names[number] if len(names) > number else alone
        _descent(ax, *path.T, name, (3, 2) if dashed else ())
    for name, path in zip(names, paths, strict=False):
        note(ax, name, path[-1], "weights", (9, -4), va="top", halo=True)
    if arrow:
        start, move = paths[0][0], -arrow * squared_error_gradient(paths[0][0], X, y)
        pointer(ax, start, start + move, "gradient", width=2.2, head=5.8, shrinkA=5)
        at = start + 0.5 * move
        note(ax, "against the gradient", at, "gradient", (-10, 13), halo=True)
    if label_at is not None:
        _label_levels(ax, bowl, levels, np.radians(label_at))
    ax.set(xlim=xlim, ylim=ylim, xlabel="w₁", ylabel="w₂", aspect="equal", title=title)
    ax.xaxis.label.set(**MATH, size=13)
    ax.yaxis.label.set(**MATH, size=13, rotation=0, va="center")
    return figure


def _mark_minimum(ax, bowl):
    """Mark where the cost is lowest: a point, or a line where there are many."""
    if bowl.curvatures[0] > 0:
        ax.plot(*bowl.minimum, "+", color=COLOURS["ink"], markersize=10, mew=1.8)
    else:
        floor = bowl.minimum + FAR * np.outer([-1, 1], bowl.axes[:, 0])
        ax.plot(*floor.T, color=COLOURS["ink"], dashes=(6, 3), linewidth=1.4)


def _label_levels(ax, bowl, levels, angle):
    turn = np.array([np.cos(angle), np.sin(angle)])
    for level in levels:
        radii = np.sqrt(2.0 * (level - bowl.lowest) / bowl.curvatures)
        place = bowl.minimum + bowl.axes @ (radii * turn)
        style = {"ha": "center", "va": "center", "clip_on": True}
        note(ax, f"{level:g}", place, "error", halo=True, **style)
