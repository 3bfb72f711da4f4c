"""The record of the seeded mistakes: which check has caught which."""

from __future__ import annotations

import json
from pathlib import Path

from tools.mutants.mutant import Mutant
from tools.mutants.sweep import Verdict
from tools.paths import RECORDS
from tools.records import write

RECORD = RECORDS / "mutants.json"


def entry(mutant: Mutant, caught: bool) -> dict:
    """Return what the record holds of a mutant."""
    return {"name": mutant.name, "check": mutant.check, "caught": caught}


def renew(path: Path, verdicts: list[Verdict], mutants: list[Mutant]) -> list[str]:
    """Record the verdicts, and return what changed.

    Of mutants that were not run, what stood there stays.
    """
    new = {v.mutant.name: entry(v.mutant, v.caught) for v in verdicts}
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    known = {one["name"]: one for one in old} | new
    kept = [known[m.name] for m in mutants if m.name in known]
    if kept == old:
        return []
    write(path, kept)
    caught = sum(one["caught"] for one in kept)
    return [f"seeded mistakes: {len(kept)}, of which {caught} were caught"]
