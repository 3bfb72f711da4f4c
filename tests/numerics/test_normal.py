"""The tail of the normal distribution, and the polynomial that it is computed by."""

import mpmath
import numpy as np
from mpmath import mpf

from nnbook._kernels import normal
from tools.measures import coefficients
from tools.measures.ulp import ulps

T = np.concatenate([[0.0, 1e-300, 38.9, 39.0], np.geomspace(1e-9, 39, 400)])


def test_the_coefficients_are_those_of_the_interpolation():
    assert coefficients.MIDDLE == normal.MIDDLE
    assert coefficients.TAIL_END == normal.TAIL_END
    count = len(normal.COEFFICIENTS)
    assert list(normal.COEFFICIENTS) == coefficients.coefficients(count)


def test_the_polynomial_is_as_near_as_its_comment_says():
    with mpmath.workdps(60):
        end = (normal.TAIL_END - normal.MIDDLE) / (normal.TAIL_END + normal.MIDDLE)
        for v in np.linspace(-1, end, 500):
            exact = mpmath.polyval([mpf(c) for c in normal.COEFFICIENTS], mpf(v))
            assert abs(exact - coefficients.deviation(mpf(v))) < 5e-18


def test_the_tail_and_its_slope():
    with mpmath.workdps(60):
        tail = [mpf(t) * mpmath.erfc(mpf(t) / mpmath.sqrt(2)) / 2 for t in T]
        assert ulps(normal.weighted_tail(T), tail).max() <= 3
        far = T > 2
        slope = [
            mpmath.erfc(mpf(t) / mpmath.sqrt(2)) / 2 - mpf(t) * mpmath.npdf(mpf(t))
            for t in T[far]
        ]
        assert ulps(normal.tail_slope(T[far]), slope).max() <= 4
