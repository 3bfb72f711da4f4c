"""What holds for every array: any type, byte order, layout and value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nnbook import (
    ACTIVATIONS,
    gelu_tanh,
    linear_neuron,
    log_softmax,
    softmax,
    softmax_jacobian,
    squared_error,
    squared_error_gradient,
    threshold_neuron,
    with_bias,
)

ELEMENTWISE = {"gelu_tanh": gelu_tanh}
for _name, _f in ACTIVATIONS.items():
    ELEMENTWISE |= {_name: _f, f"{_name}'": _f.derivative}
EACH = pytest.mark.parametrize("function", ELEMENTWISE.values(), ids=ELEMENTWISE)
BOTH = pytest.mark.parametrize("function", [softmax, log_softmax])

TYPES = st.sampled_from([f"{order}f{size}" for order in "<>" for size in (2, 4, 8)])
LONG_TYPES = st.sampled_from([f"{order}f{size}" for order in "<>" for size in (4, 8)])
WHOLE = st.sampled_from(["<i4", ">i8", "u1", "?"])
LAYOUTS = {
    "as it is": lambda a: a,
    "transposed": lambda a: a.T,
    "backwards": lambda a: a[::-1],
    "every second": lambda a: a[..., ::2],
    "in Fortran's order": np.asfortranarray,
    "of one value": lambda a: np.broadcast_to(a[..., :1], a.shape),
}


@st.composite
def any_arrays(draw, elements=None, least=1):
    """Any array: with nan, infinities, subnormals, in any layout, read-only."""
    kind = np.dtype(draw(TYPES))
    shape = draw(array_shapes(min_dims=least, max_dims=3, max_side=6))
    whole = draw(arrays(kind, shape, elements=elements))
    laid = LAYOUTS[draw(st.sampled_from(sorted(LAYOUTS)))](whole)
    laid.flags.writeable = False
    return laid


def plain(array):
    """The same numbers in a new array, in C order and in the machine's byte order."""
    return np.array(array, dtype=array.dtype.newbyteorder("="), order="C")


def same_bits(one, other):
    assert one.dtype == other.dtype and one.shape == other.shape
    np.testing.assert_array_equal(one, other)
    known = ~np.isnan(one)  # the sign of nan means nothing
    np.testing.assert_array_equal(np.signbit(one[known]), np.signbit(other[known]))


@EACH
@settings(deadline=None, max_examples=60)
@given(any_arrays())
def test_layout_and_byte_order_change_nothing(function, x):
    before = x.tobytes()
    with np.errstate(all="raise", under="ignore"):
        got = function(x)
    same_bits(got, function(plain(x)))
    assert got.dtype == x.dtype.newbyteorder("=")
    assert got.flags.writeable and not np.shares_memory(got, x)
    assert x.tobytes() == before
    np.testing.assert_array_equal(np.isnan(got), np.isnan(x))


@EACH
@settings(deadline=None, max_examples=20)
@given(st.data())
def test_whole_numbers_count_as_float64(function, data):
    kind = data.draw(WHOLE)
    x = data.draw(arrays(np.dtype(kind), array_shapes(max_dims=2, max_side=4)))
    if kind == "?":
        x = x.astype(np.int8)
    same_bits(function(x), function(x.astype(np.float64)))


@EACH
@settings(deadline=None, max_examples=40)
@given(st.floats(width=64) | st.floats(width=32).map(np.float32))
def test_a_single_number_is_as_an_entry(function, x):
    got = function(x)
    assert np.ndim(got) == 0 and got.dtype == np.asarray(x).dtype
    same_bits(np.asarray(got)[None], function(np.asarray([x])))


@BOTH
@settings(deadline=None, max_examples=80)
@given(any_arrays(st.floats(-1000, 1000, width=16)), st.data())
def test_softmax_along_any_axis_of_any_layout(function, x, data):
    axis = data.draw(st.integers(-x.ndim, x.ndim - 1))
    got = function(x, axis=axis)
    same_bits(got, function(plain(x), axis=axis))
    moved = np.moveaxis(function(np.moveaxis(x, axis, -1)), -1, axis)
    np.testing.assert_array_equal(got, moved)
    assert got.dtype == x.dtype.newbyteorder("=")


@BOTH
@settings(deadline=None, max_examples=80)
@given(st.lists(st.floats(-700, 700), min_size=1, max_size=8), st.randoms())
def test_scores_in_another_order_give_the_results_in_that_order(
    function, scores, chance
):
    order = list(range(len(scores)))
    chance.shuffle(order)
    x = np.array(scores)
    np.testing.assert_allclose(function(x)[order], function(x[order]), rtol=1e-13)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.floats(-700, 700), min_size=1, max_size=6))
def test_the_jacobian_belongs_to_softmax(scores):
    p, jacobian = softmax(scores), softmax_jacobian(scores)
    want = np.diag(p) - np.outer(p, p)
    np.testing.assert_allclose(jacobian, want, rtol=1e-9, atol=1e-15)


@st.composite
def problems(draw):
    """Samples, targets and weights of any layout and type of float, in any units."""
    n, d = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    number = st.floats(-100, 100, width=16)
    X, y, w = (
        draw(arrays(np.dtype(draw(LONG_TYPES)), shape, elements=number))
        for shape in ((d, n), n, d)
    )
    return X.T, y[::-1], w[::-1]


@settings(deadline=None, max_examples=100)
@given(problems())
def test_layout_and_type_of_samples_change_nothing(problem):
    X, y, w = problem
    before = [part.tobytes() for part in problem]
    doubles = [np.array(part, dtype=float, order="C") for part in problem]
    scale = np.abs(doubles[0]) @ np.abs(doubles[2])
    got, want = linear_neuron(w, X), linear_neuron(doubles[2], doubles[0])
    assert np.all(np.abs(got - want) <= 1e-5 * scale + 1e-30)
    got = squared_error_gradient(w, X, y)
    want = squared_error_gradient(doubles[2], doubles[0], doubles[1])
    size = np.abs(doubles[0]).T @ (np.abs(doubles[1]) + scale)
    assert np.all(np.abs(got - want) <= 1e-5 * size + 1e-30)
    assert [part.tobytes() for part in problem] == before


@settings(deadline=None, max_examples=100)
@given(problems(), st.floats(-3, 3))
def test_the_gradient_is_that_of_a_square(problem, step):
    """J(w + s e) − J(w) = s ∂J/∂w + s²/2 · Σx² holds exactly for a quadratic cost."""
    X, y, w = (np.array(part, dtype=float) for part in problem)
    gradient = squared_error_gradient(w, X, y)

    def cost(weights):
        return squared_error(y, linear_neuron(weights, X))

    for j, unit in enumerate(np.eye(len(w))):
        want = step * gradient[j] + step**2 / 2 * (X[:, j] ** 2).sum()
        got = cost(w + step * unit) - cost(w)
        assert abs(got - want) <= 1e-10 * (cost(w) + cost(w + step * unit) + abs(want))


@settings(deadline=None, max_examples=60)
@given(problems(), st.floats(-10, 10))
def test_a_bias_is_a_weight_on_one(problem, b):
    X, _, w = (np.array(part, dtype=float) for part in problem)
    together = linear_neuron([b, *w], with_bias(X))
    apart = linear_neuron(w, X) + b
    np.testing.assert_allclose(together, apart, rtol=1e-12, atol=1e-9)
    sure = np.abs(apart) > 1e-6
    fires = threshold_neuron(w, X, b)
    np.testing.assert_array_equal(fires[sure], (apart >= 0)[sure])
