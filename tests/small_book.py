"""Small books to build, with the real configuration, package and extensions.

``build`` builds one in this process, in about a second: for what an extension does.
``make`` runs the command in a copied tree, in ten: for what the command itself does.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from sphinx.application import Sphinx
from sphinx.deprecation import RemovedInSphinx11Warning
from sphinx.util.console import strip_escape_sequences
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.pages import ROOT

FRONT = """---
file_format: mystnb
kernelspec: {name: python3}
---
"""
SOUND = f"""{FRONT}# A small book

```{{code-cell}} python
from nnbook import relu
print("slope", relu.slope_at_0)
```
"""
# What make html says on the command line.
SETTINGS = {"nitpicky": True}


@dataclass
class Built:
    """A book that was built here: what it became, and the faults that were told."""

    app: Sphinx
    told: list[str]

    @property
    def failed(self) -> bool:
        return self.app.statuscode != 0


def build(
    folder: Path,
    pages: dict[str, str],
    builder: str = "dummy",
    cells: bool = False,
    jobs: int = 1,
    anew: bool = True,
    **settings,
) -> Built:
    """Build a book of some pages as ``make html`` does.

    Parameters
    ----------
    folder : Path
        Where to.
    pages : dict of str to str
        Markdown by the name of the page.
    builder : str
        ``"dummy"`` reads the pages and resolves their references, and writes nothing.
    cells : bool
        Whether cells are run, which takes two seconds.
    jobs : int
        How many processes read the pages.
    anew : bool
        Whether what an earlier build left there is not used.
    **settings
        In place of those of conf.py.
    """
    source = folder / "book"
    for name, text in pages.items():
        path = source / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    kept = {
        "found_records": str(folder / "records"),
        "nb_execution_mode": "cache" if cells else "off",
        "nb_execution_cache_path": str(folder / "cells"),
    }
    told = io.StringIO()
    out, trees = folder / "out", folder / "doctrees"
    # conf.py sets variables for the kernels, and Sphinx keeps roles for docutils.
    with (
        mock.patch.dict(os.environ),
        patch_docutils(),
        docutils_namespace(),
        warnings.catch_warnings(),
    ):
        # What MyST still uses of Sphinx is not ours to mend.
        warnings.simplefilter("ignore", RemovedInSphinx11Warning)
        app = Sphinx(
            source, ROOT, out, trees, builder, SETTINGS | kept | settings,
            status=None, warning=told, freshenv=anew, warningiserror=True,
            parallel=jobs,
        )  # fmt: skip
        app.build(force_all=anew)
    return Built(app, _faults(strip_escape_sequences(told.getvalue()), source))


def _faults(text: str, source: Path) -> list[str]:
    """What was told, each fault with the lines that explain it."""
    found: list[str] = []
    for line in text.replace(f"{source}{os.sep}", "").splitlines():
        if line.startswith(" "):
            found[-1] += f"\n{line}"
        elif line:
            found.append(line)
    return found


def lay(folder: Path) -> Path:
    """Lay out a book of one page in a folder, to be made there."""
    for name in ("Makefile", "conf.py", "pyproject.toml", "CITATION.cff"):
        shutil.copy2(ROOT / name, folder)
    for name in (
        "src",
        "tools",
        "requirements",
        "book/_ext",
        "book/_web",
        "book/_static",
        "book/_templates",
    ):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy2(ROOT / "book/references.bib", folder / "book")
    if (ROOT / "_build/static").exists():  # the cut fonts
        shutil.copytree(ROOT / "_build/static", folder / "_build/static")
    (folder / "book/index.md").write_text(SOUND)
    return folder


def make(book: Path, *words: str, **settings: str) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    environment |= settings
    environment["MPLBACKEND"] = "agg"  # a setting of the reader's that must not matter
    environment["NO_COLOR"] = "1"  # Sphinx colors what it tells where CI is set
    return subprocess.run(
        ["make", "html", f"VENV={ROOT / '.venv'}", "JOBS=1", *words],
        cwd=book,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
