"""Errors in ULP, units in the last place of the true result, and the book's bars.

0.5 is the best that any float can do.
"""

import numpy as np
from mpmath import mpf

from nnbook import ACTIVATIONS

# The largest error of each function in float64. ′ marks a derivative.
BARS = {
    "relu": 0.0,
    "relu'": 0.0,
    "elu": 1.0,
    "elu'": 0.68,
    "leaky_relu": 0.51,
    "leaky_relu'": 0.0,
    "tanh": 1.3,
    "tanh'": 4.0,
    "sigmoid": 2.0,
    "sigmoid'": 4.0,
    "gelu": 3.0,
    "gelu'": 8.0,
    # The cube magnifies rounding by its exponent: a bar of its own.
    "gelu_tanh": 3000.0,
    "softmax": 4.0,
    "log_softmax": 3.0,
    "softmax_jacobian": 8.0,
}
# Of an activation function that is not named.
USUAL_BAR = 8.0
for _name in ACTIVATIONS:
    BARS.setdefault(_name, USUAL_BAR)
    BARS.setdefault(_name + "'", USUAL_BAR)
# Slopes that cross zero between −2 and 0, where no relative measure makes sense.
ABSOLUTE = {f.name + "'" for f in ACTIVATIONS.values() if not f.monotone}
ABSOLUTE_BAR = 2.5e-16
# In float32 every function is evaluated in float64 and rounded once.
BAR_32 = 0.51


def ulps(got, true):
    """Return the error of each result in units of the last place of the truth."""
    got = np.asarray(got)
    out = np.empty(got.size)
    for i, (g, t) in enumerate(zip(got.ravel(), true, strict=True)):
        nearest = got.dtype.type(float(t))
        if np.isinf(g) or np.isinf(nearest):
            out[i] = 0.0 if g == nearest else np.inf
            continue
        # The largest float has no neighbour above: take the one below.
        largest = np.finfo(got.dtype).max
        place = min(abs(nearest), np.nextafter(largest, got.dtype.type(0)))
        unit = mpf(float(np.spacing(place)))
        out[i] = float(abs(mpf(float(g)) - t) / unit)
    return out


def errors(name, x, got, true):
    """Return errors in ULP; where ``name`` has an absolute bar, 0 or infinity by it."""
    found = ulps(got, true)
    if name in ABSOLUTE:
        absolute = [abs(mpf(float(g)) - t) for g, t in zip(got, true, strict=True)]
        met = np.array([error <= ABSOLUTE_BAR for error in absolute], dtype=bool)
        middle = (x >= -2) & (x <= 0)
        found[middle] = np.where(met[middle], 0.0, np.inf)
    return found
