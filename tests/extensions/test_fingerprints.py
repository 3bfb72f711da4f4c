"""Cells run again when what they compute with has changed, and only then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from book._ext import ROOT
from book._ext.cells import fingerprints
from book._ext.cells.fingerprints import closure, fingerprint, imported

PAGE = """---
kernelspec: {{name: python3}}
---
# Title

```{{code-cell}} python
:tags: [hide-input]
{code}
```
"""


def page(code: str) -> str:
    return PAGE.format(code=code)


@pytest.fixture
def source(tmp_path: Path, monkeypatch) -> Path:
    """A package of a few modules, in which one imports another only when called."""
    package = tmp_path / "src/nnbook"
    package.mkdir(parents=True)
    for name, text in {
        "__init__": "from nnbook.cost import cost\n",
        "cost": "def cost(): return 0\n",
        "lazy": "def late():\n    from nnbook import far\n    return far\n",
        "far": "x = 1\n",
        "apart": "x = 2\n",
    }.items():
        (package / f"{name}.py").write_text(text)
    monkeypatch.setattr(fingerprints, "ROOT", tmp_path)
    monkeypatch.setattr(fingerprints, "SOURCE", tmp_path / "src")
    forget()
    yield package
    monkeypatch.undo()
    forget()


def forget() -> None:
    for known in (fingerprints.module_file, fingerprints.needs, fingerprints._digest):
        known.cache_clear()


@pytest.mark.parametrize(
    ("code", "changed", "again"),
    [
        ("import nnbook.lazy", "lazy", True),
        ("import nnbook.lazy", "far", True),  # it is imported when a function runs
        ("import nnbook.lazy", "cost", True),  # the package itself imports it
        ("import nnbook.lazy", "apart", False),
        ("from nnbook import apart", "apart", True),
        ("from nnbook import (\n    apart,\n)", "apart", True),
        ("def late():\n    import nnbook.apart", "apart", True),
        ("print(1)", "cost", False),
        ("%timeit 1", "apart", True),  # no Python: it may import anything
        ("__import__('nnbook.apart')", "apart", True),
        ("from importlib import import_module\nimport_module(name)", "apart", True),
    ],
)
def test_a_page_depends_on_what_its_cells_import(source, code, changed, again):
    before = fingerprint(page(code))
    module = source / f"{changed}.py"
    module.write_text(module.read_text() + "# changed\n")
    forget()
    assert (fingerprint(page(code)) != before) is again


def test_data_count_for_all(source):
    before = fingerprint(page("print(1)"))
    (source / "data").mkdir()
    (source / "data/new.csv").write_text("1\n")
    forget()
    assert fingerprint(page("print(1)")) != before


def test_a_name_may_be_relative():
    assert imported("from . import style", "nnbook.plots") == {
        "nnbook.plots",
        "nnbook.plots.style",
    }
    assert imported("from ..descent import path", "nnbook.plots") == {
        "nnbook.descent",
        "nnbook.descent.path",
    }


def test_what_python_loads_is_what_was_read_from_the_sources():
    """The outside oracle: the modules that a fresh interpreter has loaded."""
    code = "from nnbook import relu\nfrom nnbook.plots import descent\n"
    code += "from nnbook.display import Figure\n"
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{code}import sys\nprint(*[m for m in sys.modules if m[:6] == 'nnbook'])",
        ],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    known = closure(imported(code))
    assert set(loaded) <= known
    assert "nnbook.proof" not in known and "nnbook.drawing" not in known
