"""What activation functions do in a network: bend, saturate, vanish, die.

The pages compute the numbers; here they are only drawn.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note
from nnbook.figures.numbers import minus
from nnbook.figures.series import curve, dots, guide
from nnbook.figures.style import COLOURS, TINT, house_style, panel

__all__ = [
    "chain",
    "collapse",
    "gelu_error",
    "gelu_valley",
    "learning",
    "saturation",
    "stranded",
]

PAIR = (4.35, 3.1)  # two of them fill the width of the text


@house_style()
def collapse(x, layers, line, bent, kinks) -> Canvas:
    """Draw two linear layers on the line that they are, and the same with a curve.

    Parameters
    ----------
    x : ndarray
        Inputs.
    layers, line : ndarray
        The output of two linear layers, and of the one layer that equals them.
    bent : ndarray
        The output with an activation function between the layers.
    kinks : array_like of float
        Where the bent output has its kinks.
    """
    figure, ax = panel()
    ax.set(xlim=(x[0], x[-1]), xlabel="input x", ylabel="output")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    _band(ax, x, line, "one layer", "error", 9)
    some = slice(None, None, 10)
    dots(ax, x[some], layers[some], "two layers", "error", markersize=3.6)
    curve(ax, x, bent, "with a curve", "prediction", linewidth=2.4)
    at_kinks = np.interp(kinks, x, bent)
    guide(ax, kinks, at_kinks, "prediction", marker="o", ls="none", markersize=6)
    text = "two linear layers (dots)\nare one line (band)"
    note(ax, text, (-0.62, -2.0), "error", va="top", halo=True)
    text = "a ReLU between them"
    note(ax, text, (-0.1, 1.12), "prediction", ha="center", va="bottom", halo=True)
    return figure


def _band(ax, x, y, name, colour, width):
    """Draw a curve so wide that another fits on it, with its two edges."""
    guide(ax, x, y, colour, linewidth=width)
    curve(ax, x, y, name, f"soft-{colour}", linewidth=width - 1.6, **TINT)


@house_style()
def saturation(activations, bound, starts) -> Canvas:
    """Draw derivatives and mark where they fall below a bound.

    Parameters
    ----------
    activations : sequence of Activation
        Records of functions that saturate on both sides, the steepest first.
    bound : float
        What counts as flat.
    starts : sequence of float
        The x from which each derivative is below the bound.
    """
    figure, ax = panel(*PAIR)
    x = np.linspace(-6.5, 6.5, 521)
    ax.set(xlim=(x[0], x[-1]), ylim=(-0.3, 1.12), xlabel="x", title="Slopes")
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1.0])
    ax.axhline(0, color=COLOURS["muted"], linewidth=0.8)
    highest = np.zeros_like(x)
    rows = zip(activations, starts, ("weights", "error"), strict=True)
    for number, (activation, start, colour) in enumerate(rows):
        slope = activation.derivative(x)
        curve(ax, x, slope, activation.name, colour, linewidth=2.4)
        highest, peak = np.maximum(highest, slope), slope.max()
        right = x[np.flatnonzero(highest > 0.7 * peak)[-1]] + 0.15
        text = f"{activation.name}′, at most {peak:g}"
        note(ax, text, (right, 0.75 * peak), colour, halo=True)
        depth = -0.09 - 0.12 * number
        for ends in ([x[0], -start], [start, x[-1]]):
            guide(ax, ends, [depth] * 2, colour, lw=4, solid_capstyle="butt")
        text = f"{activation.title}: below {bound:g}"
        note(ax, text, (0, depth), colour, ha="center", va="center")
    return figure


@house_style()
def chain(sizes, bound) -> Canvas:
    """Draw how much of a nudge at the input is left after each layer.

    Parameters
    ----------
    sizes : mapping of str to ndarray
        By label, the size of the nudge after 0, 1, 2, … layers.
    bound : ndarray
        The powers of 1/4.
    """
    figure, ax = panel(*PAIR)
    depth = len(bound) - 1
    ax.set(xlim=(0, depth), yscale="log", xlabel="layers passed")
    ax.set_xticks(range(0, depth + 1, 5))
    smallest = min(bound.min(), *(size.min() for size in sizes.values()))
    ax.set_ylim(0.2 * smallest, 60.0)
    ax.set_title("Their product")
    layers = np.arange(depth + 1)
    curve(ax, layers, bound, "¼ each layer", "muted", linewidth=1.2, dash=(4, 3))
    looks = (  # colour, marker, and where the label stands
        ("prediction", "o", (depth, -2, 6, "right", "bottom")),
        ("weights", "s", (depth, -2, -7, "right", "top")),
        ("highlight", "^", (depth, -2, -9, "right", "top")),
        ("error", "D", (depth - 5, -8, -2, "right", "top")),
    )
    for (name, size), (colour, marker, place) in zip(sizes.items(), looks, strict=True):
        style = {"marker": marker, "markersize": 3.4, "linewidth": 1.4}
        curve(ax, layers, size, name, colour, **style)
        _label(ax, name, size, place, colour)
    _label(ax, "¼ each layer", bound, (depth - 8, 6, 2, "left", "bottom"), "muted")
    return figure


def _label(ax, text, line, place, colour):
    at, right, up, ha, va = place
    note(ax, text, (at, line[at]), colour, (right, up), ha=ha, va=va, halo=True)


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
    ax.set(xlim=(0, 2.4), ylim=(-2.7, 5.2), xlabel="x", title="One step")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    start, z = before[0] * grid + before[1], after[0] * grid + after[1]
    style = {"linewidth": 1.6, "dash": (5, 3)}
    curve(ax, grid, np.maximum(start, 0), "output before", "muted", **style)
    curve(ax, grid, z, "z after", "error", linewidth=1.2, dash=(2, 2))
    curve(ax, grid, np.maximum(z, 0), "output after", "error", linewidth=2.6)
    dots(ax, x, y, "samples", "data", markersize=6)
    note(ax, "before", (1.12, 4.0), "muted", ha="right", halo=True)
    note(ax, "after: the output is 0", (1.32, 0.22), "error", halo=True)
    text = "z is negative at all samples"
    note(ax, text, (2.36, -2.0), "error", ha="right", halo=True)
    note(ax, "samples", (x[-1] + 0.06, y[-1]), "data", va="center")
    return figure


@house_style()
def learning(costs) -> Canvas:
    """Draw costs against steps on a logarithmic scale, labelled on the lines.

    Parameters
    ----------
    costs : mapping of str to (ndarray, int)
        By label, the costs and the step at which the label stands; the first
        label stands above its line.
    """
    figure, ax = panel(*PAIR)
    dashes = {"error": (), "weights": (6, 2), "highlight": (2, 2), "prediction": ()}
    drawn = zip(costs.items(), dashes.items(), strict=True)
    for (name, (cost, at)), (colour, dash) in drawn:
        curve(ax, np.arange(len(cost)), cost, name, colour, linewidth=2, dash=dash)
        ha = "right" if name == next(iter(costs)) else "left"
        note(ax, name, (at, cost[at]), colour, (5, 5), ha=ha, va="bottom", halo=True)
    steps = len(next(iter(costs.values()))[0]) - 1
    ax.set(xlim=(0, steps), ylim=(1e-5, 12), yscale="log", xlabel="steps")
    ax.set_title("What follows: the cost")
    return figure


@house_style()
def gelu_valley(x, exact, forms, minimum) -> Canvas:
    """Draw GELU and its approximations where they differ most, left of 0.

    Parameters
    ----------
    x, exact : ndarray
        Inputs and GELU.
    forms : pair of ndarray
        The tanh form and the sigmoid form.
    minimum : pair of float
        The lowest point of GELU.
    """
    figure, ax = panel(*PAIR)
    ax.set(xlim=(x[0], x[-1]), ylim=(-0.21, 0.04), xlabel="x", title="GELU left of 0")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    tanh_form, sigmoid_form = forms
    _band(ax, x, exact, "exact", "prediction", 8)
    curve(ax, x, tanh_form, "tanh form", "prediction", linewidth=1.8)
    curve(ax, x, sigmoid_form, "x σ(1.702 x)", "error", dash=(4, 2))
    ax.plot(*minimum, "o", color=COLOURS["ink"], markersize=6)
    note(ax, "minimum", minimum, "ink", (0, -8), ha="center", va="top", halo=True)
    text = "exact (band)\nand tanh form"
    note(ax, text, (-1.5, -0.035), "prediction", va="center", halo=True)
    style = {"ha": "right", "va": "center"}
    note(ax, "x σ(1.702 x)", (-2.35, -0.085), "error", halo=True, **style)
    return figure


@house_style()
def gelu_error(x, error, worst) -> Canvas:
    """Draw the error of the tanh form of GELU.

    Parameters
    ----------
    x, error : ndarray
        Inputs and tanh form minus GELU.
    worst : float
        A positive x of largest error; the error is even.
    """
    figure, ax = panel(*PAIR)
    ax.set(xlim=(x[0], x[-1]), xlabel="x", title="Error of the tanh form × 10 000")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    curve(ax, x, 1e4 * error, "error", "error", linewidth=2.2)
    top = 1e4 * error.max()
    for side in (-1, 1):
        at = (side * worst, top)
        ax.plot(*at, "o", color=COLOURS["error"], markersize=6)
        note(ax, minus(f"x = {at[0]:.2f}"), at, "error", (0, 7), ha="center")
    ax.set_ylim(1.2e4 * error.min(), 1.2 * top)
    return figure
