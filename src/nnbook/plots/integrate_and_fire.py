"""The leaky integrate-and-fire cell: what it records, and how fast it fires."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure as Canvas

from nnbook.plots.style import COLOURS, house_style, panel

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

    Returns
    -------
    matplotlib.figure.Figure
        One panel.

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
    ax.plot(strong.time, strong.voltage, color=COLOURS["prediction"], linewidth=1.5,
            label=names[1])  # fmt: skip
    ax.vlines(strong.spike_times, threshold, TOP, color=COLOURS["prediction"])
    ax.plot(weak.time, weak.voltage, color=COLOURS["muted"], linestyle=(0, (6, 1.5)),
            label=names[0])  # fmt: skip
    end = weak.time[-1]
    halo = {"gid": "class:halo", "ha": "right"}
    ax.text(0.4, threshold + 1.5, "threshold", color=COLOURS["highlight"])
    ax.text(end, threshold + 1.5, f"{currents[0]:g} nA: silent",
            color=COLOURS["muted"], **halo)  # fmt: skip
    ax.text(end, TOP + 2, f"{currents[1]:g} nA: a spike every "
            f"{np.diff(strong.spike_times)[0]:.1f} ms",
            color=COLOURS["prediction"], **halo)  # fmt: skip
    ax.set(xlabel="time in ms", ylabel="membrane voltage in mV", xlim=(0, end))
    ax.set_ylim(rest - 3, TOP + 10)
    ax.set_yticks([rest, threshold, -40, -20, 0])
    ax.set_yticklabels([f"{v:.0f}".replace("-", "−") for v in ax.get_yticks()])
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

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    figure, ax = panel()
    edge = {"color": COLOURS["highlight"], "linewidth": 1.1, "linestyle": (0, (4, 2))}
    ax.axvline(rheobase, **edge)
    ax.plot(current, rate, color=COLOURS["prediction"], zorder=2, label="closed form")
    dots = {"color": COLOURS["error"], "markerfacecolor": COLOURS["paper"]}
    dots |= {"markersize": 5, "markeredgewidth": 1.2, "clip_on": False}
    ax.plot(at, simulated, "o", zorder=3, label="simulation", **dots)
    ax.text(rheobase + 0.12, rate.max() * 0.93, f"rheobase\n{rheobase:g} nA",
            color=COLOURS["highlight"], va="top")  # fmt: skip
    k = np.searchsorted(current, 0.62 * current[-1])
    curve = {"color": COLOURS["prediction"], "va": "top"}
    ax.text(current[k] + 0.1, rate[k] - 8, "closed form", **curve)
    ax.text(at[-3], simulated[-3] + 9, "simulation", ha="right", color=COLOURS["error"])
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
        Rates in Hz with and without a refractory time.
    line : ndarray, shape (n,)
        The rectified line.
    limit : float
        The rate that the first can never pass, in Hz.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    figure, ax = panel()
    ax.axhline(limit, color=COLOURS["muted"], linewidth=1, linestyle=(0, (1, 2)))
    names = ("no refractory time", "with refractory time", "rectified line")
    ax.plot(current, plain, color=COLOURS["ink"], linewidth=1.4, label=names[0])
    ax.plot(current, saturating, color=COLOURS["prediction"], label=names[1])
    dashed = {"linestyle": (0, (4, 3)), "linewidth": 2.2}
    ax.plot(current, line, color=COLOURS["weights"], label=names[2], **dashed)

    def name(text, rate, height, shift, colour, **style):
        """Write beside a curve, where it passes a height."""
        x = np.interp(height, rate, current) + shift
        ax.text(x, height, text, color=COLOURS[colour], va="center", **style)

    top = limit
    name(names[2], line, 0.72 * top, -0.35, "weights", ha="right")
    name(names[0], plain, 0.52 * top, 0.4, "ink")
    name(names[1], saturating, 0.29 * top, 0.75, "prediction")
    ax.text(0.1, limit + 8, f"ceiling {limit:.0f} per second", color=COLOURS["muted"])
    ax.set(xlabel="current in nA", ylabel="spikes per second", xlim=(0, current[-1]))
    ax.set_ylim(0, 1.12 * limit)
    return figure
