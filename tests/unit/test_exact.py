"""The errors of rounding are found exactly."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook import _exact

NUMBERS = st.floats(-1e100, 1e100).filter(lambda v: v == 0 or abs(v) > 1e-100)


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_two_sum(a, b):
    s, e = _exact.two_sum(np.array([a]), np.array([b]))
    assert s == a + b
    assert Fraction(float(s[0])) + Fraction(float(e[0])) == Fraction(a) + Fraction(b)


@settings(deadline=None)
@given(NUMBERS)
def test_two_square(a):
    s, e = _exact.two_square(np.array([a]))
    assert s == a * a
    assert Fraction(float(s[0])) + Fraction(float(e[0])) == Fraction(a) ** 2


@settings(deadline=None)
@given(NUMBERS, st.floats(-0.5, 0.5), NUMBERS.filter(bool), st.floats(-0.5, 0.5))
def test_quotient_is_rounded_once(a, part, b, other):
    a_rest, b_rest = part * np.spacing(a), other * np.spacing(b)
    got = _exact.quotient(*(np.array([value]) for value in (a, a_rest, b, b_rest)))
    exact = (Fraction(a) + Fraction(a_rest)) / (Fraction(b) + Fraction(b_rest))
    unit = Fraction(float(np.spacing(abs(float(exact)))))
    assert abs(Fraction(float(got[0])) - exact) <= Fraction(501, 1000) * unit
