"""The derivatives of softmax in pictures: tiles of a matrix, arrows in a triangle."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle

from nnbook.plots.softmax import LOOKS, SUBSCRIPTS
from nnbook.plots.style import COLOURS, MATH, house_style, panel

__all__ = ["simplex", "tiles"]


@house_style()
def tiles(jacobian):
    """Return the matrix of derivatives as tiles, positive and negative apart.

    Parameters
    ----------
    jacobian : array_like, shape (J, J)
    """
    figure, ax = panel(4.9, 3.6)
    jacobian = np.asarray(jacobian)
    size = len(jacobian)
    for i in range(size):
        change = f"change of p{SUBSCRIPTS[i]}"
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
            ax.text(
                j + 0.5,
                i + 0.5,
                f"{value:.2f}".replace("-", "−"),
                ha="center",
                va="center",
                color=COLOURS[colour],
                fontsize=13,
                label=f"{change} | when x{SUBSCRIPTS[j]} rises",
            )
        ax.text(-0.12, i + 0.5, change, ha="right", va="center")
        ax.text(
            i + 0.5, -0.12, f"when x{SUBSCRIPTS[i]} rises", ha="center", va="bottom"
        )
    ax.set(xlim=(-1.25, size), ylim=(size, -0.45), aspect="equal")
    ax.axis("off")
    return figure


@house_style()
def simplex(p, jacobian, scale=1.0):
    """Return the triangle of three probabilities, with the columns of the Jacobian.

    Parameters
    ----------
    p : array_like, shape (3,)
        The probabilities.
    jacobian : array_like, shape (3, 3)
        Column j is drawn as an arrow at ``p``.
    scale : float
        The length of the arrows in units of the derivatives.
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
        colour = COLOURS[LOOKS[j][0]]
        arrow = {"arrowstyle": "-|>", "mutation_scale": 11, "shrinkA": 0, "shrinkB": 0}
        ax.add_patch(FancyArrowPatch(here, here + step, color=colour, lw=2, **arrow))
        name = here + step * (1 + 0.075 / np.hypot(*step))
        ax.text(
            *name,
            f"x{SUBSCRIPTS[j]}",
            color=colour,
            ha="center",
            va="center",
            gid="class:halo",
            fontsize=12.5,
            **MATH,
        )
        away = corners[j] + 0.06 * (corners[j] - corners.mean(axis=0))
        ax.text(
            *away,
            f"p{SUBSCRIPTS[j]} = 1",
            va="bottom" if j == 2 else "top",
            ha="center",
            fontsize=12,
            **MATH,
        )
    ax.plot(*here, "o", ms=7, color=COLOURS["ink"])
    ax.set(xlim=(-0.15, 1.15), ylim=(-0.14, 1.0), aspect="equal")
    ax.axis("off")
    return figure
