"""Mathematics written into a drawing: letters italic, subscripts low, vectors bold."""

from __future__ import annotations

import itertools
from unicodedata import combining, normalize

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont, get_font

from nnbook.figures.style import COLOURS, MATH

__all__ = ["write"]


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
    >>> from nnbook.drawing.shapes import sheet
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
    size = max(0.72 * size, 11.0) if mark == "lower" else size
    return FontProperties(family=MATH["family"], style=slant, weight=weight, size=size)


def _advance(text: str, font: FontProperties) -> float:
    """Return the width of a text, the spaces at its ends included."""
    face = get_font(findfont(font))
    face.set_size(font.get_size_in_points(), 72)
    # The hat of ŷ is a mark of its own, and takes no room.
    letters = [c for c in normalize("NFD", text) if not combining(c)]
    return sum(face.load_char(ord(c)).linearHoriAdvance for c in letters) / 65536
