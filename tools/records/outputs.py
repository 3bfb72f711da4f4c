"""The record of what the cells put out, renewed from the last build.

A page whose outputs are those on record, as `differences` compares them, keeps its
record to the byte: another machine's last digits are no change.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from book._ext.cells.recorded import differences


def renew(record: Path, found: Path) -> list[str]:
    """Make what was found the record, and return what happened to which page."""
    old, new = (
        {path.relative_to(folder) for path in folder.rglob("*.json")}
        for folder in (record, found)
    )
    for name in old - new:
        (record / name).unlink()
    changed = {name for name in old & new if _differ(record / name, found / name)}
    for name in changed | (new - old):
        (record / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(found / name, record / name)
    return [
        f"outputs of {name.with_suffix('')}: {what}"
        for what, names in (
            ("no longer there", old - new),
            ("new", new - old),
            ("changed", changed),
        )
        for name in sorted(names)
    ]


def _differ(old: Path, new: Path) -> bool:
    one, other = (json.loads(path.read_text(encoding="utf-8")) for path in (old, new))
    return any(differences(one, other))
