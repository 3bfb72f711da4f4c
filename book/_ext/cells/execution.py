"""Keep the record of executed cells true to the code that they ran.

The cache of myst-nb knows the cells of a page alone.  Here it lives in a folder named
after everything else that decides a cell's output: the package, its data, the locked
requirements and the versions of the libraries that compute and draw.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from importlib import metadata
from pathlib import Path

from jupyter_cache import get_cache
from myst_nb.core import execute as myst_nb_execute
from myst_nb.core.execute.base import ExecutionError
from myst_nb.core.execute.cache import NotebookClientCache
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from book._ext import ROOT
from book._ext.cells.recorded import outputs
from nnbook.display import FOR_THE_BOOK

LIBRARIES = ("numpy", "matplotlib", "myst-nb", "ipykernel")


def fingerprint(*more: str) -> str:
    """Return a hash of what the cells compute with.

    Parameters
    ----------
    *more : str
        Patterns, relative to the repository, of further files to take in.
    """
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    patterns = ("src/nnbook/**/*", "requirements/book.txt", *more)
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(ROOT)}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def open_cache(build: Path) -> Path:
    """Return the folder of today's cache; drop those of other days' code.

    The database is made here, before Sphinx forks: two processes that make it at once
    stop each other.
    """
    folder = build / "cells" / fingerprint()
    for other in folder.parent.glob("*"):
        if other != folder:
            shutil.rmtree(other)
    folder.mkdir(parents=True, exist_ok=True)
    get_cache(folder).db  # noqa: B018
    return folder


def isolate_kernels(build: Path) -> None:
    """Let cells see the package and nothing of the reader's own settings."""
    profile = build / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    # Errors alone: a kernel on the loopback is no news.
    config = "c = get_config()\nc.IPKernelApp.log_level = 40\n"
    (profile / "ipython_kernel_config.py").write_text(config)
    os.environ |= {
        "IPYTHONDIR": str(build / "ipython"),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONHASHSEED": "0",
        FOR_THE_BOOK: "1",
    }
    os.environ.pop("MPLBACKEND", None)  # it can publish pages without figures


# What the cells of a page put out, by its path, until the page has been read.
FINISHED: dict[str, dict] = {}


def joined(outputs: list) -> list:
    """Join printed texts that follow each other: a kernel parts them by chance."""
    kept: list = []
    for output in outputs:
        if kept and output.get("name") and output["name"] == kept[-1].get("name"):
            kept[-1]["text"] += output["text"]
        else:
            kept.append(output)
    return kept


class FailedCell(ExtensionError):
    """A cell that raised an error."""

    category = "Failed cell"


class Client(NotebookClientCache):
    """Runs a page's cells; says where one failed, and why."""

    def start_client(self) -> None:
        try:
            super().start_client()
        except ExecutionError as failure:
            place, cause = self.path, str(failure.__cause__)
            for index, cell in enumerate(self.notebook.cells):
                for output in cell.get("outputs", []):
                    if output["output_type"] == "error":
                        place = f"{self.path}:{self.cell_line(index)}"
                        cause = f"{output['ename']}: {output['evalue']}\n{cell.source}"
            raise FailedCell(f"{place}: {cause}") from None
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                cell["outputs"] = joined(cell["outputs"])
        # Now, because myst-nb takes glued values out of the notebook next.
        FINISHED[str(self.path)] = outputs(self.notebook)


def setup(app: Sphinx) -> dict:
    # myst-nb makes its client by this name and has no setting for another.
    myst_nb_execute.NotebookClientCache = Client
    app.add_config_value("book_fingerprint", "", "env")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
