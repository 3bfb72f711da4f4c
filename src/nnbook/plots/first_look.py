"""The book's first picture: one neuron learns a line, seen before, during and after.

Each stage shows the neuron with its two numbers, and below it the line that these
numbers draw; a last panel shows the cost going down. The title page opens with it.
"""

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.drawing.unit import small_unit
from nnbook.figures.labels import note
from nnbook.figures.series import curve, dots, guide
from nnbook.figures.style import COLOURS, canvas, house_style, panel

_SIZE = (4.9, 3.8)
_RIM = {"markeredgecolor": COLOURS["paper"]}


def standardised(values):
    """Return ``values`` shifted to mean 0 and scaled to standard deviation 1.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Measurements of one kind.

    Returns
    -------
    ndarray, shape (n,)
        The same without a unit.

    Examples
    --------
    >>> print(standardised([1.0, 2.0, 3.0]).round(3))
    [-1.225  0.     1.225]
    """
    values = np.asarray(values, dtype=float)
    return (values - values.mean()) / values.std()


@house_style()
def stage(x, y, y_hat, *, w, b, title, labels, ylim, legend=False) -> Canvas:
    """Draw the neuron with its numbers, and below it the line it predicts.

    Parameters
    ----------
    x, y, y_hat : array_like of float, shape (n,)
        Inputs, targets and the predictions of the neuron.
    w, b : float
        Its weight and its bias, which the drawing names.
    title : str
        The stage of learning.
    labels : tuple of two str
        Labels of the axes.
    ylim : tuple of two float
        Limits of the vertical axis, the same for all stages.
    legend : bool
        Whether to write beside the line and an error what they are.

    Examples
    --------
    >>> labels = ("rain (mm)", "river (m)")
    >>> drawing = stage(
    ...     [0, 1], [0, 1], [0, 0.5], w=0.5, b=0, title="", labels=labels, ylim=(0, 1)
    ... )
    >>> drawing.axes[1].get_xlabel()
    'rain (mm)'
    """
    figure = canvas(*_SIZE)
    above, below = figure.subplots(2, 1, height_ratios=(1.0, 2.1))
    above.set_title(title)
    small_unit(above, w, b)

    order = np.argsort(x)
    x, y, y_hat = (np.asarray(part, dtype=float)[order] for part in (x, y, y_hat))
    below.grid(True)
    below.vlines(x, y, y_hat, color=COLOURS["error"], linewidth=1.4)
    curve(below, x, y_hat, "prediction ŷ", "prediction", linewidth=2.6)
    dots(below, x, y, "target y", "data", zorder=3, ms=5.9, mew=0.8, **_RIM)
    below.set(xlabel=labels[0], ylabel=labels[1], ylim=ylim)
    if legend:
        _name_line_and_error(below, x, y, y_hat)
    return figure


@house_style()
def cost_curve(costs, stops, names) -> Canvas:
    """Draw the cost against the step, with the stages marked by name.

    Parameters
    ----------
    costs : array_like of float, shape (k + 1,)
        The cost before the first and after each of k steps.
    stops : sequence of int
        The steps at which the stages were drawn.
    names : sequence of str
        What to write beside them.

    Examples
    --------
    >>> drawing = cost_curve([4.0, 1.0, 0.5], stops=[0, 2], names=["before", "after"])
    >>> [text.get_text() for text in drawing.axes[0].texts]
    ['before: 4.00', 'after: 0.50']
    """
    figure, ax = panel(*_SIZE)
    ax.set_title("(d) The cost at each step")
    ax.grid(True)
    curve(ax, range(len(costs)), costs, "cost J", "muted", lw=1.4, marker=".", ms=5)
    for stop, name in zip(stops, names, strict=True):
        last = stop == len(costs) - 1
        text, at = f"{name}: {costs[stop]:.2f}", (stop, costs[stop])
        guide(ax, *at, "error", marker="o", ms=9, clip_on=False, zorder=3, **_RIM)
        place = ((4, 11), "right") if last else ((10, 2), "left")
        note(ax, text, at, "ink", place[0], ha=place[1], halo=True)
    ax.set(xlabel="step t", ylabel="cost J", ylim=(0, 1.1 * max(costs)))
    return figure


def _name_line_and_error(ax, x, y, y_hat):
    wide = np.argmax(np.diff(x))  # where there is room beside an error
    middle = (x[wide], (y[wide] + y_hat[wide]) / 2)
    note(ax, "prediction ŷ", (x[0], y_hat[0]), "prediction", (10, 4), halo=True)
    note(ax, "error", middle, "error", (4, -3), halo=True)
