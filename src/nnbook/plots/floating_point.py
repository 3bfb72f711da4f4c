"""What a float is, and how the errors of a formula grow: pictures for both."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import minus, power
from nnbook.figures.series import curve, guide
from nnbook.figures.style import COLOURS, canvas, house_style, panel

__all__ = ["absorption", "error_against_x", "floats", "staircase"]

# A float64 holds 53 binary digits: an error of 2^52 of its last ones leaves none.
NO_DIGIT = 2.0**52
FLOOR = 0.12  # smaller errors are drawn here
NOT_A_NUMBER = 1e18  # nan is drawn here
# Curves that may lie on top of each other differ in more than their colour.
DASHES = {
    "highlight": (4, 1.6),
    "prediction": (6, 1.2),
    "weights": (1.2, 1.4),
    "gradient": (7, 2, 1.5, 2),
}


@house_style()
def floats(x: float, bits: int = 3) -> Canvas:
    """Draw the 64 bits of a float, above all floats of a toy machine.

    Parameters
    ----------
    x : float
        The number whose bits are drawn.
    bits : int
        Significant binary digits of the toy machine.
    """
    figure = canvas(4.9, 3.1)
    top, bottom = figure.subplots(2, height_ratios=(1, 1.15))
    _draw_bits(top, x)
    _draw_toy_floats(bottom, bits)
    return figure


def _draw_bits(ax, x):
    pattern = f"{np.float64(x).view(np.uint64):064b}"
    parts = (
        ("error", 0, 1, "sign", "left"),
        ("weights", 1, 12, "exponent, 11 bits", "center"),
        ("prediction", 12, 64, "fraction, 52 bits", "center"),
    )
    for number, (colour, start, stop, label, align) in enumerate(parts):
        left, right = start + number, stop + number
        for place, bit in enumerate(pattern[start:stop], start=left):
            box = Rectangle((place + 0.08, 0), 0.84, 2.2, lw=0.6)
            box.set_facecolor(COLOURS[colour if bit == "1" else f"soft-{colour}"])
            box.set_edgecolor(COLOURS[colour])
            ax.add_patch(box)
        # "sign" stands above, since its box is too narrow for a word.
        x_text = left if align == "left" else (left + right) / 2
        y_text, side = (2.7, "bottom") if align == "left" else (-0.5, "top")
        ax.text(x_text, y_text, label, color=COLOURS[colour], va=side, ha=align)
    ax.text(0, 6.2, f"(a) The 64 bits of {x}", va="center", fontweight="bold")
    ax.set(xlim=(-0.3, 66.3), ylim=(-3, 7))
    ax.axis("off")


def _draw_toy_floats(ax, bits):
    exponents, steps = range(-2, 2), 2 ** (bits - 1)
    ax.plot([0, 4.12], [0, 0], color=COLOURS["muted"], lw=0.8)
    for exponent in exponents:
        first, gap = 2.0**exponent, 2.0**exponent / steps
        values = first + gap * np.arange(steps)
        ax.vlines(values, 0, 0.55, color=COLOURS["prediction"], lw=1.7)
        ax.vlines(first, 0, 0.95, color=COLOURS["prediction"], lw=1.7)
        if exponent >= -1:
            here = first + gap
            ends = ((here, 1.25), (here + gap, 1.25))
            pointer(ax, *ends, "error", shape="|-|", head=2.2, width=1)
            at = (here + gap / 2, 1.45)
            note(ax, f"{gap:g}", at, "error", ha="center", va="bottom")
    ax.vlines(4, 0, 0.95, color=COLOURS["prediction"], lw=1.7)
    title = f"(b) All floats from ¼ to 4 with {bits} binary digits"
    ax.text(0, 2.9, title, fontweight="bold")
    ax.set(xlim=(-0.03, 4.13), ylim=(0, 3.4))
    ax.set_xticks([0, 0.25, 0.5, 1, 2, 4], ["0", "¼", "½", "1", "2", "4"])
    ax.set_yticks([])
    ax.spines[["left", "bottom"]].set_visible(False)


@house_style()
def absorption(x, true, rounded) -> Canvas:
    """Draw 1 + exp(-x) and the floats that it is rounded to.

    Parameters
    ----------
    x, true, rounded : array_like, shape (n,)
        Where, and how far above 1 the sum and the float lie, in gaps between floats.
    """
    figure, ax = panel()
    levels = range(int(max(rounded)) + 1)
    for level in levels:
        ax.axhline(level, color=COLOURS["muted"], lw=0.8, dashes=(1.5, 2.5))
    names = "the true sum", "the float"
    curve(ax, x, true, names[0], "prediction", dash=DASHES["prediction"])
    curve(ax, x, rounded, names[1], "error", lw=2.4)
    note(ax, names[0], (35.35, 2.2), "prediction", fontweight="bold", halo=True)
    note(ax, names[1], (36.1, 1.12), "error", fontweight="bold", halo=True)
    swallowed = x[np.argmax(np.asarray(rounded) == 0)]
    at = (swallowed + 0.25, 0.55)
    note(ax, "exp(−x) is swallowed", at, "error", fontweight="bold")
    ax.set(xlabel="x", ylabel="1 + exp(−x)", xlim=(min(x), max(x)))
    ax.set_ylim(-0.3, max(true) + 0.1)
    ax.set_yticks(levels, ["1", "1 + ε", *(f"1 + {n}ε" for n in levels[2:])])
    return figure


@house_style()
def staircase(x, computed, right, labels) -> Canvas:
    """Draw the values that a formula takes on a machine, and the true ones.

    Parameters
    ----------
    x, computed, right : array_like, shape (n,)
        Where, what the formula gives, and what is right.
    labels : sequence of two (str, (float, float))
        What to call the two curves, and where.
    """
    figure, ax = panel()
    (name, place), (best, other) = labels
    curve(ax, x, computed, name, "error", lw=1.3)
    curve(ax, x, right, best, "prediction", lw=2.2, dash=DASHES["prediction"])
    note(ax, name, place, "error", fontweight="bold", halo=True)
    note(ax, best, other, "prediction", fontweight="bold", halo=True)
    ax.set(xlabel="x", ylabel="output", xlim=(min(x), max(x)))
    lowest = float(np.min(computed))
    exponent = math.floor(math.log10(-lowest))
    scale = 10.0**exponent
    ticks = np.arange(math.ceil(lowest / scale), 1)
    names = [minus(f"{t:.0f}·{power(exponent)}") if t else "0" for t in ticks]
    ax.set_yticks(ticks * scale, names)
    ax.set_ylim(1.06 * lowest, -0.06 * lowest)
    return figure


@house_style()
def error_against_x(x, curves, xlabel, title, block=4) -> Canvas:
    """Draw a panel of errors against x, on a logarithmic axis.

    Parameters
    ----------
    x : array_like, shape (n,)
        Where the errors were measured.
    curves : dict of str to (array_like, str, (float, float))
        By label: the errors in ULP, the name of a colour, the place of the label, or
        None for a curve that another label speaks for; then, if it speaks for several,
        what to write there. nan is drawn as a cross at the top.
    xlabel, title : str
        What x is, and whose errors these are.
    block : int
        How many neighbours make one point of a line, which shows the worst of them.
    """
    figure, ax = panel()
    x = _blocks(x, block)[:, block // 2]
    _draw_levels(ax)
    for label, (values, colour, place, *words) in curves.items():
        worst = _blocks(values, block).max(axis=1)  # nan where one of them is
        shown = np.maximum(worst, FLOOR)
        curve(ax, x, shown, label, colour, lw=1.8, dash=DASHES.get(colour, ()))
        lost = x[np.isnan(worst)]
        if lost.size:
            cross = {"ls": "none", "marker": "x", "ms": 3.8, "mew": 1.1}
            guide(ax, lost, np.full(lost.size, NOT_A_NUMBER), colour, **cross)
        if place is not None:
            text = words[0] if words else label
            note(ax, text, place, colour, fontweight="bold", halo=True)
    ax.set(xlabel=xlabel, ylabel="error, in ULP", title=title, ylim=(0.002, 6e18))
    ax.set_yscale("log")
    ax.set_yticks([1, 1e4, 1e8, 1e12, 1e16], ["1", "10⁴", "10⁸", "10¹²", "10¹⁶"])
    ax.minorticks_off()
    return figure


def _blocks(values, size):
    values = np.asarray(values, dtype=float)
    return values[: len(values) // size * size].reshape(-1, size)


def _draw_levels(ax):
    for level, y, text in (
        (NO_DIGIT, NO_DIGIT * 5, "no digit right"),
        (0.5, 0.004, "½ ULP, the best a float can do"),
    ):
        ax.axhline(level, color=COLOURS["muted"], lw=0.8, dashes=(4, 3))
        where = {"va": "bottom", "xycoords": ax.get_yaxis_transform()}
        note(ax, text, (0.015, y), "muted", **where)
