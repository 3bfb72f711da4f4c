r"""Gradient descent, with a record of the whole way down.

Each step moves the weights against the gradient of the cost,

.. math:: w_{t+1} = w_t - \eta \nabla J(w_t)

The page *Gradient descent* introduces it. All points on the way are kept,
because seeing the way is what teaches.
"""

import warnings
from dataclasses import dataclass

import numpy as np

from nnbook._kernels.checks import (
    as_count,
    as_floats,
    as_positive,
    frozen,
    require_finite,
)


class DivergenceWarning(RuntimeWarning):
    """Gradient descent left the range of floating-point numbers."""


@dataclass(frozen=True, eq=False)
class Descent:
    """The way of a descent: the start, then a row for each of k steps.

    Parameters
    ----------
    weights : ndarray, shape (k + 1, ...)
        The weights before the first and after each step.
    costs : ndarray, shape (k + 1,), or None
        The cost at each, if a cost was given.
    gradient_norms : ndarray, shape (k + 1,)
        The Euclidean length of the gradient at each, infinite where it exceeds the
        largest float.
    learning_rate : float
        The learning rate of all steps.
    stopped : {"steps", "gradient is zero", "diverged"}
        Why it ended. After a divergence, the rows hold all that was finite.
    """

    weights: np.ndarray
    costs: np.ndarray | None
    gradient_norms: np.ndarray
    learning_rate: float
    stopped: str

    @property
    def w(self):
        """The last weights, in the shape of the start."""
        return self.weights[-1]

    @property
    def steps(self):
        """How many steps were taken."""
        return len(self.weights) - 1


def gradient_descent(gradient, start, learning_rate, steps, cost=None):
    """Go down a cost by steps against its gradient.

    Parameters
    ----------
    gradient : callable
        Takes the weights and returns the gradient of the cost there, of the
        same shape; with ``cost=True``, the cost and the gradient.
    start : array_like of float
        The first weights, any shape. float32 stays float32.
    learning_rate : float
        The factor on the gradient in each step, positive.
    steps : int
        How many steps to take. Fewer are taken if the gradient becomes zero or
        the descent diverges.
    cost : callable or True, optional
        Takes the weights and returns the cost, one number. It is recorded and
        watched, nothing more. True says that ``gradient`` returns it too, as
        `squared_error_with_gradient` does, which saves a pass through the data.

    Returns
    -------
    Descent
        Weights, costs and gradient norms along the way, and why it ended.

    Warns
    -----
    DivergenceWarning
        If weights, gradient or cost are no longer finite.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If ``start`` is empty or not finite, the gradient has another shape or
        is not finite at the start, or a number is not positive.

    References
    ----------
    .. [1] A. Cauchy, "Méthode générale pour la résolution des systèmes
       d'équations simultanées", *Comptes rendus* 25, 536-538, 1847.

    Examples
    --------
    >>> from nnbook import squared_error_gradient
    >>> X, y = [[4], [5], [6]], [3, 4, 4]
    >>> def gradient(w):
    ...     return squared_error_gradient(w, X, y)
    >>> path = gradient_descent(gradient, [0.0], learning_rate=0.01, steps=20)
    >>> print(path.w.round(6))
    [0.727273]
    """
    w = as_floats("start", start)
    if w.size == 0:
        raise ValueError(f"start must not be empty; got shape {w.shape}.")
    require_finite(start=w)
    functions = {"gradient": gradient}
    if cost is not None and cost is not True:
        functions["cost"] = cost
    for name, function in functions.items():
        if not callable(function):
            raise TypeError(
                f"{name} must be a function of the weights; got "
                f"{type(function).__name__}. Pass the function, not its value."
            )
    learning_rate = as_positive("learning_rate", learning_rate)
    steps = as_count("steps", steps)

    weights = np.empty((steps + 1, *w.shape), dtype=w.dtype)
    costs = None if cost is None else np.empty(steps + 1)
    norms = np.empty(steps + 1)
    stopped = "steps"
    # A diverging descent overflows; it gets one clear warning of its own.
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for step in range(steps + 1):
            slope, height = _look_around(gradient, cost, w, step)
            if not all(np.isfinite(part).all() for part in (slope, height, w)):
                stopped = "diverged"
                break
            weights[step], norms[step] = w, _length(slope)
            if cost is not None:
                costs[step] = height
            if not slope.any():
                stopped = "gradient is zero"
                step += 1
                break
            w = (w - learning_rate * slope).astype(weights.dtype)
        else:
            step += 1

    if stopped == "diverged":
        _report_divergence(step, learning_rate)
    return Descent(
        weights=frozen(weights[:step].copy()),
        costs=None if cost is None else frozen(costs[:step].copy()),
        gradient_norms=frozen(norms[:step].copy()),
        learning_rate=learning_rate,
        stopped=stopped,
    )


def _look_around(gradient, cost, w, step):
    """Return the gradient and the cost at w, having checked what came back."""
    # Copies, so that a function that changes its argument does no harm.
    slope, height = gradient(w.copy()), 0.0
    if cost is True:
        height, slope = _pair(slope)
    elif cost is not None:
        height = cost(w.copy())
    slope, height = as_floats("gradient(w)", slope), as_floats("cost(w)", height)
    if slope.shape != w.shape:
        raise ValueError(
            f"gradient(w) must have the shape of the weights, {w.shape}; "
            f"got shape {slope.shape}. A sum over the wrong axis is the usual cause."
        )
    if height.size != 1:
        raise ValueError(
            f"cost(w) must be one number; got shape {height.shape}. "
            f"Sum over the samples."
        )
    if step == 0:
        require_finite(**{"gradient(start)": slope, "cost(start)": height})
    return slope, float(height.reshape(()))


def _length(slope):
    """Return the Euclidean length, though its square may be larger than any float."""
    slope = slope.astype(np.float64)
    largest = float(np.abs(slope).max())
    if largest == 0.0:
        return 0.0
    return largest * float(np.sqrt(np.sum((slope / largest) ** 2)))


def _pair(returned):
    if not isinstance(returned, tuple) or len(returned) != 2:
        raise TypeError(
            f"gradient(w) must return the cost and the gradient, because of cost=True; "
            f"got {type(returned).__name__}."
        )
    return returned


def _report_divergence(step, learning_rate):
    warnings.warn(
        f"gradient descent diverged: at step {step} the weights, the gradient or "
        f"the cost are no longer finite with learning rate {learning_rate:g}. Try "
        f"a smaller one, such as {learning_rate / 10:g}; for a linear neuron, "
        f"largest_learning_rate(X) is the limit.",
        DivergenceWarning,
        stacklevel=3,
    )
