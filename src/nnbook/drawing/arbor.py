"""Trees of branches: dendrites and axons with twigs and spines.

The main limbs are set by hand; the twigs grow from a fixed seed and keep clear of
whatever is there already, as the dendrites of one cell do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from nnbook.drawing.shapes import LIGHT, ink, paint, sample, smooth
from nnbook.figures.style import TINT

__all__ = ["Branch", "body", "grow", "spines", "twigs"]


@dataclass(frozen=True)
class Branch:
    """A tube of varying thickness: a dendrite, an axon, a sheath, a wire.

    Parameters
    ----------
    centre : ndarray, shape (n, 2)
        Points of the middle line, at even distances.
    radius : ndarray, shape (n,)
        Half the thickness at each of them.

    Examples
    --------
    >>> tube = Branch.through([(0, 0), (10, 0)], start=3, end=1)
    >>> tube.radius.tolist()
    [3.0, 2.0, 1.0]
    """

    centre: np.ndarray
    radius: np.ndarray

    @classmethod
    def through(
        cls,
        points,
        start,
        end,
        spacing=4.0,
        flare=0.0,
        reach=8.0,
        wobble=0.0,
        wander=0.0,
    ):
        """Return a branch that tapers from radius ``start`` to ``end``.

        Parameters
        ----------
        points : array_like of float, shape (n, 2)
            Points that the middle line passes.
        start, end : float
            Radii at its two ends.
        spacing : float, optional
            Distance between the points that are kept.
        flare, reach : float, optional
            Widening at the root, and how far it reaches.
        wobble : float, optional
            How uneven the thickness is, as a fraction.
        wander : float, optional
            How far the middle line strays from its smooth course.
        """
        centre = sample(points, spacing)
        along = np.linspace(0, 1, len(centre))
        path = spacing * np.arange(len(centre))
        radius = start + (end - start) * along + flare * np.exp(-path / reach)
        # Two waves of unlike lengths look grown; each branch has its own phase.
        phase = centre[-1].sum()
        wave = np.sin(path / 3.1 + phase) + np.sin(path / 5.3 + 2 * phase)
        stray = np.sin(path / 6.7 + phase) + np.sin(path / 11.0 + 2 * phase)
        tube = cls(centre, radius * (1 + wobble * wave / 2))
        if not wander:
            return tube
        calm = np.minimum(path / 20, 1) * wander * stray / 2
        return cls(centre + calm[:, None] * tube.normal, tube.radius)

    @property
    def normal(self) -> np.ndarray:
        """Unit vectors to the left of the direction of growth."""
        along = np.gradient(self.centre, axis=0)
        along /= np.linalg.norm(along, axis=1, keepdims=True)
        return np.stack([-along[:, 1], along[:, 0]], axis=1)

    def edge(self, side) -> np.ndarray:
        """Return a line at ``side`` radii left (positive) of the middle line."""
        offset = (np.asarray(side) * self.radius)[:, None]
        return self.centre + offset * self.normal

    @property
    def outline(self) -> Path:
        """The closed outline, its tip round."""
        ahead = self.centre[-1] - self.centre[-2]
        ahead *= self.radius[-1] / np.linalg.norm(ahead)
        right = smooth(self.edge(-1)).vertices
        left = smooth(self.edge(1)[::-1]).vertices
        tip, side = self.centre[-1] + ahead, np.array([-ahead[1], ahead[0]])
        # Two quarters of a circle, as Bézier curves.
        turn = [right[-1] + 0.55 * ahead, tip - 0.55 * side, tip,
                tip + 0.55 * side, left[0] + 0.55 * ahead]  # fmt: skip
        vertices = np.concatenate([right, turn, left, right[:1]])
        codes = [Path.MOVETO] + [Path.CURVE4] * (len(vertices) - 2) + [Path.CLOSEPOLY]
        return Path(vertices, codes)

    @property
    def tube(self) -> Path:
        """The closed outline, cut off straight at both ends."""
        around = np.concatenate([self.edge(-1), self.edge(1)[::-1]])
        return smooth(around, closed=True)

    def shadow(self, depth: float = 0.9, fade: int = 0) -> Path:
        """Return the strip that is turned away from the light.

        Parameters
        ----------
        depth : float, optional
            Its greatest width in radii.
        fade : int, optional
            Number of points at the root over which it comes up.
        """
        away = -self.normal @ LIGHT
        rise = np.clip(np.arange(len(away)) / max(fade, 1), 0, 1) if fade else 1.0
        strips = []
        for side in (1, -1):
            turned = depth * rise * np.clip(side * away, 0, 1)
            if turned.max() < 0.05:
                continue
            inner, outer = self.edge(side * (1 - turned)), self.edge(side)
            ends = (outer, inner[::-1]) if side < 0 else (inner, outer[::-1])
            strips.append(smooth(np.concatenate(ends), closed=True))
        return Path.make_compound_path(*strips)


def grow(limb, parent: Branch | None = None, wander=1.2, fork=0.35) -> list[Branch]:
    """Return a limb and all that branches off it.

    Parameters
    ----------
    limb : tuple
        Points that it passes, radius at the root, radius at the tip, and its side
        branches: limbs too, each with the place on its parent, as a fraction, put
        in front.
    parent : Branch, optional
        What it branches off.
    wander : float, optional
        How far the limb strays from its smooth course, in points.
    fork : float, optional
        Widening where a side branch leaves, in its radii.
    """
    *where, points, start, end, children = limb
    if parent is not None:
        k = max(2, round(where[0] * (len(parent.centre) - 1)))
        points = np.concatenate([parent.centre[k - 2 : k], points])
    branch = Branch.through(
        points, start, end, spacing=6.0, wobble=0.16, wander=wander,
        flare=1.6 * start if parent is None else fork * start,
        reach=13.0 if parent is None else 4.0,
    )  # fmt: skip
    return [branch, *(b for c in children for b in grow(c, branch, wander, fork))]


def twigs(branches, obstacles, tries: int, rng, home, frame) -> list[Branch]:
    """Return twigs that fit between the branches.

    Parameters
    ----------
    branches : sequence of Branch
        What they grow from.
    obstacles : array_like of float, shape (n, 2)
        Further points to keep clear of.
    tries : int
        How many twigs are tried; those that come too close to anything are dropped.
    rng : numpy.random.Generator
        Where chance comes from.
    home : pair of float
        The middle of the cell: twigs grow away from it.
    frame : tuple of float
        Left, bottom, right and top, to stay inside.
    """
    branches, new = list(branches), []
    taken = np.concatenate([obstacles, *(b.centre for b in branches)])
    for _ in range(tries):
        parent = branches[rng.integers(len(branches))]
        k = rng.integers(2, len(parent.centre))
        start, side = parent.centre[k], rng.choice([-1, 1])
        course = _course(parent, k, side, rng, np.asarray(home))
        far = course[np.linalg.norm(course - start, axis=1) > 9]
        if len(far) < 3 or not ((far > frame[:2]) & (far < frame[2:])).all():
            continue
        if np.linalg.norm(far[:, None] - taken[None], axis=2).min() < 8:
            continue
        thick = min(0.7 * parent.radius[k], 1.5)
        twig = Branch.through(
            np.concatenate([parent.centre[k - 1 : k], course[::2]]), thick, 0.55,
            spacing=7.5, wobble=0.16,
        )  # fmt: skip
        branches.append(twig)
        new.append(twig)
        taken = np.concatenate([taken, twig.centre])
    return new


def _course(parent: Branch, k: int, side: int, rng, home) -> np.ndarray:
    """Return the points of a twig that turns from its branch to the outside."""
    along = parent.centre[k] - parent.centre[k - 1]
    heading = np.arctan2(along[1], along[0]) + side * rng.uniform(0.5, 1.0)
    steps = rng.integers(5, 14)
    point, points = parent.centre[k], []
    for _ in range(steps):
        out = point - home
        outward = np.arctan2(out[1], out[0])
        turn = (outward - heading + np.pi) % (2 * np.pi) - np.pi
        heading += 0.12 * turn + rng.normal(0, 0.16)
        point = point + 4 * np.array([np.cos(heading), np.sin(heading)])
        points.append(point)
    return np.array(points)


def spines(branches, rng, density: float = 1.0) -> np.ndarray:
    """Return roots and heads of spines on thin dendrites, shape (n, 2, 2).

    Parameters
    ----------
    branches : sequence of Branch
        The dendrites; where they are thick, near the soma, they bear none.
    rng : numpy.random.Generator
        Where chance comes from.
    density : float, optional
        How close they stand.
    """
    found = []
    for branch in branches:
        step = np.linalg.norm(branch.centre[1] - branch.centre[0])
        place, side = 6.0, 1
        while place < step * (len(branch.centre) - 1) - 1:
            j, rest = int(place / step), place / step % 1
            middle = branch.centre[j] * (1 - rest) + branch.centre[j + 1] * rest
            if branch.radius[j] < 2.4:
                tilt = rng.normal(0, 0.25)
                ahead = np.array([branch.normal[j][1], -branch.normal[j][0]])
                out = side * branch.normal[j] + tilt * ahead
                reach = branch.radius[j] + rng.uniform(1.4, 2.3)
                found.append([middle, middle + out * reach])
            side = -side if rng.random() < 0.8 else side
            place += rng.uniform(3.0, 7.0) / density
    return np.array(found)


def _strokes(pairs: np.ndarray) -> Path:
    codes = [Path.MOVETO, Path.LINETO] * len(pairs)
    return Path(pairs.reshape(-1, 2).round(1), codes)


def body(ax: Axes, paths, spikes, fill, edge, width=0.6, **style) -> PathPatch:
    """Paint a cell with its spines as one body; return its filled patch.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    paths : sequence of matplotlib.path.Path
        Soma and branches.
    spikes : ndarray, shape (n, 2, 2)
        Roots and heads of its spines.
    fill, edge : str
        Names of colours.
    width : float, optional
        Width of the outline.
    **style
        Of all patches.
    """
    tips = spikes.copy()
    tips[:, 0] = spikes[:, 1] - 0.15 * (spikes[:, 1] - spikes[:, 0])
    necks, heads = _strokes(spikes), _strokes(tips)
    round_ends = {"capstyle": "round"} | style
    ink(ax, necks, "none", edge, 0.9, **round_ends)
    ink(ax, heads, "none", edge, 1.3 + 2 * width, **round_ends)
    paths = [Path(p.vertices.round(1), p.codes) for p in paths]  # a third less to send
    whole = paint(ax, paths, fill, edge, width, **style)
    ink(ax, heads, "none", fill, 1.3, **round_ends, **TINT)
    return whole
