"""What the cells of a page put out when they were run, and the cell that failed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import nbformat
from docutils import nodes
from jupyter_cache import get_cache
from myst_nb.sphinx_ import NbMetadataCollector
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book._ext.faults import fault


def run_of(env: BuildEnvironment, page: str) -> NotebookNode | None:
    """Return the cells of a page with what they put out; None if they were not run."""
    if not NbMetadataCollector.get_exec_data(env, page):
        return None
    written = Path(env.mystnb_config.output_folder, f"{page}.ipynb")
    notebook = nbformat.read(written, as_version=4)
    # What myst-nb writes lacks outputs that it had kept; and what has failed, it does
    # not keep.
    with suppress(KeyError):
        _, notebook = get_cache(
            env.mystnb_config.execution_cache_path
        ).merge_match_into_notebook(notebook)
    return notebook


def failed(notebook: NotebookNode) -> tuple[int, str]:
    """Return the line of the cell that failed, and what it raised."""
    lines = notebook.metadata.get("source_map", [])
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                line = lines[number] + 1 if lines else 1
                return line, f"{output['ename']}: {output['evalue']}"
    return 1, "a cell did not end"


def tell(app: Sphinx, doctree: nodes.document) -> None:
    """Say where a cell failed, and why."""
    env, page = app.env, app.env.docname
    data = NbMetadataCollector.get_exec_data(env, page)
    if data and not data["succeeded"]:
        line, cause = failed(run_of(env, page))
        if cause.startswith("a cell did not"):
            cause = f"{cause}: {data['error']}"
        fault((page, line), f"a cell failed: {cause}")


def setup(app: Sphinx) -> dict:
    app.connect("doctree-read", tell)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
