"""What a bend between layers makes of a straight line, and of a flat sheet.

The page *Activation functions* computes the numbers of the lines; the folded sheets
are evaluated here, from the units that fold them.
"""

from __future__ import annotations

import itertools

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.activations import relu
from nnbook.figures.labels import note
from nnbook.figures.series import cell, curve, dots, guide
from nnbook.figures.style import COLOURS, MATH, TINT, canvas, house_style, panel

__all__ = ["bowl_of_three", "collapse", "fever", "folded_square"]

SHEET = (4.35, 3.5)  # inches; two sheets fill the width of the text


@house_style()
def fever(temperature, score, patients, line) -> Canvas:
    """Draw the score of two bent units, and the best that a straight line can do.

    Parameters
    ----------
    temperature, score : ndarray
        Temperatures in °C, and the sum of the two units there.
    patients : pair of ndarray
        Temperatures and scores of a few patients.
    line : ndarray
        The straight line nearest to the score.
    """
    figure, ax = panel()
    ax.set(xlim=(temperature[0], temperature[-1]), ylim=(-0.25, 4.1))
    ax.set(xlabel="temperature in °C", ylabel="how ill?", yticks=range(5))
    curve(ax, temperature, line, "straight line", "error", dash=(5, 3))
    curve(ax, temperature, score, "two ReLUs", "prediction", linewidth=2.6)
    dots(ax, *patients, "patients", "data", markersize=7, zorder=4)
    note(ax, "the best straight line", (37.0, line[len(line) // 2]), "error", (0, 5),
         ha="center", va="bottom", halo=True)  # fmt: skip
    note(ax, "the cold unit\nanswers", (34.75, 3.1), "prediction", va="center")
    note(ax, "the fever unit\nanswers", (39.25, 3.1), "prediction", ha="right",
         va="center")  # fmt: skip
    return figure


@house_style()
def collapse(x, layers, line, bent, kinks) -> Canvas:
    """Draw two affine layers on the line that they are, and the same with a bend.

    Parameters
    ----------
    x : ndarray
        Inputs.
    layers, line : ndarray
        The output of two affine layers, and of the one layer that equals them.
    bent : ndarray
        The output with an activation function between the layers.
    kinks : array_like of float
        Where the bent output has its kinks.
    """
    figure, ax = panel()
    ax.set(xlim=(x[0], x[-1]), xlabel="input x", ylabel="output")
    ax.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    guide(ax, x, line, "error", linewidth=9)
    curve(ax, x, line, "one layer", "soft-error", linewidth=7.4, **TINT)
    some = slice(None, None, 10)
    dots(ax, x[some], layers[some], "two layers", "error", markersize=3.6)
    curve(ax, x, bent, "with a bend", "prediction", linewidth=2.4)
    at_kinks = np.interp(kinks, x, bent)
    guide(ax, kinks, at_kinks, "prediction", marker="o", ls="none", markersize=6)
    text = "without a bend:\nboth layers (dots)\nare one line (band)"
    note(ax, text, (-0.3, -1.75), "error", va="top", halo=True)
    text = "with a ReLU between"
    note(ax, text, (-0.1, 1.12), "prediction", ha="center", va="bottom", halo=True)
    return figure


# -- Folded sheets -------------------------------------------------------------------


@house_style()
def folded_square() -> Canvas:
    """Draw |x₁ − x₂| over the unit square: a sheet with one crease, and XOR."""
    figure, see = _sheet("(a) two ReLUs, one crease", turn=45.0, tilt=34.0, steep=0.95)
    (ax,) = figure.axes
    units = [((1.0, -1.0), 0.0), ((-1.0, 1.0), 0.0)]
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=float)
    ground = see(corners, np.zeros(4))
    guide(ax, *np.vstack([ground, ground[:1]]).T, "muted", lw=0.9, dash=(4, 3))
    pieces = _pieces(corners, units)
    _draw(ax, see, pieces, units)
    heights = _height(corners, units)
    lifted = see(corners, heights)
    for corner, low, high, height in zip(corners, ground, lifted, heights, strict=True):
        if height:
            guide(ax, *np.array([low, high]).T, "muted", lw=0.9, dash=(2, 2))
        guide(ax, *high, "data", marker="o", ls="none", ms=7, hollow=not height,
              zorder=5)  # fmt: skip
        name = f"({corner[0]:.0f}, {corner[1]:.0f})"
        cell(ax, name, "height", f"{height:g}")
        side = np.sign(corner[0] - corner[1])
        below = corner.sum() == 0
        note(ax, f"{name}: {height:g}", high, "ink",
             (9 * side if side else 0, 0 if side else -10 if below else 10),
             ha="center" if side == 0 else "left" if side > 0 else "right",
             va="center" if side else "top" if below else "bottom",
             halo=True)  # fmt: skip
    ends = see(np.array([(0.0, 0.0), (1.0, 1.0)]), np.zeros(2))
    guide(ax, *ends.T, "prediction", lw=2.6)
    _room(ax, (0.62, 0.62), (0.2, 0.2))
    return figure


@house_style()
def bowl_of_three() -> Canvas:
    """Draw the sum of three ReLUs of two inputs: seven flat pieces make a bowl."""
    title = "(b) three ReLUs, three creases"
    figure, see = _sheet(title, turn=-12.0, tilt=48.0, steep=0.62)
    (ax,) = figure.axes
    angles = np.radians([90.0, 210.0, 330.0])
    units = [((np.cos(a), np.sin(a)), -0.75) for a in angles]
    around = np.radians(np.arange(30, 390, 60))
    corners = 2.7 * np.stack([np.cos(around), np.sin(around)], axis=1)
    pieces = _pieces(corners, units)
    _draw(ax, see, pieces, units)
    for count, piece in pieces:
        middle = piece.mean(axis=0)
        (at,) = see(middle[None], _height(middle[None], units))
        note(ax, str(count), at, "ink", ha="center", va="center", fontsize=14, **MATH)
    _room(ax, (0.1, 0.1), (0.1, 0.1))
    return figure


def _sheet(title, turn, tilt, steep):
    """An empty picture, and the parallel projection by which a sheet is seen."""
    figure = canvas(*SHEET)
    ax = figure.add_subplot(aspect="equal")
    ax.set_axis_off()
    ax.set_title(title)
    turn, tilt = np.radians([turn, tilt])
    right = np.array([np.cos(turn), -np.sin(turn)])
    away = np.array([np.sin(turn), np.cos(turn)])

    def see(x, height):
        up = x @ away * np.sin(tilt) + steep * np.asarray(height) * np.cos(tilt)
        return np.stack([x @ right, up], axis=-1)

    return figure, see


def _height(x, units):
    """The sum of the ReLUs at some points, shape (n,)."""
    return sum(relu(x @ np.array(w) + b) for w, b in units)


def _pieces(corners, units):
    """Cut a sheet along its creases: how many units are on, and the polygon of each."""
    found = []
    for signs in itertools.product((1, -1), repeat=len(units)):
        piece = corners
        for sign, (w, b) in zip(signs, units, strict=True):
            piece = _half(piece, sign * np.array(w), sign * b)
        if len(piece) > 2:
            found.append((signs.count(1), piece))
    return found


def _half(polygon, w, b):
    """The part of a convex polygon where w·x + b ≥ 0, without pieces of no area."""
    kept, z = [], polygon @ w + b
    for k in range(len(polygon)):
        if z[k - 1] * z[k] < -1e-12:
            share = z[k - 1] / (z[k - 1] - z[k])
            kept.append(polygon[k - 1] + share * (polygon[k] - polygon[k - 1]))
        if z[k] >= -1e-12:
            kept.append(polygon[k])
    kept = np.array(kept).reshape(-1, 2)
    return kept if len(kept) > 2 and np.any(kept @ w + b > 1e-9) else kept[:0]


def _draw(ax, see, pieces, units):
    """Draw flat pieces, those behind first, the darker the more units are on."""
    right, away = see(np.eye(2), np.zeros(2)).T  # where each input leads
    for count, piece in sorted(pieces, key=lambda p: -(p[1].mean(axis=0) @ away)):
        height = _height(piece, units)
        at = see(piece, height)
        slope = np.linalg.lstsq(piece - piece[0], height - height[0], rcond=None)[0]
        shade = 0.1 + 0.15 * count + 0.06 * (slope @ right)  # the light comes from left
        ax.fill(*at.T, color=COLOURS["paper"], lw=0)
        ax.fill(*at.T, color=COLOURS["prediction"], alpha=shade, lw=0, **TINT)
        guide(ax, *np.vstack([at, at[:1]]).T, "prediction", lw=1.3)


def _room(ax, sides, ends):
    """Leave room for labels around what is drawn, in units of the picture."""
    (left, right), (low, high) = ax.dataLim.intervalx, ax.dataLim.intervaly
    ax.set(xlim=(left - sides[0], right + sides[1]))
    ax.set(ylim=(low - ends[0], high + ends[1]))
