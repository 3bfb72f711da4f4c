r"""Rosenblatt's rule: a threshold unit that learns from its mistakes.

The samples come one after the other. A sample that is classified rightly
changes nothing; a mistake moves the weights by :math:`\eta\,(y - \hat y)\,x`
and the bias by :math:`\eta\,(y - \hat y)`. If some line separates the two
classes, the rule stops after finitely many corrections; if none does, never.
The page *The perceptron* introduces it.
"""

from dataclasses import dataclass

import numpy as np

from nnbook._kernels.checks import (
    as_count,
    as_matrix,
    as_positive,
    as_vector,
    frozen,
    require_finite,
    require_shape,
)
from nnbook.perceptron import threshold_neuron


@dataclass(frozen=True, eq=False)
class PerceptronPath:
    """Where Rosenblatt's rule went: the start, then a row for each correction.

    Parameters
    ----------
    weights : ndarray, shape (k + 1, d)
        Weights before the first and after each of k corrections.
    biases : ndarray, shape (k + 1,)
        Biases, likewise.
    mistakes : ndarray of int, shape (passes,)
        Mistakes in each pass through the samples; they add up to k.
    converged : bool
        Whether the last pass was without a mistake.
    """

    weights: np.ndarray
    biases: np.ndarray
    mistakes: np.ndarray
    converged: bool

    @property
    def w(self):
        """The last weights, shape (d,)."""
        return self.weights[-1]

    @property
    def b(self):
        """The last bias."""
        return self.biases[-1]


def perceptron_rule(X, y, learning_rate=1.0, epochs=100):
    """Train a threshold neuron by error correction, starting from zero.

    Parameters
    ----------
    X : array_like of float, shape (n, d)
        Samples as rows, visited in this order.
    y : array_like, shape (n,)
        Classes, 0 or 1.
    learning_rate : float
        Size of a correction. From a zero start it scales the weights and
        changes no decision, but for rounding: a power of two scales them
        exactly, while with 0.1 a sample on the line may fall to either side.
    epochs : int
        The most passes through the samples.

    Returns
    -------
    PerceptronPath
        All weights on the way; it ends after a pass without mistakes.

    Raises
    ------
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If shapes do not match, data are not finite, or a class is not 0 or 1.

    References
    ----------
    .. [1] F. Rosenblatt, *Principles of Neurodynamics*, Spartan, 1962, part II.
    .. [2] A. B. J. Novikoff, "On convergence proofs on perceptrons", in
       *Proceedings of the Symposium on the Mathematical Theory of Automata*,
       Polytechnic Institute of Brooklyn, 1962, 615-622.

    Examples
    --------
    >>> path = perceptron_rule([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])
    >>> path.converged
    True
    >>> print(path.w, path.b)
    [2. 1.] -3.0
    """
    X = as_matrix("X", X).astype(np.float64)
    y = as_vector("y", y)
    require_shape("y", y, X.shape[:1], "to match the rows of X")
    require_finite(X=X, y=y)
    if not np.isin(y, (0.0, 1.0)).all():
        wrong = float(y[~np.isin(y, (0.0, 1.0))][0])
        raise ValueError(
            f"y must hold the classes 0 and 1; got {wrong}. "
            f"Classes -1 and 1 become 0 and 1 by (y + 1) / 2."
        )
    learning_rate = as_positive("learning_rate", learning_rate)
    epochs = as_count("epochs", epochs)

    weights, biases, mistakes = [np.zeros(X.shape[1])], [0.0], []
    for _ in range(epochs):
        corrections_before = len(biases)
        for x, target in zip(X, y, strict=True):
            error = target - threshold_neuron(weights[-1], x, biases[-1])
            if error != 0.0:
                weights.append(weights[-1] + learning_rate * error * x)
                biases.append(float(biases[-1] + learning_rate * error))
        mistakes.append(len(biases) - corrections_before)
        if mistakes[-1] == 0:
            break
    return PerceptronPath(
        weights=frozen(np.array(weights)),
        biases=frozen(np.array(biases)),
        mistakes=frozen(np.array(mistakes)),
        converged=mistakes[-1] == 0,
    )
