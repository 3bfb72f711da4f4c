"""Least squares as a perpendicular: samples make a space, inputs a plane in it.

Targets, predictions and each column of inputs are arrows in a space with one axis for
each sample. It is drawn by parallel projection, from where the residual stands upright.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.drawing.maths import write
from nnbook.drawing.shapes import arrow, disc, ink, label, sheet
from nnbook.figures.numbers import minus
from nnbook.figures.series import cell, guide
from nnbook.figures.style import COLOURS, TINT, house_style

__all__ = ["projection", "seen_from"]

WIDTH, HEIGHT = 352.8, 252.0
ORIGIN, UNIT = (84.0, 88.0), 43.0  # points
TILT = np.radians(27.0)  # how far the eye stands above the plane


def seen_from(X, y) -> tuple[np.ndarray, np.ndarray]:
    """Return the directions to the right and upwards of the drawing, in sample space.

    Parameters
    ----------
    X : array_like of float, shape (3, 2)
        Two inputs of three samples.
    y : array_like of float, shape (3,)
        Targets.

    Returns
    -------
    right, up : ndarray, shape (3,)
        Two perpendicular directions of length 1; the plane of the predictions is seen
        at a slant, and what is perpendicular to it is upright.
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    best = X @ np.linalg.lstsq(X, y)[0]
    residual = y - best
    right = best / np.linalg.norm(best)
    upright = residual / np.linalg.norm(residual)
    away = np.cross(upright, right)
    return right, np.cos(TILT) * upright + np.sin(TILT) * away


@house_style()
def projection(X, y) -> Canvas:
    """Draw the targets, the best predictions, and the residual between them.

    Parameters
    ----------
    X : array_like of float, shape (3, 2)
        Two inputs of three samples.
    y : array_like of float, shape (3,)
        Targets, which no weights predict exactly.

    Examples
    --------
    >>> figure = projection([[1, -1], [1, 1], [2, 1]], [1, 5, 1])
    >>> [cell.text for cell in figure.cells if cell.row == "r = y − Xw*"]
    ['1', '3', '−2']
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    best = X @ np.linalg.lstsq(X, y)[0]
    view = UNIT * np.array(seen_from(X, y))

    def place(point):
        return np.asarray(ORIGIN) + view @ point

    figure, ax = sheet(WIDTH, HEIGHT)
    spread = [(-0.32, -0.75), (1.35, -0.75), (1.35, 1.9), (-0.32, 1.9)]
    corners = np.array([place(X @ np.array(weights)) for weights in spread])
    ax.fill(*corners.T, color=COLOURS["prediction"], alpha=0.1, lw=0, **TINT)
    guide(ax, *corners[[0, 1, 2, 3, 0]].T, "prediction", linewidth=1.0)
    zero, foot, tip = place(np.zeros(3)), place(best), place(y)
    for column in X.T:
        arrow(ax, [zero, place(column)], "input", 2.0, 9.0, zorder=4)
        guide(ax, *np.transpose([place(column), foot]), "input", dash=(3, 3), lw=1.0)
    corner = foot + np.array([(-13, 0), (-13, 13), (0, 13)])
    guide(ax, *corner.T, "error", linewidth=1.2)
    arrow(ax, [zero, foot], "prediction", 2.2, 9.0, zorder=5)
    arrow(ax, [zero, tip], "data", 2.0, 9.0, zorder=5)
    arrow(ax, [foot, tip], "error", 2.4, 9.0, zorder=6)
    ink(ax, disc(zero, 2.5), "ink", zorder=7)
    for text, colour, at, (right, up) in (
        ("!y", "data", tip, (-16, -4)),
        ("!X!w*", "prediction", foot, (23, -8)),
        ("!r", "error", 0.5 * (foot + tip), (11, -2)),
    ):
        write(ax, at + np.array([right, up]), text, 15, colour)
    for name, column, shift in (
        ("first input", 0, (-14, 10)),
        ("second input", 1, (22, -12)),
    ):
        at = place(X[:, column]) + np.array(shift)
        label(ax, name, at, ha="center", color=COLOURS["input"])
    label(ax, "all predictions that\nsome weights can make", (222, 34),
          color=COLOURS["prediction"])  # fmt: skip
    rows = {"y": y, "Xw*": best, "r = y − Xw*": y - best,
            "first input": X[:, 0], "second input": X[:, 1]}  # fmt: skip
    for name, values in rows.items():
        for sample, value in enumerate(values, 1):
            cell(ax, name, f"sample {sample}", minus(f"{value:.4g}"))
    return figure
