"""What `import nnbook` brings, and what it leaves out."""

import subprocess
import sys

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
