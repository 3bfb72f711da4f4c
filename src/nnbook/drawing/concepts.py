"""The map of the book: what each chapter is about, and what leads to the next."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import FancyBboxPatch

from nnbook.drawing.shapes import sheet
from nnbook.figures.labels import pointer
from nnbook.figures.style import COLOURS, house_style

__all__ = ["LEADS", "PLACES", "concept_map"]

WIDTH, HEIGHT = 353, 472  # points
BOX = (128, 46)
LEFT, RIGHT = 67, 286  # middles of the two columns
TOP, APART = 440, 98  # middle of the first row, and from row to row


class Place(NamedTuple):
    """A box: where it stands, its two lines, its colour, the page that it leads to."""

    column: int
    row: int
    title: str
    about: str
    colour: str
    page: str | None

    @property
    def middle(self) -> tuple[int, int]:
        return self.column, TOP - self.row * APART


PLACES = {
    name: Place(*place, page and f"lecture/{page}")
    for name, *place, page in (
        (
            "cell",
            LEFT,
            0,
            "A nerve cell",
            "adds and fires",
            "muted",
            "biological-neuron",
        ),
        ("unit", RIGHT, 0, "A unit", "a weighted sum", "weights", "artificial-neuron"),
        (
            "perceptron",
            RIGHT,
            1,
            "The perceptron",
            "learns by mistakes",
            "weights",
            "perceptron",
        ),
        (
            "activation",
            LEFT,
            1,
            "Activations",
            "the sum gets a bend",
            "prediction",
            "activation-functions",
        ),
        ("softmax", LEFT, 2, "Softmax", "makes probabilities", "prediction", "softmax"),
        (
            "descent",
            RIGHT,
            2,
            "Gradient descent",
            "learns by slopes",
            "gradient",
            "gradient-descent",
        ),
        (
            "machine",
            LEFT,
            3,
            "On a machine",
            "keep the digits",
            "muted",
            "on-a-real-machine",
        ),
        (
            "gradient",
            RIGHT,
            3,
            "The gradient",
            "the chain rule",
            "gradient",
            "deriving-the-gradient",
        ),
        ("networks", RIGHT, 4, "Networks", "Part II", "muted", None),
    )
}

# Each arrow: from, to, what it says, and where that stands from the arrow's middle.
LEADS = [
    ("cell", "unit", "keep\nthe sum", (0, 16)),
    ("unit", "perceptron", "who sets\nthe weights?", (-38, 0)),
    ("perceptron", "activation", "soften\nthe step", (0, 16)),
    ("activation", "softmax", "many\nanswers", (30, 0)),
    ("perceptron", "descent", "or learn\nby slopes", (-34, 0)),
    ("softmax", "descent", "step by\np − y", (0, 16)),
    ("softmax", "machine", "typed into\na computer", (38, 0)),
    ("descent", "gradient", "which way\nis down?", (-36, 0)),
    ("gradient", "networks", "layer\nby layer", (-34, 0)),
]


@house_style()
def concept_map() -> Canvas:
    """Draw the map; each box of a chapter is a link to its page.

    Examples
    --------
    >>> len(concept_map().axes[0].texts) == 2 * len(PLACES) + len(LEADS)
    True
    """
    figure, ax = sheet(WIDTH, HEIGHT)
    for name in PLACES:
        _draw_box(ax, PLACES[name])
    for start, end, text, away in LEADS:
        _draw_lead(ax, PLACES[start].middle, PLACES[end].middle, text, away)
    return figure


def _draw_box(ax: Axes, place: Place) -> None:
    x, y = place.middle
    ax.add_patch(
        FancyBboxPatch(
            (x - BOX[0] / 2, y - BOX[1] / 2),
            *BOX,
            boxstyle="round,pad=0,rounding_size=7",
            facecolor=COLOURS["paper"],
            edgecolor=COLOURS[place.colour],
            linewidth=1.6,
            linestyle="-" if place.page else (0, (3, 2.5)),
        )
    )
    style = {"ha": "center", "va": "center"}
    ax.text(x, y + 8.5, place.title, weight="bold", url=place.page, **style)
    ax.text(x, y - 9, place.about, color=COLOURS["muted"], **style)


def _draw_lead(ax: Axes, start, end, text: str, away) -> None:
    """Draw an arrow from rim to rim, along a row or a column, and what it says."""
    (x, y), (u, v) = start, end
    if y == v:
        side = BOX[0] / 2 if u > x else -BOX[0] / 2
        x, u = x + side, u - side
    else:
        y, v = y - BOX[1] / 2, v + BOX[1] / 2
    pointer(ax, (x, y), (u, v), "muted", width=1.3, head=5, shrinkA=2, shrinkB=2)
    at = ((x + u) / 2 + away[0], (y + v) / 2 + away[1])
    style = {"ha": "center", "va": "center", "linespacing": 1.05, "style": "italic"}
    ax.text(*at, text, **style)
