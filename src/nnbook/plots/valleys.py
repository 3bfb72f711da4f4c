"""The cost of a unit with one weight and any activation: one valley, or several."""

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note
from nnbook.figures.numbers import minus
from nnbook.figures.series import curve, trajectory
from nnbook.figures.style import house_style, panel

__all__ = ["valleys"]


@house_style()
def valleys(x, y, activation, paths, *, xlim, ylim, title="") -> Canvas:
    """Draw the squared error of a unit against its one weight, and descents on it.

    Parameters
    ----------
    x, y : array_like of float, shape (n,)
        Inputs and targets.
    activation : callable
        The function f in ŷ = f(w x).
    paths : sequence of array_like of float, each of shape (k,)
        The weights of the descents; each end is labelled with its cost.
    xlim, ylim : pair of float
        The frame.
    title : str
        Written above.

    Examples
    --------
    >>> figure = valleys([1, 2], [1, 2], abs, [[0.5, 1.0]], xlim=(-2, 2), ylim=(0, 9))
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['w = 1, J = 0']
    """
    x, y = np.ravel(x), np.ravel(y)

    def cost(w):
        return 0.5 * np.sum((y - activation(np.outer(w, x))) ** 2, axis=1)

    figure, ax = panel()
    w = np.linspace(*xlim, 161)
    curve(ax, w, cost(w), "cost J(w)", "error")
    ends = {}  # two descents may meet: one label
    for number, path in enumerate(map(np.ravel, paths), 1):
        trajectory(ax, path, cost(path), f"descent {number}", linewidth=1.3)
        end, height = path[-1], cost(path[-1])[0]
        ends[minus(f"w = {end:.2g}, J = {height:.2g}")] = end, height
    for text, place in ends.items():
        note(ax, text, place, "weights", (0, -9), ha="center", va="top")
    ax.set(xlim=xlim, ylim=ylim, xlabel="weight w", ylabel="cost J(w)", title=title)
    return figure
