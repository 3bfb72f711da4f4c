"""The house style: colours by meaning, type, and empty axes to draw in.

Each colour has a light and a dark value.  A figure is drawn with the light one; in the
book the colour is a variable, so that the page's theme decides.

What is drawn can be seen in both themes; the tests measure it.  Exempt is what carries
no meaning of its own: hairlines in ``grid``, areas in a ``soft-`` colour, and what is
drawn with ``TINT``: areas and shades whose boundary is drawn as well.
"""

from __future__ import annotations

import io
import sys
from importlib import util
from pathlib import Path

import matplotlib.style
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patheffects import withStroke

from nnbook.figures.palette import COLOURS, DARK

__all__ = [
    "COLOURS",
    "DARK",
    "HALO",
    "MATH",
    "PANEL",
    "TEXT",
    "TINT",
    "canvas",
    "house_style",
    "hue",
    "panel",
    "to_svg",
]


def _family(package: str, name: str, otherwise: str) -> list[str]:
    """A font that the book serves, so that matplotlib measures with it, and another.

    Where its package is missing, as beside a notebook, the other does alone: matplotlib
    would warn at each text of a font that it cannot find.
    """
    spec = util.find_spec(package)
    if spec is None:
        return [otherwise]
    folder = Path(spec.origin).parent / "files"
    for face in ("Regular", "It", "Bold"):
        font = folder / f"{name.replace(' ', '')}-{face}.ttf"
        font_manager.fontManager.addfont(str(font))
    return [name, otherwise]


SANS = _family("font_source_sans_pro", "Source Sans Pro", "DejaVu Sans")
SERIF = _family("font_source_serif_pro", "Source Serif Pro", "DejaVu Serif")
# Points.  A phone shows a panel at its own size, a wide window a little larger: no text
# is below 11 pixels on the one and 12 on the other.
TEXT = 12
MATH = {"family": SERIF, "style": "italic"}
# Classes of the page: an area that alpha makes pale, and a label that lies on lines.
TINT = {"gid": "class:tint"}
HALO = {"gid": "class:halo"}
RIM = 3.5  # points of paper around the letters, as in the site's style sheet
PANEL = (4.9, 3.3)  # inches: 353 points wide, the width of a phone's column

RC = {
    "font.family": SANS,
    "font.size": TEXT,
    "axes.titlesize": 12.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": TEXT,
    "axes.labelcolor": COLOURS["ink"],
    "axes.titlecolor": COLOURS["ink"],
    "axes.edgecolor": COLOURS["muted"],
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": COLOURS["grid"],
    "grid.linewidth": 0.6,
    "xtick.color": COLOURS["muted"],
    "ytick.color": COLOURS["muted"],
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "xtick.major.width": 0.8,
    "ytick.major.width": 0.8,
    "xtick.major.size": 3.5,
    "ytick.major.size": 3.5,
    "lines.linewidth": 1.9,
    "lines.solid_capstyle": "round",
    "text.color": COLOURS["ink"],
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
    "svg.fonttype": "none",
    "svg.hashsalt": "nnbook",
}


def house_style():
    """Return a context, also usable as a decorator, that draws in the book's style.

    It starts from matplotlib's defaults: nobody's own matplotlibrc changes a picture.

    Examples
    --------
    >>> import matplotlib
    >>> with house_style():
    ...     matplotlib.rcParams["axes.spines.top"]
    False
    """
    return matplotlib.style.context(RC, after_reset=True)


def hue(name: str) -> str:
    """Return a colour of the house by its name.

    Raises
    ------
    ValueError
        If there is none of that name: only these follow the theme of the page.

    Examples
    --------
    >>> hue("ink")
    '#1d2129'
    """
    if name not in COLOURS:
        raise ValueError(f"colour must be one of {', '.join(COLOURS)}; got {name!r}")
    return COLOURS[name]


@house_style()
def canvas(width: float = PANEL[0], height: float = PANEL[1]) -> Canvas:
    """Return an empty matplotlib figure; nothing global is changed.

    Parameters
    ----------
    width, height : float
        Size in inches, 72 points each.

    Examples
    --------
    >>> canvas(4, 3).get_size_inches().tolist()
    [4.0, 3.0]
    """
    figure = Canvas(figsize=(width, height))
    figure.drawn_by = _drawing_function()
    return figure


def _drawing_function() -> str:
    """Return the name of the outermost caller that draws a subject of the book."""
    frame, found = sys._getframe(1), ""
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(("nnbook.plots.", "nnbook.drawing.")):
            found = f"{module}.{frame.f_code.co_name}"
        frame = frame.f_back
    return found


@house_style()
def panel(width: float = PANEL[0], height: float = PANEL[1]) -> tuple[Canvas, Axes]:
    """Return an empty figure and its axes.

    Parameters
    ----------
    width, height : float
        Size in inches, 72 points each.

    Examples
    --------
    >>> figure, ax = panel()
    >>> ax.spines["top"].get_visible()
    False
    """
    figure = canvas(width, height)
    return figure, figure.add_subplot()


@house_style()
def to_svg(canvas: Canvas, alone: bool = False) -> str:
    """Return the SVG of a matplotlib figure.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        A figure drawn in the house style.
    alone : bool, optional
        Whether it needs no page, style sheet or font: it lies on white paper, and its
        text is drawn as paths. In a page text is text.

    Returns
    -------
    str
        An ``<svg>`` element, the same for the same drawing.

    Examples
    --------
    >>> figure, _ = panel()
    >>> to_svg(figure).startswith("<svg")
    True
    >>> [COLOURS["paper"] in to_svg(figure, alone) for alone in (False, True)]
    [False, True]
    """
    own, paper = {}, COLOURS["paper"]
    if alone:
        own["facecolor"] = paper
        matplotlib.rcParams["svg.fonttype"] = "path"  # until the style ends
        for label in canvas.findobj(lambda artist: artist.get_gid() == HALO["gid"]):
            label.set_path_effects([withStroke(linewidth=RIM, foreground=paper)])
    buffer = io.StringIO()
    canvas.savefig(
        buffer, format="svg", metadata={"Date": None}, transparent=True, **own
    )
    text = buffer.getvalue()
    return text[text.index("<svg") :].strip()
