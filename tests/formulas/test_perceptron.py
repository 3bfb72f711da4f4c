"""Cost, gradient, matrix form and update rule: proved on symbols, exact on rationals.

The data are sixteenths of small whole numbers. On such numbers the float operations of
the package do not round, so that its results are compared with exact fractions by ==.
"""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from nnbook import (
    gradient_descent,
    largest_learning_rate,
    linear_neuron,
    perceptron_rule,
    squared_error,
    squared_error_gradient,
    threshold_neuron,
    with_bias,
)

SHAPES = pytest.mark.parametrize("n, d", [(1, 1), (3, 1), (1, 4), (2, 3), (5, 2)])


def data(n, d, seed=0):
    """Return X, y and w as floats that are sixteenths."""
    rng = np.random.default_rng([seed, n, d])
    X, y, w = (rng.integers(-64, 65, size) / 16 for size in ((n, d), n, d))
    return X, y, w


def fractions(array):
    """Return the entries of an array as exact fractions, nested as the array is."""
    if np.ndim(array):
        return [fractions(part) for part in array]
    return Fraction(float(array))


def exact_prediction(w, row):
    return sum((a * b for a, b in zip(w, row, strict=True)), Fraction(0))


def exact_gradient(w, X, y):
    """Return ∂J/∂wⱼ = −∑ᵢ (yᵢ − ŷᵢ) xᵢⱼ, sum by sum."""
    errors = [t - exact_prediction(w, row) for row, t in zip(X, y, strict=True)]
    return [
        -sum(e * row[j] for e, row in zip(errors, X, strict=True))
        for j in range(len(w))
    ]


def exact_cost(w, X, y):
    squares = ((t - exact_prediction(w, row)) ** 2 for row, t in zip(X, y, strict=True))
    return sum(squares) / 2


def symbols(n, d):
    X = sympy.Matrix(n, d, lambda i, j: sympy.Symbol(f"x{i}_{j}"))
    y = sympy.Matrix(n, 1, lambda i, _: sympy.Symbol(f"y{i}"))
    w = sympy.Matrix(d, 1, lambda j, _: sympy.Symbol(f"w{j}"))
    return X, y, w


def symbolic_cost(X, y, w):
    n, d = X.shape
    predictions = [sum(X[i, j] * w[j] for j in range(d)) for i in range(n)]
    return sum((y[i] - predictions[i]) ** 2 for i in range(n)) / 2


@SHAPES
def test_derivatives_of_the_cost_are_the_matrix_form(n, d):
    X, y, w = symbols(n, d)
    derivatives = sympy.Matrix([symbolic_cost(X, y, w)]).jacobian(w).T
    assert (derivatives + X.T * (y - X * w)).expand() == sympy.zeros(d, 1)


@SHAPES
def test_code_is_the_derivative_of_the_cost(n, d):
    """The numbers go into the symbolic derivative; nothing is rounded."""
    X, y, w = symbols(n, d)
    numbers = data(n, d)
    values = {
        symbol: sympy.Rational(float(number))
        for names, array in zip((X, y, w), numbers, strict=True)
        for symbol, number in zip(names, array.ravel(), strict=True)
    }
    cost = symbolic_cost(X, y, w)
    got = squared_error_gradient(numbers[2], *numbers[:2])
    wanted = [sympy.diff(cost, weight).subs(values) for weight in w]
    assert [sympy.Rational(float(part)) for part in got] == wanted
    got = squared_error(numbers[1], linear_neuron(numbers[2], numbers[0]))
    assert sympy.Rational(float(got)) == cost.subs(values)


@SHAPES
def test_prediction_cost_and_gradient_on_exact_rationals(n, d):
    for seed in range(5):
        X, y, w = data(n, d, seed)
        exact = [fractions(array) for array in (w, X, y)]
        predictions = linear_neuron(w, X)
        assert fractions(predictions) == [
            exact_prediction(exact[0], row) for row in exact[1]
        ]
        assert linear_neuron(w, X[0]) == predictions[0]
        assert Fraction(float(squared_error(y, predictions))) == exact_cost(*exact)
        assert fractions(squared_error_gradient(w, X, y)) == exact_gradient(*exact)


@SHAPES
def test_update_rule_on_exact_rationals(n, d):
    """w ← w − η∇J(w), step by step; whole numbers keep their digits for two steps."""
    X, y, start = (np.round(array) for array in data(n, d))
    rate = 2.0**-6
    path = gradient_descent(
        lambda w: squared_error_gradient(w, X, y),
        start,
        rate,
        2,
        lambda w: squared_error(y, linear_neuron(w, X)),
    )
    w, X, y = (fractions(array) for array in (start, X, y))
    for weights, cost in zip(path.weights, path.costs, strict=True):
        assert fractions(weights) == w
        assert Fraction(float(cost)) == exact_cost(w, X, y)
        gradient = exact_gradient(w, X, y)
        w = [a - Fraction(rate) * b for a, b in zip(w, gradient, strict=True)]


def test_length_of_the_gradient():
    path = gradient_descent(lambda w: np.array([3.0, -4.0]), [0.0, 0.0], 1.0, 1)
    assert path.gradient_norms.tolist() == [5.0, 5.0]


def test_one_step_in_matrix_form():
    """w − η∇J(w) = (I − η XᵀX) w + η Xᵀy, which the largest learning rate rests on."""
    X, y, w = symbols(3, 2)
    rate = sympy.Symbol("eta")
    step = w + rate * X.T * (y - X * w)
    form = (sympy.eye(2) - rate * X.T * X) * w + rate * X.T * y
    assert (step - form).expand() == sympy.zeros(2, 1)


MATRICES = [
    [[4], [5], [6]],
    [[1, 0], [0, 3]],
    [[1, 2], [3, 4], [5, 6]],
    [[2, -1, 0], [1, 1, 7]],
    [[1, 1], [1, 1]],
]


@pytest.mark.parametrize("rows", MATRICES)
def test_largest_learning_rate_against_exact_eigenvalues(rows):
    gram = sympy.Matrix(rows).T * sympy.Matrix(rows)
    largest = max(gram.eigenvals(), key=lambda value: sympy.re(sympy.N(value, 40)))
    want = float(sympy.re(sympy.N(2 / largest, 40)))
    assert abs(largest_learning_rate(rows) - want) <= 4 * np.spacing(want)


def test_largest_learning_rate_is_where_a_step_stops_shrinking():
    """|1 − ηλ| < 1 holds for exactly 0 < η < 2/λ."""
    rate, curvature = sympy.symbols("eta lambda", positive=True)
    assert sympy.solve(1 - rate * curvature > -1, rate) == (rate < 2 / curvature)
    assert (1 - rate * curvature < 1) == sympy.true


def exact_rule(X, y, rate, passes):
    """Return each weights and bias of Rosenblatt's rule, and mistakes in each pass."""
    w, b = [Fraction(0)] * len(X[0]), Fraction(0)
    rows, mistakes = [[*w, b]], []
    for _ in range(passes):
        before = len(rows)
        for row, target in zip(X, y, strict=True):
            error = target - (exact_prediction(w, row) + b >= 0)
            if error:
                w = [a + rate * error * x for a, x in zip(w, row, strict=True)]
                b += rate * error
                rows.append([*w, b])
        mistakes.append(len(rows) - before)
        if len(rows) == before:
            break
    return rows, mistakes


@pytest.mark.parametrize("n, d", [(4, 1), (4, 2), (7, 3)])
@pytest.mark.parametrize("rate", [1.0, 0.125])
def test_perceptron_rule_on_exact_rationals(n, d, rate):
    for seed in range(4):
        X, y, _ = data(n, d, seed)
        classes = (y > 0).astype(int)
        path = perceptron_rule(X, classes, learning_rate=rate, epochs=8)
        rows, mistakes = exact_rule(
            fractions(X), classes.tolist(), Fraction(rate), passes=8
        )
        got = np.column_stack([path.weights, path.biases])
        assert fractions(got) == rows
        assert path.mistakes.tolist() == mistakes
        assert path.converged == (mistakes[-1] == 0)


@SHAPES
def test_threshold_neuron_on_exact_rationals(n, d):
    X, _, w = data(n, d)
    exact = [exact_prediction(fractions(w), row) for row in fractions(X)]
    # A bias that puts the first sample on the threshold itself: there it fires.
    for bias in (0, -exact[0], -exact[0] - Fraction(1, 256)):
        want = [int(z + bias >= 0) for z in exact]
        assert threshold_neuron(w, X, float(bias)).tolist() == want
        assert threshold_neuron(w, X[0], float(bias)) == want[0]


@SHAPES
def test_with_bias_makes_the_bias_a_weight(n, d):
    X, _, w = data(n, d)
    b = 0.625
    assert fractions(with_bias(X)) == [[Fraction(1), *row] for row in fractions(X)]
    together = linear_neuron([b, *w], with_bias(X))
    assert together.tolist() == (linear_neuron(w, X) + b).tolist()
