"""A small book to build, with the real configuration, package and extensions."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from pages import ROOT

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


def lay(folder: Path) -> Path:
    """Lay out a book of one page in a folder."""
    for name in ("Makefile", "conf.py", "pyproject.toml", "CITATION.cff"):
        shutil.copy2(ROOT / name, folder)
    for name in (
        "src",
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
    (folder / "book/_records").mkdir()
    for record in (ROOT / "book/_records").glob("*.json"):
        shutil.copy2(record, folder / "book/_records")
    (folder / "book/index.md").write_text(SOUND)
    return folder


def make(book: Path, *words: str, **settings: str) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    environment |= settings
    environment["MPLBACKEND"] = "agg"  # a setting of the reader's that must not matter
    return subprocess.run(
        ["make", "html", f"VENV={ROOT / '.venv'}", "JOBS=1", *words],
        cwd=book,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
