"""The record of a drawing: its data and words, short enough to read a change in.

Pictures are compared by these, not by their pixels, so that a changed value shows and a
changed font does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.spines import Spine
from matplotlib.text import Text

from nnbook.figures.series import series_of

__all__ = ["drawn", "summary"]

MOST = 8  # entries that stand for a long array
DIGITS = 8  # one more than is compared: rounding alone makes no difference


def drawn(canvas: Canvas) -> dict[str, Any]:
    """Return the series and texts of a matplotlib figure, and what else it shows.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        A figure whose artists stand as they will be printed.

    Returns
    -------
    dict
        ``"texts"``, the words in the order they were drawn, and ``"arrays"``, the
        `summary` of each array by a name such as ``"tanh, y"``; what else was drawn,
        guides and shapes, is one array for each kind.

    Examples
    --------
    >>> from nnbook.figures.series import curve
    >>> from nnbook.figures.style import panel
    >>> canvas, ax = panel()
    >>> line = curve(ax, [0, 1, 2], [0, 1, 4], "square")
    >>> drawn(canvas)["arrays"]["square, y"]
    [0.0, 1.0, 4.0]
    """
    texts, arrays = [], {}
    for number, ax in enumerate(canvas.axes):
        place = f"axes {number}, " if len(canvas.axes) > 1 else ""
        arrays[f"{place}limits"] = [*ax.get_xlim(), *ax.get_ylim()]
        labels = [
            text for text in (ax.xaxis.label, ax.yaxis.label) if text.get_visible()
        ]
        labels += [*ax.get_xticklabels(), *ax.get_yticklabels()]
        texts += [label.get_text() for label in labels if ax.axison]
        series = [part for part in series_of(canvas) if part.ax is ax]
        for part in series:
            arrays[f"{place}{part.name}, x"] = part.x
            arrays[f"{place}{part.name}, y"] = part.y
        told = {id(artist) for part in series for artist in part.artists}
        told |= {id(bar) for group in ax.containers for bar in group}
        texts += _others(ax, place, arrays, told)
    texts += _others(canvas, "figure, ", arrays)
    return {
        "texts": " · ".join(" ".join(text.split()) for text in texts if text.strip()),
        "arrays": {name: summary(array) for name, array in arrays.items()},
    }


def _others(parent: Artist, place: str, arrays: dict, told=()) -> list[str]:
    """Note what is drawn beside the series, by kind; return the texts."""
    found: dict[str, list[np.ndarray]] = {}
    texts = []
    for artist in parent.get_children():
        if isinstance(artist, Spine) or artist is parent.patch or id(artist) in told:
            continue  # the frame, the ground, the data
        if isinstance(artist, Text):
            texts.append(artist.get_text())
        for kind, array in _arrays(artist):
            found.setdefault(kind, []).append(np.ravel(array))
    for kind, parts in found.items():
        arrays[f"{place}{kind}"] = np.concatenate(parts)
    return texts


def _arrays(artist: Artist) -> Iterator[tuple[str, Any]]:
    """The arrays of one artist, each with the kind of artist."""
    if isinstance(artist, Line2D):
        yield "guides", artist.get_xydata()
    elif isinstance(artist, Collection):
        yield "guides", np.concatenate([p.vertices for p in artist.get_paths()] or [[]])
    elif isinstance(artist, FancyArrowPatch):
        # The curve of an arrow depends on how large the picture is; its ends do not.
        yield "arrows", artist._posA_posB
    elif isinstance(artist, Patch):
        path = artist.get_patch_transform().transform_path(artist.get_path())
        yield "shapes", path.vertices
    elif isinstance(artist, Text) and artist.get_text().strip():
        yield "places of texts", getattr(artist, "xy", artist.get_position())


def summary(array: Any) -> list | dict:
    """Return the entries of an array; of a long one some, and what all add up to.

    Parameters
    ----------
    array : array_like of float, any shape
        What was drawn. Masked entries count as nan.

    Returns
    -------
    list of float, or dict
        Up to 8 entries, rounded to 8 digits; else ``shape``, ``some`` (8 of the
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
