"""Recorded results, renewed after a change: `make records`.

Pages show the records and tests compare them; they lie in `book/_records`.
"""

from __future__ import annotations

from pathlib import Path

from book._ext.cells.recorded import dumps


def write(path: Path, record: dict | list) -> None:
    """Write a record whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(dumps(record), encoding="utf-8")
    new.replace(path)
