"""Measure the package beside its peers, and record it.

    make bench

Ratios of time go to `benchmarks/speed.json`; the errors of the libraries, which a page
of the book shows, to `src/nnbook/data/peers.json`, since the book is built without
those libraries. Look at the change before it is committed: the machine is noisy.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import accuracy, speed
from benchmarks.circumstances import circumstances
from book._ext.cells import recorded

ROOT = Path(__file__).parents[1]
SPEED = ROOT / "benchmarks/speed.json"
PEERS = ROOT / "src/nnbook/data/peers.json"


def write(path: Path, record: dict) -> None:
    """Write a record whole or not at all."""
    new = path.with_suffix(".new")
    new.write_text(recorded.dumps(record), encoding="utf-8")
    new.replace(path)


def main(what: list[str]) -> None:
    with_circumstances = {"circumstances": circumstances()}
    if "speed" in what:
        rows = speed.measure(print)
        write(SPEED, with_circumstances | {"numbers": speed.N, "rows": rows})
    if "accuracy" in what:
        write(PEERS, with_circumstances | accuracy.measure())


if __name__ == "__main__":
    main(sys.argv[1:] or ["speed", "accuracy"])
