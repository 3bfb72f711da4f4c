r"""Compare a gradient that was derived with one that was measured.

A derivation can be wrong and its code still run, and even learn. Central
differences know nothing of the derivation:

.. math:: \frac{\partial f}{\partial x_k} \approx
          \frac{f(x + h e_k) - f(x - h e_k)}{2h}

so when both agree, a slip in the derivation is very unlikely. The page *Deriving the
gradient* introduces the check.
"""

import math

import numpy as np

from nnbook._kernels.checks import as_count, as_floats, as_positive, require_finite

# Components smaller than this share of the largest are lost in rounding noise.
_SMALL = 1e-3
# How much shorter the next step is, where one was too long, and how many are tried.
_SHORTER, _STEPS = 30.0, 12


class GradientError(AssertionError):
    """A gradient that does not agree with central differences."""


def numerical_gradient(f, x):
    """Return the gradient of ``f`` at ``x`` by central differences.

    The step h is the cube root of the machine epsilon (of the numbers that ``f``
    returns), times the size of the component where that is above 1. It is shortened
    where ``f`` bends too quickly for it, as the logarithm does near 0.

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
        one finite number at ``x`` and on both sides of it.

    Examples
    --------
    >>> print(numerical_gradient(lambda x: x[0] ** 2 * x[1], [3.0, 4.0]).round(6))
    [24.  9.]
    """
    x = _point(x)
    return _differences(f, x, _value(f, x).dtype)[0]


def check_gradient(f, grad, x, *, tolerance=1e-6, directions=3, seed=0):
    """Raise unless ``grad`` is the gradient of ``f`` at ``x``.

    Each component is compared with a central difference, then the slopes along
    some random directions, which also catch an ``f`` or ``grad`` that answers
    differently from one call to the next. Components below a thousandth of the
    largest (or of f itself) are compared relative to that thousandth, since a
    difference cannot resolve them. Where differences are less sure than the tolerance,
    as they are if ``f`` computes in float32, what they cannot tell apart passes; the
    error that is returned shows it.

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
        If one exceeds the tolerance, or if the differences are too unsure to judge by;
        an AssertionError that gives the index and both values.
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

    value = _value(f, x)
    measured, doubts = _differences(f, x, value.dtype)
    size = max(abs(float(value)), np.abs(given).max(), np.abs(measured).max())
    largest = 0.0
    for index in np.ndindex(x.shape):
        place = f"at index {index} the gradient"
        numbers = given[index], measured[index], doubts[index]
        largest = max(largest, _compare(place, *numbers, size, tolerance))

    random = np.random.default_rng(seed)
    size = max(size, np.linalg.norm(given))
    length = max(1.0, np.abs(x).max())
    for _ in range(directions):
        direction = random.standard_normal(x.shape)
        direction *= length / np.linalg.norm(direction)
        slope, doubt = _slope(f, x, direction, value.dtype)
        place = "along a random direction the slope by the gradient"
        numbers = np.sum(given * direction) / length, slope / length, doubt / length
        largest = max(largest, _compare(place, *numbers, size, tolerance))
    return float(largest)


def _compare(place, given, measured, doubt, size, tolerance):
    """Return the relative error, or raise if it is too large."""
    scale = max(abs(given), abs(measured), _SMALL * size) or 1.0
    error, doubt = abs(given - measured) / scale, 4.0 * doubt / scale
    if error > max(tolerance, min(doubt, _SMALL * size / scale)):
        advice = (
            "Look for a wrong sign or factor, a sum over the wrong axis, or a kink "
            "close to x."
            if doubt < error
            else f"But these are unsure by {doubt:.2g} themselves: f bends, jumps or "
            f"is rounded too much near x. Compute it in float64, or check elsewhere."
        )
        raise GradientError(
            f"{place} is {float(given):.8g}, but central differences give "
            f"{float(measured):.8g} (relative error {float(error):.2g}, tolerance "
            f"{tolerance:g}). {advice}"
        )
    return error


def _differences(f, x, dtype):
    """Return the gradient by central differences, and how far each may be off."""
    gradient, doubts = np.empty_like(x), np.empty_like(x)
    for index in np.ndindex(x.shape):
        direction = np.zeros_like(x)
        direction[index] = length = max(1.0, abs(x[index]))
        slope, doubt = _slope(f, x, direction, dtype)
        gradient[index], doubts[index] = slope / length, doubt / length
    return gradient, doubts


def _slope(f, x, direction, dtype):
    """Return the central difference of f at x along a direction, and its doubt.

    The error of the formula falls with the square of the step h, so that a step twice
    as long shows how large it is; that of rounding grows with 1/h. The first step
    balances the two where f and its slopes are of about the same size. If the error of
    the formula is still the larger one, f bends more quickly: shorter steps are tried.
    """
    eps = float(np.finfo(dtype).eps)
    reach = np.abs(x[direction != 0.0]).max() / np.abs(direction).max()
    h = np.cbrt(eps)
    best, doubt = math.nan, math.inf
    for _ in range(_STEPS):
        wide, _ = _difference(f, x, direction, 2.0 * h)
        narrow, size = _difference(f, x, direction, h)
        bend = abs(wide - narrow) / 3.0
        rounding = eps * (size + reach * abs(narrow)) / h  # of f, and of x ± h
        if bend + rounding < doubt:
            best, doubt = narrow, bend + rounding
        if bend <= rounding or rounding > doubt:
            break
        h /= _SHORTER
    if not math.isfinite(best):
        raise ValueError(
            f"f(x) must be finite on both sides of x; it is not within {h:.0e} of it. "
            f"Check away from the edge of its domain."
        )
    return best, doubt


def _difference(f, x, direction, h):
    """Return the central difference with step h, and the size of f there."""
    ends = []
    for end in (x + h * direction, x - h * direction):
        try:
            with np.errstate(all="ignore"):
                ends.append(float(_value(f, end)))
        except (ValueError, ArithmeticError):  # as math.log has it outside its domain
            return math.nan, math.nan
    ahead, behind = ends
    return (ahead - behind) / (2.0 * h), max(abs(ahead), abs(behind))


def _value(f, x):
    """Return f(x) as a float of the type that f returns."""
    value = as_floats("f(x)", f(x.copy()))
    if value.size != 1:
        raise ValueError(
            f"f must return one number; got shape {value.shape}. "
            f"For a function that works elementwise, pass its sum."
        )
    value = value.reshape(())
    if not np.isfinite(value):
        raise ValueError(f"f(x) must be finite; got {float(value)} at x = {x}.")
    return value


def _point(x):
    x = as_floats("x", x).astype(np.float64)
    if x.size == 0:
        raise ValueError(f"x must not be empty; got shape {x.shape}.")
    require_finite(x=x)
    return x
