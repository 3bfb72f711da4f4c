"""Time two functions side by side, so that what slows the machine slows both."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

SHORTEST = 0.02  # seconds that one measurement takes at least


class Ratio(NamedTuple):
    """How long the first takes in units of the second, and the quartiles of that."""

    middle: float
    low: float
    high: float
    seconds: tuple[float, float]


def side_by_side(first: Callable, second: Callable, rounds: int = 25) -> Ratio:
    """Call both in turn, and return the median ratio of their times, with its spread.

    Each round times the one and at once the other, in an order that changes: what slows
    the machine down for a while slows both.
    """
    often = [_often(function) for function in (first, second)]
    ratios, times = [], ([], [])
    gc.disable()
    try:
        for turn in range(rounds):
            taken = [0.0, 0.0]
            for which in (0, 1) if turn % 2 else (1, 0):
                taken[which] = _time((first, second)[which], often[which])
                times[which].append(taken[which])
            ratios.append(taken[0] / taken[1])
    finally:
        gc.enable()
    low, _, high = quantiles(ratios, n=4)
    return Ratio(median(ratios), low, high, (median(times[0]), median(times[1])))


def _often(function: Callable) -> int:
    """How often to call a function in one measurement; the first call warms it up."""
    function()
    return max(1, round(SHORTEST / _time(function, 1)))


def _time(function: Callable, often: int) -> float:
    """Return the seconds of one call, of so many in a row."""
    start = perf_counter()
    for _ in range(often):
        function()
    return (perf_counter() - start) / often
