"""Axons: pieces of them, and the myelin around them."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.path import Path

from nnbook.drawing.arbor import Branch
from nnbook.drawing.shapes import ink, paint, smooth

__all__ = ["myelinate", "part"]


def part(branch: Branch, first: float, last: float, spacing: float = 3.0) -> Branch:
    """Return the piece of a branch between two distances from its root."""
    steps = np.linalg.norm(np.diff(branch.centre, axis=0), axis=1)
    along = np.concatenate([[0], steps.cumsum()])
    at = np.linspace(first, last, max(4, round((last - first) / spacing) + 1))
    centre = [np.interp(at, along, branch.centre[:, k]) for k in (0, 1)]
    return Branch(np.stack(centre, axis=1), np.interp(at, along, branch.radius))


def myelinate(ax: Axes, axon: Branch, first: float, last: float) -> Path:
    """Wrap a piece of the axon in myelin, and return its outline."""
    core = part(axon, first, last, 3.7)
    u = np.linspace(-1, 1, len(core.centre))
    wrap = Branch(core.centre, 2.6 + 3.9 * np.sqrt(1 - u**6))
    paint(ax, [wrap.tube], "soft-highlight", "highlight", 0.6, zorder=3)
    ink(ax, core.tube, "prediction", alpha=0.16, zorder=3.05)
    for depth in (0.55, 0.3):
        ink(ax, wrap.shadow(depth), "highlight", alpha=0.18, zorder=3.1)
    glint = Branch(wrap.edge(-0.55)[2:-2], np.full(len(u) - 4, 0.8))
    ink(ax, glint.outline, "paper", alpha=0.55, zorder=3.2)
    layers = [smooth(wrap.edge(side)[1:-1]) for side in (-0.84, -0.7, 0.7, 0.84)]
    layers += [smooth(core.edge(side)) for side in (-1, 1)]
    layers = Path.make_compound_path(*layers)
    ink(ax, layers, "none", "highlight", 0.35, alpha=0.55, zorder=3.2)
    return wrap.tube
