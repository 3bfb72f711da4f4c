"""NumPy's functions for symbols: a kernel run on them says what formula it computes.

The symbol `X` stands for all numbers of one region: one of the two sides of 0, or 0
itself. Each comparison of a kernel must come out the same for the whole region, and
then chooses the branch. Numbers further from 0 than `REACH` are left out: there the
kernels cut off what is smaller than any float, as `tests/numerics` measures.
"""

from types import SimpleNamespace

import sympy
from sympy import Interval
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom

from tools.measures.calculus import Undecided, X

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

    def maximum(a, b, out=None):
        # A comparison counts as 1 where it holds and as 0 elsewhere, as in NumPy.
        if isinstance(b, bool | Relational | BooleanAtom):
            b = where(b, 1, 0)
        return where(a >= b, a, b)

    def minimum(a, b, out=None):
        return where(a <= b, a, b)

    return SimpleNamespace(
        where=where,
        abs=lambda a: where(a >= 0, a, -a),
        maximum=maximum,
        minimum=minimum,
        clip=lambda a, low, high: maximum(low, minimum(a, high)),
        sign=lambda a, out=None: where(a > 0, 1, where(a < 0, -1, 0)),
        copysign=lambda a, b, out=None: a * where(a >= 0, 1, -1) * where(b >= 0, 1, -1),
        isnan=lambda a: False,
        add=lambda a, b, out=None: a + b,
        subtract=lambda a, b, out=None: a - b,
        multiply=lambda a, b, out=None: a * b,
        divide=lambda a, b, out=None: a / b,
        exp=lambda a, out=None: sympy.exp(exactly(a)),
        expm1=lambda a, out=None: sympy.exp(exactly(a)) - 1,
        tanh=lambda a, out=None: sympy.tanh(exactly(a)),
        sqrt=lambda a: sympy.sqrt(exactly(a)),
        pi=sympy.pi,
    )


def run(kernel, region, **parameters):
    """Return what a kernel computes in a region, as an exact expression in `X`."""
    x = X if region != REGIONS["zero"] else sympy.Integer(0)
    return exactly(kernel(x, **parameters))
