"""NumPy's functions for symbols: a kernel run on them says what formula it computes.

The symbol `X` stands for all numbers of one region: one of the two sides of 0, or 0
itself. Each comparison of a kernel must come out the same for the whole region, and
then chooses the branch. Numbers further from 0 than `REACH` are left out: there the
kernels cut off what is smaller than any float, as `tests/numerics` measures.
"""

from types import SimpleNamespace

import sympy
from formulas.calculus import Undecided, X
from sympy import Interval

REACH = 37
REGIONS = {
    "left": Interval.open(-REACH, 0),
    "zero": sympy.FiniteSet(0),
    "right": Interval.open(0, REACH),
}


def exactly(value):
    """Return a float or an expression with every float as the decimal it prints."""
    return sympy.nsimplify(value, rational=True)


def numpy_on(region):
    """Return a stand-in for NumPy that works on `X`, a number of that region."""

    def where(condition, yes, no):
        yes, no, condition = exactly(yes), exactly(no), exactly(condition)
        holds = condition.as_set() if condition.has(X) else bool(condition)
        if holds is True or (holds is not False and region.is_subset(holds)):
            return yes
        if holds is False or region.intersect(holds) == sympy.S.EmptySet:
            return no
        raise Undecided(f"{condition} for x in {region}")

    def absolute(a):
        # What is positive for certain, as a parameter is, has no part in the sign.
        sure = [factor for factor in sympy.Mul.make_args(a) if factor.is_positive]
        return where(a / sympy.Mul(*sure) >= 0, a, -a)

    return SimpleNamespace(
        where=where,
        abs=absolute,
        maximum=lambda a, b: where(a >= b, a, b),
        minimum=lambda a, b: where(a <= b, a, b),
        clip=lambda a, low, high: where(a < low, low, where(a > high, high, a)),
        heaviside=lambda a, at_0: where(a > 0, 1, where(a < 0, 0, at_0)),
        copysign=lambda a, b: where(b >= 0, absolute(a), -absolute(a)),
        isnan=lambda a: False,
        exp=lambda a: sympy.exp(exactly(a)),
        expm1=lambda a: sympy.exp(exactly(a)) - 1,
        tanh=lambda a: sympy.tanh(exactly(a)),
        sqrt=lambda a: sympy.sqrt(exactly(a)),
        pi=sympy.pi,
    )


def run(kernel, region, **parameters):
    """Return what a kernel computes in a region, as an exact expression in `X`."""
    x = X if region != REGIONS["zero"] else sympy.Integer(0)
    return exactly(kernel(x, **parameters))
