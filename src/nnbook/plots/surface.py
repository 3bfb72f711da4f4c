"""The cost of two weights as a bowl in space, a descent in it, its shadow below.

What is seen of the bowl is known exactly. A line of sight through the open top meets
the inner wall once; any other one that meets the bowl meets the outer wall. So the
inside is what lies within the drawn brim, and a few outlines do where a mesh would
need a thousand faces.
"""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note
from nnbook.figures.numbers import minus
from nnbook.figures.style import COLOURS, MATH, TINT, canvas, house_style
from nnbook.plots.quadratic import Bowl

__all__ = ["View", "bowl"]

# Where the light comes from: to the reader's left, away from the reader, and up.
_LIGHT = (-0.8, 0.1, 1.0)
# Lit patches, one on the other: angles between the wall's normal and the light.
_PATCHES = np.arange(5, 48, 4.5)


@dataclass(frozen=True)
class View:
    """A parallel projection of a bowl that hangs over the floor.

    Parameters
    ----------
    turn : float
        Angle in degrees by which the floor is turned about the vertical.
    tilt : float
        Angle of the line of sight above the floor, in degrees.
    deepness : float
        Height of one unit of cost, in units of the weights.
    gap : float
        Height of the lowest point above the floor.
    """

    turn: float = 8.0
    tilt: float = 33.0
    deepness: float = 0.10
    gap: float = 3.4

    @property
    def right(self):
        """Direction of the floor that points to the reader's right."""
        turn = np.radians(self.turn)
        return np.array([np.cos(turn), np.sin(turn)])

    @property
    def away(self):
        """Direction of the floor that points away from the reader."""
        return np.array([-self.right[1], self.right[0]])

    def floor(self, w):
        """Return where points of the floor are drawn, shape (2, ...)."""
        w = np.asarray(w, dtype=float)
        return np.stack([w @ self.right, w @ self.away * np.sin(np.radians(self.tilt))])

    def wall(self, shape, w):
        """Return where points of the bowl above given weights are drawn."""
        height = self.gap + self.deepness * (shape.cost(w) - shape.lowest)
        return self.floor(w) + np.stack(
            [0.0 * height, height * np.cos(np.radians(self.tilt))]
        )

    def slope(self, shape, w):
        """Return the slope of the bowl, shape (..., 2)."""
        along = (np.asarray(w) - shape.minimum) @ shape.axes
        return self.deepness * (along * shape.curvatures) @ shape.axes.T


@house_style()
def bowl(X, y, path, levels, *, rim, floor, view=None, title="") -> Canvas:
    """Draw the cost of a neuron with two weights as a bowl with a descent in it.

    Below stand the level sets and the shadow of the descent: the map of the bowl.

    Parameters
    ----------
    X : array_like of float, shape (n, 2)
        Samples as rows, with independent columns.
    y : array_like of float, shape (n,)
        Targets.
    path : array_like of float, shape (k, 2)
        The weights of the descent.
    levels : sequence of float
        The costs of the level sets.
    rim : float
        The cost at which the bowl is cut off.
    floor : pair of pair of float
        The range of each weight.
    view : View, optional
        Where it is seen from.
    title : str
        Written above.

    Examples
    --------
    >>> figure = bowl(
    ...     [[1, 0], [0, 2]], [1, 2], [[0, 0], [1, 1]], [0.5, 1.0],
    ...     rim=2.0, floor=((-1, 3), (-1, 3)),
    ... )
    >>> figure.axes[0].axison
    False
    """
    shape, view = Bowl.of(X, y), view or View()
    path = np.asarray(path, dtype=float)
    figure = canvas(4.9, 4.6)
    ax = figure.add_subplot(aspect="equal")
    ax.set_axis_off()
    ax.set_title(title)
    _floor(ax, view, floor)
    _map(ax, shape, view, path, levels)
    for w in (path[0], shape.minimum):
        ends = np.stack([view.floor(w), view.wall(shape, w)])
        _line(ax, ends.T, "muted", 0.9, dashes=(2, 2))
    _outer_wall(ax, shape, view, rim)
    _inner_wall(ax, shape, view, path, levels, rim)
    brim = view.wall(shape, shape.level_set(rim))
    _frame(ax, np.concatenate([brim, view.floor(_corners(floor))], axis=1))
    return figure


def _corners(ranges):
    (left, right), (near, far) = ranges
    return np.array([[left, near], [right, near], [right, far], [left, far]])


def _frame(ax, points):
    """Show all points, with room for the labels below and to the right."""
    low, high = np.min(points, axis=1), np.max(points, axis=1)
    ax.set(xlim=(low[0] - 0.1, high[0] + 0.7), ylim=(low[1] - 1.0, high[1] + 0.1))


def _line(ax, points, colour, width, **more):
    # Whatever is drawn later lies in front: in this figure order is depth.
    return ax.plot(*points, color=COLOURS[colour], linewidth=width, zorder=1, **more)


def _fill(ax, points, colour, alpha=1.0):
    shade = TINT if alpha < 1.0 else {}
    return ax.fill(*points, color=COLOURS[colour], alpha=alpha, lw=0, zorder=1, **shade)


def _floor(ax, view, ranges):
    (left, right), (near, far) = ranges
    _fill(ax, view.floor(_corners(ranges)), "soft-muted")
    for w in np.arange(left, right + 1):
        _line(ax, view.floor([[w, near], [w, far]]), "grid", 0.7)
    for w in np.arange(near, far + 1):
        _line(ax, view.floor([[left, w], [right, w]]), "grid", 0.7)
    style = {"color": COLOURS["muted"], "va": "top"}
    for w in np.arange(2 * np.ceil(left / 2), right + 1, 2):
        ax.text(*view.floor([w, near - 0.25]), minus(f"{w:.0f}"), ha="center", **style)
    style["va"] = "center"
    for w in np.arange(2 * np.ceil(near / 2), far + 1, 2):
        ax.text(*view.floor([right + 0.2, w]), minus(f"{w:.0f}"), ha="left", **style)
    names = {"w₁": [0.5 * (left + right) + 1, near - 1.4],
             "w₂": [right + 1.1, 0.5 * (near + far)]}  # fmt: skip
    for name, place in names.items():
        ax.text(*view.floor(place), name, size=13, ha="center", va="center", **MATH)


def _map(ax, shape, view, path, levels):
    for level in levels:
        line = _line(ax, view.floor(shape.level_set(level, 60)), "error", 0.8)
        line[0].set_alpha(0.75)
    _line(ax, view.floor(path), "weights", 1.1)
    _line(ax, view.floor(path), "weights", 0, marker="o", markersize=2.6)
    _line(ax, view.floor(shape.minimum), "ink", 0, marker="+", ms=8, mew=1.5)


def _outer_wall(ax, shape, view, rim):
    """Fill what is seen of the wall from outside: it leans towards the reader."""
    ring = shape.level_set(rim, 120)[:-1]
    leaning = -(view.slope(shape, ring) @ view.away)
    outside = leaning > np.tan(np.radians(view.tilt))
    if not outside.any():
        return
    first = np.flatnonzero(outside & ~np.roll(outside, 1))[0]
    arc = np.roll(ring, -first, axis=0)[: outside.sum()]
    # Between the ends of the arc the wall is seen edge-on, above a straight line.
    edge = np.linspace(arc[-1], arc[0], 24)
    outline = view.wall(shape, np.concatenate([arc, edge]))
    _fill(ax, outline, "soft-error")
    _fill(ax, outline, "error", 0.75)
    _line(ax, view.wall(shape, edge), "error", 1.3)


def _inner_wall(ax, shape, view, path, levels, rim):
    brim = view.wall(shape, shape.level_set(rim))
    (opening,) = _fill(ax, brim, "soft-error")
    inside = _fill(ax, brim, "error", 0.4)
    for angle in _PATCHES[::-1]:
        patch = view.wall(shape, _lit(shape, view, angle))
        inside += _fill(ax, patch, "paper", 0.12)
    for level in levels:
        ring = view.wall(shape, shape.level_set(level, 60))
        inside += _line(ax, ring, "error", 0.9)
    trace = view.wall(shape, _subdivided(path))
    inside += _line(ax, trace, "paper", 3.4)
    inside += _line(ax, trace, "weights", 1.5)
    dots = view.wall(shape, path)
    edge = {"mec": COLOURS["paper"], "mew": 0.7}
    inside += _line(ax, dots[:, 1:], "weights", 0, marker="o", markersize=4.6, **edge)
    for artist in inside:
        artist.set_clip_path(opening.get_path(), opening.get_transform())
    _line(ax, brim, "error", 1.7)
    top = brim[:, np.argmax(brim[1] + 0.5 * brim[0])]
    note(ax, f"J = {rim:.0f}", top, "error", (4, 3), size=12, **MATH)
    _line(ax, dots[:, :1], "weights", 0, marker="o", markersize=7,
          mfc=COLOURS["paper"], mew=1.8)  # fmt: skip


def _lit(shape, view, angle):
    """Return the weights where the wall's normal is at an angle to the light."""
    x, y, up = np.array(_LIGHT) / np.linalg.norm(_LIGHT)
    light = np.array([*(x * view.right + y * view.away), up])
    across = np.array([-light[1], light[0], 0.0]) / np.hypot(light[0], light[1])
    turn = np.linspace(0.0, 2.0 * np.pi, 40, endpoint=False)[:, None]
    circle = np.cos(turn) * across + np.sin(turn) * np.cross(light, across)
    normal = np.cos(np.radians(angle)) * light + np.sin(np.radians(angle)) * circle
    # The normal of a graph with slope s is (-s, 1), up to its length.
    slope = -normal[:, :2] / normal[:, 2:] / view.deepness
    return shape.minimum + (slope @ shape.axes / shape.curvatures) @ shape.axes.T


def _subdivided(path, parts=4):
    """Return the path with more points on each step, to follow a curved wall."""
    share = np.linspace(0.0, 1.0, parts, endpoint=False)[None, :, None]
    steps = path[:-1, None] * (1.0 - share) + path[1:, None] * share
    return np.concatenate([steps.reshape(-1, 2), path[-1:]])
