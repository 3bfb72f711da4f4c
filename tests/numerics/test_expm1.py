"""exp(x) - 1 is right to half a unit on any processor."""

from types import SimpleNamespace

import mpmath
import numpy as np
import pytest
from mpmath import mpf

from nnbook import _expm1, elu
from tools.measures.measured import points
from tools.measures.ulp import BARS, ulps

rng = np.random.default_rng(4)
X = np.concatenate(
    [
        points(np.float64)[points(np.float64) <= 0],
        rng.uniform(-1, 0, 5000),
        rng.uniform(-40, 0, 3000),
        # half-way between two entries of the table
        -(np.arange(2000) + 0.5) / 128,
    ]
)


@pytest.fixture(scope="module")
def true():
    with mpmath.workprec(400):
        return [mpmath.expm1(max(mpf(x), -2000)) for x in X]


def test_the_table_is_wrong_by_half_a_unit(true):
    assert ulps(_expm1.by_table(X), true).max() <= BARS["elu"]


def test_what_is_chosen_is_too(true):
    assert ulps(_expm1.expm1(X), true).max() <= BARS["elu"]


def by_halves(x, out=None):
    """Wrong by more than half a unit, as many C libraries are."""
    half = _expm1.by_table(x / 2)
    return half * (2 + half)


def test_a_lesser_one_is_refused(true, monkeypatch):
    assert BARS["elu"] < ulps(by_halves(X), true).max() < 2
    for numpys, chosen in [(by_halves, False), (_expm1.by_table, True)]:
        monkeypatch.setattr(
            _expm1, "np", SimpleNamespace(**vars(np) | {"expm1": numpys})
        )
        assert (_expm1._best.__wrapped__() is numpys) == chosen


def test_elu_by_the_table(monkeypatch, true):
    monkeypatch.setattr(_expm1, "_best", lambda: _expm1.by_table)
    assert ulps(elu(X), true).max() <= BARS["elu"]
    with np.errstate(all="raise", under="ignore"):
        ends = elu([np.nan, -np.inf, -0.0, 0.0, -5e-324])
    np.testing.assert_array_equal(ends, [np.nan, -1.0, -0.0, 0.0, -5e-324])
    assert np.signbit(ends[1:3]).all() and not np.signbit(ends[3])


def test_it_may_be_written_over_its_input():
    x = X.copy()
    np.testing.assert_array_equal(_expm1.by_table(x, out=x), _expm1.by_table(X))
