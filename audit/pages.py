"""Lighthouse on every page of the built book: scores, bars, and the record of them.

    make audit-pages
    make audit-pages ONLY=softmax   # some pages, without a record

It fails where a page misses a bar, and says which audits and elements are to blame.
Look at the change of the record before it is committed: the machine is noisy.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pages import ROOT, SITE

from audit.lighthouse import Lighthouse
from audit.report import BARS, CATEGORIES, Audited, audited, versions
from audit.server import Served, pages_of
from benchmarks.circumstances import circumstances
from book._ext.cells import recorded
from forms.browser import FLAGS, executable

RECORD = ROOT / "book/_records/audit.json"
RUNS = 3


def main(folder: str, only: str = "") -> None:
    lighthouse = Lighthouse(Path(folder), executable(), FLAGS)
    found: dict[str, Audited] = {}
    with Served(SITE) as address:
        for page in pages_of(SITE):
            if only not in page:
                continue
            place = f"{address}/{page}.html"
            # One after another: runs side by side would disturb each other.
            full = lighthouse(place, *CATEGORIES)
            more = [lighthouse(place, "performance") for _ in range(RUNS - 1)]
            found[page] = audited(full, more)
            shown = " ".join(f"{score:4}" for score in found[page].scores.values())
            print(f"{shown}  {page}", flush=True)
    if not only:
        record = {
            "circumstances": circumstances(()) | {"versions": versions(full)},
            "bars": BARS,
            "runs": RUNS,
            "pages": {page: one.record for page, one in found.items()},
        }
        RECORD.write_text(recorded.dumps(record), encoding="utf-8")
    bad = {page: one for page, one in found.items() if one.missed}
    for page, one in bad.items():
        print(*one.told(page), sep="\n", flush=True)
    if bad or not found:
        sys.exit(f"{len(bad)} of {len(found)} pages miss a bar")


if __name__ == "__main__":
    main(*sys.argv[1:])
