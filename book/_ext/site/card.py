"""The picture that stands beside a link to the book on other sites."""

from __future__ import annotations

import numpy as np

from book._ext.site.site import Site
from nnbook.activations import ACTIVATIONS
from nnbook.plots import COLOURS, canvas, house_style

CARD = "card.png"
SIZE = (1200, 630)  # pixels, the size that sites ask for
TEXT = "The title of the book above the curves of its six activation functions."


@house_style()
def drawn(title: str, folder) -> None:
    figure = canvas(SIZE[0] / 100, SIZE[1] / 100)
    figure.set_layout_engine("none")
    serif = {"family": "Source Serif Pro", "weight": "bold", "color": COLOURS["ink"]}
    first, _, last = title.rpartition(" to ")
    lines = f"{first} to\n{last}" if first else title
    figure.text(0.06, 0.87, lines, fontsize=58, va="top", linespacing=1.05, **serif)
    x = np.linspace(-3.5, 3.5, 281)
    hues = ("prediction", "error", "weights", "gradient", "highlight", "input")
    width = 0.88 / len(ACTIVATIONS)
    for number, activation in enumerate(ACTIVATIONS.values()):
        ax = figure.add_axes((0.06 + number * width, 0.14, 0.88 * width, 0.3))
        ax.axis("off")
        ax.axhline(0, color=COLOURS["grid"], linewidth=1.5)
        ax.plot(x, activation(x), color=COLOURS[hues[number % len(hues)]], linewidth=5)
        ax.set(ylim=(-1.6, 3.6))
        figure.text(0.06 + number * width, 0.08, activation.title, fontsize=17)
    figure.savefig(folder / CARD, dpi=100, metadata={"Software": None})


def draw(site: Site) -> None:
    """Draw it, where pages can say at which address it is."""
    if site.address:
        drawn(site.title, site.static)
