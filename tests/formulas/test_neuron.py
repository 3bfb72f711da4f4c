"""The leaky integrate-and-fire cell against SymPy's solution of its equation."""

import mpmath
import numpy as np
import pytest
import sympy
from sympy import oo

from nnbook import LeakyIntegrateAndFire
from tools.measures.ulp import ulps

t, tau, R, inflow = sympy.symbols("t tau R inflow", positive=True)
V0, rest, reset, threshold = sympy.symbols("V0 rest reset threshold", real=True)
V = sympy.Function("V")

CELLS = pytest.mark.parametrize(
    "cell",
    [
        LeakyIntegrateAndFire(),
        LeakyIntegrateAndFire(reset=-65.0, refractory=0.0),
        LeakyIntegrateAndFire(-60.0, -50.0, -62.5, 40.0, 20.0, 3.0),
    ],
    ids=["usual", "no rest", "other"],
)


@pytest.fixture(scope="module")
def solution():
    """Return V(t) for a constant current, as SymPy solves the equation from V0."""
    equation = sympy.Eq(tau * V(t).diff(t), -(V(t) - rest) + R * inflow)
    return sympy.dsolve(equation, ics={V(0): V0}).rhs


@pytest.fixture(scope="module")
def time_to_threshold(solution):
    """Return how long the voltage climbs from reset to threshold."""
    (time,) = sympy.solve(solution.subs(V0, reset) - threshold, t)
    return time


def values(cell):
    pairs = {
        rest: cell.rest,
        reset: cell.reset,
        threshold: cell.threshold,
        R: cell.resistance,
        tau: cell.time_constant,
    }
    return {symbol: sympy.Rational(value) for symbol, value in pairs.items()}


def exact(expression):
    return mpmath.mpf(str(sympy.N(expression, 50)))


def test_step_of_the_simulation_is_the_solution(solution):
    """target + (V0 − target) e^(−t/τ), as `simulate` has it."""
    target = rest + R * inflow
    closed = target + (V0 - target) * sympy.exp(-t / tau)
    assert sympy.simplify(solution - closed) == 0


def test_climb_is_that_of_the_documented_rate(time_to_threshold):
    """The two logarithms differ by nothing wherever the cell fires."""
    over = sympy.Symbol("over", positive=True)  # R · inflow above the threshold
    climb = sympy.Symbol("climb", positive=True)
    fires = {reset: threshold - climb, inflow: (threshold - rest + over) / R}
    drive = R * inflow
    stated = tau * sympy.log((drive - (reset - rest)) / (drive - (threshold - rest)))
    both = [sympy.simplify(e.subs(fires)) for e in (time_to_threshold, stated)]
    ratio = sympy.exp(sympy.expand((both[0] - both[1]) / tau))
    assert sympy.simplify(ratio) == 1


@CELLS
def test_rheobase_is_where_the_voltage_ends_at_the_threshold(cell, solution):
    end = sympy.limit(solution, t, oo)
    (current,) = sympy.solve(end - threshold, inflow)
    assert cell.rheobase == float(current.subs(values(cell)))
    assert cell.rate(cell.rheobase) == 0.0


@CELLS
def test_rate_in_ulp(cell, time_to_threshold):
    currents = cell.rheobase * np.array([1.001, 1.1, 2.0, 7.5, 1e3])
    climb = time_to_threshold.subs(values(cell))
    true = [
        exact(1000 / (sympy.Rational(cell.refractory) + climb.subs(inflow, float_(c))))
        for c in currents
    ]
    # Just above the rheobase, R · inflow − (threshold − rest) loses three digits.
    assert ulps(cell.rate(currents[1:]), true[1:]).max() <= 8.0
    assert abs(cell.rate(currents[0]) / float(true[0]) - 1) < 1e-12


def float_(number):
    return sympy.Rational(float(number))


@CELLS
def test_simulated_voltage_and_spike_against_the_solution(
    cell, solution, time_to_threshold
):
    current = 1.5 * cell.rheobase
    known = values(cell) | {inflow: float_(current)}
    first = float(exact(time_to_threshold.subs(reset, rest).subs(known)))
    trace = cell.simulate(current, duration=0.9 * first, step=0.1 * first)
    assert len(trace.spike_times) == 0
    want = [
        float(exact(solution.subs({V0: rest, t: float_(time)}).subs(known)))
        for time in trace.time
    ]
    np.testing.assert_allclose(trace.voltage, want, rtol=1e-14)
    spikes = cell.simulate(current, duration=1.1 * first, step=0.1 * first).spike_times
    assert spikes[0] == pytest.approx(first, rel=1e-14)
