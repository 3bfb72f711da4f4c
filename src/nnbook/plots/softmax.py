"""Softmax in pictures: from scores to probabilities, temperature, two and three scores.

A function that draws takes scores and probabilities as they were computed, and returns
a matplotlib figure.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.patches import FancyArrowPatch, Polygon

from nnbook.plots.style import COLOURS, MATH, TINT, canvas, house_style, panel

__all__ = [
    "plane",
    "steps",
    "temperature_bars",
    "temperature_curves",
    "two_scores",
]

SUBSCRIPTS = "₁₂₃₄₅₆₇₈₉"
# One look for each component, the same in all pictures.
LOOKS = (
    ("prediction", "-"),
    ("highlight", (0, (5, 1.5))),
    ("gradient", (0, (1.5, 1.5))),
)


def _arrow(start, end, **style):
    return FancyArrowPatch(
        start, end, arrowstyle="-|>", mutation_scale=10, shrinkA=0, shrinkB=0, **style
    )


@house_style()
def steps(scores, exponentials, probabilities):
    """Return three bar charts: the scores, their exponentials, the probabilities.

    Parameters
    ----------
    scores, exponentials, probabilities : array_like, shape (J,)
    """
    figure = canvas(4.9, 2.6)
    figure.set_layout_engine("none")
    parts = (
        (0.01, scores, "Scores", "x", "input", "{:g}"),
        (0.375, exponentials, "Exponentials", "x", "weights", "{:.2f}"),
        (0.74, probabilities, "Probabilities", "p", "prediction", "{:.2f}"),
    )
    for left, values, title, name, colour, form in parts:
        ax = figure.add_axes((left, 0.12, 0.25, 0.74))
        _bars(ax, np.asarray(values, dtype=float), colour, form, title.lower())
        ax.set_title(title, color=COLOURS[colour])
        ticks = [f"{name}{SUBSCRIPTS[i]}" for i in range(len(values))]
        ax.set_xticks(range(len(values)), ticks, **MATH)
        ax.tick_params(axis="x", length=0, labelcolor=COLOURS["ink"], labelsize=12)
    for x, text in ((0.3175, "exp"), (0.6825, "÷ sum")):
        ends = ((x - 0.035, 0.56), (x + 0.035, 0.56))
        style = {"color": COLOURS["muted"], "lw": 1.5}
        figure.add_artist(_arrow(*ends, transform=figure.transFigure, **style))
        figure.text(x, 0.6, text, ha="center", color=COLOURS["muted"])
    return figure


def _bars(ax, values, colour, form, name):
    places = np.arange(len(values))
    ax.bar(places, values, width=0.62, color=COLOURS[colour], label=name)
    room = 0.05 * np.ptp(np.append(values, 0.0))
    for place, value in zip(places, values, strict=True):
        ax.text(
            place,
            value + (room if value >= 0 else -room),
            form.format(value).replace("-", "−"),
            ha="center",
            va="bottom" if value >= 0 else "top",
        )
    ax.axhline(0, color=COLOURS["muted"], lw=0.8, zorder=0)
    low, high = min(0.0, values.min()), max(0.0, values.max())
    ax.set(ylim=(low - 3 * room * (low < 0), high + 3 * room), yticks=[])
    ax.spines[["left", "bottom"]].set_visible(False)


@house_style()
def temperature_curves(temperatures, probabilities):
    """Return the probabilities against the temperature, on a logarithmic axis.

    Parameters
    ----------
    temperatures : array_like, shape (n,)
    probabilities : array_like, shape (n, J)
        J is 3 at most.
    """
    figure, ax = panel()
    probabilities = np.asarray(probabilities)
    share = 1 / probabilities.shape[1]
    ax.axhline(share, color=COLOURS["muted"], lw=0.8, dashes=(4, 3))
    ax.text(
        temperatures[0],
        share + 0.015,
        f"1/{probabilities.shape[1]}, all alike",
        color=COLOURS["muted"],
        fontsize=9.5,
        va="bottom",
    )
    # Where the three names stand: a temperature, and a distance above the curve.
    places = ((1.15, 0.05, "left"), (0.62, 0.03, "right"), (3.0, -0.05, "left"))
    looks = zip(probabilities.T, LOOKS, places, strict=False)
    for i, (p, (colour, dash), (at, above, align)) in enumerate(looks):
        ax.plot(
            temperatures, p, color=COLOURS[colour], ls=dash, label=f"p{SUBSCRIPTS[i]}"
        )
        ax.text(
            at,
            np.interp(at, temperatures, p) + above,
            f"p{SUBSCRIPTS[i]}",
            color=COLOURS[colour],
            fontsize=12,
            gid="class:halo",
            ha=align,
            va="center",
            **MATH,
        )
    ax.set(xlabel="temperature T", ylabel="probability", ylim=(-0.02, 1.02))
    ax.set_xscale("log")
    ax.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.minorticks_off()
    return figure


@house_style()
def temperature_bars(temperatures, probabilities):
    """Return a bar chart of the probabilities for each of some temperatures.

    Parameters
    ----------
    temperatures : array_like, shape (n,)
    probabilities : array_like, shape (n, J)
        J is 3 at most.
    """
    figure, ax = panel()
    width = 0.26
    for row, p in enumerate(np.asarray(probabilities)):
        for i, value in enumerate(p):
            x, colour = row + (i - 1) * width, COLOURS[LOOKS[i][0]]
            name = f"p{SUBSCRIPTS[i]}"
            ax.bar(x, value, width=0.9 * width, color=colour, label=name)
            ax.text(x, value + 0.02, f"{value:.2f}", ha="center", fontsize=9)
            if row == 0:
                ax.text(x, -0.03, name, color=colour, ha="center", va="top", **MATH)
    names = [f"T = {t:g}" for t in temperatures]
    ax.set_xticks(range(len(names)), names)
    ax.tick_params(axis="x", length=0, pad=20, labelcolor=COLOURS["ink"])
    ax.set(ylabel="probability", ylim=(0, 1.1), yticks=[0, 0.5, 1])
    return figure


@house_style()
def plane(levels, limit=4.0):
    """Return the plane of two scores with lines of equal first probability.

    Parameters
    ----------
    levels : sequence of float
        The probabilities to draw, rising.
    limit : float
        The plane shows scores from −limit to limit.
    """
    figure, ax = panel(4.9, 3.9)
    far = 2 * limit
    differences = [np.log(p / (1 - p)) for p in levels]
    edges = [-2 * far, *differences, 2 * far]
    for band, (low, high) in enumerate(pairwise(edges)):
        # x₁ − x₂ between low and high: a strip along the diagonal
        corners = [(-far + low, -far), (far + low, far), (far + high, far)]
        corners.append((-far + high, -far))
        strength = 0.07 + 0.5 * band / (len(edges) - 2)
        ax.add_patch(
            Polygon(corners, color=COLOURS["prediction"], alpha=strength, lw=0, **TINT)
        )
    for p, d in zip(levels, differences, strict=True):
        ax.plot([d - far, d + far], [-far, far], color=COLOURS["ink"], lw=1)
        ax.text(
            d / 2 + 1.9,
            -d / 2 + 1.9,
            f"p₁ = {p:g}" if p == 0.5 else f"{p:g}",
            rotation=45,
            ha="center",
            va="center",
            color=COLOURS["ink"],
            gid="class:halo",
            fontsize=10,
            label=f"x₁ − x₂ = {d:.2f} | p₁".replace("-", "−"),
        )
    ax.add_patch(_arrow((-3.1, -1.9), (-1.1, 0.1), color=COLOURS["ink"], lw=1.4))
    for place in ((-3.1, -1.9), (-1.1, 0.1)):
        ax.plot(*place, "o", ms=5, color=COLOURS["ink"])
    ax.text(-2.2, -0.75, "+ c", ha="right", va="bottom", fontsize=12, **MATH)
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal")
    ax.set_xlabel("x₁", **MATH)
    ax.set_ylabel("x₂", rotation=0, labelpad=10, **MATH)
    ax.set(xticks=[-4, -2, 0, 2, 4], yticks=[-4, -2, 0, 2, 4])
    return figure


@house_style()
def two_scores(difference, sigmoid, some, probabilities):
    """Return the first of two probabilities against the difference of the scores.

    Parameters
    ----------
    difference, sigmoid : array_like, shape (n,)
        The curve.
    some, probabilities : array_like, shape (m,)
        Differences, and the first probability by softmax there.
    """
    figure, ax = panel(4.9, 3.9)
    ax.plot(difference, sigmoid, color=COLOURS["weights"], label="sigmoid")
    ax.plot(
        some,
        probabilities,
        "o",
        ms=6.5,
        mew=1.4,
        color=COLOURS["prediction"],
        markerfacecolor=COLOURS["paper"],
        label="softmax",
    )
    ax.text(-1.0, 0.62, "sigmoid", color=COLOURS["weights"], ha="right")
    ax.text(1.3, 0.6, "softmax", color=COLOURS["prediction"])
    ax.set_xlabel("x₁ − x₂", **MATH)
    ax.set_ylabel("p₁", rotation=0, labelpad=10, **MATH)
    ax.set(ylim=(-0.03, 1.03), yticks=[0, 0.5, 1])
    return figure
