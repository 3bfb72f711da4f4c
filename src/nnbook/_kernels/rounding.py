"""What a rounded sum or square leaves out.

Either is rounded to the nearest float, but the error of that is a float too, and a few
more operations find it. Carrying the pair (result, error) on saves the digits that
softmax and GELU lose in their textbook form. The page *On a real machine* introduces
the idea. Both functions take float64 numbers or arrays.
"""


def two_sum(a, b):
    """Return ``s = a + b`` rounded, and the error ``e`` with s + e = a + b exactly.

    References
    ----------
    .. [1] D. E. Knuth, *The Art of Computer Programming*, vol. 2, 3rd ed.,
       Addison-Wesley, 1997, section 4.2.2, theorem B.
    """
    s = a + b
    of_b = s - a  # what s holds of b
    of_a = s - of_b
    return s, (a - of_a) + (b - of_b)


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
    c = 134217729.0 * a  # 2**27 + 1
    high = c - (c - a)  # the first half of the digits: its square is exact
    low = a - high
    return s, ((high * high - s) + 2.0 * (high * low)) + low * low
