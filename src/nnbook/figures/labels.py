"""What stands in a plot beside the data: words, with or without a halo, and arrows."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch
from matplotlib.text import Annotation

from nnbook.figures.style import HALO, hue

__all__ = ["note", "pointer"]


def note(
    ax: Axes, text: str, at, colour="ink", offset=(0, 0), *, halo=False, **style
) -> Annotation:
    """Write a text at a place in the plot.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    text : str
        The words.
    at : pair of float
        The place, in the units of the axes.
    colour : str, optional
        Name of a colour.
    offset : pair of float, optional
        How far from there the text stands, in points.
    halo : bool, optional
        Whether it lies on lines, and needs a rim of paper around its letters.
    **style
        Passed on to matplotlib.

    Examples
    --------
    >>> from nnbook.figures.style import panel
    >>> note(panel()[1], "here", (0.5, 0.5), "error", halo=True).get_text()
    'here'
    """
    if offset == (0, 0):  # a text like any other, outside the axes too
        style["annotation_clip"] = False
    style = {"color": hue(colour)} | style
    style |= HALO if halo else {}
    return ax.annotate(text, at, offset, textcoords="offset points", **style)


def pointer(
    ax: Axes, start, end, colour="ink", *, width=1.5, head=5.0, shape="-|>", **style
) -> FancyArrowPatch:
    """Draw a straight arrow from one place to another.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    start, end : pair of float
        In the units of the axes.
    colour : str, optional
        Name of a colour.
    width, head : float, optional
        Width of the shaft and length of the head in points.
    shape : str, optional
        What matplotlib calls an arrowstyle.
    **style
        Passed on to `matplotlib.patches.FancyArrowPatch`.

    Examples
    --------
    >>> from nnbook.figures.style import panel
    >>> pointer(panel()[1], (0, 0), (1, 1)).get_linewidth()
    1.5
    """
    style = {"shrinkA": 0, "shrinkB": 0, "zorder": 3} | style
    style |= {"color": hue(colour), "linewidth": width, "arrowstyle": shape}
    scale = 2.5 * head if ">" in shape else head
    return ax.add_artist(FancyArrowPatch(start, end, mutation_scale=scale, **style))
