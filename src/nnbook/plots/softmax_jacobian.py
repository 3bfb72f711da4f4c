"""The derivatives of softmax in pictures: tiles of a matrix, arrows in a triangle."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Polygon, Rectangle

from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import lowered, minus
from nnbook.figures.series import cell
from nnbook.figures.style import COLOURS, MATH, house_style, panel
from nnbook.plots.softmax import LOOKS

__all__ = ["simplex", "tiles"]


@house_style()
def tiles(jacobian, names="123") -> Canvas:
    """Draw the matrix of derivatives as tiles, positive and negative apart.

    Parameters
    ----------
    jacobian : array_like, shape (J, J)
    names : sequence of str, optional
        What the answers are called.
    """
    figure, ax = panel(4.9, 3.6)
    jacobian = np.asarray(jacobian)
    size = len(jacobian)
    for i in range(size):
        change = lowered(f"change of p{names[i]}")
        rise = lowered(f"when z{names[i]} rises")
        for j in range(size):
            value = jacobian[i, j]
            colour = "prediction" if value > 0 else "error"
            ax.add_patch(
                Rectangle(
                    (j + 0.04, i + 0.04),
                    0.92,
                    0.92,
                    lw=2.4 if i == j else 0,
                    facecolor=COLOURS[f"soft-{colour}"],
                    edgecolor=COLOURS[colour],
                )
            )
            text, at = minus(f"{value:.2f}"), (j + 0.5, i + 0.5)
            style = {"ha": "center", "va": "center", "fontsize": 13}
            column = lowered(f"when z{names[j]} rises")
            cell(ax, change, column, text, at, color=COLOURS[colour], **style)
        note(ax, change, (-0.12, i + 0.5), ha="right", va="center")
        note(ax, rise.removeprefix("when "), (i + 0.5, -0.12), ha="center", va="bottom")
    ax.set_title("(a) Nine derivatives")
    ax.set(xlim=(-1.25, size), ylim=(size, -0.45), aspect="equal")
    ax.axis("off")
    return figure


@house_style()
def simplex(p, jacobian, scale=1.0, names="123") -> Canvas:
    """Draw the triangle of three probabilities, with the columns of the Jacobian.

    Parameters
    ----------
    p : array_like, shape (3,)
        The probabilities.
    jacobian : array_like, shape (3, 3)
        Column j is drawn as an arrow at ``p``.
    scale : float
        The length of the arrows in units of the derivatives.
    names : sequence of str, optional
        What the answers are called.
    """
    figure, ax = panel(4.9, 3.6)
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(0.75)]])
    for share in np.linspace(0.2, 0.8, 4):
        for i in range(3):
            ends = np.full((2, 3), 1 - share)
            ends[:, i] = share
            ends[0, (i + 1) % 3] = ends[1, (i + 2) % 3] = 0.0
            ax.plot(*(ends @ corners).T, color=COLOURS["grid"], lw=0.7)
    ax.add_patch(Polygon(corners, fill=False, edgecolor=COLOURS["muted"], lw=1.3))
    here = np.asarray(p) @ corners
    for j in range(3):
        step = scale * np.asarray(jacobian)[:, j] @ corners
        colour = LOOKS[j][0]
        pointer(ax, here, here + step, colour, width=2, head=4.4, zorder=1)
        middle = {"ha": "center", "va": "center", "fontsize": 12.5, **MATH}
        at = here + step * (1 + 0.075 / np.hypot(*step))
        note(ax, lowered(f"z{names[j]}"), at, colour, halo=True, **middle)
        away = corners[j] + 0.06 * (corners[j] - corners.mean(axis=0))
        style = {"ha": "center", "va": "bottom" if j == 2 else "top", "fontsize": 12}
        note(ax, lowered(f"p{names[j]}") + " = 1", away, **style, **MATH)
    ax.plot(*here, "o", ms=7, color=COLOURS["ink"])
    ax.set_title("(b) Three pulls")
    ax.set(xlim=(-0.15, 1.15), ylim=(-0.14, 1.0), aspect="equal")
    ax.axis("off")
    return figure
