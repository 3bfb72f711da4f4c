"""Which points of a long curve show its shape: round places, ends, extremes, kinks."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator

__all__ = ["landmarks"]

MOST = 13  # rows of a table
ROUND = 8  # of them at round places, at most
FEW = 6  # points of a series of which none is left out
NEAR = 1 / 500  # of the width: a nearer point is worth a row where the curve jumps
JUMP = 0.2  # of the height
SEEN = 0.02  # of the height: what lies nearer to its neighbours' line says nothing


def landmarks(x, columns, absent, log_x=False, log_y=False):
    """Return the indices of the points that show the shape of some curves.

    Parameters
    ----------
    x : array_like of float, shape (n,)
        Places, in rising order.
    columns : array_like of float, shape (k, n)
        The values of each curve there.
    absent : array_like of bool, shape (k, n)
        Where a curve has no point.
    log_x, log_y : bool
        Whether an axis is logarithmic.

    Returns
    -------
    ndarray of int
        Rising indices, 13 at most: all if there are not more, else the ends, the round
        places, the extremes, and where a line through the others misses most.

    Examples
    --------
    >>> x = np.linspace(-4, 4, 401)
    >>> relu = np.maximum(x, 0)[None]
    >>> print(x[landmarks(x, relu, np.isnan(relu))])
    [-4. -3. -2. -1.  0.  1.  2.  3.  4.]
    """
    x, columns, absent = np.asarray(x, float), np.asarray(columns), np.asarray(absent)
    if len(x) <= MOST:
        return np.arange(len(x))
    curves = [_height(column, log_y) for column in columns]
    curves = [curve for curve in curves if np.isfinite(curve).any()]
    along = np.log10(x) if log_x else x
    chosen = {0, len(x) - 1}
    for index in _in_order(x, along, curves, absent, log_x):
        if len(chosen) == MOST:
            break
        chosen.add(int(index))
    while len(chosen) < MOST:
        index, missed = _worst(along, curves, sorted(chosen))
        if missed < SEEN:
            break
        chosen.add(index)
    return np.array(sorted(chosen))


def _in_order(x, along, curves, absent, log_x):
    """Yield indices by their worth: of short series, of round places, of extremes."""
    for here in ~absent:
        if here.sum() <= FEW:
            yield from np.flatnonzero(here)
    whole = np.flatnonzero(~absent.any(axis=0))
    taken = {0, len(x) - 1}
    for place in _round_places(x, log_x):
        target = np.log10(place) if log_x else place
        near = np.argmin(np.abs(along - target))
        if len(whole) >= ROUND:  # better a point near it at which all curves have one
            near = whole[np.argmin(np.abs(along[whole] - target))]
        taken.add(int(near))
        yield near
    for curve in curves:
        for index in (np.nanargmax(curve), np.nanargmin(curve)):
            if np.nanmin(np.abs(curve[sorted(taken)] - curve[index])) > SEEN / 4:
                yield index


def _round_places(x, log_x):
    if log_x:
        low, high = np.ceil(np.log10(x[0])), np.floor(np.log10(x[-1]))
        stride = max(1, int(np.ceil((high - low + 1) / ROUND)))
        return 10.0 ** np.arange(low, high + 0.5, stride)
    ticks = MaxNLocator(ROUND, steps=[1, 2, 5, 10]).tick_values(x[0], x[-1])
    return ticks[(ticks > x[0]) & (ticks < x[-1])]


def _height(column, log):
    """The values as parts of the height that the curve takes."""
    with np.errstate(divide="ignore", invalid="ignore"):
        heights = np.log10(column) if log else np.asarray(column, dtype=float)
    heights = np.where(np.isfinite(heights), heights, np.nan)
    if np.isnan(heights).all():
        return heights
    low, high = np.nanmin(heights), np.nanmax(heights)
    return (heights - low) / (high - low or 1.0)


def _worst(along, curves, chosen):
    """The point that lies farthest from the lines through the chosen ones."""
    best = (chosen[0], 0.0)
    for curve in curves:
        known = [index for index in chosen if np.isfinite(curve[index])]
        if not known:
            continue
        line = np.interp(along, along[known], curve[known])
        missed = np.abs(np.nan_to_num(curve - line))
        missed[_is_told(along, curve, chosen)] = 0.0
        index = int(np.argmax(missed))
        if missed[index] > best[1]:
            best = (index, float(missed[index]))
    return best


def _is_told(along, curve, chosen):
    """Whether a chosen point lies so near that another says nothing new."""
    near = np.abs(along[:, None] - along[chosen]) < NEAR * np.ptp(along)
    alike = ~(np.abs(curve[:, None] - curve[chosen]) > JUMP)
    told = (near & alike).any(axis=1)
    told[chosen] = True
    return told
