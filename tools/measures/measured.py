"""True values at 400 bits, the points of comparison, and the largest errors found."""

from __future__ import annotations

from functools import cache

import mpmath
import numpy as np
import sympy
from mpmath import mpf

from nnbook import ACTIVATIONS, gelu_tanh, log_softmax, softmax
from tools.measures.calculus import X, formula, usual
from tools.measures.ulp import ABSOLUTE, errors, ulps

BITS = 400


def points(dtype):
    """Dense where functions bend, sparse in the tails, and all the extremes."""
    rng = np.random.default_rng(20220901)
    tiny, huge = np.finfo(dtype).smallest_subnormal, np.finfo(dtype).max
    magnitudes = np.concatenate(
        [
            np.geomspace(1e3 * np.finfo(dtype).tiny, 800.0, 200),
            [tiny, 2 * tiny, 3 * tiny, 1000 * tiny, np.finfo(dtype).tiny],
            [709.78, 709.79, 710.0, 745.13, 745.14, 800.0, 1e4, 1e30, huge],
            [36.9, 37.0, 37.1, 37.5, 38.0, 38.4, 38.5, 38.6, 39.0, 40.0, 41.0],
            np.log(2.0) * np.arange(1, 20),
        ]
    )
    x = np.concatenate(
        [
            rng.uniform(-50, 50, 6000),
            rng.uniform(-3, 3, 3000),
            rng.uniform(-0.7519, -0.7517, 50),
            rng.uniform(-40, -36, 200),
            rng.uniform(-760, 760, 200),
            magnitudes,
            -magnitudes,
        ]
    )
    with np.errstate(under="ignore"):
        return np.unique(x.astype(dtype))


# -- True values -----------------------------------------------------------------------

# Beyond this exp is taken as constant: that is far outside all floats, and what mpmath
# makes of exp(1e308) takes very long.
FAR = mpf(10) ** 5
MEANINGS = {
    "exp": lambda x: mpmath.exp(max(min(x, FAR), -FAR)),
    "one_plus_erf": lambda x: mpmath.erfc(max(min(-x, 60), -60)),
}


def exactly(expression):
    """Return a function for the true value of a formula, with digits to spare.

    A formula loses digits near 0, where its terms cancel, and far out, where they are
    as small as exp(-2 x): it gets as many more. (1 + erf would lose far more.)
    """
    one_plus_erf = sympy.Function("one_plus_erf")
    expression = expression.replace(sympy.erf, lambda u: one_plus_erf(u) - 1)
    steep = expression.has(one_plus_erf)
    function = sympy.lambdify(X, expression, [MEANINGS, "mpmath"], cse=True)

    def value(x):
        near = max(-2 * mpmath.mag(x), 0) if x else 0
        far = 0 if steep else 4 * min(abs(x), 800)
        with mpmath.workprec(int(BITS + near + far)):
            return mpf(function(x))

    return value


def approximation():
    cubic = X + sympy.Rational(0.044715) * X**3
    return X / (1 + sympy.exp(-2 * sympy.sqrt(2 / sympy.pi) * cubic))


CASES = {}
for _name, _f in ACTIVATIONS.items():
    _formula = formula(_f, **usual(_f))
    CASES[_name] = _f, exactly(_formula)
    CASES[_name + "'"] = _f.derivative, exactly(sympy.diff(_formula, X))
CASES["gelu_tanh"] = gelu_tanh, exactly(approximation())


@cache
def measure(name, dtype):
    """Return the points, what is got there, what is true, and the errors in ULP."""
    function, truth = CASES[name]
    # float32 is rounded from float64: every fourth point shows whether that is right.
    x = points(dtype)[:: 1 if dtype == np.float64 else 4]
    got = function(x)
    assert got.dtype == dtype
    with mpmath.workprec(BITS):
        true = [truth(mpf(float(v))) for v in x]
        return x, got, true, ulps(got, true)


def true_softmax(row):
    top = max(row)
    powers = [mpmath.exp(mpf(v) - mpf(top)) for v in row]
    total = mpmath.fsum(powers)
    return [p / total for p in powers]


def true_log_softmax(row):
    top = max(row)
    total = mpmath.fsum(mpmath.exp(mpf(v) - mpf(top)) for v in row)
    # With one clear winner the total is 1 + tiny; 400 bits hold 1e-120 of it.
    rest = mpmath.fsum(mpmath.exp(mpf(v) - mpf(top)) for v in row if v != top)
    log_total = mpmath.log1p(rest) if sum(row == top) == 1 else mpmath.log(total)
    return [mpf(v) - mpf(top) - log_total for v in row]


def scores(kind, dtype=np.float64):
    rng = np.random.default_rng(7)
    return {
        "normal": rng.normal(0, 10, (600, 10)),
        "wide": rng.uniform(-350, 350, (600, 10)),
        "far from zero": 1e4 + rng.normal(0, 5, (600, 10)),
        "some": rng.normal(0, 3, (40, 100)),
        "many": rng.normal(0, 10, (6, 1000)),
        "ties": rng.integers(-3, 3, (100, 6)).astype(float),
        "one winner": np.array([[0.0, -x, -2 * x] for x in np.linspace(20, 200, 60)]),
    }[kind].astype(dtype)


KINDS = ["normal", "wide", "far from zero", "some", "many", "ties", "one winner"]
ROWS = {
    "softmax": (softmax, true_softmax),
    "log_softmax": (log_softmax, true_log_softmax),
}


@cache
def row_errors(name, kind, dtype=np.float64):
    """Return the errors of softmax or its logarithm in ULP, for one kind of scores."""
    function, truth = ROWS[name]
    x = scores(kind, dtype)
    true = [value for row in x.astype(float) for value in truth(row)]
    return ulps(function(x), true)


@cache
def worst(name, dtype):
    """Return the largest error in ULP, and at which x; nan for a row of scores.

    A slope is left out where it crosses 0, as `ulp` and the tests say.
    """
    with mpmath.workprec(BITS):
        if name in ROWS:
            return max(row_errors(name, kind, dtype).max() for kind in KINDS), np.nan
        x, got, true, error = measure(name, dtype)
        if dtype == np.float64:
            error = errors(name, x, got, true)
        elif name in ABSOLUTE:
            away = np.abs(got) >= 1e-3
            x, error = x[away], error[away]
        place = np.argmax(error)
        return float(error[place]), float(x[place])
