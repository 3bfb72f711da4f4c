"""Softmax in pictures: from scores to probabilities, temperature, two and three scores.

A function that draws takes scores and probabilities as they were computed, and returns
a matplotlib figure. ``names`` are what the answers are called, such as digits: the
score of the answer "9" is written z₉.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Polygon

from nnbook.drawing.handwriting import draw_digit
from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import lowered, minus
from nnbook.figures.series import bars, cell, curve, dots
from nnbook.figures.style import (
    COLOURS,
    HALO,
    MATH,
    TEXT,
    TINT,
    canvas,
    house_style,
    panel,
)

__all__ = [
    "plane",
    "probabilities_of_ten",
    "scores_of_ten",
    "steps",
    "temperature_bars",
    "temperature_curves",
    "two_scores",
]

# One look for each component, the same in all pictures: colour and dash.
LOOKS = (
    ("prediction", ()),
    ("highlight", (5, 1.5)),
    ("gradient", (1.5, 1.5)),
)


def _three(probabilities):
    """Return probabilities as an array, of which each component has a look."""
    p = np.asarray(probabilities, dtype=float)
    if p.ndim != 2 or p.shape[1] > len(LOOKS):
        raise ValueError(
            f"probabilities must have shape (n, J) with J at most {len(LOOKS)}, the "
            f"looks there are for components, but has shape {p.shape}"
        )
    return p


@house_style()
def scores_of_ten(scores) -> Canvas:
    """Draw a handwritten digit and the score that each of the ten digits gets.

    Parameters
    ----------
    scores : array_like, shape (10,)
        Those of 0, 1, … 3 are negative: the digit stands above them.
    """
    figure, ax = panel()
    _bars(ax, np.asarray(scores, dtype=float), "input", "{:g}", "score", width=0.7)
    ax.set_title("(a) A picture, ten scores", color=COLOURS["input"])
    ax.set(ylim=(-5.6, 4.3), xticks=range(10), xlabel="digit")
    ax.tick_params(axis="x", length=0, labelcolor=COLOURS["ink"])
    scrap = ax.inset_axes((-0.4, 0.55, 3.3, 3.75), transform=ax.transData)
    draw_digit(scrap)
    return figure


@house_style()
def probabilities_of_ten(probabilities) -> Canvas:
    """Draw the probability that each of the ten digits gets.

    Parameters
    ----------
    probabilities : array_like, shape (10,)
    """
    figure, ax = panel()
    values = np.asarray(probabilities, dtype=float)
    _bars(ax, values, "prediction", "{:.2f}", "probability", width=0.7)
    for text in ax.texts[:]:
        if text.get_text() == "0.00":  # it is more than that
            text.remove()
    ax.set_title("(b) Ten probabilities", color=COLOURS["prediction"])
    ax.set(xticks=range(10), xlabel="digit")
    ax.tick_params(axis="x", length=0, labelcolor=COLOURS["ink"])
    return figure


@house_style()
def steps(scores, exponentials, probabilities, names="123") -> Canvas:
    """Draw three bar charts: the scores, their exponentials, the probabilities.

    Parameters
    ----------
    scores, exponentials, probabilities : array_like, shape (J,)
    names : sequence of str, optional
        What the answers are called.
    """
    figure = canvas(4.9, 2.6)
    figure.set_layout_engine("none")
    parts = (
        (0.01, scores, "Scores", "z", "input", "{:g}"),
        (0.375, exponentials, "Exponentials", "z", "weights", "{:.2f}"),
        (0.74, probabilities, "Probabilities", "p", "prediction", "{:.2f}"),
    )
    for left, values, title, name, colour, form in parts:
        ax = figure.add_axes((left, 0.12, 0.25, 0.74))
        _bars(ax, np.asarray(values, dtype=float), colour, form, title.lower())
        ax.set_title(title, color=COLOURS[colour])
        ticks = [lowered(f"{name}{answer}") for answer in names]
        ax.set_xticks(range(len(values)), ticks, **MATH)
        ax.tick_params(axis="x", length=0, labelcolor=COLOURS["ink"], labelsize=12)
    between = figure.add_axes((0, 0, 1, 1))
    between.set(xlim=(0, 1), ylim=(0, 1))
    between.set_axis_off()
    for x, text in ((0.3175, "exp"), (0.6825, "÷ sum")):
        ends = ((x - 0.035, 0.56), (x + 0.035, 0.56))
        pointer(between, *ends, "muted", head=4)
        note(between, text, (x, 0.6), "muted", ha="center")
    return figure


def _bars(ax, values, colour, form, name, width=0.62):
    places = np.arange(len(values))
    bars(ax, places, values, name, colour, width=width)
    room = 0.05 * np.ptp(np.append(values, 0.0))
    for place, value in zip(places, values, strict=True):
        up, va = (room, "bottom") if value >= 0 else (-room, "top")
        text = minus(form.format(value))
        note(ax, text, (place, value + up), ha="center", va=va)
    ax.axhline(0, color=COLOURS["muted"], lw=0.8, zorder=0)
    low, high = min(0.0, values.min()), max(0.0, values.max())
    ax.set(ylim=(low - 3 * room * (low < 0), high + 3 * room), yticks=[])
    ax.spines[["left", "bottom"]].set_visible(False)


@house_style()
def temperature_curves(temperatures, probabilities, names="123") -> Canvas:
    """Draw the probabilities against the temperature, on a logarithmic axis.

    Parameters
    ----------
    temperatures : array_like, shape (n,)
    probabilities : array_like, shape (n, J)
        J is 3 at most.
    names : sequence of str, optional
        What the answers are called.
    """
    figure, ax = panel()
    probabilities = _three(probabilities)
    share = 1 / probabilities.shape[1]
    ax.axhline(share, color=COLOURS["muted"], lw=0.8, dashes=(4, 3))
    text, style = f"1/{probabilities.shape[1]}, all alike", {"fontsize": TEXT}
    note(ax, text, (temperatures[0], share + 0.015), "muted", va="bottom", **style)
    # Where the three names stand: a temperature, and a distance above the curve.
    places = ((1.15, 0.05, "left"), (0.44, 0.06, "right"), (3.0, -0.05, "left"))
    looks = zip(probabilities.T, names, LOOKS, places, strict=False)
    for p, answer, (colour, dash), (at, above, align) in looks:
        name, height = lowered(f"p{answer}"), np.interp(at, temperatures, p) + above
        curve(ax, temperatures, p, name, colour, dash=dash)
        style = {"fontsize": 12, "ha": align, "va": "center", **MATH}
        note(ax, name, (at, height), colour, halo=True, **style)
    ax.set_title("(a) At any temperature")
    ax.set(xlabel="temperature T", ylabel="probability", ylim=(-0.02, 1.02))
    ax.set_xscale("log")
    ax.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.minorticks_off()
    return figure


@house_style()
def temperature_bars(temperatures, probabilities, names="123") -> Canvas:
    """Draw the probabilities for each of some temperatures.

    Parameters
    ----------
    temperatures : array_like, shape (n,)
    probabilities : array_like, shape (n, J)
        J is 3 at most.
    names : sequence of str, optional
        What the answers are called.
    """
    figure, ax = panel()
    width, rows = 0.26, np.arange(len(temperatures))
    components = zip(_three(probabilities).T, names, LOOKS, strict=False)
    for i, (p, answer, (colour, _)) in enumerate(components):
        x, name = rows + (i - 1) * width, lowered(f"p{answer}")
        bars(ax, x, p, name, colour, width=0.9 * width)
        note(ax, name, (x[0], -0.03), colour, ha="center", va="top", **MATH)
        for place, value in zip(x, p, strict=True):
            note(ax, f"{value:.2f}", (place, value + 0.02), ha="center")
    ax.set_title("(b) At some temperatures")
    ax.set_xticks(rows, [f"T = {t:g}" for t in temperatures])
    ax.tick_params(axis="x", length=0, pad=20, labelcolor=COLOURS["ink"])
    ax.set(ylabel="probability", ylim=(0, 1.1), yticks=[0, 0.5, 1])
    return figure


@house_style()
def plane(levels, limit=4.0, names="12") -> Canvas:
    """Draw the plane of two scores with lines of equal first probability.

    Parameters
    ----------
    levels : sequence of float
        The probabilities to draw, rising.
    limit : float
        The plane shows scores from −limit to limit.
    names : sequence of str, optional
        What the two answers are called.
    """
    first, second = (lowered(f"z{answer}") for answer in names)
    probability = lowered(f"p{names[0]}")
    figure, ax = panel(4.9, 3.9)
    far = 2 * limit
    differences = [np.log(p / (1 - p)) for p in levels]
    edges = [-2 * far, *differences, 2 * far]
    for band, (low, high) in enumerate(pairwise(edges)):
        # z₁ − z₂ between low and high: a strip along the diagonal
        corners = [(-far + low, -far), (far + low, far), (far + high, far)]
        corners.append((-far + high, -far))
        strength = 0.07 + 0.5 * band / (len(edges) - 2)
        ax.add_patch(
            Polygon(corners, color=COLOURS["prediction"], alpha=strength, lw=0, **TINT)
        )
    for p, d in zip(levels, differences, strict=True):
        ax.plot([d - far, d + far], [-far, far], color=COLOURS["ink"], lw=1)
        text = f"{probability} = {p:g}" if p == 0.5 else f"{p:g}"
        style = {"rotation": 45, "ha": "center", "va": "center"}
        row, at = minus(f"{first} − {second} = {d:.2f}"), (d / 2 + 1.9, 1.9 - d / 2)
        cell(ax, row, probability, text, at, **style, **HALO)
    pointer(ax, (-3.1, -1.9), (-1.1, 0.1), width=1.4, head=4, zorder=1)
    for place in ((-3.1, -1.9), (-1.1, 0.1)):
        ax.plot(*place, "o", ms=5, color=COLOURS["ink"])
    ax.text(-2.2, -0.75, "+ c", ha="right", va="bottom", fontsize=12, **MATH)
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal")
    ax.set_title("(a) Both scores")
    ax.set_xlabel(first, **MATH)
    ax.set_ylabel(second, rotation=0, labelpad=10, **MATH)
    ax.set(xticks=[-4, -2, 0, 2, 4], yticks=[-4, -2, 0, 2, 4])
    return figure


@house_style()
def two_scores(difference, sigmoid, some, probabilities, names="12") -> Canvas:
    """Draw the first of two probabilities against the difference of the scores.

    Parameters
    ----------
    difference, sigmoid : array_like, shape (n,)
        The curve.
    some, probabilities : array_like, shape (m,)
        Differences, and the first probability by softmax there.
    names : sequence of str, optional
        What the two answers are called.
    """
    figure, ax = panel(4.9, 3.9)
    curve(ax, difference, sigmoid, "sigmoid", "weights")
    ring = {"hollow": True, "ms": 6.5, "mew": 1.4}
    dots(ax, some, probabilities, "softmax", "prediction", **ring)
    note(ax, "sigmoid", (-1.0, 0.62), "weights", ha="right")
    note(ax, "softmax", (1.3, 0.6), "prediction")
    ax.set_title("(b) Their difference")
    ax.set_xlabel(lowered(f"z{names[0]} − z{names[1]}"), **MATH)
    ax.set_ylabel(lowered(f"p{names[0]}"), rotation=0, labelpad=10, **MATH)
    ax.set(ylim=(-0.03, 1.03), yticks=[0, 0.5, 1])
    return figure
