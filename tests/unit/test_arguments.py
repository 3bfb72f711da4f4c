"""What carries more than numbers is refused by every public function, with the cure.

`ARRAYS` names each array that a public function takes, so that a new function has to be
entered there; what is refused stands in `MORE`.
"""

from __future__ import annotations

import inspect
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import nnbook as nn
from nnbook import accuracy

CELL = nn.LeakyIntegrateAndFire()
# Nobody should use np.matrix any more, says NumPy; somebody does.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")

X, Y, W = [[1.0, 2.0], [3.0, 4.0]], [0.0, 1.0], [1.0, 2.0]


def mean_of_squares(x):
    return np.sum(np.asarray(x) ** 2)


# By public name and argument: a call with that argument, of shape (2,) or (2, 2).
ARRAYS = {
    ("check_gradient", "x"): lambda a: nn.check_gradient(mean_of_squares, [2, 4], a),
    ("check_gradient", "grad"): lambda a: nn.check_gradient(mean_of_squares, a, [1, 2]),
    ("check_gradient", "f(x)"): lambda a: nn.check_gradient(lambda x: a, W, W),
    ("gelu_tanh", "x"): nn.gelu_tanh,
    ("gradient_descent", "start"): lambda a: nn.gradient_descent(
        lambda w: w, a, 0.1, 1
    ),
    ("gradient_descent", "gradient(w)"): lambda a: nn.gradient_descent(
        lambda w: a, W, 0.1, 1
    ),
    ("gradient_descent", "cost(w)"): lambda a: nn.gradient_descent(
        lambda w: w, W, 0.1, 1, lambda w: a
    ),
    ("largest_learning_rate", "X"): nn.largest_learning_rate,
    ("linear_neuron", "w"): lambda a: nn.linear_neuron(a, X),
    ("linear_neuron", "X"): lambda a: nn.linear_neuron(W, a),
    ("log_softmax", "x"): nn.log_softmax,
    ("numerical_gradient", "x"): lambda a: nn.numerical_gradient(mean_of_squares, a),
    ("numerical_gradient", "f(x)"): lambda a: nn.numerical_gradient(lambda x: a, W),
    ("perceptron_rule", "X"): lambda a: nn.perceptron_rule(a, Y),
    ("perceptron_rule", "y"): lambda a: nn.perceptron_rule(X, a),
    ("softmax", "x"): nn.softmax,
    ("softmax_jacobian", "x"): nn.softmax_jacobian,
    ("squared_error", "y"): lambda a: nn.squared_error(a, Y),
    ("squared_error", "y_hat"): lambda a: nn.squared_error(Y, a),
    ("squared_error_gradient", "w"): lambda a: nn.squared_error_gradient(a, X, Y),
    ("squared_error_gradient", "X"): lambda a: nn.squared_error_gradient(W, a, Y),
    ("squared_error_gradient", "y"): lambda a: nn.squared_error_gradient(W, X, a),
    ("squared_error_with_gradient", "w"): lambda a: nn.squared_error_with_gradient(
        a, X, Y
    ),
    ("squared_error_with_gradient", "X"): lambda a: nn.squared_error_with_gradient(
        W, a, Y
    ),
    ("squared_error_with_gradient", "y"): lambda a: nn.squared_error_with_gradient(
        W, X, a
    ),
    ("threshold_neuron", "w"): lambda a: nn.threshold_neuron(a, X, 0.0),
    ("threshold_neuron", "X"): lambda a: nn.threshold_neuron(W, a, 0.0),
    ("with_bias", "X"): nn.with_bias,
    ("LeakyIntegrateAndFire", "current"): CELL.rate,
    ("LeakyIntegrateAndFire", "current "): lambda a: CELL.simulate(a, 1.0, 0.5),
    ("accuracy.errors", "computed"): lambda a: accuracy.errors(a, [Decimal(1)] * 2),
    ("accuracy.compare", "x"): lambda a: accuracy.compare("elu", a, np.expm1),
}
for _name, _f in nn.ACTIVATIONS.items():
    ARRAYS |= {(_name, "x"): _f, (_name + ".derivative", "x"): _f.derivative}
EACH = pytest.mark.parametrize(
    ("key", "call"), ARRAYS.items(), ids=[" ".join(key).strip() for key in ARRAYS]
)
# Results, registries, modules and exceptions take no arrays to compute with.
NO_ARRAYS = {"ACTIVATIONS", "Activation", "Descent", "DivergenceWarning"}
NO_ARRAYS |= {"GradientError", "datasets"}


class Metres(np.ndarray):
    """An array with a unit, as some libraries have."""


WIDE = np.dtype(np.longdouble).itemsize > 8
# What is made of the numbers, the words that say what is wrong with it, and the cure.
MORE = {
    "masked": (lambda a: np.ma.array(a, mask=a > 1), "masked array", "filled"),
    "nothing masked": (np.ma.array, "masked array", "compressed"),
    "masked, in a list": (lambda a: [*np.ma.array(a[None])], "masked array", "filled"),
    "matrix": (np.matrix, "matrix", "np.asarray"),
    "with a unit": (lambda a: a.view(Metres), "Metres", "np.asarray"),
    "wide": (np.longdouble, "longdouble|float128|float96", "dtype=float"),
    "complex": (lambda a: a + 0j, "complex128", r"\.real"),
    "structured": (lambda a: a.astype([("v", float)]), "'v'", "field"),
    "objects": (lambda a: a.astype(object), "object", "dtype=float"),
    "fractions": (lambda a: [*map(Fraction, a.ravel())], "object", "dtype=float"),
    "text": (lambda a: a.astype(str), "<U", "dtype=float"),
    "times": (lambda a: a.astype("m8[s]"), "timedelta64", "unit|timedelta64"),
}
KINDS = pytest.mark.parametrize("kind", MORE)


def test_every_public_function_is_here():
    names = {key[0].split(".")[0] for key in ARRAYS} - {"accuracy"}
    assert names | NO_ARRAYS == set(nn.__all__) | set(nn.ACTIVATIONS)
    for (name, argument), _ in ARRAYS.items():
        function = getattr(nn, name, None)
        if inspect.isfunction(function) and "(" not in argument:
            assert argument in inspect.signature(function).parameters


def fitting(key):
    """Numbers in the shape that the argument has."""
    if key[1] in ("f(x)", "cost(w)"):
        return np.array(2.0)
    return np.array(X if key[1] == "X" else [0.0, 2.0])


@EACH
@KINDS
def test_what_carries_more_than_numbers_is_refused(key, call, kind):
    make, what, cure = MORE[kind]
    if kind == "wide" and not WIDE:
        pytest.skip("longdouble is float64 on this machine")
    numbers = fitting(key)
    if numbers.ndim == 0 and kind in ("matrix", "fractions", "masked, in a list"):
        numbers = numbers[None]
    with pytest.raises(TypeError) as told:
        call(make(numbers))
    said = str(told.value)
    assert said.startswith(key[1].strip()), said
    assert any(word in said for word in what.split("|")), said
    assert re.search(cure, said), said


class Labelled:
    """Numbers with labels, as a column of a table: they are taken, the labels not."""

    def __init__(self, numbers):
        self.numbers = numbers

    def __array__(self, dtype=None, copy=None):
        return np.array(self.numbers, dtype=dtype)


@EACH
@pytest.mark.parametrize(
    "make", [np.ndarray.tolist, Labelled, lambda a: np.broadcast_to(a, a.shape)]
)
def test_plain_numbers_in_other_clothes_are_taken(key, call, make):
    def result(argument):
        try:
            return repr(call(argument))
        except nn.GradientError as error:
            return str(error)

    numbers = fitting(key)
    if key[1] == "y":
        numbers = np.array(Y)
    assert result(make(numbers)) == result(numbers)


@pytest.mark.parametrize("value", [np.ma.array(0.5), np.ma.masked, np.array([0.5])])
def test_a_single_number_too(value):
    with pytest.raises(TypeError, match="alpha must be one number"):
        nn.elu(1.0, alpha=value)
    with pytest.raises(TypeError, match="b must be one number"):
        nn.threshold_neuron(W, X, value)
    with pytest.raises(TypeError, match="rest must be one number"):
        nn.LeakyIntegrateAndFire(rest=value)


@pytest.mark.parametrize("value", [np.ma.array(1, mask=True), np.array([1]), 1.0, True])
def test_a_whole_number_too(value):
    with pytest.raises(TypeError, match="steps must be a whole number"):
        nn.gradient_descent(lambda w: w, W, 0.1, value)
    with pytest.raises(TypeError, match="axis must be a whole number"):
        nn.softmax(X, axis=value)
