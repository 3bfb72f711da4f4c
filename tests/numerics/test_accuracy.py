"""How many digits are right: every function against 400-bit arithmetic.

Errors are counted in ULP, units in the last place of the true result; the bars stand
in `ulp`.
"""

import mpmath
import numpy as np
import pytest
from mpmath import mpf

from nnbook import (
    ACTIVATIONS,
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
from tools.measures.measured import (
    BITS,
    CASES,
    KINDS,
    ROWS,
    measure,
    points,
    row_errors,
    true_softmax,
    worst,
)
from tools.measures.ulp import BAR_32, BARS, ulps

# What is measured once serves all of them, if one process has them.
pytestmark = pytest.mark.xdist_group("accuracy")


@pytest.fixture(autouse=True)
def _high_precision():
    with mpmath.workprec(BITS):
        yield


@pytest.mark.parametrize("name", CASES)
def test_float64_error_in_ulp(name):
    error, x = worst(name, np.float64)
    assert error <= BARS[name], f"{error} ULP at x = {x!r}"


@pytest.mark.parametrize("name", CASES)
def test_float32_is_rounded_once(name):
    error, x = worst(name, np.float32)
    assert error <= BAR_32, f"{error} ULP at x = {x!r}"


def test_float32_slope_of_gelu_where_it_crosses_zero():
    x, got, true, _ = measure("gelu'", np.float32)
    absolute = [abs(mpf(float(g)) - t) for g, t in zip(got, true, strict=True)]
    assert max(np.array(absolute)[np.abs(x + 0.7518) < 1e-3]) <= 3e-8


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


@pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_kernels_overflow_nowhere(f):
    """Records silence what is too large for a float: here nothing is silenced."""
    for kernel in (f.value_kernel, f.derivative_kernel):
        with np.errstate(all="raise", under="ignore"):
            kernel(points(np.float64), **f.parameters)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("kind", KINDS)
def test_row_error_in_ulp(kind, name):
    assert row_errors(name, kind).max() <= BARS[name]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("kind", KINDS)
def test_float32_row_is_rounded_once(kind, name):
    assert row_errors(name, kind, np.float32).max() <= BAR_32


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
