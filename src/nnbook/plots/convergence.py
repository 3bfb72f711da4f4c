"""How fast a descent comes down: its error along each axis of the bowl, and its cost.

Along an axis of the bowl a step multiplies the error by one factor, so that on a
logarithmic axis what is left of the cost falls along a straight line.
"""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note
from nnbook.figures.numbers import minus
from nnbook.figures.series import curve, guide, points
from nnbook.figures.style import house_style, panel
from nnbook.plots.descent import contours
from nnbook.plots.quadratic import FAR, Bowl

__all__ = ["Fall", "costs", "eigenvectors"]

STEPS = 7  # so many are marked on each axis, and listed in the table
# The flat axis and the steep one: how they are called and how they look.
_AXES = (
    ("flat", "prediction", {"marker": "s", "markersize": 5}),
    ("steep", "gradient", {"marker": "D", "markersize": 5}),
)


@house_style()
def eigenvectors(X, y, path, levels, *, rate, xlim, ylim, title="") -> Canvas:
    """Draw a descent on level sets, and its error along each axis of the bowl.

    Parameters
    ----------
    X : array_like of float, shape (n, 2)
        Samples as rows.
    y : array_like of float, shape (n,)
        Targets.
    path : array_like of float, shape (k, 2)
        The weights of the descent.
    levels : sequence of float
        The costs of the level sets.
    rate : float
        The learning rate, for the factors in the labels.
    xlim, ylim : pair of float
        The frame; both axes have the same scale.
    title : str
        Written above.

    Examples
    --------
    >>> figure = eigenvectors(
    ...     [[1, 0], [0, 2]], [1, 2], [[0, 0], [0.5, 1]], [0.5, 1.0],
    ...     rate=0.1, xlim=(-1, 3), ylim=(-1, 3),
    ... )
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['flat: λ = 1\\nfactor 0.9', 'steep: λ = 4\\nfactor 0.6']
    """
    bowl = Bowl.of(X, y)
    figure = contours(X, y, [path], levels, xlim=xlim, ylim=ylim, title=title)
    (ax,) = figure.axes
    path = np.asarray(path, dtype=float)
    for k, (name, colour, look) in enumerate(_AXES):
        axis = bowl.axes[:, k]
        ends = bowl.minimum + FAR * np.outer([-1, 1], axis)
        guide(ax, *ends.T, colour, dash=(6, 3), linewidth=1.2)
        feet = bowl.minimum + np.outer((path - bowl.minimum) @ axis, axis)
        guide(ax, *np.array([path[0], feet[0]]).T, dash=(1, 2), linewidth=1.2)
        points(ax, *feet[:STEPS].T, f"error along the {name} axis", colour, **look)
        curvature = bowl.curvatures[k]
        text = f"{name}: λ = {curvature:g}\nfactor {1 - rate * curvature:.3g}"
        side = {"offset": (8, 0)} if k == 0 else {"offset": (0, 8), "ha": "right"}
        place = bowl.minimum + (1.7, 3.2)[k] * axis
        note(ax, minus(text), place, colour, halo=True, va="bottom", **side)
    return figure


@dataclass(frozen=True)
class Fall:
    """One curve of costs: its name, the costs, and how and where it is labelled.

    Parameters
    ----------
    name : str
        Written beside the curve, and above its column in the table.
    costs : array_like of float, shape (k,)
        What is left of the cost after 0, 1, 2 … steps.
    colour : str
        Name of a colour.
    at : int
        The step beside which the name is written.
    offset : pair of float
        How far from there, in points.
    dash : sequence of float
        Lengths of dash and gap.
    """

    name: str
    costs: np.ndarray
    colour: str
    at: int
    offset: tuple[float, float] = (6, 4)
    dash: tuple[float, ...] = ()


@house_style()
def costs(falls, *, ylim, title="") -> Canvas:
    """Draw what is left of the cost against the number of steps, logarithmically.

    Parameters
    ----------
    falls : sequence of Fall
        The curves.
    ylim : pair of float
        The range of costs.
    title : str
        Written above.

    Examples
    --------
    >>> figure = costs([Fall("η = 0.1", [4, 2, 1], "weights", 1)], ylim=(0.1, 10))
    >>> figure.axes[0].get_yscale()
    'log'
    """
    figure, ax = panel(height=3.6)
    ax.set(yscale="log")
    for fall in falls:
        steps = np.arange(len(fall.costs))
        curve(ax, steps, fall.costs, fall.name, fall.colour, dash=fall.dash)
        place = (fall.at, fall.costs[fall.at])
        note(ax, fall.name, place, fall.colour, fall.offset, halo=True)
    longest = max(len(fall.costs) for fall in falls) - 1
    ax.set(xlim=(0, longest), ylim=ylim, title=title)
    ax.set(xlabel="step t", ylabel="cost above the minimum")
    ax.locator_params(axis="x", nbins=5)
    return figure
