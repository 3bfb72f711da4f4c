"""What activation functions do to learning: gradients vanish or explode, units die.

The pages compute the numbers; here they are only drawn.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import LogLocator, NullLocator

from nnbook.figures.labels import note
from nnbook.figures.series import curve, dots, guide
from nnbook.figures.style import COLOURS, house_style, panel

__all__ = ["fans", "learning", "stranded"]

PAIR = (4.35, 3.1)  # two of them fill the width of the text


@house_style()
def fans(title, runs, places) -> Canvas:
    """Draw what is left of a nudge after each layer, in several random networks.

    Parameters
    ----------
    title : str
        What stands above the plot.
    runs : mapping of str to ndarray of shape (networks, layers + 1)
        By label, the size of the nudge after 0, 1, 2, … layers of each network.
    places : sequence of (float, float, str)
        For each label how many layers from the left it stands, how many points above
        the median, and how it is aligned.
    """
    figure, ax = panel(*PAIR)
    depth = next(iter(runs.values())).shape[1] - 1
    layers = np.arange(depth + 1)
    ax.axhline(1, color=COLOURS["muted"], linewidth=0.8)
    looks = (("error", (1, 1.5)), ("weights", ()), ("gradient", (5, 2)))
    drawn = zip(runs.items(), looks, places, strict=True)
    for (name, sizes), (colour, dash), (at, up, ha) in drawn:
        for size in sizes:
            guide(ax, layers, size, colour, linewidth=0.6)
        median = np.median(sizes, axis=0)
        curve(ax, layers, median, f"{name}, median", colour, dash=dash, linewidth=2.4)
        where = (at, median[round(at)])
        note(ax, name, where, colour, (0, up), ha=ha, va="center", halo=True)
    ax.set(xlim=(0, depth), yscale="log", xlabel="layers passed", title=title)
    ax.set_xticks(range(0, depth + 1, 5))
    ax.yaxis.set_major_locator(LogLocator(numticks=6))
    ax.yaxis.set_minor_locator(NullLocator())
    return figure


@house_style()
def stranded(x, y, before, after) -> Canvas:
    """Draw the samples and a ReLU unit before and after the step that kills it.

    Parameters
    ----------
    x, y : ndarray
        Samples.
    before, after : pair of float
        Weight and bias.
    """
    figure, ax = panel(*PAIR)
    grid = np.linspace(-0.1, 2.4, 251)
    ax.set(xlim=(0, 2.4), ylim=(-2.7, 5.2), xlabel="x", title="(a) one step")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    start, z = before[0] * grid + before[1], after[0] * grid + after[1]
    style = {"linewidth": 1.6, "dash": (5, 3)}
    curve(ax, grid, np.maximum(start, 0), "output before", "muted", **style)
    curve(ax, grid, z, "z after", "error", linewidth=1.2, dash=(2, 2))
    curve(ax, grid, np.maximum(z, 0), "output after", "error", linewidth=2.6)
    dots(ax, x, y, "samples", "data", markersize=6)
    note(ax, "before", (1.12, 4.0), "muted", ha="right", halo=True)
    note(ax, "after: the output is 0", (1.2, 0.25), "error", halo=True)
    note(ax, "after: z, below 0", (2.36, -2.05), "error", ha="right", halo=True)
    note(ax, "samples", (x[-1], y[-1]), "data", (0, 8), ha="center")
    return figure


@house_style()
def learning(costs, places, steps) -> Canvas:
    """Draw the costs of the first steps, labelled on the lines.

    Parameters
    ----------
    costs : mapping of str to ndarray
        By label, the costs.
    places : sequence of (float, float)
        Where each label stands.
    steps : int
        How many steps are shown.
    """
    figure, ax = panel(*PAIR)
    looks = (
        ("error", ()),
        ("gradient", (5, 2)),
        ("highlight", (2, 2)),
        ("weights", ()),
    )
    for (name, cost), (colour, dash), at in zip(
        costs.items(), looks, places, strict=True
    ):
        shown = cost[: steps + 1]
        curve(ax, np.arange(len(shown)), shown, name, colour, linewidth=2.2, dash=dash)
        note(ax, name, at, colour, halo=True)
    ax.set(xlim=(0, steps), ylim=(0, 2.15), xlabel="steps")
    ax.set_yticks([0, 0.5, 1, 1.5, 2])
    ax.set_title("(b) what follows: the cost")
    return figure
