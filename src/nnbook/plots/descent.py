"""The cost of a linear neuron, drawn, and the way of a descent on it.

One weight makes the cost a parabola, two make it a bowl whose level sets are
ellipses. Its shape is in :mod:`nnbook.plots.quadratic`, its drawing in space in
:mod:`nnbook.plots.surface`.
"""

import numpy as np

from nnbook.perceptron import linear_neuron, squared_error, squared_error_gradient
from nnbook.plots.quadratic import FAR, Bowl
from nnbook.plots.style import COLOURS, MATH, TINT, house_style, panel

__all__ = ["contours", "fit", "parabola", "speed", "tangent", "way"]

HALO = {"gid": "class:halo"}
PREDICTION = "prediction ŷ"


@house_style()
def fit(x, y, w, xlim=None, ylim=None):
    """Draw samples, the line of a neuron with one weight, and its residuals.

    Parameters
    ----------
    x, y : array_like of float, shape (n,)
        Inputs and targets.
    w : float
        The weight.
    xlim, ylim : pair of float, optional
        The frame.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.

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
    ax.plot(xlim, w * np.array(xlim), color=COLOURS["prediction"], label=PREDICTION)
    ax.vlines(x, y, w * x, color=COLOURS["error"], linewidth=2.4)
    ax.plot(x, w * x, "o", color=COLOURS["paper"], markersize=5.5,
            markeredgecolor=COLOURS["prediction"], markeredgewidth=1.5,
            label=PREDICTION)  # fmt: skip
    ax.plot(x, y, "o", color=COLOURS["data"], markersize=6.5, label="target y")
    ax.annotate(
        f"ŷ = {w:g} · x", (0.45 * x.max(), 0.45 * w * x.max()), (-8, 6), size=12.5,
        textcoords="offset points", ha="right", color=COLOURS["prediction"], **MATH,
    )  # fmt: skip
    residual = f"y − ŷ = {y[-1] - w * x[-1]:g}".replace("-", "−")
    ax.annotate(
        residual, (x[-1], 0.5 * (y[-1] + w * x[-1])), (7, 0), size=12.5,
        textcoords="offset points", va="center", color=COLOURS["error"], **MATH,
    )  # fmt: skip
    ax.set(xlim=xlim, ylim=ylim, xlabel="input x", ylabel="target y")
    return figure


@house_style()
def parabola(
    X, y, path=None, *, xlim, ylim=None, title="", tangent_at=None, height=3.3
):
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

    Returns
    -------
    matplotlib.figure.Figure
        One panel.

    Examples
    --------
    >>> figure = parabola([[4], [5]], [3, 4], [0.0, 0.5], xlim=(-1, 2))
    >>> figure.axes[0].get_xlabel()
    'weight w'
    """
    figure, ax = panel(height=height)
    w = np.linspace(*xlim, 121)
    ax.plot(w, _costs(X, y, w), color=COLOURS["error"], label="cost J(w)")
    ylim = ylim or (0.0, 1.05 * _costs(X, y, w).max())
    if tangent_at is not None:
        slope = float(squared_error_gradient([tangent_at], X, y)[0])
        tangent(ax, tangent_at, _costs(X, y, [tangent_at])[0], slope)
    if path is not None:
        path = np.ravel(path)
        way(ax, np.stack([path, _costs(X, y, path)]))
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
    left = slope > 0
    ax.annotate(
        f"slope {slope:.3g}".replace("-", "−"), (w, cost), (-11 if left else 11, 2),
        textcoords="offset points", color=COLOURS["gradient"],
        ha="right" if left else "left", **HALO,
    )  # fmt: skip


def way(ax, points, dashes=(None, None), name="descent"):
    """Draw the way of a descent: dots joined by lines, with a ring at the start.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    points : ndarray, shape (2, k)
        The points on the way.
    dashes : pair of float
        Lengths of dash and gap; none by default.
    name : str
        The name of the descent, for the table of its steps.
    """
    colour = COLOURS["weights"]
    ax.plot(*points, color=colour, linewidth=1.3, dashes=dashes, gid="way", label=name)
    ax.plot(*points[:, 1:], "o", color=colour, markersize=4, label="_steps")
    ax.plot(*points[:, :1], "o", color=colour, mfc=COLOURS["paper"], ms=7, mew=1.8)


@house_style()
def contours(X, y, paths, levels, *, xlim, ylim, names=(), arrow=0.0, label_at=None,
             height=4.3):  # fmt: skip
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

    Returns
    -------
    matplotlib.figure.Figure
        One panel.

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
        ax.plot(*line, color=COLOURS["error"], linewidth=0.9, label="_level set")
    _mark_minimum(ax, bowl)
    paths = [np.asarray(path, dtype=float) for path in paths]
    for number, path in enumerate(paths):
        dashed = number == 1 and len(names) > 1
        alone = "descent" if len(paths) == 1 else f"descent {number + 1}"
        name = names[number] if len(names) > number else alone
        way(ax, path.T, (3, 2) if dashed else (None, None), name)
    for name, path in zip(names, paths, strict=False):
        ax.annotate(name, path[-1], (9, -4), textcoords="offset points",
                    color=COLOURS["weights"], va="top", **HALO)  # fmt: skip
    if arrow:
        move = -arrow * squared_error_gradient(paths[0][0], X, y)
        _arrow(ax, paths[0][0], move)
    if label_at is not None:
        _label_levels(ax, bowl, levels, np.radians(label_at))
    ax.set(xlim=xlim, ylim=ylim, xlabel="w₁", ylabel="w₂", aspect="equal")
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
        ax.text(*place, f"{level:g}", color=COLOURS["error"], size=9.5, ha="center",
                va="center", clip_on=True, **HALO)  # fmt: skip


def _arrow(ax, start, move):
    """Draw a step against the gradient."""
    colour = COLOURS["gradient"]
    head = "-|>,head_width=0.28,head_length=0.55"
    ax.annotate("", start + move, start,
                arrowprops={"arrowstyle": head, "color": colour, "lw": 2.2,
                            "shrinkA": 5, "shrinkB": 0})  # fmt: skip
    ax.annotate("against the gradient", start + 0.5 * move, (-10, 9), color=colour,
                textcoords="offset points", **HALO)  # fmt: skip


@house_style()
def speed(kappa, steps, formula):
    """Draw how many steps a digit takes against the condition number.

    Parameters
    ----------
    kappa : array_like of float, shape (m,)
        Condition numbers of X^T X.
    steps : array_like of float, shape (m,)
        Steps a digit, counted.
    formula : callable
        Steps a digit by theory, as a function of the condition number.

    Returns
    -------
    matplotlib.figure.Figure
        One panel with logarithmic axes.

    Examples
    --------
    >>> figure = speed([2, 20], [2, 23], lambda kappa: 1.15 * kappa)
    >>> figure.axes[0].get_xscale()
    'log'
    """
    figure, ax = panel(height=4.3)
    line = np.geomspace(min(kappa) / 1.3, 1.6 * max(kappa), 60)
    ax.loglog(line, formula(line), color=COLOURS["muted"], linewidth=1.4,
              label="by the formula")  # fmt: skip
    ax.loglog(kappa, steps, "o", color=COLOURS["weights"], markersize=6.5,
              label="counted")  # fmt: skip
    middle = line[len(line) // 2]
    ax.annotate("by the formula", (middle, formula(middle)), (10, -8), va="top",
                textcoords="offset points", color=COLOURS["muted"])  # fmt: skip
    last = (kappa[-1], steps[-1])
    ax.annotate("counted", last, (-10, 4), ha="right", color=COLOURS["weights"],
                textcoords="offset points")  # fmt: skip
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.set(xlabel="condition number κ", ylabel="steps for one more digit")
    return figure
