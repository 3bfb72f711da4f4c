"""The coefficients in `nnbook._kernels.normal`, computed with many digits.

python -m tools.measures.coefficients   # prints them
"""

from __future__ import annotations

import mpmath
from mpmath import mpf

# Not taken from the module, which cannot be imported while they are being changed.
MIDDLE, TAIL_END = 4.0, 39.0


def deviation(v):
    """Return what the polynomial stands for; v = (t − middle)/(t + middle)."""
    t = MIDDLE * (1 + v) / (1 - v)
    scaled = mpmath.exp(t * t / 2) * mpmath.erfc(t / mpmath.sqrt(2)) / 2
    return 2 * (t + 1) * scaled - 1


def coefficients(count: int) -> list[float]:
    """Return the polynomial through ``count`` Chebyshev points, highest power first.

    Found by divided differences and multiplied out, with sixty digits.
    """
    with mpmath.workdps(60):
        low = mpf(-1)
        high = (mpf(TAIL_END) - MIDDLE) / (TAIL_END + MIDDLE)
        nodes = [
            (low + high) / 2
            + (high - low) / 2 * mpmath.cos(mpmath.pi * (2 * k + 1) / (2 * count))
            for k in range(count)
        ]
        differences = [deviation(v) for v in nodes]
        for order in range(1, count):
            for i in range(count - 1, order - 1, -1):
                rise = differences[i] - differences[i - 1]
                differences[i] = rise / (nodes[i] - nodes[i - order])
        powers = []  # lowest first
        for node, difference in zip(
            reversed(nodes), reversed(differences), strict=True
        ):
            shifted = [mpf(0), *powers]
            scaled = [node * c for c in powers] + [mpf(0)]
            powers = [a - b for a, b in zip(shifted, scaled, strict=True)]
            powers[0] += difference
        return [float(c) for c in reversed(powers)]


if __name__ == "__main__":
    for value in coefficients(25):
        print(f"    {value!r},")
