"""Arithmetic of floats without loss: the rounded result and its error.

A sum or product of two floats is rounded, but its rounding error is a float too and
can be had by a few more operations. Carrying the pair (result, error) is what saves
the digits that softmax and GELU lose in their textbook form. The page *On a real
machine* introduces the idea. Both functions take float64 arrays.
"""

import numpy as np


def two_sum(a, b):
    """Return ``s = a + b`` rounded, and the error ``e`` with s + e = a + b exactly.

    References
    ----------
    .. [1] D. E. Knuth, *The Art of Computer Programming*, vol. 2, 3rd ed.,
       Addison-Wesley, 1997, section 4.2.2, theorem B.
    """
    s = a + b
    b_part = s - a
    error = s - b_part  # what s holds of a
    np.subtract(a, error, out=error)
    np.subtract(b, b_part, out=b_part)
    error += b_part
    return s, error


def two_square(a):
    """Return ``s = a * a`` rounded, and the error ``e`` with s + e = a * a exactly.

    Exact while nothing overflows (1e150 is safe) and the error does not underflow.

    References
    ----------
    .. [1] T. J. Dekker, "A floating-point technique for extending the available
       precision", *Numerische Mathematik* 18, 224-242, 1971.
       https://doi.org/10.1007/BF01397083
    """
    s = a * a
    high = _first_half(a)
    low = a - high
    return s, ((high * high - s) + 2.0 * (high * low)) + low * low


def quotient(a, a_rest, b, b_rest):
    """Return (a + a_rest) / (b + b_rest) rounded once; the rests are far smaller.

    A long division: the first digits of the quotient, what remains, and the others.
    """
    b_high = _first_half(b)
    result = _first_half(a / b)
    remainder = a - result * b_high  # exact
    remainder -= result * ((b - b_high) + b_rest)
    remainder += a_rest
    remainder /= b
    result += remainder
    return result


def _first_half(a):
    """Return ``a`` with 26 digits: the product of two such numbers is exact."""
    c = 134217729.0 * a  # 2**27 + 1
    return c - (c - a)
