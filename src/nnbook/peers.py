"""How far other libraries are from the truth: a record that ``make bench`` renews.

The numbers are measured with the libraries themselves, against 400-bit arithmetic.
They are kept, so that the book can show them and be built without those libraries.
The page *On a real machine* does.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

__all__ = ["Peers", "recorded"]

_RECORD = Path(__file__).parent / "data/peers.json"


@dataclass(frozen=True)
class Peers:
    """Errors of functions in several libraries, in units in the last place.

    Functions go by the names of `nnbook`, with an apostrophe for a derivative. The
    libraries are "SciPy", "PyTorch", "JAX" and "nnbook".

    Parameters
    ----------
    date : str
        The day of the measurement.
    processor : str
        What it was measured on.
    versions : dict of str to str
        The libraries' versions.
    worst : dict of str to dict of str to float
        By function and library: the largest error, at all points where the tests of
        `nnbook` measure too.
    curves : dict of str to dict of str to ndarray
        By function: the places "x" and, by library, the error at each; nan where the
        result was nan or infinite. For softmax and its logarithm, x is the difference
        of two scores.
    """

    date: str
    processor: str
    versions: dict[str, str]
    worst: dict[str, dict[str, float]]
    curves: dict[str, dict[str, np.ndarray]]


@cache
def recorded():
    """Return the record.

    Returns
    -------
    Peers
        The same object each time.

    Examples
    --------
    >>> worst = recorded().worst["sigmoid'"]
    >>> worst["nnbook"] < 4 < 2**52 < worst["PyTorch"]
    True
    """
    kept = json.loads(_RECORD.read_text(encoding="utf-8"))
    circumstances = kept["circumstances"]
    return Peers(
        date=circumstances["date"],
        processor=circumstances["processor"],
        versions=circumstances["versions"],
        worst=kept["worst"],
        curves={
            name: {key: np.array(values, dtype=float) for key, values in curve.items()}
            for name, curve in kept["curves"].items()
        },
    )
