"""Activation functions, drawn from their records.

Every curve here is evaluated by the record that it shows. Where a derivative
jumps, the curve is broken and dots say which value was chosen.
"""

from __future__ import annotations

import math

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note
from nnbook.figures.numbers import minus
from nnbook.figures.series import curve
from nnbook.figures.style import COLOURS, MATH, TEXT, house_style, panel

__all__ = ["describe", "pair", "pieces", "thumbnail"]

SPAN = (-4.0, 4.0)
SLOPES = (-0.3, 1.3)  # one scale for all derivatives, so that heights compare
PAIR = (4.35, 2.9)  # two of them fill the width of the text
THUMBNAIL = (1.45, 0.95)  # inches: the width of a picture in a table


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


def describe(activation, at):
    """Say in words what `pair` draws, with its numbers.

    Parameters
    ----------
    activation : Activation
        The record that was drawn.
    at : float
        Where the tangent touches.

    Returns
    -------
    str
        An alternative text.

    Examples
    --------
    >>> from nnbook import sigmoid
    >>> print(describe(sigmoid, 0.0)[:57])
    Two panels over x from −4 to 4. First Sigmoid: a curve th
    """
    low, high = SPAN
    columns = zip(*pieces(activation), strict=True)
    x, value, slope = (np.concatenate(column) for column in columns)
    peak = x[slope == slope.max()]
    if len(peak) > 1:
        where = f"which it has everywhere right of x = {_say(round(peak[0], 1))}"
    else:
        where = f"which it reaches at x = {_say(round(peak[0], 1))}"
    said = [
        f"Two panels over x from {_say(low)} to {_say(high)}. First "
        f"{activation.title}: a curve through ({_say(low)}, {_say(value[0])}), "
        f"(0, {_say(activation(0.0))}) and ({_say(high)}, {_say(value[-1])}). "
        f"A tangent touches it at x = {_say(at)}, where the value is "
        f"{_say(activation(at))} and the slope {_say(activation.derivative(at))}.",
        f"Second its derivative: between {_say(slope.min())} and "
        f"{_say(slope.max())}, {where}.",
    ]
    for kink in activation.kinks:
        left, right = (
            activation.derivative(math.nextafter(kink, side)) for side in SPAN
        )
        said.append(
            f"It jumps at x = {_say(kink)} from {_say(left)} to {_say(right)}; the "
            f"filled dot marks the value chosen there, "
            f"{_say(activation.derivative(kink))}."
        )
    return " ".join(said)


def _say(number):
    """Return a number to three digits, with a minus sign that is read as one."""
    return minus(f"{float(number) + 0.0:.3g}")


@house_style()
def pair(activation, at):
    """Draw a function with a tangent, and its derivative with that slope.

    Parameters
    ----------
    activation : Activation
        A record of `nnbook.activations`.
    at : float
        Where the tangent touches: the number that the text works out.

    Returns
    -------
    list of matplotlib.figure.Figure
        The panel of the function and the panel of the derivative.
    """
    value, slope = activation(at), activation.derivative(at)
    first, ax = _axes(activation.title, _heights(activation))
    for limit in activation.limits:
        if limit != 0.0 and math.isfinite(limit):
            _guide(ax, limit)
    for x, f, _ in pieces(activation):
        curve(ax, x, f, "value", "prediction", linewidth=2.4)
    reach = 1.1 / math.hypot(1.0, slope)
    x = np.array([at - reach, at + reach])
    ax.plot(x, value + slope * (x - at), color=COLOURS["gradient"], linewidth=1.4)
    _dot(ax, at, value, COLOURS["gradient"])
    _point_label(ax, at, value, f"f({_say(at)}) = {_say(value)}", below=at > 0)

    second, ax = _axes("and its derivative", SLOPES)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    _guide(ax, 1.0)
    for x, _, f in pieces(activation):
        curve(ax, x, f, "derivative", "gradient", linewidth=2.4)
    for kink in activation.kinks:
        _jump(ax, activation, kink)
    ax.plot([at, at], [0, slope], color=COLOURS["gradient"], linewidth=1, dashes=(3, 2))
    _dot(ax, at, slope, COLOURS["gradient"])
    text = f"f′({_say(at)}) = {_say(slope)}"
    _point_label(ax, at, slope, text, below=slope > 0.9)
    return [first, second]


def _heights(activation):
    """One scale for the bounded functions, another for the rest."""
    return (-1.3, 1.3) if math.isfinite(activation.limits[1]) else (-1.6, 4.2)


def _axes(title, heights):
    figure, ax = panel(*PAIR)
    ax.set_title(title)
    ax.set(xlim=SPAN, ylim=heights, xlabel="x")
    ax.set_xticks(range(-4, 5, 2))
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    ax.axvline(0, color=COLOURS["grid"], linewidth=0.8)
    return figure, ax


def _guide(ax, height):
    ax.axhline(height, color=COLOURS["muted"], linewidth=0.8, dashes=(4, 3))


def _dot(ax, x, y, colour, filled=True):
    face = colour if filled else COLOURS["paper"]
    ax.plot(x, y, "o", color=face, markeredgecolor=colour, markersize=6, zorder=4)


def _jump(ax, activation, kink):
    """A filled dot at the value chosen, an open one at the value not chosen."""
    chosen = activation.derivative(kink)
    for side in SPAN:
        limit = activation.derivative(math.nextafter(kink, side))
        _dot(ax, kink, limit, COLOURS["gradient"], filled=limit == chosen)


def _point_label(ax, x, y, text, below):
    """Beside the point on the outer side, where no curve goes."""
    outward = 1 if x > 0 else -1
    note(
        ax,
        text,
        (x, y),
        "gradient",
        offset=(5 * outward, -8 if below else 7 if x > 0 else 12),
        halo=True,
        ha="left" if x > 0 else "right",
        va="top" if below else "bottom",
        fontsize=TEXT,
        **MATH,
    )


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
