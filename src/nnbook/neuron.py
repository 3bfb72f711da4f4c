r"""A model of the biological neuron: the leaky integrate-and-fire cell.

The membrane is a leaky bucket of charge. A current I fills it, a resistance R
drains it, and when the voltage reaches a threshold the cell spikes, the voltage
is reset, and for a short refractory time nothing happens:

.. math:: \tau \frac{dV}{dt} = -(V - V_{\text{rest}}) + R I

The page *The biological neuron* introduces it. Units: mV, nA, MΩ, ms; since
1 MΩ · 1 nA = 1 mV, no factors appear.
"""

import math
from dataclasses import dataclass, fields

import numpy as np

from nnbook._kernels.blocks import elementwise
from nnbook._kernels.checks import (
    as_floats,
    as_positive,
    as_real,
    frozen,
    require_finite,
    require_shape,
)


@dataclass(frozen=True, eq=False)
class Trace:
    """What an electrode would record.

    Parameters
    ----------
    time : ndarray, shape (n + 1,)
        Times in ms, from 0 to the duration.
    voltage : ndarray, shape (n + 1,)
        Membrane voltage at these times in mV. The spike itself is not part of
        the model: the voltage falls from threshold to reset.
    spike_times : ndarray, shape (spikes,)
        Times of the spikes in ms, exact, not rounded to the grid of ``time``.
    """

    time: np.ndarray
    voltage: np.ndarray
    spike_times: np.ndarray

    @property
    def rate(self):
        """Spikes per second (Hz) between first and last spike, 0 with fewer than 2."""
        if len(self.spike_times) < 2:
            return 0.0
        elapsed = self.spike_times[-1] - self.spike_times[0]
        return float(1000.0 * (len(self.spike_times) - 1) / elapsed)


@dataclass(frozen=True)
class LeakyIntegrateAndFire:
    """A leaky integrate-and-fire cell; the defaults are typical of a neuron.

    Parameters
    ----------
    rest : float
        Resting voltage in mV.
    threshold : float
        Voltage at which it spikes, in mV, above ``rest`` and ``reset``.
    reset : float
        Voltage after a spike, in mV.
    resistance : float
        Membrane resistance in MΩ.
    time_constant : float
        Membrane time constant in ms.
    refractory : float
        Time after a spike, in ms, during which the voltage stays at ``reset``.

    Raises
    ------
    TypeError, ValueError
        If a value is not a number, not finite, or out of order.

    References
    ----------
    .. [1] L. Lapicque, "Recherches quantitatives sur l'excitation électrique
       des nerfs traitée comme une polarisation", *Journal de Physiologie et de
       Pathologie générale* 9, 620-635, 1907.
    .. [2] W. Gerstner, W. M. Kistler, R. Naud and L. Paninski, *Neuronal
       Dynamics*, Cambridge University Press, 2014, section 1.3.
       https://neuronaldynamics.epfl.ch

    Examples
    --------
    >>> cell = LeakyIntegrateAndFire()
    >>> cell.rheobase
    1.5
    >>> print(cell.rate([1.0, 2.0, 4.0]).round(1))
    [  0.   63.  149.3]
    >>> print(cell.simulate(2.0, duration=50.0).spike_times.round(2))
    [13.86 29.73 45.59]
    """

    rest: float = -70.0
    threshold: float = -55.0
    reset: float = -70.0
    resistance: float = 10.0
    time_constant: float = 10.0
    refractory: float = 2.0

    def __post_init__(self):
        for part in fields(self):
            number = as_real(part.name, getattr(self, part.name))
            object.__setattr__(self, part.name, number)
        as_positive("resistance", self.resistance)
        as_positive("time_constant", self.time_constant)
        if self.refractory < 0:
            raise ValueError(f"refractory must not be negative; got {self.refractory}.")
        if self.threshold <= max(self.rest, self.reset):
            raise ValueError(
                f"threshold must lie above rest and reset; got {self.threshold} "
                f"with rest {self.rest} and reset {self.reset}."
            )

    @property
    def rheobase(self):
        """The current in nA above which a constant input makes it spike."""
        return (self.threshold - self.rest) / self.resistance

    def rate(self, current):
        r"""Return the firing rate for a constant current, in closed form.

        .. math:: \frac{1}{t_{\text{ref}} + \tau \ln \frac
                  {R I - (V_{\text{reset}} - V_{\text{rest}})}
                  {R I - (V_{\text{threshold}} - V_{\text{rest}})}}

        Parameters
        ----------
        current : array_like of float
            Current in nA, any shape.

        Returns
        -------
        numpy scalar or ndarray
            Spikes per second (Hz), 0 up to and at the rheobase.

        Raises
        ------
        TypeError, ValueError
            If ``current`` is not made of finite numbers.
        """
        require_finite(current=as_floats("current", current))

        def kernel(current, out):
            above = self.resistance * current - (self.threshold - self.rest)
            fires = above > 0.0
            climb = self.threshold - self.reset
            charging = np.log1p(climb / np.where(fires, above, 1.0))
            period = self.refractory + self.time_constant * charging
            return np.where(fires, 1000.0 / period, 0.0)

        return elementwise(kernel, current, "current")

    def simulate(self, current, duration, step=0.05):
        """Follow the voltage from rest.

        Between spikes the equation is solved exactly for a current that is
        constant during a step, so that the step decides only how often the
        voltage is recorded, and no spike time depends on it.

        Parameters
        ----------
        current : float or array_like of float, shape (n,)
            Current in nA: constant, or one value for each of the n steps, which
            are duration/step rounded up.
        duration : float
            Length of the simulation in ms.
        step : float
            Time between two records of the voltage in ms. If the duration is no
            multiple of it, the last step is the shorter one that remains.

        Returns
        -------
        Trace
            Times, voltages and spike times.

        Raises
        ------
        TypeError, ValueError
            If an argument is not made of finite numbers, or has another shape.
        """
        duration = as_positive("duration", duration)
        step = as_positive("step", step)
        if step > duration:
            raise ValueError(
                f"step must not exceed duration; got {step} and {duration}."
            )
        n = round(duration / step)
        if not math.isclose(n * step, duration, rel_tol=1e-9):
            n = math.ceil(duration / step)
        time = step * np.arange(n + 1)
        time[-1] = duration
        current = as_floats("current", current).astype(np.float64)
        if current.ndim == 0:
            current = np.full(n, current)
        require_shape("current", current, (n,), "one value a step")
        require_finite(current=current)

        voltage, spikes = np.empty(n + 1), []
        voltage[0] = v = self.rest
        wait = 0.0
        for k in range(n):
            v, wait = self._advance(v, wait, current[k], time[k], time[k + 1], spikes)
            voltage[k + 1] = v
        return Trace(frozen(time), frozen(voltage), frozen(np.array(spikes)))

    def _advance(self, v, wait, current, start, end, spikes):
        """Return voltage and waiting time at the end; note spikes in between."""
        target = self.rest + self.resistance * float(current)
        left = float(end - start)
        while left > 0.0:
            if wait > 0.0:
                passed = min(wait, left)
                wait -= passed
                left -= passed
                continue
            to_spike = math.inf
            if target > self.threshold:
                climb = (self.threshold - v) / (target - self.threshold)
                to_spike = self.time_constant * math.log1p(climb)
            if to_spike > left:
                v = target + (v - target) * math.exp(-left / self.time_constant)
                break
            left -= to_spike
            spikes.append(float(end) - left)
            v, wait = self.reset, self.refractory
        return v, wait
