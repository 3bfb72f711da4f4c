"""What `import nnbook` brings, and what it leaves out."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nnbook


def test_all_names_exist_and_have_documentation():
    for name in nnbook.__all__:
        assert getattr(nnbook, name).__doc__
    assert len(set(nnbook.__all__)) == len(nnbook.__all__)


def test_importing_brings_numpy_alone():
    code = (
        "import sys, nnbook;"
        "heavy = {'matplotlib', 'scipy', 'sympy', 'pandas', 'sphinx'};"
        "print(*heavy & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == ""


def test_the_version_is_the_same_wherever_it_stands():
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    cited = re.search(r"^version: (.+)$", (root / "CITATION.cff").read_text(), re.M)
    newest = re.search(r"^## (\S+)$", (root / "CHANGELOG.md").read_text(), re.M)
    assert {project["version"], cited[1], newest[1]} == {nnbook.__version__}
