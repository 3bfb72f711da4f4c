"""Ratios of time to the peers, one thread, in one run.

A bar is the largest ratio that the project allows itself; a row without a bar is
there for comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import torch

from nnbook import (
    gradient_descent,
    linear_neuron,
    squared_error,
    squared_error_gradient,
    squared_error_with_gradient,
)
from tools.benchmarks.libraries import LIBRARIES
from tools.benchmarks.timing import side_by_side
from tools.paths import RECORDS

RECORD = RECORDS / "speed.json"
N = 10**6
rng = np.random.default_rng(2022)


class Case(NamedTuple):
    """Two functions without arguments that do the same."""

    name: str
    ours: Callable
    peer: str
    theirs: Callable
    bar: float | None = None
    each: int = N  # so many numbers are computed by a call


def functions() -> Iterator[Case]:
    """Activation functions and softmax on a million float64 numbers."""
    inputs = {"": rng.normal(size=N)}
    inputs |= {f", J = {J}": rng.normal(0, 10, (N // J, J)) for J in (10, 1000)}
    for name, end, peer, bar in [
        ("sigmoid", "", "SciPy", 1.3),
        ("sigmoid", "", "PyTorch", None),
        ("tanh", "", "PyTorch", None),
        ("elu", "", "PyTorch", 1.1),
        ("gelu", "", "SciPy", 3.0),
        ("gelu", "", "PyTorch", None),
        ("softmax", ", J = 10", "SciPy", 1.7),
        ("softmax", ", J = 10", "PyTorch", None),
        ("softmax", ", J = 1000", "SciPy", 3.0),
        ("softmax", ", J = 1000", "PyTorch", None),
        ("log_softmax", ", J = 10", "SciPy", 1.7),
        ("log_softmax", ", J = 10", "PyTorch", None),
        ("log_softmax", ", J = 1000", "SciPy", 3.0),
        ("log_softmax", ", J = 1000", "PyTorch", None),
    ]:
        x = inputs[end]
        ours, theirs = LIBRARIES["nnbook"][name], LIBRARIES[peer][name]
        np.testing.assert_allclose(ours(x), theirs(x), rtol=1e-6, atol=1e-12)
        yield Case(
            name + end,
            lambda f=ours, x=x: f(x),
            peer,
            lambda f=theirs, x=x: f(x),
            bar,
        )


def descents() -> Iterator[Case]:
    """Ten steps of full-batch descent on 100 000 samples with 20 inputs."""
    n, d, steps, rate = 100_000, 20, 10, 1e-6
    X, y = rng.normal(size=(n, d)), rng.normal(size=n)

    def gradient(w):
        return squared_error_gradient(w, X, y)

    def both(w):
        return squared_error_with_gradient(w, X, y)

    def recorded():
        return gradient_descent(gradient, np.zeros(d), rate, steps).w

    def with_costs():
        return gradient_descent(both, np.zeros(d), rate, steps, cost=True).w

    def bare():
        w = np.zeros(d)
        for _ in range(steps + 1):  # the path ends with a gradient too
            slope = gradient(w)
            w = w - rate * slope
        return w + rate * slope

    TX, Ty = torch.from_numpy(X), torch.from_numpy(y)

    def by_hand():
        w = torch.zeros(d, dtype=torch.float64)
        for _ in range(steps + 1):
            slope = -(TX.T @ (Ty - TX @ w))
            w = w - rate * slope
        return (w + rate * slope).numpy()

    def by_autograd():
        w = torch.zeros(d, dtype=torch.float64, requires_grad=True)
        for _ in range(steps + 1):
            w.grad = None
            (0.5 * ((Ty - TX @ w) ** 2).sum()).backward()
            with torch.no_grad():
                w -= rate * w.grad
        return (w + rate * w.grad).detach().numpy()

    for other in (with_costs, bare, by_hand, by_autograd):
        np.testing.assert_allclose(recorded(), other(), rtol=1e-9)

    def apart(w):
        return squared_error(y, linear_neuron(w, X)), gradient(w)

    w = rng.normal(size=d)
    each = steps + 1
    yield Case("descent", recorded, "PyTorch by hand", by_hand, 1.0, each)
    yield Case("descent", recorded, "PyTorch autograd", by_autograd, None, each)
    yield Case("descent with costs", with_costs, "PyTorch by hand", by_hand, 1.0, each)
    yield Case("descent", recorded, "no path recorded", bare, 1.1, each)
    yield Case("cost with gradient", lambda: both(w), "apart", lambda: apart(w), 1.0, 1)


def measure(say: Callable[[str], None]) -> list[dict]:
    """Time all cases and return a row for each."""
    rows = []
    for case in (*functions(), *descents()):
        ratio = side_by_side(case.ours, case.theirs)
        ours, theirs = (1e9 * seconds / case.each for seconds in ratio.seconds)
        row = {
            "what": case.name,
            "beside": case.peer,
            "ratio": round(ratio.middle, 2),
            "quartiles": [round(ratio.low, 2), round(ratio.high, 2)],
            "bar": case.bar,
            "ns": [float(f"{ours:.3g}"), float(f"{theirs:.3g}")],
        }
        verdict = "" if case.bar is None else f"   bar {case.bar:g}"
        if case.bar is not None and ratio.middle > case.bar:
            verdict += "   MISSED"
        say(
            f"{case.name:24} {case.peer:18} {ratio.middle:5.2f} "
            f"({ratio.low:.2f} to {ratio.high:.2f}){verdict}"
        )
        rows.append(row)
    return rows
