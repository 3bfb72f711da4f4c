"""The artificial neuron, drawn: inputs, weights, sum, activation, output.

The page *The artificial neuron* shows it; the title page shows a small one with its
numbers.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.path import Path

from nnbook.activations import Activation, sigmoid
from nnbook.drawing.maths import write
from nnbook.drawing.shapes import arrow, disc, ink, sheet
from nnbook.figures.labels import note, pointer
from nnbook.figures.numbers import minus
from nnbook.figures.series import guide
from nnbook.figures.style import COLOURS, MATH, house_style

__all__ = ["PARTS", "small_unit", "unit"]

# What the unit is made of, in the order of the signal: fill, line and place in points.
PARTS = {
    "inputs": ("soft-prediction", "input", 25),
    "weights": ("soft-weights", "weights", 93),
    "sum": ("soft-muted", "ink", 171),
    "activation": ("soft-highlight", "highlight", 253),
    "output": ("soft-prediction", "prediction", 326),
}
WIDTH, HEIGHT, MIDDLE = 352, 240, 142
ROWS = {"1": 208, "2": 158, "d": 76}
# Three weights of different size: a thick wire is a large weight.
THICKNESS = {"1": 3.6, "2": 1.3, "d": 2.3}
NODE, BODY, BOX = 16, 25, 54


def _box(centre, width: float, height: float, radius: float) -> Path:
    """Return a rectangle whose corners are quarters of a circle."""
    x, y = width / 2 - radius, height / 2 - radius
    corners = [(x, y), (-x, y), (-x, -y), (x, -y)]
    arcs = [Path.arc(90 * quarter, 90 * (quarter + 1)) for quarter in range(4)]
    points = np.concatenate(
        [radius * arc.vertices + at for arc, at in zip(arcs, corners, strict=True)]
    )
    codes = np.concatenate([arc.codes for arc in arcs])
    codes[1:][codes[1:] == Path.MOVETO] = Path.LINETO
    outline = Path(points + np.asarray(centre), codes)
    closed = [*outline.vertices, outline.vertices[0]]
    return Path(closed, [*codes, Path.CLOSEPOLY])


@house_style()
def unit(activation: Activation = sigmoid) -> Canvas:
    """Draw the artificial neuron.

    Parameters
    ----------
    activation : Activation, optional
        The function whose curve stands in the box.

    Examples
    --------
    >>> unit().get_size_inches().round(2).tolist()
    [4.89, 3.33]
    """
    figure, ax = sheet(WIDTH, HEIGHT)
    figure.set_layout_engine("none")
    pens = {part: _Pen(ax, part) for part in PARTS}
    _draw_weights(pens["weights"])
    _draw_inputs(pens["inputs"])
    _draw_sum(pens["sum"])
    _draw_activation(pens["activation"], activation)
    _draw_output(pens["output"])
    _draw_names(pens)
    return figure


class _Pen:
    """Draws one part of the unit in its colours."""

    def __init__(self, ax: Axes, part: str) -> None:
        self.ax = ax
        self.fill, self.line, self.x = PARTS[part]

    def shape(self, path, width=1.5) -> None:
        ink(self.ax, path, self.fill, self.line, width, zorder=4)

    def arrow(self, start, end, bend=0.0, width=1.5, head=8.0, name="") -> None:
        """Draw an arrow that leaves its start, and meets its end, level."""
        t = np.linspace(0, 1, 25)[:, None]
        start, end = np.array(start, dtype=float), np.array(end, dtype=float)
        handle = np.array([bend, 0.0])
        wire = start * (1 - t) ** 3 + 3 * (start + handle) * t * (1 - t) ** 2
        wire = wire + 3 * (end - 0.7 * handle) * t**2 * (1 - t) + end * t**3
        style = {"zorder": 2, "gid": f"arrow:{name}"}
        arrow(self.ax, wire, self.line, width, head, **style)


def _draw_inputs(pen: _Pen) -> None:
    for index, y in ROWS.items():
        pen.shape(disc((pen.x, y), NODE))
        write(pen.ax, (pen.x - 0.5, y - 3.6), f"x_{index}", 15)
    for k in (-1, 0, 1):
        middle = (ROWS["2"] + ROWS["d"]) / 2
        ink(pen.ax, disc((pen.x, middle + 7 * k), 1.5), "ink")


def _draw_weights(pen: _Pen) -> None:
    start, (_, _, body) = PARTS["inputs"][2] + NODE, PARTS["sum"]
    angles = {"1": 148, "2": 174, "d": 212}
    for index, y in ROWS.items():
        angle = np.deg2rad(angles[index])
        end = (body + BODY * np.cos(angle), MIDDLE + BODY * np.sin(angle))
        thickness = THICKNESS[index]
        head = 7.5 + 1.5 * thickness
        pen.arrow((start, y), end, 48, thickness, head, f"x_{index} Σ")
        # Where the middle of the wire lies, by its Bézier curve at a half.
        middle = (start + end[0]) / 2 + 0.375 * 48 * 0.3, (y + end[1]) / 2
        shift = np.array([pen.x - middle[0], 0.35 * (y - middle[1])])
        _draw_pill(pen, middle + shift, f"w_{index}")


def _draw_pill(pen: _Pen, at, text: str) -> None:
    pen.shape(_box(at, 32, 21, 10.5), 1.2)
    write(pen.ax, (at[0], at[1] - 2.5), text, 15)


def _draw_sum(pen: _Pen) -> None:
    bias = MIDDLE + 66
    pen.arrow((pen.x, bias - 10), (pen.x, MIDDLE + BODY), name="b Σ")
    pen.shape(disc((pen.x, MIDDLE), BODY), 1.7)
    write(pen.ax, (pen.x, MIDDLE - 8), "Σ", 25)
    pen.shape(_box((pen.x, bias), 30, 21, 10.5), 1.2)
    write(pen.ax, (pen.x, bias - 4.5), "b", 15)
    pen.ax.text(pen.x + 21, bias, "bias", va="center", color=COLOURS["muted"])
    box = PARTS["activation"][2] - BOX / 2
    pen.arrow((pen.x + BODY, MIDDLE), (box, MIDDLE), name="Σ f")
    write(pen.ax, ((pen.x + BODY + box) / 2 - 3, MIDDLE + 7), "z", 14)


def _draw_activation(pen: _Pen, activation: Activation) -> None:
    low = MIDDLE - BOX / 2
    pen.shape(_box((pen.x, MIDDLE), BOX, BOX, 9), 1.7)
    # Inputs from -5 to 5; the values fill the box, with a margin.
    z = np.linspace(-5, 5, 101)
    values = activation(z)
    bottom, top = min(values.min(), 0.0), values.max()
    x = pen.x + 0.8 * BOX * z / 10
    scale = 0.56 * BOX / (top - bottom)
    base = low + 0.22 * BOX
    y = base + scale * (values - bottom)
    zero = base - scale * bottom
    axis = {"color": COLOURS["muted"], "lw": 0.7, "zorder": 5}
    pen.ax.plot([x[0], x[-1]], [zero, zero], **axis)
    pen.ax.plot([pen.x, pen.x], [low + 7, low + BOX - 7], **axis)
    pen.ax.plot(x, y, color=COLOURS[pen.line], lw=2.6, zorder=6)
    write(pen.ax, (pen.x - 15, low + BOX - 18), "f", 15)


def _draw_output(pen: _Pen) -> None:
    box = PARTS["activation"][2] + BOX / 2
    pen.arrow((box, MIDDLE), (pen.x - NODE, MIDDLE), name="f ŷ")
    pen.shape(disc((pen.x, MIDDLE), NODE))
    write(pen.ax, (pen.x, MIDDLE - 3.2), "ŷ", 14.5)


def _draw_names(pens: dict[str, _Pen]) -> None:
    names = {"sum": "weighted sum"}
    formulas = {
        "inputs": "!x",
        "weights": "!w",
        "sum": "z = !w · !x + b",
        "activation": "ŷ = f (z)",
        "output": "ŷ",
    }
    for part, pen in pens.items():
        pen.ax.text(pen.x, 29, names.get(part, part), ha="center")
        write(pen.ax, (pen.x, 10), formulas[part], 13)


# -- The small one -------------------------------------------------------------------

INPUT, SUM, RADIUS = 0.2, (2.35, 0.5), 0.3  # places in inches


def small_unit(ax: Axes, w: float, b: float) -> None:
    """Draw a neuron with one input, its wires as thick as the numbers on them.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw; there should be 4.3 by 1.3 inches.
    w, b : float
        Its weight and its bias.
    """
    ax.set(xlim=(0, 4.3), ylim=(-0.08, 1.22), aspect="equal", anchor="W")
    ax.axis("off")
    _draw_wire(ax, 0.85, "x", "w", w)
    _draw_wire(ax, 0.15, "1", "b", b)
    ink(ax, disc(SUM, RADIUS), "soft-prediction", "prediction", 1.5, zorder=2)
    note(ax, "Σ", SUM, ha="center", va="center_baseline", fontsize=15)
    start, end = (SUM[0] + RADIUS, SUM[1]), (3.25, SUM[1])
    pointer(ax, start, end, "prediction", width=1.8, head=5.6, shrinkA=2, shrinkB=2)
    at = (3.32, SUM[1])
    note(ax, "ŷ = wx + b", at, "prediction", va="center_baseline", **MATH)


def _draw_wire(ax: Axes, height: float, symbol: str, name: str, value: float) -> None:
    """Draw an input, its wire to the sum, and the number that the wire carries."""
    style = {"lw": 1.0 + 4.0 * min(abs(value), 2.0), "solid_capstyle": "butt"}
    style |= {"dash": () if value >= 0 else (2.0, 1.0), "zorder": 1}
    guide(ax, [INPUT, SUM[0]], [height, SUM[1]], "weights", **style)
    ink(ax, disc((INPUT, height), 0.155), "paper", "input", 1.5, zorder=2)
    note(ax, symbol, (INPUT, height), ha="center", va="center_baseline", **MATH)
    up, va = (0.02, "bottom") if height > SUM[1] else (-0.02, "top")
    text = minus(f"{name} = {value:.2f}")
    note(ax, text, (1.05, height + up), "weights", va=va, **MATH)
