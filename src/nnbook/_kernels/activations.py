"""Values and derivatives of the activation functions, safe in floating point.

Each function takes float64 numbers and leaves them alone. It returns new ones, or
``out`` if it was given that for its result. The records in `nnbook.activations` name
them; the page *On a real machine* explains why they are not written as on the slides.
"""

import numpy as np

from nnbook._kernels.normal import TAIL_END, tail_slope, weighted_tail


def relu(x, out=None):
    # Adding +0.0 turns the -0.0 that maximum may return into the 0 of the formula.
    return np.add(np.maximum(x, 0.0), 0.0, out=out)


def relu_derivative(x, out=None):
    return np.sign(np.maximum(x, 0.0), out=out)


def elu(x, alpha, out=None):
    # One of the two terms is always zero, so no branch is needed. Where both are, the
    # result is -0.0 if x is: of two equal numbers NumPy returns the second.
    left = np.expm1(np.minimum(0.0, x, out=out), out=out)
    return np.add(np.maximum(-0.0, x), np.multiply(left, alpha, out=out), out=out)


def elu_derivative(x, alpha, out=None):
    slope = np.exp(np.minimum(x, 0.0, out=out), out=out)
    return np.multiply(slope, np.where(x > 0.0, 1.0, alpha), out=out)


def leaky_relu(x, slope, out=None):
    # As for elu.
    return np.add(np.maximum(-0.0, x), slope * np.minimum(0.0, x), out=out)


def leaky_relu_derivative(x, slope, out=None):
    return np.where(np.isnan(x), x, np.where(x >= 0.0, 1.0, slope))


def tanh(x, out=None):
    return np.tanh(x, out=out)


def tanh_derivative(x, out=None):
    # 1 - tanh(x)^2 loses every digit from |x| = 9 on; this loses none.
    z = np.exp(-2.0 * np.minimum(abs(x), 400.0))
    return np.divide(4.0 * z, (1.0 + z) ** 2, out=out)


def sigmoid(x, out=None):
    # exp never sees a positive number, so it cannot overflow. The numerator is z on
    # the left and 1, which is larger, on the right.
    z = np.exp(-abs(x))
    return np.divide(np.maximum(z, x >= 0.0), 1.0 + z, out=out)


def sigmoid_derivative(x, out=None):
    # s (1 - s) loses every digit where s is near 1; the derivative is even,
    # so the side on which nothing cancels serves for both.
    z = np.exp(-abs(x))
    return np.divide(z, (1.0 + z) ** 2, out=out)


def gelu(x, out=None):
    # x Phi(x) on the left and x - x Phi(-x) on the right: 1 + erf, which loses every
    # digit on the left, is nowhere needed.
    tail = weighted_tail(np.minimum(abs(x), TAIL_END))
    return np.subtract(np.maximum(-0.0, x), tail, out=out)


def gelu_derivative(x, out=None):
    slope = tail_slope(np.minimum(abs(x), TAIL_END))
    return np.where(x > 0.0, 1.0 - slope, slope)


def gelu_tanh(x, out=None):
    # (1 + tanh(u)) / 2 is sigmoid(2 u), which keeps its digits in the left tail.
    t = np.clip(x, -TAIL_END, TAIL_END)
    u = np.sqrt(2.0 / np.pi) * (t + 0.044715 * t**3)
    return np.multiply(np.maximum(x, -TAIL_END), sigmoid(2.0 * u), out=out)
