"""The records of the activation functions, against SymPy and what they state."""

import copy
import math
import pickle

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nnbook import ACTIVATIONS, Activation, elu, gelu, gelu_tanh, leaky_relu, relu

EACH = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)
# Without the kink at 0, and where the textbook formula still has all its digits.
POINTS = np.concatenate([-np.geomspace(1e-3, 8, 40), np.geomspace(1e-3, 8, 40)])
FINITE = st.floats(-1e300, 1e300)


def formula(f, **parameters):
    """Return f as a SymPy expression in x, parameters put in exactly."""
    values = {k: sympy.Rational(v) for k, v in (f.parameters | parameters).items()}
    return sympy.sympify(f.formula).subs(values)


def exact(expression, points):
    x = sympy.Symbol("x")
    with mpmath.workdps(60):
        function = sympy.lambdify(x, expression, "mpmath")
        return np.array([float(function(mpmath.mpf(float(p)))) for p in points])


def test_registry_is_in_the_order_of_the_lecture():
    names = ["relu", "elu", "leaky_relu", "tanh", "sigmoid", "gelu"]
    assert list(ACTIVATIONS) == names
    assert all(f.name == name for name, f in ACTIVATIONS.items())


@EACH
def test_value_is_the_formula(f):
    points = np.append(POINTS, 0.0)
    want = exact(formula(f), points)
    np.testing.assert_allclose(f(points), want, rtol=1e-15, atol=0)


@EACH
def test_derivative_is_the_derivative_of_the_formula(f):
    want = exact(sympy.diff(formula(f), sympy.Symbol("x")), POINTS)
    np.testing.assert_allclose(f.derivative(POINTS), want, rtol=2e-15, atol=3e-16)


@EACH
def test_derivative_agrees_with_central_differences(f):
    h = 1e-5
    measured = (f(POINTS + h) - f(POINTS - h)) / (2 * h)
    np.testing.assert_allclose(f.derivative(POINTS), measured, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(("f", "name"), [(elu, "alpha"), (leaky_relu, "slope")])
@pytest.mark.parametrize("value", [0.25, 0.5, 2.0])
def test_parameters_reach_value_and_derivative(f, name, value):
    expression = formula(f, **{name: value})
    slope = sympy.diff(expression, sympy.Symbol("x"))
    given = {name: value}
    np.testing.assert_allclose(f(POINTS, **given), exact(expression, POINTS), 1e-15)
    np.testing.assert_allclose(
        f.derivative(POINTS, **given), exact(slope, POINTS), 1e-15
    )


@EACH
def test_record_is_complete_and_names_the_parameters_of_the_formula(f):
    for text in (f.name, f.title, f.summary, f.latex, f.derivative_latex):
        assert text and text == text.strip()
    symbols = {s.name for s in sympy.sympify(f.formula).free_symbols}
    assert symbols == {"x", *f.parameters}
    assert (r"\alpha" in f.latex) == bool(f.parameters)


@EACH
def test_range_holds_all_values_and_is_no_larger(f):
    low, high, low_closed, high_closed = f.range
    x = np.concatenate([np.linspace(-30, 30, 20001), [-1e300, -1e4, 1e4, 1e300]])
    values = f(x)
    # An open end may be reached by rounding, never passed.
    assert values.min() >= low and values.max() <= high
    for end, nearest in ((low, values.min()), (high, values.max())):
        gap = abs(nearest - end) if math.isfinite(end) else 1.0 / abs(nearest)
        assert gap < 1e-6
    inside = f(np.linspace(-5, 5, 10001))
    assert low_closed == bool(inside.min() <= low + 1e-6)
    assert high_closed == bool(inside.max() >= high)


def test_range_of_gelu_ends_at_its_minimum():
    with mpmath.workdps(40):
        root = mpmath.sqrt(2)

        def exact_gelu(x):
            return x * mpmath.erfc(-x / root) / 2

        lowest = mpmath.findroot(lambda x: mpmath.diff(exact_gelu, x), -0.75)
        assert gelu.range.low == pytest.approx(float(exact_gelu(lowest)), rel=1e-15)
    assert abs(gelu.derivative(float(lowest))) < 1e-15
    assert gelu.range_latex.startswith(f"[{gelu.range.low:.3f},")


@EACH
def test_stated_properties_are_measured(f):
    x = np.linspace(-20, 20, 40001)
    values, slopes = f(x), f.derivative(x)
    assert f.monotone == bool((np.diff(values) >= 0).all())
    assert f.zero_centred == bool((f(-x) == -values).all())
    jump = np.abs(np.diff(slopes)).max()
    assert f.smooth == bool(jump < 2e-3)
    assert f.smooth == (not f.kinks)
    for kink in f.kinks:
        left, right = f.derivative([kink - 1e-9, kink + 1e-9])
        assert abs(right - left) > 0.5
    assert f.slope_at_0 == f.derivative(0.0)
    flat = [abs(f.derivative(end)) < 1e-6 for end in (-20.0, 20.0)]
    assert f.saturates == {0: "no", 1: "left", 2: "both"}[sum(flat)]
    assert flat[0] == (f.saturates != "no")
    assert f.limits == (f(-math.inf), f(math.inf))


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


def test_records_can_be_hashed_copied_and_pickled():
    assert len(set(ACTIVATIONS.values())) == 6
    for f in ACTIVATIONS.values():
        for other in (pickle.loads(pickle.dumps(f)), copy.deepcopy(f)):
            assert isinstance(other, Activation) and other(-1.5) == f(-1.5)
    assert repr(elu) == "<Activation elu>"


def test_tanh_approximation_of_gelu_is_its_formula_and_close():
    x = sympy.Symbol("x")
    cubic = x + sympy.Rational(0.044715) * x**3
    approximation = x * (1 + sympy.tanh(sympy.sqrt(2 / sympy.pi) * cubic)) / 2
    np.testing.assert_allclose(
        gelu_tanh(POINTS), exact(approximation, POINTS), rtol=3e-13
    )
    grid = np.linspace(-6, 6, 12001)
    error = np.abs(gelu_tanh(grid) - gelu(grid)).max()
    assert 4e-4 < error < 5e-4
