"""Softmax, its logarithm and its Jacobian, against SciPy and by properties."""

import importlib
import types

import mpmath
import numpy as np
import pytest
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

import nnbook
from nnbook import (
    check_gradient,
    log_softmax,
    numerical_gradient,
    sigmoid,
    softmax,
    softmax_jacobian,
)

SCORES = arrays(
    np.float64,
    array_shapes(min_dims=1, max_dims=3, max_side=5),
    elements=st.floats(-1e6, 1e6),
)
BOTH = pytest.mark.parametrize("function", [softmax, log_softmax])


@settings(deadline=None)
@given(SCORES)
def test_results_are_probabilities_in_the_order_of_the_scores(x):
    before = x.copy()
    p = softmax(x)
    assert p.shape == x.shape and (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=-1), 1.0, rtol=1e-15 * 5)
    assert (np.diff(np.take_along_axis(p, x.argsort(axis=-1), -1)) >= 0).all()
    assert (log_softmax(x) <= 0).all()
    np.testing.assert_array_equal(x, before)


@settings(deadline=None)
@given(SCORES, st.integers(-1000, 1000))
def test_a_shift_changes_nothing(x, shift):
    x = np.round(x)  # so that the shifted scores are exact
    np.testing.assert_array_equal(softmax(x + shift), softmax(x))
    np.testing.assert_array_equal(log_softmax(x + shift), log_softmax(x))


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3, np.int64(1)])
def test_any_axis_against_scipy(axis):
    x = np.random.default_rng(0).normal(0, 5, (3, 4, 5))
    want = scipy.special.softmax(x, axis=axis)
    np.testing.assert_allclose(softmax(x, axis=axis), want, rtol=1e-13)
    want = scipy.special.log_softmax(x, axis=axis)
    np.testing.assert_allclose(log_softmax(x, axis=axis), want, rtol=1e-10)


@BOTH
def test_columns_are_as_accurate_as_rows(function):
    x = np.random.default_rng(1).normal(0, 1, (1000, 3))
    np.testing.assert_array_equal(function(x, axis=0), function(x.T.copy()).T)


def test_two_scores_are_a_sigmoid():
    x = np.linspace(-700, 700, 1001)
    pairs = np.column_stack([x, np.zeros_like(x)])
    np.testing.assert_allclose(softmax(pairs)[:, 0], sigmoid(x), rtol=1e-15)


def test_log_softmax_where_softmax_underflows():
    x = [0.0, -1000.0, -2000.0]
    assert softmax(x)[1] == 0.0
    np.testing.assert_array_equal(log_softmax(x), [0.0, -1000.0, -2000.0])
    with mpmath.workdps(400):
        want = float(-mpmath.log1p(mpmath.exp(-600)))
    assert log_softmax([0.0, -600.0])[0] == pytest.approx(want, rel=1e-15)


def test_a_single_score_is_certain():
    assert softmax([3.0]) == [1.0] and log_softmax([3.0]) == [0.0]
    assert not np.signbit(log_softmax([3.0]))


def test_jacobian_against_finite_differences():
    x = np.array([0.3, -1.2, 2.0, 0.0])
    jacobian = softmax_jacobian(x)
    for i in range(4):
        measured = numerical_gradient(lambda z, i=i: softmax(z)[i], x)
        np.testing.assert_allclose(jacobian[i], measured, atol=1e-10)
    check_gradient(lambda z: softmax(z)[2], jacobian[2], x)
    np.testing.assert_array_equal(jacobian, jacobian.T)
    np.testing.assert_allclose(jacobian.sum(axis=1), 0.0, atol=1e-16)
    assert (np.diag(jacobian) > 0).all()
    assert softmax_jacobian([7.0]) == [[0.0]]


@BOTH
def test_types(function):
    for dtype in (np.float16, np.float32, np.float64):
        assert function(np.ones(3, dtype)).dtype == dtype
    assert function([1, 2]).dtype == np.float64
    assert softmax_jacobian(np.ones(2, np.float32)).dtype == np.float32
    assert function(np.ones((0, 3))).shape == (0, 3)


@BOTH
def test_errors(function):
    for empty in ([], np.ones((2, 0))):
        with pytest.raises(ValueError, match="at least one score along axis"):
            function(empty)
    with pytest.raises(ValueError, match=r"axis of x.*shape \(\)"):
        function(1.0)
    with pytest.raises(ValueError, match=r"axis must be an axis of x.*got 2"):
        function(np.ones((2, 2)), axis=2)
    with pytest.raises(TypeError, match="axis must be a whole number"):
        function(np.ones(2), axis=None)
    with pytest.raises(TypeError, match="x must be real numbers"):
        function(["a"])
    with pytest.raises(ValueError, match=r"x must be a vector.*\(2, 2\)"):
        softmax_jacobian(np.ones((2, 2)))


def test_the_name_is_the_function_and_the_module_can_be_imported():
    assert callable(nnbook.softmax)
    module = importlib.import_module("nnbook.softmax")
    assert isinstance(module, types.ModuleType)
    assert module.softmax is nnbook.softmax
    assert callable(nnbook.softmax)


EXTREMES = [0.0, -0.0, 1.0, 5e-324, 710.0, -745.0, 1e300, -1e300]
EXTREMES += [np.finfo(float).max, -np.finfo(float).max, np.inf, -np.inf, np.nan]


@BOTH
def test_nan_is_where_no_probabilities_are_and_in_silence(function):
    rng = np.random.default_rng(8)
    for _ in range(300):
        x = rng.choice(EXTREMES, size=(rng.integers(1, 6), rng.integers(1, 30)))
        for axis in (0, 1):
            with np.errstate(all="raise"):
                got = function(x, axis)
            none = (np.isnan(x) | (x == np.inf)).any(axis, keepdims=True)
            none |= (x == -np.inf).all(axis, keepdims=True)
            np.testing.assert_array_equal(np.isnan(got), np.broadcast_to(none, x.shape))
