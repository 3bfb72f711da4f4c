"""Exact rounding errors and the normal distribution, to the last few digits.

A sum or product of two floats is rounded, but its rounding error is a float
too and can be had by a few more operations. Carrying the pair (result, error)
is what saves the digits that softmax and GELU lose in their textbook form. The
page *On a real machine* introduces both ideas.
"""

import math

import numpy as np

# 1/sqrt(2) as an unevaluated sum of two floats, good to 32 digits.
_INV_SQRT2_HIGH = 0.7071067811865476
_INV_SQRT2_LOW = -4.833646656726457e-17
_TWO_OVER_SQRT_PI = 2.0 / math.sqrt(math.pi)
_INV_SQRT_2PI = 0.3989422804014327
_LIFT = 156.0
_INV_SQRT_2PI_LOWERED = 7.095302060250425e-69  # the same, times exp(-_LIFT)

# Beyond 40 standard deviations the tail is smaller than any float.
TAIL_END = 40.0

_erfc_objects = np.frompyfunc(math.erfc, 1, 1)


def two_sum(a, b):
    """Return ``s = a + b`` rounded, and the error ``e`` with s + e = a + b exactly.

    References
    ----------
    .. [1] D. E. Knuth, *The Art of Computer Programming*, vol. 2, 3rd ed.,
       Addison-Wesley, 1997, section 4.2.2, theorem B.
    """
    s = a + b
    b_part = s - a
    a_part = s - b_part
    return s, (a - a_part) + (b - b_part)


def two_product(a, b):
    """Return ``p = a * b`` rounded, and the error ``e`` with p + e = a * b exactly.

    Exact while nothing overflows (both factors below 1e150 are safe) and the
    error does not underflow.

    References
    ----------
    .. [1] T. J. Dekker, "A floating-point technique for extending the available
       precision", *Numerische Mathematik* 18, 224-242, 1971.
       https://doi.org/10.1007/BF01397083
    """
    p = a * b
    a_high, a_low = _halves(a)
    b_high, b_low = _halves(b)
    e = ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low
    return p, e


def _halves(a):
    # Each half has at most 26 digits, so that a product of halves is exact.
    c = 134217729.0 * a  # 2**27 + 1
    high = c - (c - a)
    return high, a - high


def erfc(x):
    """Return the complementary error function of a float64 array, elementwise."""
    return np.asarray(_erfc_objects(x), dtype=np.float64)


def normal_cdf(x):
    """Return Phi(x), the normal distribution function, for float64 ``x``.

    In the left tail the rounding of x/sqrt(2) alone would cost three digits,
    so its error is carried along: erfc(p + e) = erfc(p) - 2/sqrt(pi) exp(-p^2) e.
    """
    x = np.clip(x, -TAIL_END, TAIL_END)
    p, e = two_product(-x, _INV_SQRT2_HIGH)
    e = e - x * _INV_SQRT2_LOW
    return 0.5 * (erfc(p) - _TWO_OVER_SQRT_PI * np.exp(-p * p) * e)


def normal_pdf(x):
    """Return phi(x), the normal density, for float64 ``x``.

    The rounding of x^2 would cost three digits in the tails, so its error is
    carried along: exp(-(s + e)/2) = exp(-s/2) (1 - e/2).
    """
    x = np.clip(x, -TAIL_END, TAIL_END)
    square, error = two_product(x, x)
    density = np.exp(-0.5 * square)
    return _INV_SQRT_2PI * (density - density * (0.5 * error))


def times_deep_pdf(x, factor):
    """Return factor * phi(x) for 37 <= |x| <= 40, where phi itself is too small.

    Small floats have few digits. The density is held far too large until the
    very last product, which then rounds once.
    """
    square, error = two_product(x, x)
    lifted = np.exp(_LIFT - 0.5 * square)
    lifted = lifted - lifted * (0.5 * error)
    return factor * lifted * _INV_SQRT_2PI_LOWERED


def mills_series(x):
    """Return |x| Phi(-|x|) / phi(x) for |x| >= 37, by its asymptotic series.

    The first term left out is 135135/x^14 < 2e-17.

    References
    ----------
    .. [1] NIST *Digital Library of Mathematical Functions*, equation 7.12.1.
       https://dlmf.nist.gov/7.12.E1
    """
    u = -1.0 / (x * x)
    return 1 + u * (1 + u * (3 + u * (15 + u * (105 + u * (945 + u * 10395)))))
