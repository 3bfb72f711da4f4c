"""The picture that stands beside a link to the book on other sites."""

from __future__ import annotations

import io

from book._ext.kept import kept
from book._ext.site.site import Site

CARD = "card.png"
SIZE = (1200, 630)  # pixels, the size that sites ask for
TEXT = "The title of the book above the curves of its activation functions."
HUES = ("prediction", "error", "weights", "gradient", "highlight", "input")


@kept("book/_ext/site/card.py", "src/nnbook/**/*.py")
def drawn(title: str) -> bytes:
    """Return the picture as PNG."""
    import numpy as np

    from nnbook.activations import ACTIVATIONS
    from nnbook.plots import COLOURS, canvas, house_style

    first, _, last = title.rpartition(" to ")
    lines = f"{first} to\n{last}" if first else title
    serif = {"family": "Source Serif Pro", "weight": "bold", "color": COLOURS["ink"]}
    x = np.linspace(-3.5, 3.5, 281)
    width = 0.88 / len(ACTIVATIONS)
    with house_style():
        figure = canvas(SIZE[0] / 100, SIZE[1] / 100)
        figure.set_layout_engine("none")
        figure.text(0.06, 0.87, lines, fontsize=58, va="top", linespacing=1.05, **serif)
        for number, activation in enumerate(ACTIVATIONS.values()):
            left, hue = 0.06 + number * width, COLOURS[HUES[number % len(HUES)]]
            ax = figure.add_axes((left, 0.14, 0.88 * width, 0.3))
            ax.axis("off")
            ax.axhline(0, color=COLOURS["grid"], linewidth=1.5)
            ax.plot(x, activation(x), color=hue, linewidth=5)
            ax.set(ylim=(-1.6, 3.6))
            figure.text(left, 0.08, activation.title, fontsize=17)
        picture = io.BytesIO()
        figure.savefig(picture, format="png", dpi=100, metadata={"Software": None})
    return picture.getvalue()


def draw(site: Site) -> None:
    """Draw it, where pages can say at which address it is."""
    if site.address:
        (site.static / CARD).write_bytes(drawn(site.title))
