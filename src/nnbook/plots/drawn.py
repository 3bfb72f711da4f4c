"""What a drawing shows, as numbers and words: the data behind the picture.

Pictures are compared by these, not by their pixels, so that a changed value shows and a
changed font does not.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.spines import Spine
from matplotlib.text import Text

ROOMS = ("nnbook.plots.", "nnbook.drawing.")
HELPERS = ("nnbook.plots.style", __name__)  # what every drawing goes through
MOST = 12  # entries that stand for a long array
DIGITS = 9


def drawn(canvas: Figure) -> dict[str, Any]:
    """Return the arrays and texts of a matplotlib figure, long ones summed up.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        A figure whose artists stand as they will be printed.

    Returns
    -------
    dict
        ``"texts"``, the words in the order they were drawn, and ``"arrays"``, by a
        name such as ``"axes 0, line 2, y"``: the `summary` of each array.

    Examples
    --------
    >>> from nnbook.plots import panel
    >>> canvas, ax = panel()
    >>> line = ax.plot([0, 1, 2], [0, 1, 4])
    >>> drawn(canvas)["arrays"]["axes 0, line 0, y"]
    [0.0, 1.0, 4.0]
    """
    texts, arrays = [], {}
    for number, ax in enumerate(canvas.axes):
        place = f"axes {number}"
        arrays[f"{place}, limits"] = [*ax.get_xlim(), *ax.get_ylim()]
        labels = [
            text for text in (ax.xaxis.label, ax.yaxis.label) if text.get_visible()
        ]
        labels += [*ax.get_xticklabels(), *ax.get_yticklabels()]
        if legend := ax.get_legend():
            labels += legend.get_texts()
        texts += [label.get_text() for label in labels if ax.axison]
        texts += _collect(ax, place, arrays)
    texts += _collect(canvas, "figure", arrays)
    return {
        "texts": [text for text in texts if text.strip()],
        "arrays": {name: summary(array) for name, array in arrays.items()},
    }


def _collect(parent: Artist, place: str, arrays: dict) -> list[str]:
    """Note the arrays of an artist's parts under their names; return their texts."""
    texts, seen = [], Counter()
    for artist in parent.get_children():
        if isinstance(artist, Spine) or artist == parent.patch:
            continue  # the frame and the ground
        found = list(_arrays(artist))
        for kind, part, array in found:
            arrays[f"{place}, {kind} {seen[kind]}, {part}"] = array
        seen.update({kind for kind, _, _ in found})
        if isinstance(artist, Text):
            texts.append(artist.get_text())
    return texts


def _arrays(artist: Artist) -> Iterator[tuple[str, str, Any]]:
    """The arrays of one artist, each with the kind of artist and a name."""
    if isinstance(artist, Line2D):
        yield "line", "x", artist.get_xdata(orig=False)
        yield "line", "y", artist.get_ydata(orig=False)
    elif isinstance(artist, Collection):
        yield "collection", "places", artist.get_offsets()
        paths = [path.vertices for path in artist.get_paths()]
        yield "collection", "corners", np.concatenate([*paths, np.empty((0, 2))])
    elif isinstance(artist, FancyArrowPatch):
        # The curve of an arrow depends on how large the picture is; its ends do not.
        yield "arrow", "ends", artist._posA_posB
    elif isinstance(artist, Patch):
        path = artist.get_patch_transform().transform_path(artist.get_path())
        yield "patch", "corners", path.vertices
    elif isinstance(artist, Text) and artist.get_text().strip():
        place = getattr(artist, "xy", artist.get_position())
        yield "text", "place", place


def summary(array: Any) -> list | dict:
    """Return the entries of an array; of a long one some, and what all add up to.

    Parameters
    ----------
    array : array_like of float, any shape
        What was drawn. Masked entries count as nan.

    Returns
    -------
    list of float, or dict
        Up to 12 entries, rounded to 9 digits; else ``shape``, ``some`` (12 of the
        entries, evenly spaced), and the ``mean`` and root mean square, ``rms``.

    Examples
    --------
    >>> summary([1.0, 2.5])
    [1.0, 2.5]
    >>> summary(range(100))["mean"]
    49.5
    """
    entries = np.ma.filled(np.ma.asarray(array, dtype=float), np.nan)
    flat = entries.ravel()
    if flat.size <= MOST:
        return _rounded(flat)
    known = flat[np.isfinite(flat)]
    known = known if known.size else np.array([np.nan])
    places = np.linspace(0, flat.size - 1, MOST).round().astype(int)
    mean, rms = _rounded([known.mean(), np.sqrt((known**2).mean())])
    shape = [int(length) for length in entries.shape]
    return {"shape": shape, "some": _rounded(flat[places]), "mean": mean, "rms": rms}


def _rounded(numbers) -> list[float | None]:
    """Round to the digits of the record; what is not finite is None."""
    return [
        float(f"{number:.{DIGITS}g}") if np.isfinite(number) else None
        for number in numbers
    ]


def drawing_function() -> str:
    """Return the name of the function of nnbook that the page called to draw.

    It is looked up among the callers: the outermost one of `nnbook.plots` or
    `nnbook.drawing`; ``""`` if the page draws by itself.
    """
    frame, found = sys._getframe(1), ""
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(ROOMS) and module not in HELPERS:
            found = f"{module}.{frame.f_code.co_name}"
        frame = frame.f_back
    return found
