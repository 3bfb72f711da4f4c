"""How the activation functions treat what they are given.

What they compute is compared with their formulas in `tests/formulas`.
"""

import copy
import dataclasses
import functools
import inspect
import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nnbook import ACTIVATIONS, Activation, elu, gelu, leaky_relu, log_softmax, relu

EACH = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)
# Without the kink at 0, and where the textbook formula still has all its digits.
POINTS = np.concatenate([-np.geomspace(1e-3, 8, 40), np.geomspace(1e-3, 8, 40)])
FINITE = st.floats(-1e300, 1e300)


@EACH
def test_derivative_agrees_with_central_differences(f):
    h = 1e-5
    measured = (f(POINTS + h) - f(POINTS - h)) / (2 * h)
    np.testing.assert_allclose(f.derivative(POINTS), measured, rtol=1e-6, atol=1e-9)


def test_slopes_at_the_kinks_follow_the_branches_of_the_slides():
    assert relu.derivative(0.0) == relu.derivative(-0.0) == 0.0
    assert leaky_relu.derivative(0.0) == leaky_relu.derivative(-0.0) == 1.0
    assert elu.derivative(0.0) == 1.0
    assert elu.derivative(0.0, alpha=0.5) == 0.5


@EACH
@settings(deadline=None, max_examples=40)
@given(x=arrays(np.float64, array_shapes(max_dims=3, max_side=4), elements=FINITE))
def test_shape_is_kept_and_each_element_stands_alone(f, x):
    before = x.copy()
    for function in (f, f.derivative):
        got = function(x)
        assert got.shape == x.shape and got.dtype == np.float64
        assert not np.shares_memory(got, x)
        for index in np.ndindex(x.shape):
            assert got[index] == function(x[index])
        np.testing.assert_array_equal(function(x.T), got.T)
    np.testing.assert_array_equal(x, before)


@EACH
def test_strided_and_read_only_input(f):
    base = np.linspace(-3, 3, 24).reshape(4, 6)
    base.flags.writeable = False
    np.testing.assert_array_equal(f(base[::-2, 1::3]), f(base)[::-2, 1::3])
    swapped = base.astype(base.dtype.newbyteorder())
    np.testing.assert_array_equal(f(swapped), f(base))
    assert f(swapped).dtype == np.float64


@EACH
def test_types(f):
    for dtype in (np.float16, np.float32, np.float64):
        assert f(np.ones(3, dtype)).dtype == dtype
        assert f.derivative(dtype(1.5)).dtype == dtype
    for value in (2, True, np.int8(2), [1, 2], np.arange(3), np.array([True])):
        assert f(value).dtype == np.float64
    assert isinstance(f(1.0), np.float64)
    assert isinstance(f(np.array(1.0)), np.float64)
    assert f([]).shape == (0,) and f(np.ones((2, 0))).shape == (2, 0)


@EACH
@pytest.mark.parametrize("bad", ["1", None, 1j, [1j], {"x": 1}, ["a"], [None, 1.0]])
def test_what_is_no_number_is_refused_by_name(f, bad):
    for function in (f, f.derivative):
        with pytest.raises(TypeError, match="x must be real numbers; got"):
            function(bad)


def test_ragged_input():
    with pytest.raises(ValueError, match="x must be a regular array"):
        relu([[1.0], [1.0, 2.0]])


def test_wrong_parameters():
    with pytest.raises(TypeError, match=r"gelu has no parameter 'alpha'.*none"):
        gelu(1.0, alpha=1.0)
    with pytest.raises(TypeError, match="its parameters: alpha"):
        elu(1.0, slope=1.0)
    with pytest.raises(ValueError, match=r"slope must be positive.*use relu"):
        leaky_relu(1.0, slope=0)
    for bad in (-1.0, math.nan, math.inf):
        with pytest.raises(ValueError, match="alpha"):
            elu.derivative(1.0, alpha=bad)
    for bad in ("1", None, [1.0], True, 1j):
        with pytest.raises(TypeError, match="alpha must be one number"):
            elu(1.0, alpha=bad)


def test_records_cannot_be_changed():
    with pytest.raises(AttributeError):
        relu.name = "other"
    elu.parameters["alpha"] = 3.0
    assert elu(-1.0) == math.expm1(-1.0)


@EACH
def test_a_record_is_passed_on_as_a_function_is(f):
    """It has the name of one, and a copy of it is itself."""
    assert f.__name__ == f.__qualname__ == f.name
    assert f.__module__ == "nnbook.activations"
    assert f.summary in inspect.getdoc(f) and f.formula in inspect.getdoc(f)
    for same in (pickle.loads(pickle.dumps(f)), copy.copy(f), copy.deepcopy(f)):
        assert same is f
    assert repr(f) == f"<Activation {f.name}>"
    x, *others = inspect.signature(f).parameters.values()
    assert (x.name, x.kind) == ("x", x.POSITIONAL_OR_KEYWORD)
    assert {p.name: p.default for p in others} == f.parameters
    assert all(p.kind == p.KEYWORD_ONLY for p in others)
    wrapped = functools.wraps(f)(lambda x: f(x))
    assert wrapped.__name__ == f.name


def test_where_names_are_keys_no_record_is_lost():
    assert {f.__name__: f for f in ACTIVATIONS.values()} == ACTIVATIONS


def test_a_record_of_ones_own_can_be_copied_and_pickled():
    own = dataclasses.replace(elu, name="own", defaults=(("alpha", 2.0),))
    assert own.__name__ == "own" and own.parameters == {"alpha": 2.0}
    for other in (pickle.loads(pickle.dumps(own)), copy.deepcopy(own)):
        assert isinstance(other, Activation) and other.__name__ == "own"
        assert other(-1.5) == own(-1.5) == elu(-1.5, alpha=2.0)


@pytest.mark.filterwarnings("error")
def test_what_is_too_large_for_a_float_is_infinite_without_a_warning():
    assert leaky_relu(-1e308, slope=30.0) == leaky_relu([-1e308], slope=30.0) == -np.inf
    half = np.float16
    assert leaky_relu(half(-6e4), slope=2.0) == -np.inf
    assert elu(half([-5, 1]), alpha=1e6).tolist() == [-np.inf, 1.0]
    assert elu.derivative(half(-1), alpha=1e6) == np.inf
    assert log_softmax(half([6e4, -6e4])).tolist() == [0.0, -np.inf]
