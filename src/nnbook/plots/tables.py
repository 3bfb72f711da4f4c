"""The numbers behind a drawing as tables: for those who cannot see it, or want them.

What is drawn is read by its names (:mod:`nnbook.plots.named`).  Curves over the same x
share a table; of a long one stand those points that tell its course.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from nnbook.plots.named import BAR, Series, named
from nnbook.plots.thinning import telling

__all__ = ["tables"]

HIGH = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SIDES = ("from the left", "from the right")


def tables(canvas: Figure) -> list[dict]:
    """Return what a drawing shows as tables of texts, long curves by telling points.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        A figure whose artists bear names, as the module says.

    Returns
    -------
    list of dict
        ``"title"``; ``"over"``, what all columns but the first show, or ``""``;
        ``"head"``, the names of the columns; ``"rows"``, of which the first cell
        names the row; ``"drawn"``, how many points the picture has.

    Examples
    --------
    >>> from nnbook.plots import panel
    >>> canvas, ax = panel()
    >>> line = ax.plot([0, 1, 2], [0, 1, 4], label="square")
    >>> label = ax.set_xlabel("x")
    >>> (table,) = tables(canvas)
    >>> table["head"], table["rows"]
    (['x', 'square'], [['0', '0'], ['1', '1'], ['2', '4']])
    """
    found = [table for ax in canvas.axes for table in _tables(ax)]
    return found + _cells(canvas)


def _tables(ax: Axes) -> Iterator[dict]:
    series = named(ax)
    title = _title(ax) or next(filter(None, map(_title, ax.figure.axes)), "")
    for group in _aligned([part for part in series if part.kind == "curve"]):
        yield _curves(ax, group) | {"title": title or _listed(group)}
    if bars := [part for part in series if part.kind == "bar"]:
        yield _bars(ax, bars) | {"title": title or _listed(bars)}
    for way in (part for part in series if part.kind == "way"):
        yield _way(ax, way) | {"title": f"{title}: {way.name}".removeprefix(": ")}
    if points := [part for part in series if part.kind == "point"]:
        yield _points(ax, points) | {"title": title or _listed(points)}


def _title(ax: Axes) -> str:
    titles = (*map(ax.get_title, ("left", "center", "right")), ax.get_label())
    return _words(next(filter(None, titles), ""))


def _listed(series: list[Series]) -> str:
    return ", ".join(part.name for part in series)


# -- Tables of each kind -------------------------------------------------------------


def _aligned(curves: list[Series]) -> list[list[Series]]:
    """Groups of curves that have their values at the same x, or at some of these."""
    groups: list[list[Series]] = []
    for curve in sorted(curves, key=lambda curve: -len(curve.x)):
        for group in groups:
            if np.isin(curve.x, group[0].x).all():
                group.append(curve)
                break
        else:
            groups.append([curve])
    for group in groups:
        first = group[0]  # its x are those of the table
        order = np.argsort(first.x, kind="stable")
        first.x, first.y = first.x[order], first.y[order]
    return [[group[0], *sorted(group[1:], key=curves.index)] for group in groups]


def _curves(ax: Axes, group: list[Series]) -> dict:
    x = group[0].x
    columns = np.full((len(group), len(x)), np.nan)
    absent = np.ones(columns.shape, dtype=bool)
    columns[0], absent[0] = group[0].y, False
    for number, curve in enumerate(group[1:], 1):
        same = len(curve.x) == len(x)
        at = np.arange(len(x)) if same else np.searchsorted(x, curve.x)
        columns[number, at] = (
            curve.y[np.argsort(curve.x, kind="stable")] if same else curve.y
        )
        absent[number, at] = False
    seen = np.flatnonzero((x >= min(ax.get_xlim())) & (x <= max(ax.get_xlim())))
    logs = (ax.get_xscale() == "log", ax.get_yscale() == "log")
    rows = seen[telling(x[seen], columns[:, seen], absent[:, seen], *logs)]
    span = np.ptp(x[seen]) if len(seen) else 0.0
    places = np.where((abs(x) < 1e-9 * span) & (not logs[0]), 0.0, x)[rows]
    cells = [
        [
            "" if absent[k, row] else _shown(columns[k, row], ax)
            for k in range(len(group))
        ]
        for row in rows
    ]
    return {
        "over": _over(ax, [curve.name for curve in group]),
        "head": [_words(ax.get_xlabel()), *(curve.name for curve in group)],
        "rows": _headed(places, cells),
        "drawn": len(seen),
    }


def _headed(places: np.ndarray, cells: list[list[str]]) -> list[list[str]]:
    """Rows; where a curve jumps, the two of the same x say from which side."""
    tried = {digits: [_say(p, digits) for p in places] for digits in (3, 4, 5, 6)}
    apart = (heads for heads in tried.values() if len(set(heads)) == len(heads))
    heads = next(apart, tried[3])
    rows: list[list[str]] = []
    for number, (head, row) in enumerate(zip(heads, cells, strict=True)):
        before = number > 0 and heads[number - 1] == head
        after = number + 1 < len(heads) and heads[number + 1] == head
        if before and cells[number - 1] == row:
            continue
        if before or (after and cells[number + 1] != row):
            head = f"{head} {SIDES[before]}"
        rows.append([head, *row])
    return rows


def _bars(ax: Axes, bars: list[Series]) -> dict:
    """A row for each tick, a column for each name; each bar at its nearest tick."""
    ticks = ax.get_xticks()
    names = [tick.get_text() for tick in ax.get_xticklabels()]
    rows = [[_words(name)] + [""] * len(bars) for name in names]
    for number, part in enumerate(bars, 1):
        for x, y in zip(part.x, part.y, strict=True):
            rows[int(np.argmin(np.abs(ticks - x)))][number] = _shown(y, ax)
    return {
        "over": _over(ax, [part.name for part in bars]),
        "head": [_words(ax.get_xlabel()), *(part.name for part in bars)],
        "rows": rows,
        "drawn": sum(len(part.x) for part in bars),
    }


def _way(ax: Axes, way: Series) -> dict:
    steps = np.arange(len(way.x))
    columns = np.array([way.x, way.y])
    rows = telling(steps, columns, np.zeros(columns.shape, dtype=bool))
    cells = [[f"{row}", _say(way.x[row]), _say(way.y[row])] for row in rows]
    names = [_words(ax.get_xlabel()), _words(ax.get_ylabel())]
    return {"over": "", "head": ["step", *names], "rows": cells, "drawn": len(steps)}


def _points(ax: Axes, points: list[Series]) -> dict:
    names = [_words(ax.get_xlabel()), _words(ax.get_ylabel())]
    rows = [
        [part.name, _say(x), _say(y)][: 2 + bool(names[1])]
        for part in points
        for x, y in zip(part.x, part.y, strict=True)
    ]
    head = ["", *filter(None, names)]
    return {"over": "", "head": head, "rows": rows, "drawn": len(rows)}


def _cells(canvas: Figure) -> list[dict]:
    """The table of all texts that name their place in it."""
    placed: dict[str, dict[str, str]] = {}
    for ax in canvas.axes:
        for artist in [*ax.texts, *ax.lines]:
            row, bar, column = artist.get_label().partition(BAR)
            if bar:
                placed.setdefault(row, {})[column] = _cell(artist)
    if not placed:
        return []
    columns = list(dict.fromkeys(name for row in placed.values() for name in row))
    rows = [[name, *(row.get(c, "") for c in columns)] for name, row in placed.items()]
    title = next(filter(None, map(_title, canvas.axes)), "")
    table = {"title": title, "over": "", "head": ["", *columns], "rows": rows}
    return [table | {"drawn": len(rows)}]


def _cell(artist: Text | Line2D) -> str:
    """What a text says, without "p = "; where a dot lies."""
    if isinstance(artist, Text):
        return _words(artist.get_text()).rpartition(" = ")[2]
    return f"({', '.join(_say(at[0]) for at in artist.get_data())})"


def _over(ax: Axes, names: list[str]) -> str:
    over = _words(ax.get_ylabel())
    return "" if names == [over] else over


# -- Words and numbers ---------------------------------------------------------------


def _words(text: str) -> str:
    return " ".join(text.split())


def _shown(value: float, ax: Axes) -> str:
    """A value as finely as it can be seen: on a linear axis down to 1/10000."""
    if ax.get_yscale() == "linear" and np.isfinite(value):
        height = abs(np.subtract(*ax.get_ylim()))
        value = round(value, 4 - math.floor(math.log10(height)))
    return _say(value)


def _say(value: float, digits: int = 3) -> str:
    """A number to a few significant digits, as the pages print it."""
    if not math.isfinite(value):
        return "no number" if math.isnan(value) else f"{value}".replace("inf", "∞")
    if value != int(value) or abs(value) >= 1e6:  # a whole number is told in full
        value = float(f"{value:.{digits}g}")
    exponent = math.floor(math.log10(abs(value))) if value else 0
    if not -5 < exponent < 6:
        factor = f"{value / 10.0**exponent:.{digits}g}"
        text = f"10{str(exponent).translate(HIGH)}"
        text = text if factor == "1" else f"{factor}·{text}"
    else:
        text = f"{value:.{max(digits - 1 - exponent, 0)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        text = "0" if text == "-0" else text
    return text.replace("-", "−")
