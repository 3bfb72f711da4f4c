r"""Compare a gradient that was derived with one that was measured.

A derivation can be wrong and its code still run, and even learn. Central
differences know nothing of the derivation:

.. math:: \frac{\partial f}{\partial x_k} \approx
          \frac{f(x + h e_k) - f(x - h e_k)}{2h}

so when both agree, a slip in the derivation is very unlikely. The page *Deriving the
gradient* introduces the check.
"""

import numpy as np

from nnbook._kernels.checks import as_count, as_floats, as_positive, require_finite

# Balances the error of the formula, h^2, against that of rounding, eps / h.
_STEP = float(np.cbrt(np.finfo(np.float64).eps))
# Components smaller than this share of the largest are lost in rounding noise.
_SMALL = 1e-3


class GradientError(AssertionError):
    """A gradient that does not agree with central differences."""


def numerical_gradient(f, x):
    """Return the gradient of ``f`` at ``x`` by central differences.

    The step h is the cube root of the machine epsilon, times the size of the component
    where that is above 1.

    Parameters
    ----------
    f : callable
        Takes an array like ``x`` and returns one number.
    x : array_like of float
        Any shape. The differences are taken in float64.

    Returns
    -------
    ndarray
        Same shape as ``x``: the derivative by each component. About ten digits
        are right for a smooth function of size 1.

    Raises
    ------
    TypeError
        If ``x`` is not made of real numbers.
    ValueError
        If ``x`` is empty or not finite, or ``f`` does not return
        one finite number.

    Examples
    --------
    >>> print(numerical_gradient(lambda x: x[0] ** 2 * x[1], [3.0, 4.0]).round(6))
    [24.  9.]
    """
    x = _point(x)
    gradient = np.empty_like(x)
    for index in np.ndindex(x.shape):
        direction = np.zeros_like(x)
        direction[index] = max(1.0, abs(x[index]))
        gradient[index] = _slope(f, x, direction) / direction[index]
    return gradient


def check_gradient(f, grad, x, *, tolerance=1e-6, directions=3, seed=0):
    """Raise unless ``grad`` is the gradient of ``f`` at ``x``.

    Each component is compared with a central difference, then the slopes along
    some random directions, which also catch an ``f`` or ``grad`` that answers
    differently from one call to the next. Components below a thousandth of the
    largest (or of f itself) are compared relative to that thousandth, since a
    difference cannot resolve them.

    Parameters
    ----------
    f : callable
        Takes an array like ``x`` and returns one number. To check a function
        that works elementwise, sum it: ``lambda x: gelu(x).sum()``, whose
        gradient is ``gelu.derivative``.
    grad : callable or array_like
        The gradient as a function of ``x``, or its value at ``x``; same shape
        as ``x``.
    x : array_like of float
        Any shape. Keep away from kinks, where there is no gradient.
    tolerance : float
        The largest relative error that passes.
    directions : int
        How many random directions.
    seed : int
        Seed of the random directions.

    Returns
    -------
    float
        The largest relative error that was found.

    Raises
    ------
    GradientError
        If one exceeds the tolerance; an AssertionError that gives the index
        and both values.
    TypeError, ValueError
        If an argument is of the wrong kind, shape or size.

    Examples
    --------
    >>> f = lambda w: (w**2).sum()
    >>> check_gradient(f, lambda w: 2 * w, [1.0, -2.0]) < 1e-9
    True
    >>> check_gradient(f, lambda w: w, [1.0, -2.0])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    nnbook.gradcheck.GradientError: at index (0,) the gradient is 1, but ...
    """
    x = _point(x)
    tolerance = as_positive("tolerance", tolerance)
    directions = as_count("directions", directions)
    given = as_floats("grad", grad(x.copy()) if callable(grad) else grad)
    given = given.astype(np.float64)
    if given.shape != x.shape:
        raise ValueError(
            f"grad must have the shape of x, {x.shape}; got shape {given.shape}. "
            f"A sum over the wrong axis is the usual cause."
        )

    if not np.isfinite(given).all():
        index = tuple(int(i) for i in np.argwhere(~np.isfinite(given))[0])
        raise GradientError(f"at index {index} the gradient is {given[index]}.")

    measured = numerical_gradient(f, x)
    size = max(abs(_number(f, x)), np.abs(given).max(), np.abs(measured).max())
    errors = _relative_errors(given, measured, size)
    worst = np.unravel_index(np.argmax(errors), x.shape)
    place = f"at index {tuple(int(i) for i in worst)} the gradient"
    _require_small(errors[worst], given[worst], measured[worst], place, tolerance)

    largest = errors[worst]
    random = np.random.default_rng(seed)
    for _ in range(directions):
        direction = random.standard_normal(x.shape)
        direction /= np.linalg.norm(direction)
        expected = np.sum(given * direction)
        slope = _slope(f, x, direction * max(1.0, np.abs(x).max()))
        slope /= max(1.0, np.abs(x).max())
        error = _relative_errors(expected, slope, max(size, np.linalg.norm(given)))
        place = "along a random direction the slope by the gradient"
        _require_small(error, expected, slope, place, tolerance)
        largest = max(largest, error)
    return float(largest)


def _relative_errors(given, measured, size):
    scale = np.maximum(np.maximum(np.abs(given), np.abs(measured)), _SMALL * size)
    return np.abs(given - measured) / np.where(scale == 0.0, 1.0, scale)


def _require_small(error, given, measured, place, tolerance):
    if error > tolerance:
        raise GradientError(
            f"{place} is {float(given):.8g}, but central differences give "
            f"{float(measured):.8g} (relative error {float(error):.2g}, tolerance "
            f"{tolerance:g}). Look for a wrong sign or factor, a sum over the "
            f"wrong axis, or a kink close to x."
        )


def _slope(f, x, direction):
    """Return the central difference of f at x along a direction."""
    ahead, behind = x + _STEP * direction, x - _STEP * direction
    return (_number(f, ahead) - _number(f, behind)) / (2.0 * _STEP)


def _number(f, x):
    value = as_floats("f(x)", f(x.copy()))
    if value.size != 1:
        raise ValueError(
            f"f must return one number; got shape {value.shape}. "
            f"For a function that works elementwise, pass its sum."
        )
    require_finite(**{"f(x)": value})
    return float(value.reshape(()))


def _point(x):
    x = as_floats("x", x).astype(np.float64)
    if x.size == 0:
        raise ValueError(f"x must not be empty; got shape {x.shape}.")
    require_finite(x=x)
    return x
