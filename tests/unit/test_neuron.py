"""The leaky integrate-and-fire cell against its equation and closed forms."""

import dataclasses
import math
from fractions import Fraction

import numpy as np
import pytest
import scipy.signal
from hypothesis import given, settings
from hypothesis import strategies as st

from nnbook import LeakyIntegrateAndFire

CELL = LeakyIntegrateAndFire()
FIELDS = dataclasses.fields(CELL)


def test_rheobase_is_where_firing_sets_in():
    assert CELL.rheobase == 1.5
    assert CELL.rate(CELL.rheobase) == 0.0
    assert CELL.rate(np.nextafter(CELL.rheobase, 2)) > 0.0
    assert len(CELL.simulate(1.4999, 500.0).spike_times) == 0
    assert len(CELL.simulate(1.5001, 500.0).spike_times) > 0


def test_rate_is_the_closed_form():
    current = np.array([[1.6, 2.0], [5.0, 100.0]])
    drive = CELL.resistance * current
    want = 1000.0 / (2.0 + 10.0 * np.log(drive / (drive - 15.0)))
    np.testing.assert_allclose(CELL.rate(current), want, rtol=1e-13)
    assert isinstance(CELL.rate(2.0), np.float64)
    assert CELL.rate(-3.0) == 0.0


@settings(deadline=None, max_examples=25)
@given(
    current=st.floats(1.55, 20.0),
    reset=st.floats(-80.0, -56.0),
    refractory=st.sampled_from([0.0, 0.5, 2.0]),
)
def test_simulated_rate_is_the_closed_form(current, reset, refractory):
    cell = LeakyIntegrateAndFire(reset=reset, refractory=refractory)
    trace = cell.simulate(current, duration=300.0, step=0.5)
    assert trace.rate == pytest.approx(cell.rate(current), rel=1e-9)


def test_rate_rises_with_current_and_saturates():
    rates = CELL.rate(np.linspace(0, 50, 2001))
    assert (np.diff(rates) >= 0).all()
    assert rates.max() < 1000.0 / CELL.refractory
    assert CELL.rate(1e9) == pytest.approx(500.0, rel=1e-6)


def test_voltage_below_threshold_against_scipy():
    current = np.sin(np.arange(401) / 40.0)
    tau = CELL.time_constant
    equation = [np.array([[v]]) for v in (-1 / tau, CELL.resistance / tau, 1, 0)]
    exact = scipy.signal.cont2discrete(equation, dt=0.1, method="zoh")
    want = CELL.rest + scipy.signal.dlsim(exact, current)[1].ravel()
    trace = CELL.simulate(current[:-1], duration=40.0, step=0.1)
    np.testing.assert_allclose(trace.voltage, want, rtol=1e-12)
    np.testing.assert_allclose(trace.time, np.arange(401) / 10)


def test_spike_times_do_not_depend_on_the_step():
    fine = CELL.simulate(3.0, 100.0, step=0.01)
    coarse = CELL.simulate(3.0, 100.0, step=5.0)
    np.testing.assert_allclose(fine.spike_times, coarse.spike_times, rtol=1e-11)
    first = 10.0 * math.log(30.0 / 15.0)
    assert fine.spike_times[0] == pytest.approx(first, rel=1e-11)
    assert (np.diff(fine.spike_times) > CELL.refractory).all()


def test_voltage_stays_below_threshold_and_rests_after_a_spike():
    trace = CELL.simulate(3.0, 60.0, step=0.05)
    assert trace.voltage.max() <= CELL.threshold
    first = trace.spike_times[0]
    after = (trace.time > first) & (trace.time < first + CELL.refractory)
    assert (trace.voltage[after] == CELL.reset).all()
    assert trace.voltage[0] == CELL.rest


def test_a_pulse_gives_one_spike():
    current = np.zeros(1000)
    current[100:300] = 2.0
    trace = CELL.simulate(current, duration=100.0, step=0.1)
    assert trace.spike_times == pytest.approx([10 + 10 * math.log(4)])
    assert trace.rate == 0.0
    assert trace.voltage[-1] == pytest.approx(CELL.rest, abs=0.1)


def test_cells_cannot_be_changed_and_start_checked():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CELL.rest = -60.0
    assert CELL == LeakyIntegrateAndFire()
    with pytest.raises(ValueError, match="threshold must lie above rest and reset"):
        LeakyIntegrateAndFire(threshold=-75.0)
    with pytest.raises(ValueError, match="time_constant must be positive"):
        LeakyIntegrateAndFire(time_constant=0.0)
    with pytest.raises(ValueError, match="resistance must be positive"):
        LeakyIntegrateAndFire(resistance=-1.0)
    with pytest.raises(ValueError, match="refractory must not be negative"):
        LeakyIntegrateAndFire(refractory=-1.0)
    with pytest.raises(ValueError, match="rest must be a finite number"):
        LeakyIntegrateAndFire(rest=math.nan)
    with pytest.raises(TypeError, match="reset must be one number"):
        LeakyIntegrateAndFire(reset="low")


def test_wrong_input():
    with pytest.raises(ValueError, match=r"current must be finite.*current\[1\]"):
        CELL.rate([1.0, np.nan])
    with pytest.raises(ValueError, match=r"current must have shape \(100,\)"):
        CELL.simulate(np.ones(99), duration=10.0, step=0.1)
    with pytest.raises(ValueError, match="current must be finite"):
        CELL.simulate(np.inf, duration=10.0)
    with pytest.raises(ValueError, match="duration must be positive"):
        CELL.simulate(1.0, duration=0.0)
    with pytest.raises(ValueError, match="step must not exceed duration"):
        CELL.simulate(1.0, duration=1.0, step=3.0)
    with pytest.raises(TypeError, match="current must be real numbers"):
        CELL.simulate("strong", duration=10.0)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.int64, int, Fraction])
def test_any_kind_of_number_counts_as_the_float_it_is(kind):
    given = {part.name: kind(getattr(CELL, part.name)) for part in FIELDS}
    cell = LeakyIntegrateAndFire(**given)
    assert cell == CELL
    assert all(type(getattr(cell, part.name)) is float for part in FIELDS)
    want = CELL.simulate(2.0, 50.0)
    for duration, step in ((kind(50), 0.05), (50.0, np.float64(0.05))):
        got = cell.simulate(2.0, duration, step)
        np.testing.assert_array_equal(got.voltage, want.voltage)
        np.testing.assert_array_equal(got.spike_times, want.spike_times)


@pytest.mark.parametrize(
    ("duration", "step", "times"),
    [
        (1.0, 0.3, [0, 0.3, 0.6, 0.9, 1.0]),
        (0.3, 0.1, [0, 0.1, 0.2, 0.3]),
        (1.0, 1.0, [0, 1.0]),
        (1.5, 1.0, [0, 1.0, 1.5]),
    ],
)
def test_time_goes_from_0_to_the_duration(duration, step, times):
    trace = CELL.simulate(2.0, duration, step)
    np.testing.assert_allclose(trace.time, times)
    assert trace.time[-1] == duration
    charged = CELL.rest - 20 * np.expm1(-trace.time / 10)
    np.testing.assert_allclose(trace.voltage, charged)
    each = CELL.simulate(np.full(len(times) - 1, 2.0), duration, step)
    np.testing.assert_array_equal(each.voltage, trace.voltage)


def test_a_last_step_that_is_shorter_hides_no_spike():
    coarse, fine = CELL.simulate(3.0, 100.03, step=7.0), CELL.simulate(3.0, 100.03)
    assert coarse.time[-1] == fine.time[-1] == 100.03
    np.testing.assert_allclose(coarse.spike_times, fine.spike_times)
    np.testing.assert_allclose(coarse.voltage[-1], fine.voltage[-1])
