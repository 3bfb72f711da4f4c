"""exp(x) - 1 for x <= 0, nearly as close to the truth as a float can be.

NumPy has its own expm1 for processors with AVX-512, wrong by half a unit in the last
place at most, and elsewhere leaves it to the C library, which may be wrong by 0.7. The
one here is wrong by half a unit again, on any processor, and takes about twice as long
as the C library's.
"""

from decimal import Decimal, localcontext
from functools import cache

import numpy as np

from nnbook._exact import two_sum

_STEPS = 128  # of the table, to one unit of x
_END = 38  # from here leftwards the result is -1


def expm1(x, out=None):
    """Return exp(x) - 1 for a float64 array without positive numbers."""
    return _best()(x, out=out)


@cache
def _best():
    """Return NumPy's function if it is as good as the one by a table, else that one."""
    return np.expm1 if _largest_error(np.expm1) < 0.51 else by_table


def _largest_error(function):
    """Return the largest error found, in units of the last place.

    On these points the results lie between 1/2 and 1, and so have the same unit.
    """
    x = np.linspace(-1.6, -0.7, 150)
    with localcontext(prec=40):
        true = [Decimal(value).exp() - 1 for value in x.tolist()]
        got = function(x).tolist()
        errors = [abs(Decimal(g) - t) for g, t in zip(got, true, strict=True)]
    return float(max(errors)) / np.spacing(0.75)


def by_table(x, out=None):
    """Return exp(x) - 1, from the values at all multiples of 1/128.

    With the nearest of them, y, and r = x - y, it is expm1(y) + expm1(r) + their
    product. The first is known to twice as many digits as a float has, and r is exact.
    """
    high, low = _table()
    x = np.maximum(x, -_END)
    n = np.rint(-_STEPS * x)
    with np.errstate(invalid="ignore"):
        place = n.astype(np.intp)  # of nan any: r is nan
    n /= _STEPS
    r = np.add(x, n, out=n)
    # expm1(r) = r + small, by the first terms of the series
    small = r * (1 / 5040)
    for factorial in (720, 120, 24, 6, 2):
        small += 1 / factorial
        small *= r
    small *= r
    high = high.take(place, mode="clip")
    small += high * (r + small)
    small += low.take(place, mode="clip")
    total, error = two_sum(high, r)
    error += small
    total += error
    return np.copysign(total, x, out=out)


@cache
def _table():
    with localcontext(prec=40):
        exact = [(Decimal(-n) / _STEPS).exp() - 1 for n in range(_END * _STEPS + 1)]
        high = [float(value) for value in exact]
        low = [float(v - Decimal(h)) for v, h in zip(exact, high, strict=True)]
    return np.array(high), np.array(low)
