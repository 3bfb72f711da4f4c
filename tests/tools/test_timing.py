"""What stands side by side in a benchmark is timed fairly."""

import itertools

import pytest

from tools.benchmarks import timing


@pytest.fixture
def clock(monkeypatch):
    """A clock that only the timed functions move."""
    now = [0.0]
    monkeypatch.setattr(timing, "perf_counter", lambda: now[0])

    def takes(seconds):
        durations = itertools.cycle(seconds)

        def function():
            now[0] += next(durations)

        return function

    return takes


def test_the_ratio_is_of_the_first_to_the_second(clock):
    ratio = timing.side_by_side(clock([0.03]), clock([0.01]), rounds=5)
    assert ratio.middle == pytest.approx(3)
    assert ratio.seconds == pytest.approx((0.03, 0.01))
    assert ratio.low == pytest.approx(ratio.high)


def test_a_short_function_is_called_often(clock):
    ratio = timing.side_by_side(clock([1e-6]), clock([0.5]), rounds=5)
    assert ratio.middle == pytest.approx(2e-6)


def test_the_spread_is_that_of_the_middle_half(clock):
    slow_at_times = clock([1.0, 1.0, *[1.0, 2.0, 3.0, 4.0, 5.0]])
    ratio = timing.side_by_side(slow_at_times, clock([1.0]), rounds=5)
    assert (ratio.low, ratio.middle, ratio.high) == pytest.approx((1.5, 3.0, 4.5))
