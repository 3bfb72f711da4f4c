"""The numbers behind a drawing as tables: for those who cannot see it, or want them.

What was drawn is known from its series (:mod:`nnbook.figures.series`).  Curves over the
same x share a table; a long one is shown by the points that say most about its shape.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from nnbook.figures.numbers import printed
from nnbook.figures.series import Series, cells_of, series_of
from nnbook.figures.thinning import landmarks

__all__ = ["tables"]

SIDES = ("from the left", "from the right")


def tables(canvas: Canvas) -> list[dict]:
    """Return what a drawing shows as tables of texts, long curves by their landmarks.

    Parameters
    ----------
    canvas : matplotlib.figure.Figure
        A figure.

    Returns
    -------
    list of dict
        ``"title"``; ``"over"``, what all columns but the first show, or ``""``;
        ``"head"``, the names of the columns; ``"rows"``, of which the first cell
        names the row; ``"drawn"``, how many points the picture has.

    Examples
    --------
    >>> from nnbook.figures.series import curve
    >>> from nnbook.figures.style import panel
    >>> canvas, ax = panel()
    >>> line = curve(ax, [0, 1, 2], [0, 1, 4], "square")
    >>> label = ax.set_xlabel("x")
    >>> (table,) = tables(canvas)
    >>> table["head"], table["rows"]
    (['x', 'square'], [['0', '0'], ['1', '1'], ['2', '4']])
    """
    found = [table for ax in canvas.axes for table in _tables(ax)]
    return found + _cells(canvas)


def _tables(ax: Axes) -> Iterator[dict]:
    kinds: dict[str, list[Series]] = {}
    for part in series_of(ax.figure):
        if part.ax is ax:
            kinds.setdefault(part.kind, []).append(part)
    title = _title(ax) or next(filter(None, map(_title, ax.figure.axes)), "")
    for group in _aligned(kinds.get("curve", [])):
        yield _curves(ax, group) | {"title": title or _listed(group)}
    if bars := kinds.get("bars"):
        yield _bars(ax, bars) | {"title": title or _listed(bars)}
    for path in kinds.get("trajectory", []):
        named = f"{title}: {path.name}".removeprefix(": ")
        yield _trajectory(ax, path) | {"title": named}
    if points := kinds.get("points"):
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
    return [[group[0], *sorted(group[1:], key=curves.index)] for group in groups]


def _curves(ax: Axes, group: list[Series]) -> dict:
    x = np.sort(group[0].x, kind="stable")
    columns = np.full((len(group), len(x)), np.nan)
    absent = np.ones(columns.shape, dtype=bool)
    for number, curve in enumerate(group):
        order = np.argsort(curve.x, kind="stable")
        whole = len(order) == len(x)
        at = slice(None) if whole else np.searchsorted(x, curve.x[order])
        columns[number, at], absent[number, at] = curve.y[order], False
    seen = np.flatnonzero((x >= min(ax.get_xlim())) & (x <= max(ax.get_xlim())))
    logs = (ax.get_xscale() == "log", ax.get_yscale() == "log")
    rows = seen[landmarks(x[seen], columns[:, seen], absent[:, seen], *logs)]
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
    tried = {digits: [printed(p, digits) for p in places] for digits in (3, 4, 5, 6)}
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


def _trajectory(ax: Axes, path: Series) -> dict:
    steps = np.arange(len(path.x))
    columns = np.array([path.x, path.y])
    rows = landmarks(steps, columns, np.zeros(columns.shape, dtype=bool))
    cells = [[f"{row}", printed(path.x[row]), printed(path.y[row])] for row in rows]
    names = [_words(ax.get_xlabel()), _words(ax.get_ylabel())]
    return {"over": "", "head": ["step", *names], "rows": cells, "drawn": len(steps)}


def _points(ax: Axes, points: list[Series]) -> dict:
    names = [_words(ax.get_xlabel()), _words(ax.get_ylabel())]
    rows = [
        [part.name, printed(x), printed(y)][: 2 + bool(names[1])]
        for part in points
        for x, y in zip(part.x, part.y, strict=True)
    ]
    head = ["", *filter(None, names)]
    return {"over": "", "head": head, "rows": rows, "drawn": len(rows)}


def _cells(canvas: Canvas) -> list[dict]:
    """The table of all values that have a place in it."""
    placed: dict[str, dict[str, str]] = {}
    for cell in cells_of(canvas):
        placed.setdefault(cell.row, {})[cell.column] = _words(cell.text)
    if not placed:
        return []
    columns = list(dict.fromkeys(name for row in placed.values() for name in row))
    rows = [[name, *(row.get(c, "") for c in columns)] for name, row in placed.items()]
    title = next(filter(None, map(_title, canvas.axes)), "")
    table = {"title": title, "over": "", "head": ["", *columns], "rows": rows}
    return [table | {"drawn": len(rows)}]


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
    return printed(value)
