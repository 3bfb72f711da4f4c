"""The record of the largest errors, which the page on how the book is checked shows.

    PYTHONPATH=tests python -m numerics.record    # make records

A processor's own exp, tanh and log1p may err by up to half a unit more or less than
another's, and what is made of them by a quarter: so far may a measured error be from
the recorded one.
"""

from __future__ import annotations

import json

import numpy as np
from numerics.measured import BITS, CASES, KINDS, ROWS, points, scores, worst
from pages import BOOK
from ulp import ABSOLUTE_BAR, BAR_32, BARS

RECORD = BOOK / "_records/accuracy.json"
NAMES = [*CASES, *ROWS]
MAY_DIFFER = 0.5


def close(recorded: float, measured: float) -> bool:
    return abs(measured - recorded) <= max(MAY_DIFFER, 0.25 * recorded)


def measured() -> list[dict]:
    """Return for each function the bar, the largest errors, and where they are."""
    rows = []
    for name in NAMES:
        (double, x), (single, _) = worst(name, np.float64), worst(name, np.float32)
        tried = (
            [points(np.float64)] if name in CASES else [scores(kind) for kind in KINDS]
        )
        rows.append(
            {
                "function": name,
                "bar": BARS[name],
                "float64": round(double, 3),
                "at": None if np.isnan(x) else x,
                "float32": round(single, 3),
                "points": sum(array.size for array in tried),
            }
        )
    return rows


if __name__ == "__main__":
    bars = {"bits": BITS, "bar in float32": BAR_32, "absolute bar": ABSOLUTE_BAR}
    text = json.dumps(bars | {"functions": measured()}, indent=1)
    RECORD.write_text(text + "\n", encoding="utf-8")
