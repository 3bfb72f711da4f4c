"""What one step of training does to softmax: surprisal, and probabilities after it."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note
from nnbook.figures.numbers import lowered
from nnbook.figures.series import bars, curve, points
from nnbook.figures.style import COLOURS, MATH, house_style, panel

__all__ = ["before_and_after", "surprisal"]


@house_style()
def surprisal(before, after) -> Canvas:
    """Draw the surprisal −ln p, and where a step leads on it.

    Parameters
    ----------
    before, after : float
        The probability of the right answer before the step and after it.
    """
    figure, ax = panel()
    p = np.linspace(0.02, 1, 99)
    curve(ax, p, -np.log(p), "surprisal −ln p", "error")
    names = ("before", "after")
    for name, at, hollow in zip(names, (before, after), (True, False), strict=True):
        height = -np.log(at)
        points(ax, at, height, name, "ink", hollow=hollow, ms=8, mew=1.6, zorder=4)
        text = f"{name}: −ln {at:.2f} = {height:.2f}"
        note(ax, text, (at, height), offset=(12, 8))
    ax.set_title("(a) Surprisal of the right answer")
    ax.set(xlabel="its probability p", ylabel="surprisal −ln p")
    ax.set(xlim=(0, 1.02), ylim=(-0.08, 4), xticks=[0, 0.5, 1], yticks=range(5))
    return figure


@house_style()
def before_and_after(before, after, right, names="123") -> Canvas:
    """Draw probabilities before a step and after it.

    Parameters
    ----------
    before, after : array_like, shape (J,)
        The probabilities.
    right : int
        Which of them belongs to the right answer.
    names : sequence of str, optional
        What the answers are called.
    """
    figure, ax = panel()
    places, width = np.arange(len(before)), 0.38
    empty = {"facecolor": COLOURS["soft-prediction"], "lw": 1.4}
    empty["edgecolor"] = COLOURS["prediction"]
    drawn = bars(ax, places - 0.2, before, "before", "prediction", width=width)
    for bar in drawn:
        bar.set(**empty)
    bars(ax, places + 0.2, after, "after", "prediction", width=width)
    for side, values in ((-0.2, before), (0.2, after)):
        for place, value in zip(places + side, values, strict=True):
            note(ax, f"{value:.2f}", (place, value + 0.015), ha="center")
    note(ax, "before", (-0.2, before[0] + 0.09), "muted", ha="center")
    note(ax, "after", (0.2, after[0] + 0.09), "muted", ha="center")
    top = after[right] + 0.12
    note(ax, "the right answer", (right + 0.2, top), "weights", ha="center")
    labels = [lowered(f"p{answer}") for answer in names]
    ax.set_xticks(places, labels, **MATH)
    ax.tick_params(axis="x", length=0, labelcolor=COLOURS["ink"], labelsize=13)
    ax.set_title("(b) One step of learning")
    ax.set(ylabel="probability", ylim=(0, 1), yticks=[0, 0.5, 1])
    return figure
