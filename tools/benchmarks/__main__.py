"""Measure the package beside its peers, and record it.

    make bench

Ratios of time go to `book/_records/speed.json`; the errors of the libraries, which a
page of the book shows, to `src/nnbook/data/peers.json`, since the book is built without
those libraries. Look at the change before it is committed: the machine is noisy.
"""

from __future__ import annotations

import sys

from tools.benchmarks import accuracy, speed
from tools.circumstances import circumstances
from tools.records import write


def main(what: list[str]) -> None:
    measured_with = {"circumstances": circumstances()}
    if "speed" in what:
        rows = speed.measure(print)
        write(speed.RECORD, measured_with | {"numbers": speed.N, "rows": rows})
    if "accuracy" in what:
        write(accuracy.RECORD, measured_with | accuracy.measure())


if __name__ == "__main__":
    main(sys.argv[1:] or ["speed", "accuracy"])
