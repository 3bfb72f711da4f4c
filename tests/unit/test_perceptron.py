"""The linear neuron, its cost and gradient, the threshold unit and its rule."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook import (
    check_gradient,
    largest_learning_rate,
    linear_neuron,
    perceptron_rule,
    squared_error,
    squared_error_gradient,
    squared_error_with_gradient,
    threshold_neuron,
    with_bias,
)

RNG = np.random.default_rng(11)
X = RNG.normal(size=(7, 3))
Y = RNG.normal(size=7)
W = RNG.normal(size=3)
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def test_linear_neuron_is_a_weighted_sum():
    want = [sum(W[j] * row[j] for j in range(3)) for row in X]
    np.testing.assert_allclose(linear_neuron(W, X), want, rtol=1e-14)
    assert linear_neuron(W, X[2]) == pytest.approx(want[2])
    assert np.ndim(linear_neuron(W, X[2])) == 0


def test_squared_error_is_half_the_sum_of_squares():
    exact = (
        sum((Fraction(a) - Fraction(b)) ** 2 for a, b in zip(Y, X[:, 0], strict=True))
        / 2
    )
    assert squared_error(Y, X[:, 0]) == pytest.approx(float(exact), rel=1e-15)
    assert squared_error([1, 2], [1, 2]) == 0.0


def test_gradient_against_sympy():
    w = sympy.symbols("w0:3")
    J = (
        sum(
            (y - sum(wj * xj for wj, xj in zip(w, row, strict=True))) ** 2
            for row, y in zip(X.tolist(), Y.tolist(), strict=True)
        )
        / 2
    )
    want = [
        float(sympy.diff(J, wj).subs(dict(zip(w, W.tolist(), strict=True)))) for wj in w
    ]
    np.testing.assert_allclose(squared_error_gradient(W, X, Y), want, rtol=1e-12)


def test_gradient_against_differences_and_at_the_minimum():
    check_gradient(
        lambda w: squared_error(Y, linear_neuron(w, X)),
        lambda w: squared_error_gradient(w, X, Y),
        W,
    )
    best = scipy.linalg.lstsq(X, Y)[0]
    np.testing.assert_allclose(squared_error_gradient(best, X, Y), 0, atol=1e-13)


@pytest.mark.parametrize("shape", [(7, 3), (50_000, 3), (3, 50_000), (2, 200_000)])
def test_cost_and_gradient_together(shape):
    """Whether the rows make one block or many."""
    rng = np.random.default_rng(5)
    X, y, w = (
        rng.normal(size=shape),
        rng.normal(size=shape[0]),
        rng.normal(size=shape[1]),
    )
    cost, gradient = squared_error_with_gradient(w, X, y)
    residual = y - X @ w
    assert cost == pytest.approx(residual @ residual / 2, rel=1e-12)
    np.testing.assert_allclose(gradient, -X.T @ residual, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(squared_error_gradient(w, X, y), gradient)


def test_largest_learning_rate_against_scipy():
    top = scipy.linalg.eigvalsh(X.T @ X)[-1]
    assert largest_learning_rate(X) == pytest.approx(2 / top, rel=1e-13)
    assert largest_learning_rate([[4], [5], [6]]) == pytest.approx(2 / 77, rel=1e-15)
    assert largest_learning_rate(np.zeros((2, 2))) == np.inf
    # Twice the samples, half the rate: the cost is a sum.
    doubled = largest_learning_rate(np.vstack([X, X]))
    assert doubled == pytest.approx(largest_learning_rate(X) / 2)


@pytest.mark.parametrize(
    ("w", "b", "table"),
    [
        ([1, 1], -1.5, [0, 0, 0, 1]),
        ([1, 1], -0.5, [0, 1, 1, 1]),
        ([-1, -1], 1.5, [1, 1, 1, 0]),
        ([1, 1], -2.0, [0, 0, 0, 1]),  # at the threshold itself it fires
    ],
)
def test_threshold_neuron_computes_gates(w, b, table):
    got = threshold_neuron(w, CORNERS, b)
    assert got.tolist() == table and got.dtype.kind == "i"
    assert threshold_neuron(w, CORNERS[3], b) == table[3]


def test_with_bias_puts_ones_first():
    b = 0.7
    together = linear_neuron(np.append(b, W), with_bias(X))
    np.testing.assert_allclose(together, linear_neuron(W, X) + b, rtol=1e-14)
    assert with_bias(X.astype(np.float32)).dtype == np.float32
    assert (with_bias(X)[:, 0] == 1).all()


@pytest.mark.parametrize("table", list(itertools.product([0, 1], repeat=4)))
def test_rosenblatt_learns_every_gate_but_xor_and_its_negation(table):
    path = perceptron_rule(CORNERS, table, epochs=60)
    separable = table not in [(0, 1, 1, 0), (1, 0, 0, 1)]
    assert path.converged == separable
    right = threshold_neuron(path.w, CORNERS, path.b).tolist() == list(table)
    assert right == separable
    assert len(path.mistakes) <= 60 and (path.mistakes[-1] == 0) == separable


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000))
def test_rosenblatt_corrections_stay_below_the_bound_of_novikoff(seed):
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=3)
    samples = rng.uniform(-1, 1, (30, 2))
    margins = with_bias(samples) @ truth
    keep = np.abs(margins) > 0.2 * np.linalg.norm(truth)
    if keep.sum() < 2:
        return
    samples, margins = samples[keep], margins[keep]
    path = perceptron_rule(samples, (margins > 0).astype(int), epochs=1000)
    radius = np.linalg.norm(with_bias(samples), axis=1).max()
    gamma = np.abs(margins).min() / np.linalg.norm(truth)
    assert path.converged
    # One more than the theorem gives: the zero start sits on the threshold.
    assert len(path.weights) - 1 <= (radius / gamma) ** 2 + 1


def test_rosenblatt_path_follows_the_rule():
    y = [0, 0, 0, 1]
    path = perceptron_rule(CORNERS, y, learning_rate=0.5)
    w, b, rows = np.zeros(2), 0.0, [(0.0, 0.0, 0.0)]
    for _ in path.mistakes:
        for x, target in zip(CORNERS, y, strict=True):
            error = target - int(w @ x + b >= 0)
            if error:
                w, b = w + 0.5 * error * x, b + 0.5 * error
                rows.append((*w, b))
    np.testing.assert_array_equal(np.column_stack([path.weights, path.biases]), rows)
    assert path.mistakes.sum() == len(rows) - 1
    assert path.weights.shape == (len(rows), 2)


@pytest.mark.parametrize("rate", [0.125, 2.0, 2.0**-40])
def test_a_power_of_two_scales_rosenblatts_path(rate):
    one = perceptron_rule(CORNERS, [0, 0, 0, 1])
    other = perceptron_rule(CORNERS, [0, 0, 0, 1], learning_rate=rate)
    np.testing.assert_array_equal(one.weights * rate, other.weights)


def test_another_rate_may_be_rounded_to_another_path():
    """The rule by hand, in floats and in fractions."""
    for number in (float, Fraction):
        rate, w, b, corrections = number("0.1"), [number(0)] * 2, number(0), 0
        for x, y in list(zip(CORNERS.tolist(), [0, 0, 0, 1], strict=True)) * 20:
            error = y - (w[0] * x[0] + w[1] * x[1] + b >= 0)
            w = [wj + rate * error * xj for wj, xj in zip(w, x, strict=True)]
            b += rate * error
            corrections += error != 0
        path = perceptron_rule(CORNERS, [0, 0, 0, 1], 0.1 if number is float else 1.0)
        assert corrections == len(path.biases) - 1 == (8 if number is float else 11)


def test_narrow_floats_are_added_up_in_float64():
    """What fits into the type is found, though a square or a product does not."""
    half = np.float16
    assert squared_error(half([300]), half([0])) == 45000
    assert linear_neuron(half([300, -300]), half([300, 299])) == 300
    X, y, w = half([[300, 300], [-300, 300]]), half([0, 0]), half([0.5, 0.5])
    cost, gradient = squared_error_with_gradient(w, X, y)
    assert cost == 45000 and cost.dtype == gradient.dtype == half
    single = np.float32
    assert squared_error(single([2e19]), single([0])) == single(2e38)
    assert squared_error(single([3e19]), single([0])) == np.inf  # too large itself


def test_the_largest_learning_rate_of_any_size():
    for size in (1e-150, 1e-200, 1.0, 1e150, 1e155, 1e200):
        got = largest_learning_rate([[size]])
        exact = 2 / Fraction(size) ** 2
        want = float(exact) if exact < Fraction(np.finfo(float).max) else np.inf
        assert got == pytest.approx(want, rel=1e-12)


def test_types_and_input_unchanged():
    X32, w32 = X.astype(np.float32), W.astype(np.float32)
    assert linear_neuron(w32, X32).dtype == np.float32
    assert squared_error_gradient(w32, X32, Y.astype(np.float32)).dtype == np.float32
    assert linear_neuron([1, 2, 3], np.ones((2, 3), int)).dtype == np.float64
    before = X.copy(), Y.copy(), W.copy()
    frozen = [a.view() for a in (X, Y, W)]
    for a in frozen:
        a.flags.writeable = False
    squared_error_gradient(frozen[2], frozen[0], frozen[1])
    perceptron_rule(frozen[0], (frozen[1] > 0), epochs=3)
    for a, b in zip((X, Y, W), before, strict=True):
        np.testing.assert_array_equal(a, b)


def test_overflow_is_no_error_of_the_data():
    with np.errstate(over="ignore", invalid="ignore"):
        assert not np.isfinite(squared_error_gradient(W * 1e308, X * 10, Y)).all()
        assert squared_error(Y, np.full(7, 1e200)) == np.inf


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_bad_data_are_located(bad):
    spoiled = X.copy()
    spoiled[4, 1] = bad
    for call in (
        lambda: linear_neuron(W, spoiled),
        lambda: squared_error_gradient(W, spoiled, Y),
        lambda: largest_learning_rate(spoiled),
        lambda: perceptron_rule(spoiled, np.zeros(7)),
    ):
        with (
            np.errstate(invalid="ignore"),
            pytest.raises(ValueError, match=r"X must be finite; got X\[4, 1\] = "),
        ):
            call()
    y = Y.copy()
    y[2] = bad
    with np.errstate(invalid="ignore"):
        with pytest.raises(ValueError, match=r"y must be finite; got y\[2\]"):
            squared_error_gradient(W, X, y)
        with pytest.raises(ValueError, match=r"y\[2\]"):
            squared_error(y, Y)


def test_wrong_shapes():
    with pytest.raises(ValueError, match=r"w must have shape \(3,\) to match the c"):
        linear_neuron(W[:2], X)
    with pytest.raises(ValueError, match=r"w must be a vector.*w\.ravel\(\)"):
        linear_neuron(W[:, None], X)
    with pytest.raises(ValueError, match=r"X must be a matrix.*X\[:, None\]"):
        squared_error_gradient(W, X[0], Y)
    with pytest.raises(ValueError, match=r"y must have shape \(7,\).*rows of X"):
        squared_error_gradient(W, X, Y[:5])
    with pytest.raises(ValueError, match=r"y must be a vector"):
        squared_error_gradient(W, X, Y[:, None])
    with pytest.raises(ValueError, match=r"y_hat must have shape \(7,\).*reshape"):
        squared_error(Y, Y[:, None])
    for empty in ([], np.ones((0, 3)), np.ones((3, 0))):
        with pytest.raises(ValueError, match=r"X must be .*got shape"):
            linear_neuron(W, empty)
    with pytest.raises(ValueError, match="y must be a vector"):
        squared_error([], [])


def test_wrong_kinds():
    with pytest.raises(TypeError, match="X must be real numbers"):
        linear_neuron(W, [["a", "b", "c"]])
    with pytest.raises(TypeError, match="y must be real numbers; got NoneType"):
        squared_error(None, Y)
    with pytest.raises(TypeError, match="b must be one number"):
        threshold_neuron([1, 1], CORNERS, [0.5])
    with pytest.raises(ValueError, match=r"w\[0\] = nan"):
        threshold_neuron([np.nan, 1], CORNERS, 0.5)
    with pytest.raises(ValueError, match=r"y must hold the classes 0 and 1; got -1"):
        perceptron_rule(CORNERS, [-1, -1, -1, 1])
    with pytest.raises(ValueError, match="learning_rate must be positive"):
        perceptron_rule(CORNERS, [0, 0, 0, 1], learning_rate=-1)
    with pytest.raises(ValueError, match="epochs must be at least 1"):
        perceptron_rule(CORNERS, [0, 0, 0, 1], epochs=0)
