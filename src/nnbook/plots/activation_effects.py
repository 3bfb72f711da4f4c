"""What activation functions do in a network: bend, saturate, vanish, die.

The pages compute the numbers; here they are only drawn.
"""

from __future__ import annotations

import numpy as np

from nnbook.plots.style import COLOURS, TINT, house_style, panel

__all__ = [
    "chain",
    "collapse",
    "gelu_error",
    "gelu_valley",
    "learning",
    "saturation",
    "stranded",
]

HALO = {"gid": "class:halo"}
PAIR = (4.35, 3.1)  # two of them fill the width of the text


@house_style()
def collapse(x, layers, line, bent, kinks):
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

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    figure, ax = panel()
    ax.set(xlim=(x[0], x[-1]), xlabel="input x", ylabel="output")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    _band(ax, x, line, "error", 9, label="one layer")
    dots = slice(None, None, 10)
    ax.plot(x[dots], layers[dots], "o", color=COLOURS["error"], markersize=3.6,
            label="two layers")  # fmt: skip
    ax.plot(x, bent, color=COLOURS["prediction"], linewidth=2.4, label="with a curve")
    at_kinks = np.interp(kinks, x, bent)
    ax.plot(kinks, at_kinks, "o", color=COLOURS["prediction"], markersize=6,
            label="_kinks")  # fmt: skip
    ax.text(-0.62, -2.0, "two linear layers (dots)\nare one line (band)", va="top",
            color=COLOURS["error"], **HALO)  # fmt: skip
    ax.text(-0.1, 1.12, "a ReLU between them", va="bottom", ha="center",
            color=COLOURS["prediction"], **HALO)  # fmt: skip
    return figure


def _band(ax, x, y, colour, width, label):
    """Draw a curve so wide that another fits on it, with its two edges."""
    ax.plot(x, y, color=COLOURS[colour], linewidth=width, label="_edges")
    soft = COLOURS[f"soft-{colour}"]
    ax.plot(x, y, color=soft, linewidth=width - 1.6, label=label, **TINT)


@house_style()
def saturation(activations, bound, starts):
    """Draw derivatives and mark where they fall below a bound.

    Parameters
    ----------
    activations : sequence of Activation
        Records of functions that saturate on both sides, the steepest first.
    bound : float
        What counts as flat.
    starts : sequence of float
        The x from which each derivative is below the bound.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    figure, ax = panel(*PAIR)
    x = np.linspace(-6.5, 6.5, 521)
    ax.set(xlim=(x[0], x[-1]), ylim=(-0.3, 1.12), xlabel="x", title="Slopes")
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1.0])
    ax.axhline(0, color=COLOURS["muted"], linewidth=0.8)
    colours = (COLOURS["weights"], COLOURS["error"])
    rows = zip(activations, starts, colours, strict=True)
    for number, (activation, start, colour) in enumerate(rows):
        slope = activation.derivative(x)
        ax.plot(x, slope, color=colour, linewidth=2.4, label=activation.name)
        depth = -0.09 - 0.12 * number
        for ends in ([x[0], -start], [start, x[-1]]):
            ax.plot(ends, [depth] * 2, color=colour, linewidth=4, solid_capstyle="butt")
        ax.text(0, depth, f"{activation.title}: below {bound:g}", color=colour,
                ha="center", va="center", fontsize=9.5)  # fmt: skip
    ax.text(0.75, 0.8, "tanh′", color=colours[0], fontsize=12, **HALO)
    ax.text(2.05, 0.17, "σ′, at most ¼", color=colours[1], fontsize=11.5, **HALO)
    return figure


@house_style()
def chain(sizes, bound):
    """Draw how much of a nudge at the input is left after each layer.

    Parameters
    ----------
    sizes : mapping of str to ndarray
        By label, the size of the nudge after 0, 1, 2, … layers.
    bound : ndarray
        The powers of 1/4.

    Returns
    -------
    matplotlib.figure.Figure
        One panel with a logarithmic scale.
    """
    figure, ax = panel(*PAIR)
    depth = len(bound) - 1
    ax.set(xlim=(0, depth), yscale="log", xlabel="layers passed")
    ax.set_xticks(range(0, depth + 1, 5))
    smallest = min(bound.min(), *(size.min() for size in sizes.values()))
    ax.set_ylim(0.2 * smallest, 60.0)
    ax.set_title("Their product")
    ax.plot(bound, color=COLOURS["muted"], linewidth=1.2, dashes=(4, 3),
            label="¼ each layer")  # fmt: skip
    looks = (  # colour, marker, and where the label stands
        ("prediction", "o", (depth, -2, 6, "right", "bottom")),
        ("weights", "s", (depth, -2, -7, "right", "top")),
        ("highlight", "^", (depth, -2, -9, "right", "top")),
        ("error", "D", (depth - 5, -8, -2, "right", "top")),
    )
    for (label, size), (name, marker, place) in zip(sizes.items(), looks, strict=True):
        colour = COLOURS[name]
        ax.plot(size, color=colour, marker=marker, markersize=3.4, linewidth=1.4,
                label=label)  # fmt: skip
        _label(ax, label, size, place, color=colour)
    _label(ax, "¼ each layer", bound, (depth - 8, 6, 2, "left", "bottom"),
           color=COLOURS["muted"])  # fmt: skip
    return figure


def _label(ax, text, line, place, **style):
    at, right, up, ha, va = place
    ax.annotate(text, (at, line[at]), xytext=(right, up), textcoords="offset points",
                ha=ha, va=va, **style, **HALO)  # fmt: skip


@house_style()
def stranded(x, y, before, after):
    """Draw the samples and a ReLU unit before and after the step that kills it.

    Parameters
    ----------
    x, y : ndarray
        Samples.
    before, after : pair of float
        Weight and bias.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    figure, ax = panel(*PAIR)
    grid = np.linspace(-0.1, 2.4, 251)
    ax.set(xlim=(0, 2.4), ylim=(-2.7, 5.2), xlabel="x", title="One step")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    start, z = before[0] * grid + before[1], after[0] * grid + after[1]
    ax.plot(grid, np.maximum(start, 0), color=COLOURS["muted"], linewidth=1.6,
            dashes=(5, 3), label="output before")  # fmt: skip
    ax.plot(grid, z, color=COLOURS["error"], linewidth=1.2, dashes=(2, 2),
            label="z after")  # fmt: skip
    ax.plot(grid, np.maximum(z, 0), color=COLOURS["error"], linewidth=2.6,
            label="output after")  # fmt: skip
    ax.plot(x, y, "o", color=COLOURS["data"], markersize=6, label="samples")
    ax.text(1.12, 4.0, "before", ha="right", color=COLOURS["muted"], **HALO)
    ax.text(1.32, 0.22, "after: the output is 0", color=COLOURS["error"], **HALO)
    ax.text(2.36, -2.0, "z is negative at all samples", ha="right",
            color=COLOURS["error"], **HALO)  # fmt: skip
    ax.text(x[-1] + 0.06, y[-1], "samples", va="center", color=COLOURS["data"])
    return figure


@house_style()
def learning(costs):
    """Draw costs against steps on a logarithmic scale, labelled on the lines.

    Parameters
    ----------
    costs : mapping of str to (ndarray, int)
        By label, the costs and the step at which the label stands; the first
        label stands above its line.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    figure, ax = panel(*PAIR)
    looks = (
        ("error", (None, None)),
        ("weights", (6, 2)),
        ("highlight", (2, 2)),
        ("prediction", (None, None)),
    )
    for (label, (cost, at)), (name, dashes) in zip(costs.items(), looks, strict=True):
        line = ax.plot(cost, color=COLOURS[name], linewidth=2, label=label)[0]
        if dashes[0]:
            line.set_dashes(dashes)
        above = label == next(iter(costs))
        ax.annotate(label, (at, cost[at]), xytext=(5, 5), textcoords="offset points",
                    ha="right" if above else "left", va="bottom", color=COLOURS[name],
                    **HALO)  # fmt: skip
    steps = len(next(iter(costs.values()))[0]) - 1
    ax.set(xlim=(0, steps), ylim=(1e-5, 12), yscale="log", xlabel="steps")
    ax.set_title("What follows: the cost")
    return figure


@house_style()
def gelu_valley(x, exact, forms, minimum):
    """Draw GELU and its approximations where they differ most, left of 0.

    Parameters
    ----------
    x, exact : ndarray
        Inputs and GELU.
    forms : pair of ndarray
        The tanh form and the sigmoid form.
    minimum : pair of float
        The lowest point of GELU.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    figure, ax = panel(*PAIR)
    ax.set(xlim=(x[0], x[-1]), ylim=(-0.21, 0.04), xlabel="x", title="GELU left of 0")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    tanh_form, sigmoid_form = forms
    _band(ax, x, exact, "prediction", 8, label="exact")
    ax.plot(x, tanh_form, color=COLOURS["prediction"], linewidth=1.8, label="tanh form")
    ax.plot(
        x, sigmoid_form, color=COLOURS["error"], dashes=(4, 2), label="x σ(1.702 x)"
    )
    ax.plot(*minimum, "o", color=COLOURS["ink"], markersize=6)
    ax.annotate("minimum", minimum, xytext=(0, -8), textcoords="offset points",
                ha="center", va="top", **HALO)  # fmt: skip
    ax.text(-1.5, -0.035, "exact (band)\nand tanh form", color=COLOURS["prediction"],
            ha="left", va="center", **HALO)  # fmt: skip
    ax.text(-2.35, -0.085, "x σ(1.702 x)", color=COLOURS["error"], ha="right",
            va="center", fontsize=11, **HALO)  # fmt: skip
    return figure


@house_style()
def gelu_error(x, error, worst):
    """Draw the error of the tanh form of GELU.

    Parameters
    ----------
    x, error : ndarray
        Inputs and tanh form minus GELU.
    worst : float
        A positive x of largest error; the error is even.

    Returns
    -------
    matplotlib.figure.Figure
        One panel, in units of 1/10000.
    """
    figure, ax = panel(*PAIR)
    ax.set(xlim=(x[0], x[-1]), xlabel="x", title="Error of the tanh form × 10 000")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    ax.plot(x, 1e4 * error, color=COLOURS["error"], linewidth=2.2, label="error")
    top = 1e4 * error.max()
    ax.plot([-worst, worst], [top, top], "o", color=COLOURS["error"], markersize=6)
    for side in (-1, 1):
        ax.annotate(f"x = {side * worst:.2f}".replace("-", "−"), (side * worst, top),
                    xytext=(0, 7), textcoords="offset points", ha="center",
                    color=COLOURS["error"])  # fmt: skip
    ax.set_ylim(1.2e4 * error.min(), 1.2 * top)
    return figure
