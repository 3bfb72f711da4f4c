"""How a picture is made: its style, its data, its words; a page shows the result.

The subjects, what the pictures show, are in `nnbook.plots` and `nnbook.drawing`.
"""

from nnbook.figures.labels import note, pointer
from nnbook.figures.series import (
    bars,
    cell,
    curve,
    dots,
    guide,
    points,
    trajectory,
)
from nnbook.figures.style import (
    COLOURS,
    DARK,
    HALO,
    MATH,
    TEXT,
    TINT,
    canvas,
    house_style,
    panel,
    to_svg,
)

__all__ = [
    "COLOURS",
    "DARK",
    "HALO",
    "MATH",
    "TEXT",
    "TINT",
    "bars",
    "canvas",
    "cell",
    "curve",
    "dots",
    "guide",
    "house_style",
    "note",
    "panel",
    "pointer",
    "points",
    "to_svg",
    "trajectory",
]
