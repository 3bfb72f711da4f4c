"""A chemical synapse, enlarged: vesicles, cleft and receptors."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.path import Path

from nnbook.drawing.shapes import crescent, disc, dots, ink, smooth

__all__ = ["lens"]

# In radii of the lens, with its middle at the origin.
BOUTON = [(-0.34, 1.25), (-0.30, 0.86), (-0.52, 0.66), (-0.72, 0.42), (-0.70, 0.14),
          (-0.52, -0.02), (-0.25, -0.07), (0.02, -0.08), (0.30, -0.07), (0.56, -0.02),
          (0.73, 0.15), (0.72, 0.44), (0.50, 0.68), (0.14, 0.82), (0.02, 1.0),
          (0.00, 1.25)]  # fmt: skip
SPINE = [(-0.60, -0.40), (-0.50, -0.28), (-0.25, -0.24), (0.02, -0.235), (0.30, -0.24),
         (0.54, -0.28), (0.64, -0.42), (0.56, -0.58), (0.34, -0.72), (0.24, -0.90),
         (0.26, -1.3), (-0.22, -1.3), (-0.20, -0.90), (-0.30, -0.72),
         (-0.52, -0.58)]  # fmt: skip
MITOCHONDRION = ((0.36, 0.47), 0.23, 0.12, 0.5)
DOCKED = [(-0.40, 0.02), (-0.17, -0.008), (0.36, 0.01)]
FUSING = (0.11, -0.045)
RECEPTORS = (-0.38, -0.20, 0.0, 0.20, 0.40)


def _vesicles(rng) -> list[np.ndarray]:
    """Return the middles of vesicles that fill the bouton without touching."""
    room = smooth(BOUTON, closed=True)
    taken = [np.array(p) for p in (*DOCKED, FUSING)]
    (x, y), *_ = MITOCHONDRION
    for _ in range(3000):
        p = rng.uniform((-0.7, 0.0), (0.72, 0.68))
        clear = np.hypot((p[0] - x) / 1.15, (p[1] - y) / 0.85) > 0.275
        apart = min(np.hypot(*(p - q)) for q in taken) > 0.124
        if clear and apart and room.contains_points(disc(p, 0.082).vertices).all():
            taken.append(p)
    return [p for p in taken if tuple(p) != FUSING]


def lens(ax: Axes, centre, radius: float) -> dict[str, list[Path]]:
    """Draw a synapse inside a circle, and return its parts by name.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    centre : pair of float
        The middle of the circle.
    radius : float
        Its radius in points.

    Returns
    -------
    dict of str to list of matplotlib.path.Path
        The shapes of its parts, by name.
    """
    rng = np.random.default_rng(4)

    def place(path: Path) -> Path:
        return Path(path.vertices * radius + np.asarray(centre), path.codes)

    def add(path, fill, edge="none", width=0.7, **style):
        patch = ink(ax, place(path), fill, edge, width, **{"zorder": 5} | style)
        patch.set_clip_path(glass)
        return patch

    glass = ink(ax, place(disc((0, 0), 1.0)), "paper", zorder=4.5)
    bouton, spine = smooth(BOUTON[::-1], True), smooth(SPINE, True)
    # the faint surroundings: glia and other processes
    for at, size, turn in (((-0.95, -0.25), 0.34, 0.3), ((0.98, 0.55), 0.3, -0.5)):
        add(disc(at, size, 0.62 * size, turn), "soft-muted", alpha=0.7)
    cleft = disc((0.02, -0.155), 0.56, 0.09)
    add(cleft, "soft-weights", alpha=0.55)
    add(spine, "soft-muted", "muted", 0.9)
    add(bouton, "soft-prediction", "prediction", 0.9)
    _shade(add, bouton)
    _mitochondrion(add)
    middles = _vesicles(rng)
    vesicles = [disc(p, 0.056) for p in middles]
    add(Path.make_compound_path(*vesicles), "soft-weights", "weights", 0.7)
    # several molecules in each: a single dark core would be another kind of vesicle
    turns = 2 * np.pi * np.arange(3) / 3 + rng.uniform(0, np.pi, (len(middles), 1))
    inside = 0.024 * np.stack([np.cos(turns), np.sin(turns)], axis=2)
    grains = dots((np.array(middles)[:, None] + inside).reshape(-1, 2), 0.004)
    add(grains, "none", "weights", 1.2, capstyle="round", alpha=0.8)
    _release(add, rng)
    receptors = _receptors(add)
    ink(ax, place(disc((0, 0), 1.0)), "none", "muted", zorder=7)
    parts = {"vesicles": vesicles, "synaptic cleft": [cleft], "receptors": receptors}
    return {name: [place(path) for path in paths] for name, paths in parts.items()}


def _shade(add, bouton: Path) -> None:
    """Darken the bouton at the rim that is turned away from the light."""
    for depth in (0.05, 0.10):
        add(crescent(bouton, depth), "prediction", alpha=0.10)


def _mitochondrion(add) -> None:
    (x, y), width, height, turn = MITOCHONDRION
    add(disc((x, y), width, height, turn), "soft-highlight", "highlight", 0.7)
    along = np.array([np.cos(turn), np.sin(turn)])
    across = np.array([-along[1], along[0]])
    folds = []
    for k, u in enumerate(np.linspace(-0.62, 0.62, 6)):
        side = 1 if k % 2 else -1
        reach = height * np.sqrt(1 - u**2)
        foot = np.array([x, y]) + u * width * along + side * reach * across
        folds.append(Path([foot, foot - side * 1.35 * reach * across]))
    add(Path.make_compound_path(*folds), "none", "highlight", 0.7)


def _release(add, rng) -> None:
    """Draw the vesicle that opens into the cleft, and the transmitter it lets go."""
    x, _ = FUSING
    omega = smooth([(x - 0.11, -0.085), (x - 0.045, -0.07), (x - 0.058, -0.01),
                    (x, 0.03), (x + 0.058, -0.01), (x + 0.045, -0.07),
                    (x + 0.11, -0.085)])  # fmt: skip
    add(omega, "paper")
    add(omega, "soft-weights", "weights", 0.8)
    fall = np.linspace(0, 1, 30)
    spread = np.stack([x + rng.normal(0, 0.02 + 0.15 * fall), -0.02 - 0.2 * fall], 1)
    add(dots(spread, 0.004), "none", "weights", 1.5, capstyle="round")


def _receptors(add) -> list[Path]:
    """Draw channels that sit in the receiving membrane, and what anchors them."""
    band = [(-0.46, -0.30), (-0.24, -0.255), (0.02, -0.25), (0.28, -0.255),
            (0.50, -0.30), (0.28, -0.33), (0.02, -0.335), (-0.24, -0.33)]  # fmt: skip
    add(smooth(band, closed=True), "muted", alpha=0.4)
    halves = []
    for x in RECEPTORS:
        y = -0.245 - 0.12 * x**2
        for side in (-1, 1):
            halves.append(disc((x + 0.026 * side, y), 0.024, 0.062, -0.18 * side))
    add(Path.make_compound_path(*halves), "weights", "paper", 0.4, zorder=6)
    return halves
