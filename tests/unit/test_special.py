"""Exact rounding errors, and the normal distribution against mpmath."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook import _special

NUMBERS = st.floats(-1e100, 1e100).filter(lambda v: v == 0 or abs(v) > 1e-100)


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_two_sum_is_exact(a, b):
    s, e = _special.two_sum(np.float64(a), np.float64(b))
    assert s == a + b
    assert Fraction(float(s)) + Fraction(float(e)) == Fraction(a) + Fraction(b)


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_two_product_is_exact(a, b):
    p, e = _special.two_product(np.float64(a), np.float64(b))
    assert p == a * b
    assert Fraction(float(p)) + Fraction(float(e)) == Fraction(a) * Fraction(b)


def test_erfc_against_mpmath():
    x = np.linspace(-6, 26, 601)
    with mpmath.workdps(40):
        want = [float(mpmath.erfc(mpmath.mpf(v))) for v in x]
    np.testing.assert_allclose(_special.erfc(x), want, rtol=1e-15)
    ends = _special.erfc(np.array([-np.inf, 0.0, np.inf, np.nan]))
    np.testing.assert_array_equal(ends, [2.0, 1.0, 0.0, np.nan])
    assert _special.erfc(np.array(0.0)).shape == ()


def test_normal_distribution_against_mpmath():
    x = np.linspace(-37, 37, 500)
    with mpmath.workdps(40):
        cdf = [float(mpmath.erfc(-mpmath.mpf(v) / mpmath.sqrt(2)) / 2) for v in x]
        pdf = [float(mpmath.npdf(mpmath.mpf(v))) for v in x]
    np.testing.assert_allclose(_special.normal_cdf(x), cdf, rtol=6e-16)
    np.testing.assert_allclose(_special.normal_pdf(x), pdf, rtol=6e-16)


@pytest.mark.parametrize("x", [37.0, 38.5, 40.0])
def test_mills_series_against_mpmath(x):
    with mpmath.workdps(40):
        t = mpmath.mpf(x)
        want = t * mpmath.erfc(t / mpmath.sqrt(2)) / 2 / mpmath.npdf(t)
    for side in (-x, x):
        assert _special.mills_series(side) == pytest.approx(float(want), rel=3e-16)
