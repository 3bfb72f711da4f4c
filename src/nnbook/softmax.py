r"""Softmax turns J scores into J probabilities; its logarithm and its Jacobian.

.. math:: \operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_{k=1}^J e^{z_k}}

The page *Softmax* introduces them. They are evaluated shifted by the largest
number, which changes nothing in exact arithmetic and keeps exp from
overflowing. In floating point the shift is rounded, and exp magnifies that
rounding, so its error is carried along: the page *On a real machine* shows how
many digits this saves.
"""

import numpy as np

from nnbook._kernels.blocks import rowwise
from nnbook._kernels.checks import as_floats, as_vector, as_whole
from nnbook._kernels.rounding import two_sum


def softmax(x, axis=-1):
    r"""Return probabilities proportional to the exponentials of scores.

    Parameters
    ----------
    x : array_like of float
        Any shape with at least one axis; along ``axis`` lie the J scores z.
        −inf is a score of probability 0.
    axis : int
        The axis along which the results add up to 1.

    Returns
    -------
    ndarray
        Same shape as ``x``; float32 and float16 stay what they are. Scores
        that hold nan or +inf, or nothing but −inf, have no probabilities:
        they give nan, without a warning.

    Raises
    ------
    TypeError
        If ``x`` is not made of real numbers or ``axis`` not an integer.
    ValueError
        If ``x`` has no such axis, or has length 0 along it.

    References
    ----------
    .. [1] J. S. Bridle, "Probabilistic interpretation of feedforward
       classification network outputs, with relationships to statistical
       pattern recognition", in *Neurocomputing*, Springer, 1990, 227-236.
       https://doi.org/10.1007/978-3-642-76153-9_28

    Examples
    --------
    >>> print(softmax([1.0, 2.0, 3.0]).round(3))
    [0.09  0.245 0.665]
    >>> print(softmax([1000.0, 1000.0]))
    [0.5 0.5]
    """

    def kernel(x):
        *_, exponentials, ties, others = _terms(x)
        exponentials /= ties + others
        return exponentials

    return rowwise(kernel, *_checked(x, axis))


def log_softmax(x, axis=-1):
    r"""Return the logarithm of softmax, accurate where softmax underflows.

    Parameters
    ----------
    x : array_like of float
        Any shape with at least one axis; along ``axis`` lie the J scores z.
    axis : int
        The axis along which the exponentials of the results add up to 1.

    Returns
    -------
    ndarray
        Same shape as ``x``, as for `softmax`; a score of −inf gives −inf.

    Raises
    ------
    TypeError, ValueError
        As `softmax` does.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham and N. J. Higham, "Accurately computing
       the log-sum-exp and softmax functions", *IMA Journal of Numerical
       Analysis* 41(4), 2311-2330, 2021. https://doi.org/10.1093/imanum/draa038

    Examples
    --------
    >>> print(log_softmax([0.0, 1000.0]))
    [-1000.     0.]
    """

    def kernel(x):
        shift, error, _, ties, others = _terms(x)
        # log1p keeps what the others add to 1, however small.
        shift += error - np.log1p(ties - 1.0 + others)
        shift += 0.0  # a sure event has log-probability 0, not -0
        return shift

    return rowwise(kernel, *_checked(x, axis))


def softmax_jacobian(x):
    r"""Return the matrix of derivatives of softmax at one vector of scores.

    .. math:: \frac{\partial p_i}{\partial z_k} = p_i (\delta_{ik} - p_k)

    Parameters
    ----------
    x : array_like of float, shape (J,)
        The scores z.

    Returns
    -------
    ndarray, shape (J, J)
        Row i holds the derivatives of the i-th probability. The matrix is
        symmetric and its rows add up to 0.

    Raises
    ------
    TypeError
        If ``x`` is not made of real numbers.
    ValueError
        If ``x`` is not a vector, or is empty.

    Examples
    --------
    >>> print(softmax_jacobian([0.0, 0.0]))
    [[ 0.25 -0.25]
     [-0.25  0.25]]
    """
    x = as_vector("x", x)
    p = softmax(x.astype(np.float64))
    with np.errstate(under="ignore"):
        jacobian = -np.outer(p, p)
        # p (1 - p) loses its digits where p is near 1. Since a row adds up to
        # 0, its other entries give the diagonal without loss.
        np.fill_diagonal(jacobian, 0.0)
        np.fill_diagonal(jacobian, 0.0 - jacobian.sum(axis=1))
        return jacobian.astype(x.dtype)


def _terms(x):
    """Return x - max(x) along rows, the exponentials of that, and their sum in parts.

    Returns
    -------
    shift, error : ndarray
        The difference as it is rounded, and what rounding left out.
    exponentials : ndarray
        exp(shift + error).
    ties, others : ndarray
        The largest scores of a row give 1 each: how many they are, and what the
        exponentials of the others add up to.
    """
    # inf - inf is nan, as documented; a difference beyond the largest float is
    # -inf, whose exponential is the right 0.
    with np.errstate(invalid="ignore"):
        shift, error = two_sum(x, -x.max(axis=1, keepdims=True))
    if not np.isfinite(error.sum()):
        error[~np.isfinite(error)] = 0.0
    exponentials = np.exp(shift)
    exponentials += exponentials * error  # exp(error) is 1 + error
    largest = shift == 0.0
    ties = largest.sum(axis=1, keepdims=True)
    others = (exponentials - largest).sum(axis=1, keepdims=True)
    return shift, error, exponentials, ties, others


def _checked(x, axis):
    """Return ``x`` as floats and ``axis`` as one of its axes."""
    x = as_floats("x", x)
    axis = as_whole("axis", axis)
    if not -x.ndim <= axis < x.ndim:
        raise ValueError(
            f"axis must be an axis of x, which has shape {x.shape}; got {axis}."
        )
    if x.shape[axis] == 0:
        raise ValueError(
            f"x must have at least one score along axis {axis}; got shape {x.shape}."
        )
    return x, axis
