"""The cell above the unit: what does the same job has the same colour and column."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.path import Path

from nnbook.activations import relu
from nnbook.drawing.arbor import Branch
from nnbook.drawing.axon import part
from nnbook.drawing.shapes import arrow, crescent, disc, ink, paint, smooth
from nnbook.drawing.unit import PARTS, WIDTH, unit
from nnbook.figures.style import COLOURS, RC, house_style

__all__ = ["cell_and_unit"]

HEIGHT = 452
COLUMNS = {name: x for name, (_, _, x) in PARTS.items()}
# Axons of other cells, each with its synapse on a dendrite.
AXONS = [
    [(-4, 392), (28, 393), (58, 393), (84, 389)],
    [(-4, 366), (28, 362), (58, 360), (84, 358)],
    [(-4, 306), (28, 304), (58, 306), (84, 312)],
]
DENDRITES = [
    [(152, 358), (134, 372), (116, 387), (95, 390), (82, 382)],
    [(152, 350), (134, 350), (116, 352), (96, 355), (82, 347)],
    [(152, 342), (134, 330), (116, 317), (95, 315), (80, 322)],
]
SOMA = [(148, 352), (153, 366), (164, 375), (178, 373), (190, 362), (197, 352),
        (194, 341), (182, 331), (168, 328), (154, 336)]  # fmt: skip
AXON = [(182, 351), (206, 351), (232, 352), (262, 350), (292, 351), (304, 351)]
SEGMENT = (42.0, 92.0)  # from here to there along the axon
TERMINALS = [
    [(303, 351), (314, 364), (330, 376)],
    [(303, 351), (316, 351), (333, 350)],
    [(303, 351), (313, 338), (328, 326)],
]
# Above each column its name; below, where the line to the unit begins and ends.
NAMES = {
    "inputs": ("axons of\nother cells", 296, 227),
    "weights": ("synapses", 303, 207),
    "sum": ("soma", 328, 168),
    "activation": ("axon initial\nsegment", 343, 172),
    "output": ("axon", 318, 161),
}


@house_style()
def cell_and_unit() -> Canvas:
    """Draw a cell and a unit, part above part.

    Examples
    --------
    >>> cell_and_unit().get_size_inches().round(1).tolist()
    [4.9, 6.3]
    """
    figure = unit(relu)
    (ax,) = figure.axes
    figure.set_size_inches(WIDTH / 72, HEIGHT / 72)  # room above it
    ax.set_ylim(0, HEIGHT)
    _cell(ax)
    for name, (text, start, end) in NAMES.items():
        x = COLUMNS[name]
        at, side = (2, "left") if name == "inputs" else (x, "center")
        for k, words in enumerate(text.split("\n")):  # level first lines
            ax.text(at, 421 - 12.5 * k, words, ha=side, va="baseline")
        _line(ax, x - 18 * (name == "sum"), start, end)  # past the bias
    ax.text(122, 296, "dendrites", ha="center", color=COLOURS["muted"])
    _title(ax, "(a) A cell", HEIGHT - 4)
    _title(ax, "(b) A unit", 246)
    return figure


def _title(ax: Axes, text: str, y: float) -> None:
    """Write the name of a panel, as over a plot."""
    size = RC["axes.titlesize"]
    style = {"fontweight": "bold", "fontsize": size, "va": "top"}
    ax.text(2, y, text, **style)


def _line(ax: Axes, x: float, start: float, end: float) -> None:
    """Lead from a part of the cell to its counterpart."""
    gaps = [(start, 250), (230, end)] if x < 60 else [(start, end)]
    for top, foot in gaps:
        if top > foot:
            style = {"color": COLOURS["muted"], "linewidth": 1.1, "zorder": 1}
            ax.plot([x, x], [top, foot], linestyle=(0, (0.1, 2.6)), **style,
                    dash_capstyle="round")  # fmt: skip


def _cell(ax: Axes) -> None:
    """Draw the cell, its parts in the colours of the unit's."""
    limbs = [Branch.through(course, 4.0, 2.0, wobble=0.12, flare=3.5, reach=10.0)
             for course in DENDRITES]  # fmt: skip
    soma = smooth(SOMA[::-1], closed=True)
    axon = Branch.through(AXON, 2.6, 2.0, flare=8.0, reach=8.0)
    body = [soma, *(limb.outline for limb in limbs), part(axon, 0, SEGMENT[0]).outline]
    ends = [Branch.through(course, 1.9, 1.4) for course in TERMINALS]
    knobs = [disc(end.centre[-1], 5.0, 4.2) for end in ends]
    tail = [part(axon, SEGMENT[1] - 3, 121).outline, *(end.outline for end in ends)]
    paint(ax, [*tail, *knobs], "soft-prediction", "prediction", 0.9, zorder=2)
    paint(ax, body, "soft-muted", "ink", 0.9, zorder=2.2)
    for depth in (5, 11):
        ink(ax, crescent(soma, depth), "ink", alpha=0.06, zorder=2.3)
    shades = Path.make_compound_path(*[limb.shadow(fade=4) for limb in limbs])
    ink(ax, shades, "ink", alpha=0.1, zorder=2.3)
    segment = part(axon, *SEGMENT)
    paint(ax, [segment.tube], "soft-highlight", "highlight", 1.2, zorder=2.4)
    for course in AXONS:
        wire = Branch.through(course, 1.8, 1.5)
        paint(ax, [wire.outline], "soft-prediction", "input", 0.9, zorder=3)
        x, y = course[-1]
        ink(ax, disc((x + 2, y), 7.5, 6.0), "soft-weights", "weights", 1.5, zorder=4)
    arrow(ax, [(206, 366), (226, 367), (250, 367)], "ink", 1.1, 6, zorder=6)
