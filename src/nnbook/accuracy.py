"""How many digits the formulas of the slides keep on a machine.

Each formula is written once, for any kind of number: with floats and ``np.exp`` it is
what the slide says, with decimals of sixty digits and their ``exp`` it is the
reference. So the reference shares nothing with the formulations of the package. The
page *On a real machine* uses it.
"""

import math
from decimal import Decimal, getcontext, localcontext
from typing import NamedTuple

import numpy as np

from nnbook._kernels.checks import as_floats

__all__ = [
    "TEXTBOOK",
    "Comparison",
    "compare",
    "errors",
    "exact_softmax",
    "exactly",
    "first_failure",
]

_erf = np.vectorize(math.erf, otypes=[float])


def _decimal_erf(x):
    """Return erf by its series of positive terms, DLMF 7.6.2."""
    total = term = x
    odd = 1
    while abs(term) > abs(total).scaleb(-_digits()):
        odd += 2
        term *= 2 * x * x / odd
        total += term
    return 2 * total * (-x * x).exp() / _pi().sqrt()


def _pi():
    """Return π by Machin's formula."""

    def arccot(n):
        total = term = Decimal(1) / n
        odd = 1
        while abs(term) > Decimal(1).scaleb(-_digits()):
            term /= -n * n
            odd += 2
            total += term / odd
        return total

    return 4 * (4 * arccot(5) - arccot(239))


def _digits():
    return getcontext().prec


def _sigmoid(x, exp=np.exp):
    return 1 / (1 + exp(-x))


def _sigmoid_slope(x, exp=np.exp):
    s = _sigmoid(x, exp)
    return s * (1 - s)


def _tanh(x, exp=np.exp):
    return (exp(x) - exp(-x)) / (exp(x) + exp(-x))


def _tanh_slope(x, exp=np.exp):
    return 1 - _tanh(x, exp) ** 2


def _elu(x, exp=np.exp):  # the branch on the left, with alpha = 1
    return exp(x) - 1


def _gelu(x, exp=np.exp):
    if isinstance(x, Decimal):
        return x * (1 + _decimal_erf(x / Decimal(2).sqrt())) / 2
    return x * (1 + _erf(x / math.sqrt(2))) / 2


def _log_winner(gap, exp=np.exp):
    """The logarithm of the larger of two probabilities, scores ``gap`` apart."""
    p = exp(gap) / (exp(gap) + 1)
    return p.ln() if isinstance(p, Decimal) else np.log(p)


TEXTBOOK = {
    "sigmoid": _sigmoid,
    "sigmoid′": _sigmoid_slope,
    "tanh": _tanh,
    "tanh′": _tanh_slope,
    "elu": _elu,
    "gelu": _gelu,
    "log softmax": _log_winner,
}


def exactly(name, x, digits=60):
    """Return a formula of ``TEXTBOOK``, evaluated with ``digits`` decimal digits.

    Subtractions lose digits here too, but sixty are enough to lose some and still
    keep more than the sixteen of a float, as long as the difference is not below
    1e-40. GELU takes as many more as its tail needs.

    Parameters
    ----------
    name : str
        A key of ``TEXTBOOK``: ``"sigmoid"``, ``"sigmoid′"``, ``"tanh"``, ``"tanh′"``,
        ``"elu"``, ``"gelu"`` or ``"log softmax"``.
    x : float
        Where to evaluate it.
    digits : int
        Significant decimal digits of every operation.

    Returns
    -------
    decimal.Decimal
        The true value, to far more digits than a float has.

    Examples
    --------
    >>> print(f"{exactly('sigmoid', 1.0):.20f}")
    0.73105857863000487925
    """
    if name == "gelu":
        digits += int(0.22 * x * x)  # 1 + erf is about exp(-x²/2) there
    with localcontext() as context:
        context.prec = digits
        return TEXTBOOK[name](Decimal(float(x)), Decimal.exp)


def exact_softmax(scores, digits=60):
    """Return the softmax of slide 7, evaluated with ``digits`` decimal digits.

    Parameters
    ----------
    scores : sequence of float, length J
        What the probabilities are made of.
    digits : int
        Significant decimal digits of every operation.

    Returns
    -------
    list of decimal.Decimal, length J
        The true probabilities.

    Examples
    --------
    >>> [float(p) for p in exact_softmax([0.0, 0.0])]
    [0.5, 0.5]
    """
    with localcontext() as context:
        context.prec = digits
        exponentials = [Decimal(float(score)).exp() for score in scores]
        total = sum(exponentials)
        return [e / total for e in exponentials]


def errors(computed, exact):
    """Return the error of each float, in units in the last place of the true value.

    Parameters
    ----------
    computed : array_like of float, shape (n,)
        What a machine got.
    exact : sequence of Decimal, length n
        The true values.

    Returns
    -------
    ndarray, shape (n,)
        0.5 or less is the best that a float can do; nan where ``computed`` is nan
        or infinite.

    Examples
    --------
    >>> errors([1.0, 0.5], [Decimal(1), Decimal("0.25")]).tolist()
    [0.0, 4503599627370496.0]
    """
    computed = as_floats("computed", computed)
    result = np.empty(len(exact))
    for i, (got, true) in enumerate(zip(computed, exact, strict=True)):
        if not np.isfinite(got):
            result[i] = np.nan
            continue
        unit = Decimal(float(np.spacing(abs(float(true)))))
        result[i] = abs(Decimal(float(got)) - true) / unit
    return result


def first_failure(name, right, wrong, tolerance=0.01):
    """Return where the textbook formula is wrong for the first time.

    The way from ``right`` to ``wrong`` is searched in 2000 steps, of equal ratio where
    it spans orders of magnitude; the step in which the formula fails is then halved
    again and again. Rounding errors jump up and down, so beyond that place there may
    be others where the formula happens to be right.

    Parameters
    ----------
    name : str
        A key of ``TEXTBOOK``.
    right, wrong : float
        A place where the formula is right, and one where it is wrong.
    tolerance : float
        The relative error that counts as wrong; nan and infinity always do.

    Returns
    -------
    float
        The place nearest to ``right`` at which a step of the search fails.

    Raises
    ------
    ValueError
        If the formula is right all the way.

    Examples
    --------
    >>> round(first_failure("tanh", 1.0, 800.0), 2)
    709.78
    """

    def fails(x):
        with np.errstate(all="ignore"):
            got = float(TEXTBOOK[name](np.float64(x)))
        if not math.isfinite(got):
            return True
        true = exactly(name, x)
        return abs(Decimal(got) - true) >= Decimal(tolerance) * abs(true)

    wide = right * wrong > 0 and not 1e-3 < wrong / right < 1e3
    grid = np.geomspace if wide else np.linspace
    for x in grid(right, wrong, 2001)[1:]:
        if fails(x):
            wrong = float(x)
            break
        right = float(x)
    else:
        raise ValueError(f"{name} does not fail on the way to {wrong}.")
    while abs(wrong - right) > 1e-9 * abs(wrong):
        middle = (right + wrong) / 2
        right, wrong = (right, middle) if fails(middle) else (middle, wrong)
    return wrong


class Comparison(NamedTuple):
    """Errors of a textbook formula and of a careful one, and what would be exact.

    Parameters
    ----------
    x : ndarray, shape (n,)
        Where they were measured.
    textbook, careful : ndarray, shape (n,)
        The errors of the two, in units in the last place.
    exact : list of decimal.Decimal, length n
        The true values.
    """

    x: np.ndarray
    textbook: np.ndarray
    careful: np.ndarray
    exact: list[Decimal]


def compare(name, x, careful):
    """Measure a formula of ``TEXTBOOK`` and the function that is to replace it.

    Parameters
    ----------
    name : str
        A key of ``TEXTBOOK``.
    x : array_like of float, shape (n,)
        Where to measure.
    careful : callable
        Takes and returns an array.

    Returns
    -------
    Comparison
        The errors of both, and the true values.

    Examples
    --------
    >>> compare("elu", [-1e-20, -1.0], np.expm1).careful.round(1).tolist()
    [0.0, 0.1]
    """
    x = as_floats("x", x).astype(np.float64)
    exact = [exactly(name, value) for value in x]
    with np.errstate(all="ignore"):
        computed = TEXTBOOK[name](x)
    return Comparison(x, errors(computed, exact), errors(careful(x), exact), exact)
