"""The cover of the book as an e-reader shows it in its library."""

from __future__ import annotations

import io
import textwrap

from matplotlib.patches import Circle

from book._ext.editions.edition import Edition
from nnbook.plots import COLOURS, canvas, house_style

SIZE, DOTS = (6.0, 9.6), 200  # inches, dots an inch: the shape that stores ask for
LEFT = 0.1


@house_style()
def cover(edition: Edition) -> bytes:
    """Return a PNG with the mark of the book, its title and its authors."""
    width, height = SIZE
    figure = canvas(*SIZE)
    figure.set_layout_engine("none")
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.set_axis_off()
    ax.plot(
        [-0.5, 2.6, 6.5], [5.1, 5.1, 9.9], color=COLOURS["prediction"], linewidth=52
    )
    ax.add_patch(Circle((2.6, 5.1), 0.72, color=COLOURS["error"], zorder=3))
    bold = {"fontweight": "bold", "color": COLOURS["ink"], "va": "top"}
    title = "\n".join(textwrap.wrap(edition.title, 16))
    figure.text(LEFT, 0.40, title, fontsize=42, linespacing=1.1, **bold)
    figure.text(
        LEFT, 0.09, "\n".join(edition.authors), color=COLOURS["muted"], fontsize=13
    )
    buffer = io.BytesIO()
    figure.savefig(
        buffer, dpi=DOTS, facecolor=COLOURS["paper"], metadata={"Software": None}
    )
    return buffer.getvalue()
