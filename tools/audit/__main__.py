"""Run Lighthouse on every page of the built book, and record its scores.

    make audit-pages
    make audit-pages ONLY=softmax   # some pages, without a record

It fails where a page misses a bar, and says which audits and elements are to blame.
Times depend on the machine: the record is for the page of the book that shows it, and
no other command asks for it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from book._ext.site.addresses import NOT_FOUND
from tools.audit.lighthouse import Lighthouse
from tools.audit.report import BARS, CATEGORIES, Audited, audited, versions
from tools.browser import FLAGS, NoBrowser, executable
from tools.circumstances import circumstances
from tools.paths import RECORDS, SITE
from tools.records import write
from tools.server import Served

RECORD = RECORDS / "audit.json"
RUNS = 3


def pages_of(site: Path) -> list[str]:
    """Return the names of the pages of a built book that readers look for."""
    paths = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(
        path.with_suffix("").as_posix()
        for path in paths
        if path.parts[0] != "_static" and path.name != NOT_FOUND
    )


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
    if not found:
        sys.exit(f"No page has {only!r} in its name." if only else "No page is built.")
    if not only:
        record = {
            "circumstances": circumstances(()) | {"versions": versions(full)},
            "bars": BARS,
            "runs": RUNS,
            "pages": {page: one.record for page, one in found.items()},
        }
        write(RECORD, record)
    bad = {page: one for page, one in found.items() if one.missed}
    for page, one in bad.items():
        print(*one.told(page), sep="\n", flush=True)
    if bad:
        sys.exit(f"{len(bad)} of {len(found)} pages miss a bar")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except NoBrowser as error:
        sys.exit(str(error))
