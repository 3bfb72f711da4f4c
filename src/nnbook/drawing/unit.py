"""The artificial neuron, drawn: inputs, weights, sum, activation, output.

The page *The artificial neuron* shows it twice, first as a whole, then with all but the
activation function dimmed.
"""

from __future__ import annotations

import itertools
from unicodedata import combining, normalize

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.path import Path

from nnbook.activations import Activation, sigmoid
from nnbook.drawing.shapes import arrow, disc, ink, sheet
from nnbook.figures.style import COLOURS, MATH, TEXT, house_style

__all__ = ["PARTS", "unit", "write"]

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


def write(ax: Axes, at, text: str, size=12.5, colour="ink", **style) -> None:
    """Write mathematics, centred: letters italic, all else upright.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        A sheet whose unit is the point.
    at : pair of float
        Middle of the line on its baseline.
    text : str
        The formula. ``_`` lowers the character that follows it, ``!`` makes it bold.
    size : float, optional
        Size of the type in points.
    colour : str, optional
        Name of its colour.
    **style
        Passed on to the texts.

    Examples
    --------
    >>> _, ax = sheet(100, 20)
    >>> write(ax, (50, 5), "w_1")
    >>> [text.get_text() for text in ax.texts]
    ['w', '1']
    """
    marks = {"": "", "_": "lower", "!": "bold"}
    letters, mark = [], ""
    for character in text:
        if character in marks:
            mark = character
            continue
        slant = character.isalpha() and character != "Σ" and mark != "!"
        letters.append((marks[mark], "italic" if slant else "normal", character))
        mark = ""
    runs = [
        (kind, "".join(letter[2] for letter in group))
        for kind, group in itertools.groupby(letters, key=lambda letter: letter[:2])
    ]
    fonts = [_font(*kind, size) for kind, _ in runs]
    # A lowered character stands a little off: the letter before it leans over it.
    gaps = [0.05 * size * (kind[0] == "lower") for kind, _ in runs]
    widths = [_advance(run, font) for (_, run), font in zip(runs, fonts, strict=True)]
    left = at[0] - (sum(widths) + sum(gaps)) / 2
    for (kind, run), font, width, gap in zip(runs, fonts, widths, gaps, strict=True):
        drop = 0.2 * size if kind[0] == "lower" else 0.0
        left += gap
        # An SVG trims spaces at the ends of a text, so they are left as gaps instead.
        indent = _advance(run[: len(run) - len(run.lstrip())], font)
        ax.text(
            *(left + indent, at[1] - drop),
            run.strip(),
            fontproperties=font,
            color=COLOURS[colour],
            gid=f"maths:{text}",
            **({"va": "baseline", "zorder": 10} | style),
        )
        left += width


def _font(mark: str, slant: str, size: float) -> FontProperties:
    weight = "bold" if mark == "bold" else "normal"
    size = max(0.72 * size, 9.0) if mark == "lower" else size
    return FontProperties(family=MATH["family"], style=slant, weight=weight, size=size)


def _advance(text: str, font: FontProperties) -> float:
    """Return the width of a text, the spaces at its ends included."""
    face = get_font(findfont(font))
    face.set_size(font.get_size_in_points(), 72)
    # The hat of ŷ is a mark of its own, and takes no room.
    letters = [c for c in normalize("NFD", text) if not combining(c)]
    return sum(face.load_char(ord(c)).linearHoriAdvance for c in letters) / 65536


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
def unit(activation: Activation = sigmoid, highlight: str | None = None) -> Canvas:
    """Draw the artificial neuron.

    Parameters
    ----------
    activation : Activation, optional
        The function whose curve stands in the box.
    highlight : str, optional
        The one part of `PARTS` that keeps its colours; all others are dimmed.

    Raises
    ------
    ValueError
        If there is no such part.

    Examples
    --------
    >>> unit(highlight="activation").get_size_inches().round(2).tolist()
    [4.89, 3.33]
    """
    if highlight is not None and highlight not in PARTS:
        raise ValueError(
            f"highlight must be one of {', '.join(PARTS)}; got {highlight!r}"
        )
    figure, ax = sheet(WIDTH, HEIGHT)
    figure.set_layout_engine("none")
    pens = {part: _Pen(ax, part, highlight) for part in PARTS}
    _draw_weights(pens["weights"])
    _draw_inputs(pens["inputs"])
    _draw_sum(pens["sum"])
    _draw_activation(pens["activation"], activation)
    _draw_output(pens["output"])
    _draw_names(pens)
    return figure


class _Pen:
    """Draws one part of the unit, in its colours or dimmed."""

    def __init__(self, ax: Axes, part: str, highlight: str | None) -> None:
        self.ax = ax
        fill, line, self.x = PARTS[part]
        self.lit = highlight in (None, part)
        self.chosen = highlight == part
        self.fill, self.line = (fill, line) if self.lit else ("paper", "muted")
        self.text = "ink" if self.lit else "muted"
        self.thin = 1.0 if self.lit else 0.55

    def shape(self, path, width=1.5) -> None:
        ink(self.ax, path, self.fill, self.line, width * self.thin, zorder=4)

    def arrow(self, start, end, bend=0.0, width=1.5, head=8.0, name="") -> None:
        """Draw an arrow that leaves its start, and meets its end, level."""
        t = np.linspace(0, 1, 25)[:, None]
        start, end = np.array(start, dtype=float), np.array(end, dtype=float)
        handle = np.array([bend, 0.0])
        wire = start * (1 - t) ** 3 + 3 * (start + handle) * t * (1 - t) ** 2
        wire = wire + 3 * (end - 0.7 * handle) * t**2 * (1 - t) + end * t**3
        style = {"zorder": 2, "gid": f"arrow:{name}"}
        arrow(self.ax, wire, self.line, width * self.thin, head, **style)


def _draw_inputs(pen: _Pen) -> None:
    for index, y in ROWS.items():
        pen.shape(disc((pen.x, y), NODE))
        write(pen.ax, (pen.x - 0.5, y - 3.6), f"x_{index}", 14, pen.text)
    for k in (-1, 0, 1):
        middle = (ROWS["2"] + ROWS["d"]) / 2
        ink(pen.ax, disc((pen.x, middle + 7 * k), 1.5), pen.text)


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
    pen.shape(_box(at, 30, 19, 9.5), 1.2)
    write(pen.ax, (at[0], at[1] - 3), text, 13, pen.text)


def _draw_sum(pen: _Pen) -> None:
    bias = MIDDLE + 66
    pen.arrow((pen.x, bias - 10), (pen.x, MIDDLE + BODY), name="b Σ")
    pen.shape(disc((pen.x, MIDDLE), BODY), 1.7)
    write(pen.ax, (pen.x, MIDDLE - 8), "Σ", 25, pen.text)
    pen.shape(_box((pen.x, bias), 28, 19, 9.5), 1.2)
    write(pen.ax, (pen.x, bias - 4), "b", 13, pen.text)
    pen.ax.text(pen.x + 19, bias, "bias", va="center", color=COLOURS["muted"])
    box = PARTS["activation"][2] - BOX / 2
    pen.arrow((pen.x + BODY, MIDDLE), (box, MIDDLE), name="Σ f")
    write(pen.ax, ((pen.x + BODY + box) / 2 - 3, MIDDLE + 7), "z", 14, pen.text)


def _draw_activation(pen: _Pen, activation: Activation) -> None:
    low = MIDDLE - BOX / 2
    if pen.chosen:
        for grow, alpha in ((15, 0.35), (8, 0.6)):
            glow = _box((pen.x, MIDDLE), BOX + 2 * grow, BOX + 2 * grow, 9 + grow)
            ink(pen.ax, glow, pen.fill, alpha=alpha, zorder=1)
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
    pen.ax.plot(x, y, color=COLOURS[pen.line], lw=2.6 * pen.thin, zorder=6)
    write(pen.ax, (pen.x - 15, low + BOX - 18), "f", 15, pen.text)


def _draw_output(pen: _Pen) -> None:
    box = PARTS["activation"][2] + BOX / 2
    pen.arrow((box, MIDDLE), (pen.x - NODE, MIDDLE), name="f ŷ")
    pen.shape(disc((pen.x, MIDDLE), NODE))
    write(pen.ax, (pen.x, MIDDLE - 3.2), "ŷ", 14.5, pen.text)


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
        style = {"ha": "center", "fontsize": TEXT, "color": COLOURS[pen.text]}
        style |= {"weight": "bold"} if pen.chosen else {}
        pen.ax.text(pen.x, 29, names.get(part, part), **style)
        write(pen.ax, (pen.x, 10), formulas[part], 13, pen.text)
