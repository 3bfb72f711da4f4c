"""Compare the outputs of all cells with the record of them in the repository.

What the cells put out is written to ``_build/records``, page by page; ``make records``
makes it the record, in ``book/_records/outputs``.  Where CI is true a difference is a
fault; elsewhere, where pages are being written, it is only told, as is a page without a
record, or a record without a page.  ``make test`` stops at each of them.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book._ext.cells.execution import run_of
from book._ext.cells.recorded import differences, dumps, outputs
from book._ext.faults import fault
from book._ext.per_page import PerPage

KEPT = PerPage("recorded_outputs")
SHOWN = 5  # differences of a page
CURE = "if this is meant, run make records, and look at what it changes"


def read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the cells of the page put out."""
    page = app.env.docname
    if run := run_of(app.env, page):
        recorded(app.env)[page] = outputs(run)


def compare(app: Sphinx, env: BuildEnvironment) -> None:
    """Write the outputs of all pages, and tell how they differ from the record."""
    folder = Path(app.config.found_records)
    shutil.rmtree(folder, ignore_errors=True)
    for page, found in recorded(env).items():
        path = folder / f"{page}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dumps(found), encoding="utf-8")
    for page, told in against(Path(app.srcdir, "_records/outputs"), folder).items():
        message = _message(told)
        if os.environ.get("CI") == "true" and told[0] not in WHOLE:
            fault(page, message)
        else:
            print(f"{page}.md: {message}", file=sys.stderr)


def _message(told: list[str]) -> str:
    if told[0] in WHOLE:
        return f"{told[0]}; {CURE}"
    more = [f"… and {len(told) - SHOWN} more"] * (len(told) > SHOWN)
    first = f"outputs differ from the record; {CURE}:"
    return "\n".join([first, *told[:SHOWN], *more])


UNKNOWN = "no record of this page"
SURPLUS = "a record, and no output of such a page"
WHOLE = (UNKNOWN, SURPLUS)


def against(record: Path, found: Path) -> dict[str, list[str]]:
    """Return by page how the outputs in a folder differ from those on record."""
    if not record.exists():  # a book that keeps no record
        return {}
    old, new = _read(record), _read(found)
    told = {}
    for page in sorted(old.keys() | new.keys()):
        if page not in old:
            told[page] = [UNKNOWN]
        elif page not in new:
            told[page] = [SURPLUS]
        elif differs := list(differences(old[page], new[page])):
            told[page] = differs
    return told


def _read(folder: Path) -> dict[str, dict]:
    """The records in a folder by page; one that cannot be read is as good as none."""
    found = {}
    for path in sorted(folder.rglob("*.json")):
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:  # such as a conflict of two branches
            continue
        found[path.relative_to(folder).with_suffix("").as_posix()] = kept
    return found


def recorded(env: BuildEnvironment) -> dict[str, dict]:
    """What the cells of each page put out."""
    return KEPT.of(env)


def setup(app: Sphinx) -> dict:
    app.add_config_value("found_records", "", "")
    app.connect("doctree-read", read)
    app.connect("env-updated", compare)
    KEPT.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
