"""The gradient, drawn: the product that gives it, and its check."""

import numpy as np
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import NullLocator

from nnbook.figures.labels import note
from nnbook.figures.numbers import minus, power
from nnbook.figures.series import curve, guide
from nnbook.figures.style import COLOURS, MATH, canvas, house_style, panel

__all__ = ["differences", "product"]


@house_style()
def differences(h, errors, title="") -> Canvas:
    """Draw the error of difference quotients against the step.

    Parameters
    ----------
    h : array_like of float, shape (m,)
        Steps.
    errors : dict of str to array_like of float, shape (m,)
        Relative errors by the name of the quotient; at most two. Errors of zero
        are left out: a logarithmic axis has no place for them.
    title : str
        Written above.

    Examples
    --------
    >>> figure = differences([1e-9, 1e-3], {"forward": [1e-6, 1e-3]})
    >>> figure.axes[0].get_xlabel()
    'step h'
    """
    figure, ax = panel(height=3.5)
    looks = (("prediction", "o"), ("gradient", "s"))
    for (name, error), (colour, marker) in zip(errors.items(), looks, strict=False):
        error = np.where(np.asarray(error) > 0, error, np.nan)
        style = {"marker": marker, "markersize": 4}
        curve(ax, h, error, name, colour, linewidth=1.1, **style)
        last = np.flatnonzero(np.isfinite(error))[-1]
        note(ax, name, (h[last], error[last]), colour, (8, 0), va="center", halo=True,
             annotation_clip=False)  # fmt: skip
    ax.set(xscale="log", yscale="log")
    decades = {10.0**k: power(k) if k else "1" for k in range(-15, 1, 3)}
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks([*decades], labels=[*decades.values()])
        axis.set_minor_locator(NullLocator())
    ax.set(xlim=(min(h) / 3, max(h) * 3), ylim=(1e-16, 30),
           xlabel="step h", ylabel="relative error", title=title)  # fmt: skip
    return figure


@house_style()
def product(X, residual) -> Canvas:
    """Draw how the gradient comes from a matrix product, each number in its place.

    Parameters
    ----------
    X : array_like of float, shape (n, d)
        Samples as rows.
    residual : array_like of float, shape (n,)
        Targets minus predictions.

    Examples
    --------
    >>> figure = product([[1, 0], [0, 2]], [1, -2])
    >>> [text.get_text() for text in figure.axes[0].texts[-4:]]
    ['−1', '4', '∇J', '(2,)']
    """
    X, residual = np.asarray(X), np.asarray(residual)
    n = len(X)
    blocks = [
        (X.T, "X", "input"),
        (residual[:, None], "y − Xw", "error"),
        (-(X.T @ residual)[:, None], "∇J", "gradient"),
    ]
    figure = canvas(4.9, 0.42 * n + 1.0)
    ax = figure.add_subplot(aspect="equal")
    ax.set_axis_off()
    left = 0.9
    ax.text(0.35, 0, "−", size=18, ha="center", va="center")
    for (values, name, colour), sign in zip(blocks, ("·", "=", ""), strict=True):
        right = _block(ax, values, left, name, colour)
        if sign:
            ax.text(right + 0.5, 0, sign, size=18, ha="center", va="center")
        left = right + 1.0
    ax.set(xlim=(0, left - 0.6), ylim=(-n / 2 - 0.9, n / 2 + 0.9))
    return figure


def _block(ax, values, left, name, colour):
    """Draw a matrix of numbers, its name above, its shape below."""
    rows, columns = values.shape
    low, high = -rows / 2, rows / 2
    right = left + columns
    ax.fill([left, right, right, left], [low, low, high, high], lw=0,
            color=COLOURS["soft-muted"])  # fmt: skip
    for x, turn in ((left, 1), (right, -1)):
        bracket = [x + 0.14 * turn, x, x, x + 0.14 * turn]
        guide(ax, bracket, [low, low, high, high], colour, linewidth=1.8)
    middle = 0.5 * (left + right)
    place = {"ha": "center", "va": "center"}
    for (row, column), value in np.ndenumerate(values):
        at, text = (left + column + 0.5, high - row - 0.5), minus(f"{value:g}")
        note(ax, text, at, size=13, ha="center", va="center_baseline")
    place |= {} if "∇" in name else MATH
    note(ax, name, (middle, high + 0.5), colour, size=14, **place)
    if name == "X":  # the font has no raised T of its own
        at = (middle + 0.3, high + 0.66)
        note(ax, "⊤", at, colour, ha="center", va="center")
    shape = f"({rows}, {columns})" if columns > 1 else f"({rows},)"
    at = (middle, low - 0.5)
    note(ax, shape, at, "muted", ha="center", va="center")
    return right
