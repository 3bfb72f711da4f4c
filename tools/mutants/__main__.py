"""Seed each declared mistake, see its check fail, and record it.

    make mutants                  # all of them
    make mutants ONLY=sigmoid     # those whose name holds the word; the rest stays

Exits with an error if a mistake goes unnoticed.
"""

from __future__ import annotations

import sys

from tools.mutants.mutant import declared
from tools.mutants.record import RECORD, renew
from tools.mutants.sweep import sweep


def main(words: list[str]) -> int:
    mutants = declared()
    chosen = [m for m in mutants if all(word in m.name for word in words)]
    if not chosen:
        print(f"no mutant has {' '.join(words)!r} in its name", file=sys.stderr)
        return 2
    verdicts = sweep(chosen)
    renew(RECORD, verdicts, mutants)
    missed = [verdict for verdict in verdicts if not verdict.caught]
    for mutant, _, reason in missed:
        print(f"\n{mutant.name} ({mutant.file})\n  {mutant.check}\n{reason[-2000:]}")
    print(f"\n{len(verdicts) - len(missed)} of {len(verdicts)} mistakes were caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
