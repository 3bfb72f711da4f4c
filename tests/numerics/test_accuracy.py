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
    log_softmax,
    relu,
    softmax,
    softmax_jacobian,
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
from tools.measures.ulp import ABSOLUTE, BAR_32, BARS, ulps

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


@pytest.mark.parametrize("name", sorted(ABSOLUTE))
def test_float32_slope_where_it_crosses_zero(name):
    _, got, true, _ = measure(name, np.float32)
    absolute = [abs(mpf(float(g)) - t) for g, t in zip(got, true, strict=True)]
    near = np.abs(got) < 1e-3
    assert near.any() and max(np.array(absolute)[near]) <= 3e-8


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


@pytest.mark.parametrize("name", CASES)
def test_limits_are_reached_and_keep_the_sign_of_their_side(name):
    function = CASES[name][0]
    with np.errstate(all="raise", under="ignore"):
        got = function(np.array([-np.inf, np.inf]))
        near = function(np.array([-1e300, -35.0, 35.0, 1e300]))
    far = np.isfinite(got)
    np.testing.assert_array_equal(got[far], near[[0, 3]][far])
    assert (np.abs(near[[0, 3]][~far]) >= 1e297).all()  # the slope is 0.01 at least
    np.testing.assert_array_equal(np.signbit(got), np.signbit(near[1:3]))


@pytest.mark.parametrize("name", CASES)
def test_zero_keeps_the_sign_that_the_result_has_on_its_side(name):
    function = CASES[name][0]
    for side in (-1.0, 1.0):
        at, near = function(side * 0.0), function(side * 1e-300)
        assert np.signbit(at) == np.signbit(near)


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
