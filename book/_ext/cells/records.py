"""Compare the outputs of all cells with the record of them in the repository.

What the cells put out is written to ``_build/records``, page by page; ``make records``
makes it the record, in ``book/_records/outputs``.  Where CI is true a difference stops
the build; elsewhere, where pages are being written, it is only told, and ``make test``
stops at it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from book._ext.cells.execution import run_of
from book._ext.cells.recorded import differences, dumps, outputs
from book._ext.per_page import PerPage

KEPT = PerPage("recorded_outputs")
ADVICE = "If the change is meant, run: make records (and look at what it changes)"


class AnotherOutput(ExtensionError):
    """A cell puts out something else than is recorded of it."""

    category = "Record"


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
    told = list(against(Path(app.srcdir, "_records/outputs"), folder))
    if told and os.environ.get("CI") == "true":
        raise AnotherOutput("\n".join(["", *told, ADVICE]))
    if told:
        shown = told[:3] + [f"… and {len(told) - 3} more"] * (len(told) > 3)
        print(
            "Outputs differ from the record:", *shown, ADVICE, sep="\n", file=sys.stderr
        )


def against(record: Path, found: Path) -> Iterator[str]:
    """Yield how the outputs in one folder differ from those recorded in another."""
    if not record.exists():  # a book that keeps no record
        return
    old, new = (
        {
            path.relative_to(folder).with_suffix("").as_posix(): json.loads(
                path.read_text(encoding="utf-8")
            )
            for path in sorted(folder.rglob("*.json"))
        }
        for folder in (record, found)
    )
    for page in sorted(old.keys() | new.keys()):
        for told in differences(old.get(page, {}), new.get(page, {})):
            yield f"{page}.md: {told}"


def recorded(env: BuildEnvironment) -> dict[str, dict]:
    """What the cells of each page put out."""
    return KEPT.of(env)


def setup(app: Sphinx) -> dict:
    app.add_config_value("found_records", "", "")
    app.connect("doctree-read", read)
    app.connect("env-updated", compare)
    KEPT.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
