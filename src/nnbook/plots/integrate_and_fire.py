"""The leaky integrate-and-fire cell: what it records, and how fast it fires."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.figures.labels import note
from nnbook.figures.numbers import minus
from nnbook.figures.series import curve, dots
from nnbook.figures.style import COLOURS, house_style, panel

__all__ = ["rate_curve", "relu_bridge", "voltage"]

TOP = 0.0  # mV: how high a spike is drawn; the model does not say


@house_style()
def voltage(traces: Sequence, currents: Sequence[float], threshold: float) -> Canvas:
    """Draw the voltage for a current too weak and for one strong enough.

    Parameters
    ----------
    traces : sequence of nnbook.neuron.Trace
        Two records of the same duration: one without spikes, one with.
    currents : sequence of float
        Their currents in nA.
    threshold : float
        In mV.

    Examples
    --------
    >>> from nnbook.neuron import LeakyIntegrateAndFire
    >>> cell = LeakyIntegrateAndFire()
    >>> traces = [cell.simulate(current, 60.0) for current in (1.4, 2.0)]
    >>> len(voltage(traces, (1.4, 2.0), cell.threshold).axes)
    1
    """
    figure, ax = panel()
    weak, strong = traces
    rest = weak.voltage[0]
    edge = {"color": COLOURS["highlight"], "linewidth": 1.1, "linestyle": (0, (4, 2))}
    ax.axhline(threshold, **edge)
    names = [f"{current:g} nA" for current in currents]
    curve(ax, strong.time, strong.voltage, names[1], "prediction", linewidth=1.5)
    ax.vlines(strong.spike_times, threshold, TOP, color=COLOURS["prediction"])
    curve(ax, weak.time, weak.voltage, names[0], "muted", dash=(6, 1.5))
    end, every = weak.time[-1], np.diff(strong.spike_times)[0]
    note(ax, "threshold", (0.4, threshold + 1.5), "highlight")
    at, text = (end, threshold + 1.5), f"{names[0]}: silent"
    note(ax, text, at, "muted", ha="right", halo=True)
    at, text = (end, TOP + 2), f"{names[1]}: a spike every {every:.1f} ms"
    note(ax, text, at, "prediction", ha="right", halo=True)
    ax.set(xlabel="time in ms", ylabel="membrane voltage in mV", xlim=(0, end))
    ax.set_ylim(rest - 3, TOP + 10)
    ax.set_yticks([rest, threshold, -40, -20, 0])
    ax.set_yticklabels([minus(f"{v:.0f}") for v in ax.get_yticks()])
    return figure


@house_style()
def rate_curve(current, rate, at, simulated, rheobase: float) -> Canvas:
    """Draw the firing rate against the current: formula and simulation.

    Parameters
    ----------
    current, rate : ndarray, shape (n,)
        The closed form, in nA and Hz, with a point at the rheobase.
    at, simulated : ndarray, shape (m,)
        What the simulation gave.
    rheobase : float
        In nA.
    """
    figure, ax = panel()
    edge = {"color": COLOURS["highlight"], "linewidth": 1.1, "linestyle": (0, (4, 2))}
    ax.axvline(rheobase, **edge)
    curve(ax, current, rate, "closed form", "prediction", zorder=2)
    ring = {"hollow": True, "markersize": 5, "markeredgewidth": 1.2, "clip_on": False}
    dots(ax, at, simulated, "simulation", "error", zorder=3, **ring)
    text, place = f"rheobase\n{rheobase:g} nA", (rheobase + 0.12, rate.max() * 0.93)
    note(ax, text, place, "highlight", va="top")
    k = np.searchsorted(current, 0.62 * current[-1])
    note(ax, "closed form", (current[k] + 0.1, rate[k] - 8), "prediction", va="top")
    note(ax, "simulation", (at[-3], simulated[-3] + 9), "error", ha="right")
    ax.set(xlabel="current in nA", ylabel="spikes per second", xlim=(0, current[-1]))
    ax.set_ylim(0, rate.max() * 1.08)
    return figure


@house_style()
def relu_bridge(current, saturating, plain, line, limit: float) -> Canvas:
    """Draw two firing rates beside the rectified line that one of them approaches.

    Parameters
    ----------
    current : ndarray, shape (n,)
        In nA.
    saturating, plain : ndarray, shape (n,)
        Rates in Hz with and without a refractory period.
    line : ndarray, shape (n,)
        The rectified line.
    limit : float
        The rate that the first can never pass, in Hz.
    """
    figure, ax = panel()
    ax.axhline(limit, color=COLOURS["muted"], linewidth=1, linestyle=(0, (1, 2)))
    names = ("no refractory period", "with refractory period", "ReLU")
    curve(ax, current, plain, names[0], "ink", linewidth=1.4)
    curve(ax, current, saturating, names[1], "prediction")
    curve(ax, current, line, names[2], "weights", dash=(4, 3), linewidth=2.2)

    def name(text, rate, height, shift, colour, **style):
        """Write beside a curve, where it passes a height."""
        at = np.interp(height, rate, current) + shift, height
        note(ax, text, at, colour, va="center", **style)

    name(names[2], line, 0.72 * limit, -0.35, "weights", ha="right")
    name(names[0], plain, 0.62 * limit, 0.4, "ink")
    name(names[1], saturating, 0.29 * limit, 0.75, "prediction")
    note(ax, f"ceiling {limit:.0f} per second", (0.1, limit + 8), "muted")
    ax.set(xlabel="current in nA", ylabel="spikes per second", xlim=(0, current[-1]))
    ax.set_ylim(0, 1.12 * limit)
    return figure
