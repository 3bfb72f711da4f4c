"""Put on record what the last build and the package's functions give.

make records
"""

from __future__ import annotations

from tools.mutants import record as mutants
from tools.mutants.mutant import declared
from tools.paths import RECORDS, ROOT
from tools.records import accuracy, outputs


def main() -> None:
    told = [
        *outputs.renew(RECORDS / "outputs", ROOT / "_build/records"),
        *accuracy.renew(),
        *mutants.renew(mutants.RECORD, [], declared()),
    ]
    if told:
        print(*told, "Look at the change: git diff book/_records", sep="\n")
    else:
        print("All is on record already.")


if __name__ == "__main__":
    main()
