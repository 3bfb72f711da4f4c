"""Softmax, its logarithm and its Jacobian against their formulas, for several sizes."""

import mpmath
import numpy as np
import pytest
import sympy

from nnbook import log_softmax, sigmoid, softmax, softmax_jacobian
from tools.measures.ulp import BARS, ulps

SIZES = pytest.mark.parametrize("J", [2, 3, 5])


def scores_and_formula(J):
    """Return symbols x₁ … x_J and the list of probabilities."""
    x = sympy.symbols(f"x1:{J + 1}", real=True)
    total = sum(sympy.exp(score) for score in x)
    return x, [sympy.exp(score) / total for score in x]


def points(J, rows=30):
    """Return rows of scores, some of them alike, some far apart."""
    rng = np.random.default_rng(J)
    return np.vstack([rng.normal(0, 5, (rows, J)), rng.integers(-2, 3, (rows, J))])


def truth(x, expressions, row):
    with mpmath.workdps(50):
        function = sympy.lambdify(x, expressions, "mpmath")
        return function(*(mpmath.mpf(float(score)) for score in row))


@SIZES
@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_code_is_the_formula(J, function):
    x, p = scores_and_formula(J)
    if function is log_softmax:
        p = [sympy.log(probability) for probability in p]
    for row in points(J):
        error = ulps(function(row), truth(x, p, row))
        assert error.max() <= BARS[function.__name__]


@SIZES
def test_jacobian_is_the_derivative(J):
    """∂pᵢ/∂xₖ = pᵢ(δᵢₖ − pₖ) is proved, and the code measured against ∂pᵢ/∂xₖ."""
    x, p = scores_and_formula(J)
    jacobian = sympy.Matrix(p).jacobian(x)
    for i in range(J):
        for k in range(J):
            stated = p[i] * (int(i == k) - p[k])
            assert sympy.simplify(jacobian[i, k] - stated) == 0
    for row in points(J, rows=8):
        error = ulps(softmax_jacobian(row), truth(x, list(jacobian), row))
        assert error.max() <= BARS["softmax_jacobian"]


@SIZES
def test_jacobian_is_symmetric_and_its_rows_add_up_to_0(J):
    x, p = scores_and_formula(J)
    jacobian = sympy.Matrix(p).jacobian(x)
    assert sympy.simplify(jacobian - jacobian.T) == sympy.zeros(J, J)
    assert sympy.simplify(jacobian * sympy.ones(J, 1)) == sympy.zeros(J, 1)
    for row in points(J):
        computed = softmax_jacobian(row)
        np.testing.assert_array_equal(computed, computed.T)
        np.testing.assert_allclose(computed.sum(axis=1), 0.0, atol=1e-16)
        assert (np.diag(computed) > 0).all()


@SIZES
def test_a_shift_changes_nothing(J):
    """Proved on the formula; the code gives the same bits where the shift is exact."""
    x, p = scores_and_formula(J)
    c = sympy.Symbol("c", real=True)
    for probability in p:
        moved = probability.subs({score: score + c for score in x}, simultaneous=True)
        assert sympy.simplify(sympy.expand_power_exp(moved) - probability) == 0
    whole = np.round(points(J))
    for shift in (-1000.0, 1.0, 2.0**40):
        for function in (softmax, log_softmax):
            np.testing.assert_array_equal(function(whole + shift), function(whole))


@SIZES
def test_probabilities_add_up_to_1(J):
    _, p = scores_and_formula(J)
    assert sympy.simplify(sum(p)) == 1
    assert all(probability.is_positive for probability in p)


def test_two_scores_are_a_sigmoid():
    (first, second), p = scores_and_formula(2)
    sigmoid_of_difference = 1 / (1 + sympy.exp(-(first - second)))
    assert sympy.simplify(p[0] - sigmoid_of_difference) == 0
    x = np.linspace(-700, 700, 1001)
    pairs = np.column_stack([x, np.zeros_like(x)])
    np.testing.assert_allclose(softmax(pairs)[:, 0], sigmoid(x), rtol=1e-15)


def test_a_single_score_is_certain():
    assert softmax([3.0]) == [1.0] and log_softmax([3.0]) == [0.0]
    assert not np.signbit(log_softmax([3.0]))
    assert softmax_jacobian([7.0]) == [[0.0]]
