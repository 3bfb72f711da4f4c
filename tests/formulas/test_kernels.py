"""The code of the activation functions computes their formulas and derivatives.

Proved: each kernel is run on a symbol in place of an array, so that it says which
formula it computes. Measured: at exact points, against the formula at 50 digits.
"""

import mpmath
import numpy as np
import pytest
import sympy

from nnbook import ACTIVATIONS, gelu, gelu_tanh
from nnbook._kernels import activations as kernels
from tests.formulas.symbols import REGIONS, numpy_on, run
from tools.measures import calculus
from tools.measures.calculus import X, formula, usual
from tools.measures.ulp import BARS, errors

EACH = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)
EVERYWHERE = pytest.mark.parametrize("region", REGIONS.values(), ids=REGIONS)
# Floats are rational numbers: 0 and kinks aside, nothing is special about these.
POINTS = np.concatenate([side * np.geomspace(1e-3, 8, 40) for side in (-1, 1)])


@pytest.fixture
def symbolic(monkeypatch):
    """Return a function that lets the kernels compute with symbols of a region."""

    def with_numpy_on(region):
        monkeypatch.setattr(kernels, "np", numpy_on(region))
        monkeypatch.setattr(kernels, "abs", numpy_on(region).abs, raising=False)
        # On floats these are computed with a polynomial and carry rounding errors
        # along; `tests/numerics` measures them against what they stand for.
        tail = X * (1 - sympy.erf(X / sympy.sqrt(2))) / 2
        monkeypatch.setattr(kernels, "weighted_tail", lambda t: tail.subs(X, t))
        slope = sympy.diff(tail, X)
        monkeypatch.setattr(kernels, "tail_slope", lambda t: slope.subs(X, t))

    return with_numpy_on


def symbols_of(f):
    return {name: sympy.Symbol(name, positive=True) for name in f.parameters}


def branch(f, region):
    """Return the piece of the formula that holds in a region."""
    (piece,) = [p for p, i in calculus.pieces(formula(f)) if region.is_subset(i)]
    return piece


def is_identity(left, right, region):
    difference = left - right
    if region == REGIONS["zero"]:
        difference = difference.subs(X, 0)
    return sympy.simplify(difference.rewrite(sympy.exp)) == 0


@EACH
@EVERYWHERE
def test_value_kernel_is_the_formula(f, region, symbolic):
    symbolic(region)
    computed = run(f.value_kernel, region, **symbols_of(f))
    assert is_identity(computed, branch(f, region), region)


@EACH
@EVERYWHERE
def test_derivative_kernel_is_its_derivative(f, region, symbolic):
    """At 0 the derivative is that of the branch to which the formula counts 0."""
    symbolic(region)
    computed = run(f.derivative_kernel, region, **symbols_of(f))
    assert is_identity(computed, sympy.diff(branch(f, region), X), region)


@EVERYWHERE
def test_kernel_of_the_tanh_approximation_of_gelu(region, symbolic):
    symbolic(region)
    computed = run(kernels.gelu_tanh, region)
    assert is_identity(computed, approximation(), region)


def approximation():
    cubic = X + sympy.Rational("0.044715") * X**3
    return X * (1 + sympy.tanh(sympy.sqrt(2 / sympy.pi) * cubic)) / 2


def truth(expression, points):
    with mpmath.workdps(50):
        function = sympy.lambdify(X, expression, "mpmath")
        return [mpmath.mpf(function(mpmath.mpf(float(p)))) for p in points]


def given_values(f):
    """Return the usual values of the parameters and three others of each."""
    others = [dict.fromkeys(f.parameters, value) for value in (0.25, 0.3, 2.0)]
    return [f.parameters, *others] if f.parameters else [{}]


def bar(name, f, given):
    # A factor in front is one product more, and may halve the last place.
    return BARS[name] if given == f.parameters else 2 * BARS[name] + 0.5


@EACH
def test_value_in_ulp(f):
    points = np.append(POINTS, 0.0)
    for given in given_values(f):
        exact = {k: sympy.Rational(v) for k, v in given.items()}
        true = truth(formula(f, **exact), points)
        error = errors(f.name, points, f(points, **given), true)
        assert error.max() <= bar(f.name, f, given)


@EACH
def test_derivative_in_ulp(f):
    """On both sides of a kink, as near to it as floats come."""
    near = [np.nextafter(kink, side) for kink in f.kinks for side in (-1, 1)]
    points = np.append(POINTS, near)
    for given in given_values(f):
        exact = {k: sympy.Rational(v) for k, v in given.items()}
        true = truth(sympy.diff(formula(f, **exact), X), points)
        name = f.name + "'"
        error = errors(name, points, f.derivative(points, **given), true)
        assert error.max() <= bar(name, f, given)


def test_tanh_approximation_of_gelu_in_ulp_and_how_close_it_is():
    error = errors(
        "gelu_tanh", POINTS, gelu_tanh(POINTS), truth(approximation(), POINTS)
    )
    assert error.max() <= BARS["gelu_tanh"]
    grid = np.linspace(-6, 6, 12001)
    error = np.abs(gelu_tanh(grid) - gelu(grid)).max()
    assert 4e-4 < error < 5e-4


def test_formula_uses_the_usual_values():
    for f in ACTIVATIONS.values():
        assert formula(f, **usual(f)).free_symbols == {X}
