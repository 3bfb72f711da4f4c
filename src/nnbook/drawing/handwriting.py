"""A digit written by hand, which is a four or a nine."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from nnbook.figures.style import COLOURS

__all__ = ["draw_digit"]

# The strokes of a pen, each a cubic curve in a square of side 1: two for a hook that
# comes down and goes across, as in a four, with a top that nearly closes, as in a nine;
# and the stem.
STROKES = (
    ((0.50, 0.85), (0.33, 0.80), (0.22, 0.66), (0.24, 0.53)),
    ((0.24, 0.53), (0.27, 0.42), (0.50, 0.43), (0.70, 0.53)),
    ((0.71, 0.82), (0.70, 0.62), (0.66, 0.36), (0.58, 0.12)),
)


def draw_digit(ax: Axes, width: float = 6.0) -> None:
    """Draw the digit on a scrap of paper that fills the axes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw; its scales are set.
    width : float, optional
        Of the pen, in points.

    Examples
    --------
    >>> from nnbook.figures.style import panel
    >>> _, ax = panel()
    >>> draw_digit(ax)
    >>> len(ax.patches)  # the paper and the strokes
    4
    """
    look = {"facecolor": COLOURS["soft-muted"], "edgecolor": COLOURS["muted"]}
    scrap = FancyBboxPatch((0.06, 0.06), 0.88, 0.88, "round,pad=0.03", lw=0.8, **look)
    ax.add_patch(scrap)
    for stroke in STROKES:
        codes = [Path.MOVETO] + [Path.CURVE4] * (len(stroke) - 1)
        pen = {"lw": width, "capstyle": "round", "joinstyle": "round", "fill": False}
        ax.add_patch(PathPatch(Path(stroke, codes), edgecolor=COLOURS["ink"], **pen))
    ax.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    ax.set_axis_off()
