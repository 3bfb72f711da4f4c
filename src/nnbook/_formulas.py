"""Values and derivatives of the activation functions, safe in floating point.

Each function takes a float64 array, leaves it alone, and returns a new one.
The records in `nnbook.activations` give them to the reader; the page *On a
real machine* explains why they are not written as on the slides.
"""

import numpy as np

from nnbook._special import (
    TAIL_END,
    mills_series,
    normal_cdf,
    normal_pdf,
    times_deep_pdf,
)

# From here leftwards the normal tail nears the smallest floats.
_DEEP = -37.0


def relu(x):
    # Adding +0.0 turns the -0.0 that maximum may return into the 0 of the formula.
    return np.maximum(x, 0.0) + 0.0


def relu_derivative(x):
    return np.heaviside(x, 0.0)


def elu(x, alpha):
    # One of the two terms is always zero, so no branch is needed; only the
    # sign of -0.0 has to be put back.
    sum_of_branches = np.maximum(x, 0.0) + alpha * np.expm1(np.minimum(x, 0.0))
    return np.copysign(sum_of_branches, x)


def elu_derivative(x, alpha):
    return np.where(x > 0.0, 1.0, alpha * np.exp(np.minimum(x, 0.0)))


def leaky_relu(x, slope):
    return np.where(x >= 0.0, x, slope * np.minimum(x, 0.0))


def leaky_relu_derivative(x, slope):
    return np.where(np.isnan(x), x, np.where(x >= 0.0, 1.0, slope))


def tanh(x):
    return np.tanh(x)


def tanh_derivative(x):
    # 1 - tanh(x)^2 loses every digit from |x| = 9 on; this loses none.
    z = np.exp(-2.0 * np.minimum(np.abs(x), 400.0))
    return 4.0 * z / (1.0 + z) ** 2


def sigmoid(x):
    # exp never sees a positive number, so it cannot overflow.
    z = np.exp(-np.abs(x))
    return np.where(x < 0.0, z, 1.0) / (1.0 + z)


def sigmoid_derivative(x):
    # s (1 - s) loses every digit where s is near 1; the derivative is even,
    # so the side on which nothing cancels serves for both.
    z = np.exp(-np.abs(x))
    return z / (1.0 + z) ** 2


def gelu(x):
    # Phi itself is subnormal in the deep tail before x * Phi is.
    deep = np.clip(x, -TAIL_END, _DEEP)
    tail = times_deep_pdf(deep, -mills_series(deep))
    near = np.maximum(x, _DEEP)
    return np.where(x < _DEEP, tail, near * normal_cdf(near))


def gelu_derivative(x):
    deep = np.clip(x, -TAIL_END, _DEEP)
    tail = times_deep_pdf(deep, deep - mills_series(deep) / deep)
    near = np.clip(x, _DEEP, TAIL_END)
    return np.where(x < _DEEP, tail, normal_cdf(near) + near * normal_pdf(near))


def gelu_tanh(x):
    # (1 + tanh(u)) / 2 is sigmoid(2 u), which keeps its digits in the left tail.
    t = np.clip(x, -TAIL_END, TAIL_END)
    u = np.sqrt(2.0 / np.pi) * (t + 0.044715 * t**3)
    return np.maximum(x, -TAIL_END) * sigmoid(2.0 * u)
