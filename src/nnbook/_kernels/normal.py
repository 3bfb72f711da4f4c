"""The left tail of the normal distribution, to the last few digits.

For t from 0 to 39 the exponential is taken out of Phi, the distribution function::

    Phi(-t) = exp(-t² / 2) q(t) / (2 (t + 1))

What is left is q, a function between 0.8 and 1.06, for which a polynomial will do.
Beyond 39 standard deviations even t times the tail is smaller than any float. The
page *On a real machine* introduces the idea.
"""

import math

import numpy as np

from nnbook._kernels.rounding import two_square, two_sum

TAIL_END = 39.0
MIDDLE = 4.0  # t = 4 is the middle of the polynomial's variable
_DENSITY_AT_0 = math.sqrt(0.5 / math.pi)

# Through 25 Chebyshev points, highest power first; the error is below 5e-18.
# `tests/numerics/coefficients.py` computes them.
COEFFICIENTS = (
    -5.380841566089749e-10,
    -2.7482418096934146e-09,
    -1.645425717268129e-09,
    1.6979486824689782e-08,
    3.419266297255418e-08,
    -4.735124230475023e-08,
    -2.2250954045501225e-07,
    1.0174915534407227e-08,
    1.105498258656627e-06,
    8.045674395407418e-07,
    -5.227019387440246e-06,
    -6.862638346978373e-06,
    2.7254266623517664e-05,
    4.249963222261348e-05,
    -0.00017570650637799073,
    -0.00018886042729751034,
    0.0013897942311747909,
    -0.0005712462045563924,
    -0.010004757184080112,
    0.03587219495986671,
    -0.064395674856081,
    0.05720072810708694,
    0.027999269448849243,
    -0.1934069546530515,
    -0.05589358698031063,
)


def weighted_tail(t):
    """Return t Phi(-t) for 0 <= t <= 39."""
    high, low, loss = _bell(t)
    sum_, error = two_sum(t, 1.0)
    small = deviation(t)
    # What is to be added for the rounding of t² and t + 1; all comes in by one sum,
    # which rounds once.
    small -= (1.0 + small) * (loss + error / sum_)
    tail = 0.5 * t / sum_ * high
    return (tail + tail * small) * low


def tail_slope(t):
    """Return Phi(-t) - t phi(t), the slope of the weighted tail."""
    high, low, loss = _bell(t)
    slope = (0.5 + 0.5 * deviation(t)) / (t + 1.0) - _DENSITY_AT_0 * t
    return (slope - slope * loss) * high * low


def _bell(t):
    """Return exp(-t²/2) as two factors, and what the rounding of t² makes of it.

    The rounding alone would cost three digits in the tail. Where the first factor
    would come near the smallest floats, which have few digits, the second takes the
    rest of the exponent; it is the last to be multiplied.
    """
    square, error = two_square(t)
    exponent = -0.5 * square
    most = np.maximum(exponent, -600.0)
    return np.exp(most), np.exp(exponent - most), 0.5 * error


def deviation(t):
    """Return q(t) - 1, by Horner's rule in (t - 4)/(t + 4)."""
    v = (t - MIDDLE) / (t + MIDDLE)
    value = COEFFICIENTS[0] * v
    for coefficient in COEFFICIENTS[1:-1]:
        value += coefficient
        value *= v
    value += COEFFICIENTS[-1]
    return value
