"""The record of the largest errors, which the page on how the book is checked shows.

A processor's own exp, tanh and log1p may err by up to half a unit more or less than
another's, and what is made of them by a quarter: so far may a measured error be from
the recorded one, and so long the record stays as it is.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from tools.measures.measured import BITS, CASES, KINDS, ROWS, points, scores, worst
from tools.measures.ulp import ABSOLUTE_BAR, BAR_32, BARS
from tools.paths import RECORDS
from tools.records import write

RECORD = RECORDS / "accuracy.json"
NAMES = [*CASES, *ROWS]
MEASURED = ("float64", "float32")
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


def same(old: dict, new: dict) -> bool:
    """Whether a row says of a function what another does."""
    loose = {*MEASURED, "at"}
    return (
        old.keys() == new.keys()
        and all(old[key] == new[key] for key in new.keys() - loose)
        and all(close(old[key], new[key]) for key in MEASURED)
    )


def renew(path: Path = RECORD) -> list[str]:
    """Measure, put on record what is not there yet, and return what changed."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    old = {row["function"]: row for row in kept.get("functions", [])}
    rows = []
    for row in measured():
        before = old.get(row["function"])
        rows.append(before if before and same(before, row) else row)
    record = {
        "bits": BITS,
        "bar in float32": BAR_32,
        "absolute bar": ABSOLUTE_BAR,
        "functions": rows,
    }
    if record == kept:
        return []
    write(path, record)
    return ["errors of the package: changed"]
