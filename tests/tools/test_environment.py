"""What `make` sets up before anything else: an environment, whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.paths import ROOT

# As on Debian without python3-venv: a program is made, and pip cannot be put beside it.
FAILS = f"""#!/bin/sh
[ "$1 $2" = "-m venv" ] || exec {sys.executable} "$@"
mkdir -p "$3/bin" && cp {sys.executable} "$3/bin/python"
echo ensurepip is not available
exit 1
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy2(ROOT / "Makefile", tmp_path)
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "python").write_text(FAILS)
    (tmp_path / "python").chmod(0o755)
    return tmp_path


def make(project: Path, *words: str, **settings: str) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return subprocess.run(
        ["make", *words],
        cwd=project,
        env=environment | settings,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_an_environment_that_fails_half_way_leaves_nothing(project: Path):
    done = make(project, "html", "PYTHON=./python")
    assert done.returncode != 0
    assert "apt install python3-venv" in done.stderr
    assert not (project / ".venv").exists()


def test_half_an_environment_is_made_whole(project: Path):
    """One that was there without pip, because making it was interrupted."""
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").symlink_to(sys.executable)
    done = make(project, "--dry-run", ".venv/.book")
    assert "-m venv .venv" in done.stdout


HOSTILE = {
    "MATPLOTLIBRC": "/somewhere",
    "MPLBACKEND": "pdf",
    "IPYTHONDIR": "/somewhere",
    "JUPYTER_PATH": "/somewhere",
    "JUPYTER_CONFIG_DIR": "/somewhere",
    "LC_ALL": "tr_TR.UTF-8",
    "PYTHONPATH": "/somewhere",
    "PYTHONSTARTUP": "/somewhere/startup.py",
    "PYTHONOPTIMIZE": "1",
    "PIP_USER": "1",
    "PIP_TARGET": "/somewhere",
    "PYTEST_ADDOPTS": "--maxfail=1",
    "SPHINXOPTS": "-q",
}


def test_a_persons_own_settings_do_not_reach_what_make_runs(project: Path):
    (project / "ask.mk").write_text("ask:\n\t@env\n")
    done = make(project, "-f", "Makefile", "-f", "ask.mk", "ask", **HOSTILE)
    assert done.returncode == 0, done.stderr
    seen = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    assert not {k for k, v in HOSTILE.items() if seen.get(k) == v}
    assert seen["PATH"] == os.environ["PATH"]
