"""The errors of rounding are found exactly."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook._kernels import rounding

NUMBERS = st.floats(-1e100, 1e100).filter(lambda v: v == 0 or abs(v) > 1e-100)


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_two_sum(a, b):
    s, e = rounding.two_sum(np.array([a]), np.array([b]))
    assert s == a + b
    assert Fraction(float(s[0])) + Fraction(float(e[0])) == Fraction(a) + Fraction(b)


@settings(deadline=None)
@given(NUMBERS)
def test_two_square(a):
    s, e = rounding.two_square(np.array([a]))
    assert s == a * a
    assert Fraction(float(s[0])) + Fraction(float(e[0])) == Fraction(a) ** 2
