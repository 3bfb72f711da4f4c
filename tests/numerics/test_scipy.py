"""SciPy as an oracle where it is accurate, and the test values that it ships."""

import warnings
from pathlib import Path

import numpy as np
import pytest
import scipy.special

import nnbook as nn
from tools.measures.measured import scores

with warnings.catch_warnings(action="ignore"):  # marks that its own pytest set-up knows
    from scipy.special.tests import data, test_logit, test_logsumexp

EPS = np.finfo(float).eps
rng = np.random.default_rng(11)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_values(dtype):
    x = np.concatenate([rng.uniform(-80, 80, 4000), rng.normal(0, 1, 4000)])
    x = x.astype(dtype)
    eps = np.finfo(dtype).eps
    for ours, theirs, where in [
        (nn.sigmoid, scipy.special.expit, slice(None)),
        (nn.tanh, np.tanh, slice(None)),
        (nn.elu, lambda x: np.where(x > 0, x, scipy.special.expm1(x)), slice(None)),
        # Further to the left it has lost digits.
        (nn.gelu, lambda x: x * scipy.special.ndtr(x), np.abs(x) < 5),
    ]:
        with np.errstate(over="ignore"):
            want = theirs(x)[where]
        got = ours(x)[where]
        assert got.dtype == want.dtype == dtype
        # GELU's rounded argument costs x² units.
        loss = 4 + (x[where].max() ** 2 if ours is nn.gelu else 0)
        np.testing.assert_allclose(got, want, rtol=loss * eps)


@pytest.mark.parametrize("kind", ["normal", "far from zero", "ties", "many"])
@pytest.mark.parametrize("axis", [0, 1])
def test_rows(kind, axis):
    x = scores(kind)
    x = x if axis else np.ascontiguousarray(x.T)
    # The rounded shift costs a unit for each unit of distance to the maximum.
    loss = 8 + np.ptp(x, axis=axis, keepdims=True)
    want = scipy.special.softmax(x, axis=axis)
    assert (np.abs(nn.softmax(x, axis) - want) <= loss * EPS * want).all()
    want = scipy.special.log_softmax(x, axis=axis)
    assert (np.abs(nn.log_softmax(x, axis) - want) <= loss * EPS * (1 - want)).all()


# -- Values that are published with SciPy ----------------------------------------------


def over_axes(function):
    """One of ours, with SciPy's way to name several axes or none."""

    def called(x, axis=None):
        x = np.asarray(x)
        axes = range(x.ndim) if axis is None else np.atleast_1d(axis)
        axes = [one % x.ndim for one in axes]
        last = range(-len(axes), 0)
        moved = np.moveaxis(x, axes, last)
        rows = moved.reshape(*moved.shape[: x.ndim - len(axes)], -1)
        return np.moveaxis(function(rows).reshape(moved.shape), last, axes)

    return called


def cases():
    for case, left_out in [
        # A single number is no row.
        (test_logsumexp.TestSoftmax, {"test_softmax_scalar"}),
        (test_logsumexp.TestLogSoftmax, {"test_log_softmax_scalar"}),
        # Asks for the wider floats, which nnbook rounds to float64.
        (test_logit.TestExpit, {"test_large"}),
    ]:
        for name in dir(case):
            if name.startswith("test") and name not in left_out:
                method = getattr(case, name)
                marks = {
                    mark.args[0]: mark.args[1]
                    for mark in getattr(method, "pytestmark", [])
                    if mark.name == "parametrize"
                }
                for names, values in marks.items() or [("", [()])]:
                    for given in values:
                        given = given if isinstance(given, tuple) else (given,)
                        keys = [key.strip() for key in names.split(",") if key]
                        yield case, name, dict(zip(keys, given, strict=True))


@pytest.mark.parametrize(("case", "name", "given"), list(cases()))
def test_its_own_tests_pass_with_our_functions(case, name, given, monkeypatch):
    monkeypatch.setattr(test_logsumexp, "softmax", over_axes(nn.softmax))
    monkeypatch.setattr(test_logsumexp, "log_softmax", over_axes(nn.log_softmax))
    monkeypatch.setattr(test_logit, "expit", nn.sigmoid)
    method = getattr(case(), name)
    takes = method.__code__.co_varnames[: method.__code__.co_argcount]
    method(**given, **({"xp": np} if "xp" in takes else {}))


def boost(name):
    """A table of Boost's test values, which SciPy ships."""
    with np.load(Path(data.__file__).parent / "boost.npz") as tables:
        return tables[f"{name}_ipp-{name}"].T


@pytest.mark.parametrize("name", ["erf_data", "erf_small_data", "erf_large_data"])
def test_gelu_against_boosts_values_of_erfc(name):
    p, _, erfc = boost(name)
    x = -np.sqrt(2) * p
    seen = np.abs(x) < 37  # beyond that erfc has lost digits to the smallest floats
    assert seen.sum() > 30
    want = (x / 2 * erfc)[seen]
    # x is rounded, which costs up to x² units where the tail is steep.
    loss = (4 + x[seen] ** 2) * EPS
    assert (np.abs(nn.gelu(x[seen]) - want) <= loss * np.abs(want)).all()


def test_elu_against_boosts_values_of_expm1():
    x, _, expm1 = boost("log1p_expm1_data")
    left = x < 0
    assert left.sum() > 15
    np.testing.assert_allclose(nn.elu(x[left]), expm1[left], rtol=2 * EPS)
