"""What the records of the activation functions state, proved from their formulas.

Each property is derived by SymPy from the formula alone and compared with what the
record states; `tools.measures.calculus` says how. Only `test_code_has_the_properties`
looks at floats.
"""

import math
import re

import numpy as np
import pytest
import sympy
from sympy import oo

from nnbook import ACTIVATIONS
from tools.measures import calculus
from tools.measures.calculus import X, at, formula, one_sided_slopes, pieces, usual

EACH = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)


def as_float(end):
    return float(end) if end.is_finite else math.copysign(math.inf, end)


def slopes_far_out(expression):
    """Return the limits of f′ at −∞ and at +∞."""
    ordered = pieces(expression)
    ends = ((ordered[0][0], -oo), (ordered[-1][0], oo))
    return tuple(sympy.limit(sympy.diff(piece, X), X, end) for piece, end in ends)


def values_taken(expression):
    """Return infimum, supremum, and whether each is taken at a finite x.

    f is monotone on each stretch and continuous, so that only the ends of stretches
    count; an end at infinity is taken where f is constant next to it.
    """
    ends = {}
    for left, right, slope in calculus.stretches(expression):
        for end in (left, right):
            value = at(expression, end)
            ends[value] = ends.get(value) or bool(end.is_finite) or slope == 0
    low, high = sympy.Min(*ends), sympy.Max(*ends)
    return low, high, ends[low], ends[high]


def test_registry_is_in_the_order_of_the_lecture():
    names = ["relu", "elu", "leaky_relu", "tanh", "sigmoid", "gelu"]
    assert [name for name in ACTIVATIONS if name in names] == names
    assert all(f.name == name for name, f in ACTIVATIONS.items())


@EACH
def test_texts(f):
    for text in (f.title, f.summary, f.latex, f.derivative_latex):
        assert text and text == text.strip()
    assert f.summary.endswith(".")
    assert (r"\alpha" in f.latex) == bool(f.parameters)


@EACH
def test_parameters_are_those_of_the_formula(f):
    symbols = {s.name for s in sympy.sympify(f.formula).free_symbols}
    assert symbols == {"x", *dict(f.defaults)}


@EACH
def test_kinks(f):
    """They are where the difference quotient has two limits, and nowhere else.

    The pieces are analytic, so that only their ends come into question; f is
    continuous there, as the difference quotient is bounded.
    """
    expression = formula(f, **usual(f))
    kinks = []
    for point in calculus.breakpoints(expression):
        left, right = one_sided_slopes(expression, point)
        assert left.is_finite and right.is_finite
        if left != right:
            kinks.append(float(point))
    assert f.kinks == tuple(kinks)


@EACH
def test_smooth(f):
    """f′ exists at the ends of the pieces, and has the same limit from both sides."""
    expression = formula(f, **usual(f))
    smooth = True
    for (before, _), (after, interval) in zip(
        pieces(expression), pieces(expression)[1:], strict=False
    ):
        point = interval.inf
        sides = [
            sympy.limit(sympy.diff(piece, X), X, point, direction)
            for piece, direction in ((before, "-"), (after, "+"))
        ]
        smooth &= len({*sides, *one_sided_slopes(expression, point)}) == 1
    assert f.smooth == smooth


@EACH
def test_monotone(f):
    """The sign of f′ on each stretch proves or refutes it, for all parameters."""
    slopes = [slope for *_, slope in calculus.stretches(formula(f))]
    assert f.monotone == (min(slopes) >= 0)


def test_gelu_falls_between_two_points():
    expression = formula(ACTIVATIONS["gelu"])
    assert calculus.sign(at(expression, -2) - at(expression, -1)) > 0


@EACH
def test_range(f):
    """It ends where f turns or at its limits; printed, it holds for all parameters."""
    low, high, low_taken, high_taken = values_taken(formula(f, **usual(f)))
    assert f.range == (
        pytest.approx(as_float(low), rel=1e-15),
        as_float(high),
        low_taken,
        high_taken,
    )


@EACH
def test_range_latex(f):
    low, high, low_taken, high_taken = values_taken(formula(f))
    opens, *printed, closes = re.fullmatch(
        r"([\[(])(.+), (.+)([\])])", f.range_latex
    ).groups()
    assert (opens == "[", closes == "]") == (low_taken, high_taken)
    names = {r"\infty": "oo", r"\alpha": next(iter(f.parameters), "")}
    for text, end in zip(printed, (low, high), strict=True):
        for latex, name in names.items():
            text = text.replace(latex, name)
        decimals = len(text.partition(".")[2])
        if decimals:
            assert text == f"{float(end):.{decimals}f}"
        else:
            symbols = {s.name: s for s in end.free_symbols}
            assert sympy.sympify(text, locals=symbols) == end


@EACH
def test_odd(f):
    """f(−x) + f(x) is 0 identically, or is not 0 at x = 1."""
    expression = formula(f, **usual(f))
    if calculus.sign(at(expression, 1) + at(expression, -1)) != 0:
        assert not f.odd
        return
    ((whole, _),) = pieces(expression)
    assert sympy.simplify(whole + whole.subs(X, -X)) == 0
    assert f.odd


@EACH
def test_saturates(f):
    flat = tuple(slope == 0 for slope in slopes_far_out(formula(f)))
    sides = {(False, False): "no", (True, False): "left", (True, True): "both"}
    assert f.saturates == sides[flat]


@EACH
def test_slope_at_0(f):
    """It is the slope of the branch to which the formula counts 0, as is the code's."""
    for value in (None, 0.25, 0.5, 3.0):
        given = dict.fromkeys(f.parameters, value) if value else {}
        exact = usual(f) | {k: sympy.Rational(v) for k, v in given.items()}
        expression = formula(f, **exact)
        (branch,) = [piece for piece, interval in pieces(expression) if 0 in interval]
        slope = sympy.diff(branch, X).subs(X, 0)
        assert slope in one_sided_slopes(expression, sympy.Integer(0))
        slope = float(slope)
        assert f.derivative(0.0, **given) == f.derivative(-0.0, **given) == slope
        if not given:
            assert f.slope_at_0 == slope


@EACH
def test_limits(f):
    expression = formula(f, **usual(f))
    limits = tuple(as_float(at(expression, end)) for end in (-oo, oo))
    assert f.limits == limits == (f(-math.inf), f(math.inf))


@EACH
def test_code_has_the_properties(f):
    """Rounding takes none of them away; an open end may be reached, never passed."""
    x = np.linspace(-20, 20, 40001)
    far = [-1e300, -1e4, 1e4, 1e300]
    values = f(np.append(x, far))
    assert values.min() >= f.range.low and values.max() <= f.range.high
    assert f.monotone == bool((np.diff(f(x)) >= 0).all())
    assert f.odd == bool((f(-x) == -f(x)).all())
    for kink in f.kinks:
        left, right = f.derivative([kink - 1e-9, kink + 1e-9])
        assert abs(right - left) > 0.5
