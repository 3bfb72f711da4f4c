"""The figures of the spiking cell: each axis carries what its label says."""

import numpy as np
import pytest

from nnbook.neuron import LeakyIntegrateAndFire
from nnbook.plots import integrate_and_fire as plots

CELL = LeakyIntegrateAndFire()
CURRENT = np.linspace(0.0, 6.0, 61)


def carries(ax, x, y):
    """Whether a line of the axes has these arrays."""
    return any(
        np.array_equal(line.get_xdata(), x) and np.array_equal(line.get_ydata(), y)
        for line in ax.lines
    )


def test_the_voltage_is_drawn_against_the_time():
    traces = [CELL.simulate(current, 60.0) for current in (1.4, 2.0)]
    (ax,) = plots.voltage(traces, (1.4, 2.0), CELL.threshold).axes
    assert all(carries(ax, trace.time, trace.voltage) for trace in traces)
    assert ax.get_xlabel() == "time in ms"
    assert ax.get_ylabel() == "membrane voltage in mV"
    (spikes,) = ax.collections
    at = [segment[0, 0] for segment in spikes.get_segments()]
    assert at == pytest.approx(traces[1].spike_times)


def test_the_rate_is_drawn_against_the_current():
    rate = CELL.rate(CURRENT)
    at = CURRENT[20::10]
    figure = plots.rate_curve(CURRENT, rate, at, CELL.rate(at), CELL.rheobase)
    (ax,) = figure.axes
    assert carries(ax, CURRENT, rate) and carries(ax, at, CELL.rate(at))
    assert ax.get_xlabel() == "current in nA"
    assert ax.get_ylabel() == "spikes per second"
