"""How many digits are right: every function against 400-bit arithmetic.

Errors are counted in ULP, units in the last place of the true result; the bars stand
in `ulp`.
"""

import mpmath
import numpy as np
import pytest
from mpmath import mpf
from ulp import BARS, errors, ulps

from nnbook import (
    elu,
    gelu,
    gelu_tanh,
    leaky_relu,
    log_softmax,
    relu,
    sigmoid,
    softmax,
    softmax_jacobian,
    tanh,
)

pytestmark = pytest.mark.filterwarnings("error")

BITS = 400


@pytest.fixture(autouse=True)
def _high_precision():
    with mpmath.workprec(BITS):
        yield


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
            rng.uniform(-50, 50, 1200),
            rng.uniform(-3, 3, 500),
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


def measure(function, truth, dtype):
    x = points(dtype)
    got = function(x)
    assert got.dtype == dtype
    true = [truth(mpf(float(v))) for v in x]
    return x, got, true, ulps(got, true)


@pytest.mark.parametrize("name", CASES)
def test_float64_error_in_ulp(name):
    x, got, true, _ = measure(*CASES[name], np.float64)
    error = errors(name, x, got, true)
    worst = np.argmax(error)
    assert error[worst] <= BARS[name], f"{error[worst]} ULP at x = {x[worst]!r}"


@pytest.mark.parametrize("name", CASES)
def test_float32_is_rounded_once(name):
    x, got, true, error = measure(*CASES[name], np.float32)
    if name == "gelu'":
        near_zero = np.abs(x + 0.7518) < 1e-3
        absolute = [abs(mpf(float(g)) - t) for g, t in zip(got, true, strict=True)]
        assert max(np.array(absolute)[near_zero]) <= 3e-8
        x, error = x[~near_zero], error[~near_zero]
    worst = np.argmax(error)
    assert error[worst] <= 0.51, f"{error[worst]} ULP at x = {x[worst]!r}"


@pytest.mark.parametrize("alpha", [0.1, 1.6732632423543772, 3.0])
def test_elu_with_other_parameters(alpha):
    x = points(np.float64)
    true = [
        mpf(v) if v > 0 else mpf(alpha) * mpmath.expm1(max(mpf(v), -2000)) for v in x
    ]
    assert ulps(elu(x, alpha=alpha), true).max() <= 2.0


@pytest.mark.parametrize("name", CASES)
def test_nan_goes_through_in_silence(name):
    for dtype in (np.float16, np.float32, np.float64):
        got = CASES[name][0](np.array([0.5, np.nan], dtype))
        assert np.isnan(got[1]) and np.isfinite(got[0])


@pytest.mark.parametrize(
    ("function", "left", "right"),
    [
        (relu, 0.0, np.inf),
        (relu.derivative, 0.0, 1.0),
        (elu, -1.0, np.inf),
        (elu.derivative, 0.0, 1.0),
        (leaky_relu, -np.inf, np.inf),
        (leaky_relu.derivative, 0.01, 1.0),
        (tanh, -1.0, 1.0),
        (tanh.derivative, 0.0, 0.0),
        (sigmoid, 0.0, 1.0),
        (sigmoid.derivative, 0.0, 0.0),
        (gelu, -0.0, np.inf),
        (gelu.derivative, -0.0, 1.0),
        (gelu_tanh, -0.0, np.inf),
    ],
)
def test_limits_and_their_signs(function, left, right):
    with np.errstate(all="raise"):
        got = function(np.array([-np.inf, np.inf]))
    assert list(got) == [left, right]
    assert np.signbit(got[0]) == np.signbit(left)


@pytest.mark.parametrize("function", [elu, leaky_relu, tanh, gelu, gelu_tanh])
def test_odd_at_zero_keeps_the_sign(function):
    assert np.signbit(function(-0.0)) and not np.signbit(function(0.0))


def test_relu_of_minus_zero_is_the_zero_of_its_formula():
    assert not np.signbit(relu(-0.0))


@pytest.mark.parametrize("name", CASES)
def test_no_floating_point_exception_of_any_kind(name):
    with np.errstate(all="raise"):
        CASES[name][0](points(np.float64))


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
        "normal": rng.normal(0, 10, (150, 10)),
        "wide": rng.uniform(-350, 350, (150, 10)),
        "far from zero": 1e4 + rng.normal(0, 5, (150, 10)),
        "many": rng.normal(0, 10, (2, 1000)),
        "ties": rng.integers(-3, 3, (100, 6)).astype(float),
        "one winner": np.array([[0.0, -x, -2 * x] for x in np.linspace(20, 200, 60)]),
    }[kind].astype(dtype)


KINDS = ["normal", "wide", "far from zero", "many", "ties", "one winner"]


@pytest.mark.parametrize("kind", KINDS)
def test_softmax_error_in_ulp(kind):
    x = scores(kind)
    true = [p for row in x for p in true_softmax(row)]
    assert ulps(softmax(x), true).max() <= BARS["softmax"]


@pytest.mark.parametrize("kind", KINDS)
def test_log_softmax_error_in_ulp(kind):
    x = scores(kind)
    true = [p for row in x for p in true_log_softmax(row)]
    assert ulps(log_softmax(x), true).max() <= BARS["log_softmax"]


@pytest.mark.parametrize("kind", KINDS)
def test_float32_softmax_is_rounded_once(kind):
    x = scores(kind, np.float32)
    true = [p for row in x.astype(float) for p in true_softmax(row)]
    assert ulps(softmax(x), true).max() <= 0.51
    true = [p for row in x.astype(float) for p in true_log_softmax(row)]
    assert ulps(log_softmax(x), true).max() <= 0.51


def test_jacobian_keeps_its_digits_where_one_score_wins():
    x = np.array([0.0, -50.0, -60.0])
    p = true_softmax(x)
    true = [p[i] * ((i == k) - p[k]) for i in range(3) for k in range(3)]
    error = ulps(softmax_jacobian(x), true).max()
    assert error <= BARS["softmax_jacobian"]


def test_softmax_of_extremes_is_silent():
    huge = np.finfo(float).max
    with np.errstate(all="raise"):
        assert list(softmax([huge, -huge])) == [1.0, 0.0]
        assert list(softmax([0.0, -np.inf])) == [1.0, 0.0]
        assert list(log_softmax([0.0, -np.inf])) == [0.0, -np.inf]
        assert np.isnan(softmax([np.inf, 0.0])).all()
        assert np.isnan(softmax([-np.inf, -np.inf])).all()
        assert np.isnan(log_softmax([np.nan, 0.0])).all()
