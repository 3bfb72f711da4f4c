"""True values at 400 bits, the points of comparison, and the largest errors found."""

from __future__ import annotations

from functools import cache

import mpmath
import numpy as np
from mpmath import mpf

from nnbook import (
    elu,
    gelu,
    gelu_tanh,
    leaky_relu,
    log_softmax,
    relu,
    sigmoid,
    softmax,
    tanh,
)
from tools.measures.ulp import errors, ulps

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


def phi(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


@cache  # slow at this precision; GELU and its slope want it at the same points
def cdf(x):
    if abs(x) > 60:
        return mpf(x > 0)
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def true_sigmoid_slope(x):
    z = mpmath.exp(-abs(x))
    return z / (1 + z) ** 2


def true_tanh_slope(x):
    z = mpmath.exp(-2 * min(abs(x), 1000))
    return 4 * z / (1 + z) ** 2


def true_elu(x):
    return x if x > 0 else mpmath.expm1(max(x, -2000))


def true_gelu_tanh(x):
    t = max(min(x, mpf(60)), mpf(-60))
    u = mpmath.sqrt(2 / mpmath.pi) * (t + mpf(0.044715) * t**3)
    return x / (1 + mpmath.exp(-2 * u))


SLOPE = mpf(0.01)
CASES = {
    "relu": (relu, lambda x: max(x, mpf(0))),
    "relu'": (relu.derivative, lambda x: mpf(x > 0)),
    "elu": (elu, true_elu),
    "elu'": (elu.derivative, lambda x: mpmath.exp(max(min(x, 0), -2000))),
    "leaky_relu": (leaky_relu, lambda x: x if x >= 0 else SLOPE * x),
    "leaky_relu'": (leaky_relu.derivative, lambda x: mpf(1) if x >= 0 else SLOPE),
    "tanh": (tanh, lambda x: mpmath.tanh(max(min(x, 1000), -1000))),
    "tanh'": (tanh.derivative, true_tanh_slope),
    "sigmoid": (sigmoid, lambda x: 1 / (1 + mpmath.exp(min(-x, 2000)))),
    "sigmoid'": (sigmoid.derivative, true_sigmoid_slope),
    "gelu": (gelu, lambda x: x * cdf(x)),
    "gelu'": (gelu.derivative, lambda x: cdf(x) + x * phi(min(abs(x), 60))),
    "gelu_tanh": (gelu_tanh, true_gelu_tanh),
}


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


def row_errors(name, kind, dtype=np.float64):
    """Return the errors of softmax or its logarithm in ULP, for one kind of scores."""
    function, truth = ROWS[name]
    x = scores(kind, dtype)
    true = [value for row in x.astype(float) for value in truth(row)]
    return ulps(function(x), true)


@cache
def worst(name, dtype):
    """Return the largest error in ULP, and at which x; nan for a row of scores.

    GELU's slope is left out where it crosses 0, as `ulp` and the tests say.
    """
    with mpmath.workprec(BITS):
        if name in ROWS:
            return max(row_errors(name, kind, dtype).max() for kind in KINDS), np.nan
        x, got, true, error = measure(name, dtype)
        if dtype == np.float64:
            error = errors(name, x, got, true)
        elif name == "gelu'":
            x, error = (part[np.abs(x + 0.7518) >= 1e-3] for part in (x, error))
        place = np.argmax(error)
        return float(error[place]), float(x[place])
