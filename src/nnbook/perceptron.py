r"""The lecture's unit: a linear neuron, its squared error, and the gradient.

The prediction is a weighted sum of the inputs, :math:`\hat y = w \cdot x`, and
the cost of n samples is

.. math:: J(w) = \frac12 \sum_{i=1}^n (y^{(i)} - \hat y^{(i)})^2

The page *Gradient descent* introduces both, *Deriving the gradient* the
gradient, and *The artificial neuron* the unit with a threshold.

Numbers in float32 and float16 are added up in float64; the result is rounded once.
"""

import math

import numpy as np

from nnbook._kernels.blocks import row_blocks
from nnbook._kernels.checks import (
    as_floats,
    as_matrix,
    as_real,
    as_vector,
    require_finite,
    require_shape,
    rounded,
)


def linear_neuron(w, X):
    r"""Return the predictions :math:`\hat y = X w` of a linear neuron.

    Parameters
    ----------
    w : array_like of float, shape (d,)
        Weights.
    X : array_like of float, shape (n, d) or (d,)
        Samples as rows, or a single sample.

    Returns
    -------
    ndarray, shape (n,), or numpy scalar
        One prediction a sample.

    Raises
    ------
    TypeError
        If an argument is not made of real numbers.
    ValueError
        If shapes do not match, or ``X`` holds nan or infinity.

    Examples
    --------
    >>> print(linear_neuron([2.0, -1.0], [[1, 1], [3, 0]]))
    [1. 6.]
    """
    w = as_vector("w", w)
    X = as_floats("X", X)
    X = as_vector("X", X) if X.ndim == 1 else as_matrix("X", X)
    require_shape("w", w, X.shape[-1:], "to match the columns of X")
    z = rounded(X @ w.astype(np.float64), w, X)
    # Looking through X on each call would cost more than the product; nan and
    # infinity always show in the result.
    if not np.isfinite(z).all():
        require_finite(X=X)
    return z


def squared_error(y, y_hat):
    r"""Return the cost :math:`\frac12 \sum_i (y^{(i)} - \hat y^{(i)})^2`.

    It is a sum, as in the lecture, not a mean: it grows with n.

    Parameters
    ----------
    y : array_like of float, shape (n,)
        Targets.
    y_hat : array_like of float, shape (n,)
        Predictions.

    Returns
    -------
    numpy scalar
        The cost.

    Raises
    ------
    TypeError
        If an argument is not made of real numbers.
    ValueError
        If shapes differ, or ``y`` holds nan or infinity.

    Examples
    --------
    >>> print(squared_error([3, 4, 4], [4, 5, 6]))
    3.0
    """
    y = as_vector("y", y)
    y_hat = as_floats("y_hat", y_hat)
    require_shape("y_hat", y_hat, y.shape, "to match y")
    residual = np.subtract(y, y_hat, dtype=np.float64)
    cost = rounded(0.5 * (residual @ residual), y, y_hat)
    if not np.isfinite(cost):
        require_finite(y=y)
    return cost


def squared_error_gradient(w, X, y):
    r"""Return the gradient of the squared error of a linear neuron.

    .. math:: \nabla J(w) = -X^\top (y - X w)

    Parameters
    ----------
    w : array_like of float, shape (d,)
        Weights.
    X : array_like of float, shape (n, d)
        Samples as rows.
    y : array_like of float, shape (n,)
        Targets.

    Returns
    -------
    ndarray, shape (d,)
        The derivative of the cost with respect to each weight.

    Raises
    ------
    TypeError
        If an argument is not made of real numbers.
    ValueError
        If shapes do not match, or ``X`` or ``y`` holds nan or infinity.

    References
    ----------
    .. [1] B. Widrow and M. E. Hoff, "Adaptive switching circuits", *1960 IRE
       WESCON Convention Record*, part 4, 96-104. They take the step after each
       sample.

    Examples
    --------
    >>> print(squared_error_gradient([1.0], [[4], [5], [6]], [3, 4, 4]))
    [21.]
    """
    return squared_error_with_gradient(w, X, y)[1]


def squared_error_with_gradient(w, X, y):
    r"""Return the squared error of a linear neuron and its gradient, together.

    Both need the residuals y − Xw, so that they cost little more than one of them.

    Parameters
    ----------
    w, X, y : array_like of float
        As for `squared_error_gradient`.

    Returns
    -------
    cost : numpy scalar
        As from `squared_error`, for the predictions Xw.
    gradient : ndarray, shape (d,)
        As from `squared_error_gradient`.

    Raises
    ------
    TypeError, ValueError
        As `squared_error_gradient` does.

    Examples
    --------
    >>> cost, gradient = squared_error_with_gradient([1.0], [[4], [5], [6]], [3, 4, 4])
    >>> print(cost, gradient)
    3.0 [21.]
    """
    X = as_matrix("X", X)
    y = as_vector("y", y)
    w = as_vector("w", w)
    require_shape("y", y, X.shape[:1], "to match the rows of X")
    require_shape("w", w, X.shape[1:], "to match the columns of X")
    weights = w.astype(np.float64)
    cost, gradient = 0.0, np.zeros(w.shape)
    # Both products need all of X. Taken block by block, the second finds in the cache
    # what the first has read.
    for rows in row_blocks(X):
        residual = y[rows] - X[rows] @ weights
        cost += 0.5 * (residual @ residual)
        gradient -= residual @ X[rows]
    if not np.isfinite(gradient).all():
        require_finite(X=X, y=y)
    return rounded(cost, w, X, y), rounded(gradient, w, X, y)


def largest_learning_rate(X):
    r"""Return the learning rate below which descent on the squared error converges.

    It is :math:`2 / \lambda_{\max}`, with the largest eigenvalue of
    :math:`X^\top X`: along its eigenvector each step multiplies the distance to
    the minimum by :math:`1 - \eta \lambda_{\max}`, which must lie above −1. For
    the mean of the squared errors in place of the sum, it is n times as large.

    Parameters
    ----------
    X : array_like of float, shape (n, d)
        Samples as rows.

    Returns
    -------
    float
        The limit, infinite if ``X`` is zero. At the limit itself descent swings
        for ever; above it, it diverges.

    Raises
    ------
    TypeError
        If ``X`` is not made of real numbers.
    ValueError
        If ``X`` is not a matrix, or holds nan or infinity.

    Examples
    --------
    >>> print(f"{largest_learning_rate([[4], [5], [6]]):.6f} = 2/77")
    0.025974 = 2/77
    """
    X = as_matrix("X", X).astype(np.float64)
    require_finite(X=X)
    largest = float(np.linalg.norm(X, 2))  # the root of the eigenvalue
    return 2.0 / largest / largest if largest > 0.0 else math.inf


def threshold_neuron(w, X, b):
    r"""Return 1 where :math:`w \cdot x + b \ge 0`, else 0.

    The unit fires when the sum reaches the threshold, −b: at the threshold
    itself too, as McCulloch and Pitts and Rosenblatt have it.

    Parameters
    ----------
    w : array_like of float, shape (d,)
        Weights.
    X : array_like of float, shape (n, d) or (d,)
        Samples as rows, or a single sample.
    b : float
        Bias, the threshold with its sign changed.

    Returns
    -------
    ndarray of int, shape (n,), or numpy int
        1 where the unit fires.

    Raises
    ------
    TypeError
        If an argument is not made of real numbers.
    ValueError
        If shapes do not match, or an argument holds nan or infinity.

    References
    ----------
    .. [1] W. S. McCulloch and W. Pitts, "A logical calculus of the ideas
       immanent in nervous activity", *Bulletin of Mathematical Biophysics* 5,
       115-133, 1943. https://doi.org/10.1007/BF02478259
    .. [2] F. Rosenblatt, "The perceptron: a probabilistic model for information
       storage and organization in the brain", *Psychological Review* 65,
       386-408, 1958. https://doi.org/10.1037/h0042519

    Examples
    --------
    The unit that computes AND:

    >>> print(threshold_neuron([1, 1], [[0, 0], [0, 1], [1, 0], [1, 1]], -1.5))
    [0 0 0 1]
    """
    w = as_vector("w", w)
    require_finite(w=w)
    z = linear_neuron(w, X) + as_real("b", b)
    return (z >= 0.0).astype(int)


def with_bias(X):
    """Return ``X`` with a column of ones put before the others.

    The weight on a constant input 1 is the bias, so that :math:`b = w_0`.

    Parameters
    ----------
    X : array_like of float, shape (n, d)
        Samples as rows.

    Returns
    -------
    ndarray, shape (n, d + 1)
        A new matrix.

    Raises
    ------
    TypeError, ValueError
        If ``X`` is not a matrix of real numbers.

    Examples
    --------
    >>> print(with_bias([[4], [5]]))
    [[1. 4.]
     [1. 5.]]
    """
    X = as_matrix("X", X)
    return np.column_stack([np.ones(len(X), dtype=X.dtype), X])
