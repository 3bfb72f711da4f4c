"""The errors of the libraries, in units in the last place of the true values."""

from __future__ import annotations

import warnings

import mpmath
import numpy as np
from mpmath import mpf

from tools.benchmarks.libraries import LIBRARIES
from tools.measures.measured import (
    BITS,
    CASES,
    KINDS,
    ROWS,
    points,
    scores,
    true_log_softmax,
    true_softmax,
)
from tools.measures.ulp import ulps
from tools.paths import ROOT

# In the package, since a reader's notebook draws it too.
RECORD = ROOT / "src/nnbook/data/peers.json"
FUNCTIONS = ("sigmoid", "sigmoid'", "tanh", "tanh'", "elu", "elu'", "gelu")
# Curves for the book: the steps are even, but hit no round numbers.
CURVES = {
    "sigmoid'": np.linspace(0.013, 45.1, 180).round(3),
    "tanh'": np.linspace(0.007, 24.1, 180).round(3),
    "gelu": np.linspace(-38.52, -0.021, 180).round(3),
    "softmax": np.linspace(0.03, 700.2, 180).round(3),
    "log_softmax": np.linspace(0.017, 60.1, 180).round(3),
}


def pairs(name: str, gaps: np.ndarray) -> np.ndarray:
    """Return two scores for each gap; the first is a little off zero for softmax."""
    top = np.random.default_rng(0).uniform(0, 100, gaps.size)
    first = top if name == "softmax" else 0 * gaps
    return np.stack([first, first - gaps], axis=1)


def worst(name: str) -> dict[str, float]:
    """Return the largest error of each library that has the function.

    nan and infinity where a number would be right count as infinitely wrong.
    """
    if name in CASES:
        inputs = [points(np.float64)]
        true = [CASES[name][1](mpf(float(value))) for value in inputs[0]]
    else:
        inputs = [scores(kind) for kind in KINDS]
        true = [value for x in inputs for row in x for value in ROWS[name][1](row)]
    found = {}
    for library, functions in LIBRARIES.items():
        if name in functions:
            got = [_silent(functions[name], x).ravel() for x in inputs]
            error = ulps(np.concatenate(got), true)
            found[library] = _short(np.max(np.where(np.isnan(error), np.inf, error)))
    return found


def curve(name: str) -> dict[str, list]:
    """Return where, and the error of each library there; None for nan and infinity."""
    x = CURVES[name]
    if name in CASES:
        inputs, pick = x, slice(None)
        true = [CASES[name][1](mpf(float(value))) for value in x]
    else:
        inputs = pairs(name, x)
        # Of softmax the smaller probability, of its logarithm the larger one's.
        pick = (slice(None), 1 if name == "softmax" else 0)
        truth = true_softmax if name == "softmax" else true_log_softmax
        true = [truth(row)[pick[1]] for row in inputs]
    found = {"x": x.tolist()}
    for library, functions in LIBRARIES.items():
        if name in functions:
            error = ulps(_silent(functions[name], inputs)[pick], true)
            found[library] = [_short(e) if np.isfinite(e) else None for e in error]
    return found


def measure() -> dict:
    """Return the largest errors and the curves."""
    with mpmath.workprec(BITS):
        return {
            "worst": {name: worst(name) for name in (*FUNCTIONS, *ROWS)},
            "curves": {name: curve(name) for name in CURVES},
        }


def _silent(function, x):
    """Call a library's function; what it warns of, the errors will show."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return np.asarray(function(x))


def _short(error: float) -> float:
    return float(f"{error:.3g}")
