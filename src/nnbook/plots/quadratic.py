"""The shape of a quadratic cost of two weights: where it is lowest, how it curves."""

from dataclasses import dataclass

import numpy as np

from nnbook.perceptron import linear_neuron, squared_error

__all__ = ["FAR", "Bowl"]

FAR = 40.0  # beyond any panel: how far the floor of a flat valley is drawn
_FLAT = 1e-12  # below this share of the largest curvature, a direction is flat


@dataclass(frozen=True, eq=False)
class Bowl:
    """The squared error of a linear neuron with two weights, as a shape.

    Parameters
    ----------
    minimum : ndarray, shape (2,)
        Weights of lowest cost (those nearest to zero, where there are many).
    lowest : float
        The cost there.
    curvatures : ndarray, shape (2,)
        Eigenvalues of X^T X, the smaller first.
    axes : ndarray, shape (2, 2)
        Its eigenvectors, as columns.
    """

    minimum: np.ndarray
    lowest: float
    curvatures: np.ndarray
    axes: np.ndarray

    @classmethod
    def of(cls, X, y):
        """Return the bowl that belongs to data.

        Parameters
        ----------
        X : array_like of float, shape (n, 2)
            Samples as rows.
        y : array_like of float, shape (n,)
            Targets.

        Returns
        -------
        Bowl
            Its lowest point, curvatures and axes.

        Examples
        --------
        >>> bowl = Bowl.of([[1, 0], [2, 2], [0, 1]], [3, 5, 4])
        >>> print(bowl.minimum.round(9), round(bowl.lowest, 9))
        [1. 2.] 4.5
        >>> print(bowl.curvatures.round(9))
        [1. 9.]
        """
        X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
        minimum = np.linalg.lstsq(X, y, rcond=None)[0]
        curvatures, axes = np.linalg.eigh(X.T @ X)
        axes = axes * np.where(axes[0] < 0, -1.0, 1.0)  # a sign is free: fix it
        curvatures[curvatures < _FLAT * curvatures[-1]] = 0.0
        lowest = float(squared_error(y, linear_neuron(minimum, X)))
        return cls(minimum, lowest, curvatures, axes)

    def cost(self, w):
        """Return the cost at weights of shape (..., 2)."""
        along = (np.asarray(w) - self.minimum) @ self.axes
        return self.lowest + 0.5 * (along**2 @ self.curvatures)

    def level_set(self, cost, corners=72):
        """Return the weights of one cost as a closed line, shape (corners + 1, 2).

        It is an ellipse, and where the bowl is flat in one direction a pair of
        parallel lines, given as a long rectangle.
        """
        with np.errstate(divide="ignore"):
            radii = np.sqrt(2.0 * (cost - self.lowest) / self.curvatures)
        if np.isinf(radii[0]):
            corner = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]])
            return self.minimum + (corner * [FAR, radii[1]]) @ self.axes.T
        turn = np.linspace(0.0, 2.0 * np.pi, corners, endpoint=False)
        circle = np.column_stack([np.cos(turn), np.sin(turn)])
        line = self.minimum + (circle * radii) @ self.axes.T
        return np.concatenate([line, line[:1]])
