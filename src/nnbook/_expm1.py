"""exp(x) - 1 for x <= 0, nearly as close to the truth as a float can be.

NumPy has its own expm1 for processors with AVX-512, wrong by half a unit in the last
place at most, and elsewhere leaves it to the C library, which may be wrong by 0.7. The
one here is wrong by half a unit again, on any processor, and takes about twice as long
as the C library's. It also gives the digits that follow, from which tanh is made.
"""

from decimal import Decimal, localcontext
from functools import cache

import numpy as np

from nnbook._exact import two_sum

_STEPS = 128  # of the table, to one unit of x
_END = 40  # from here leftwards the result is -1, and tanh(x / 2) too


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
    """Return exp(x) - 1 for a float64 array without positive numbers."""
    return np.copysign(in_two_parts(x)[0], x, out=out)


def in_two_parts(x):
    """Return exp(x) - 1, and what its rounding left out.

    The values at all multiples of 1/128 are in a table, to twice as many digits as a
    float has. With the nearest of them, y, and r = x - y, which is exact, it is
    expm1(y) + exp(y) expm1(r).
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
    # Where exp(y) is nearer to 1 than to 0, r is added whole: less of it is rounded.
    whole = (high > -0.5).astype(np.float64)
    factor = high + (1.0 - whole)
    total, rest = two_sum(high, whole * r)
    whole *= small
    rest += whole + factor * (r + small) + low.take(place, mode="clip")
    value = total + rest
    rest += np.subtract(total, value, out=total)
    return value, rest


@cache
def _table():
    with localcontext(prec=40):
        exact = [(Decimal(-n) / _STEPS).exp() - 1 for n in range(_END * _STEPS + 1)]
        high = [float(value) for value in exact]
        low = [float(v - Decimal(h)) for v, h in zip(exact, high, strict=True)]
    return np.array(high), np.array(low)
