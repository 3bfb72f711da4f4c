"""Which browser is taken, and what is said where there is none.

Each case is a machine: a folder of commands that is all the path, and an empty home.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import browser
from tools.paths import ROOT

OURS = os.path.relpath(sys.prefix, ROOT)
# Nothing listens there: a fetch fails at once, with a network and without.
NOWHERE = "http://127.0.0.1:9"


class Machine:
    """Runs commands that see nothing of this machine but `sh`, `make` and `find`."""

    def __init__(self, folder: Path) -> None:
        self.path, home = folder / "bin", folder / "home"
        self.path.mkdir()
        home.mkdir()
        for name in ("sh", "make", "find"):
            (self.path / name).symlink_to(shutil.which(name))
        self.environment = {
            "PATH": str(self.path),
            "HOME": str(home),
            "PLAYWRIGHT_DOWNLOAD_HOST": NOWHERE,
        }

    def add(self, name: str, script: str) -> str:
        path = self.path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            words,
            cwd=ROOT,
            env=self.environment | settings,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def look(self, **settings: str) -> subprocess.CompletedProcess:
        return self.run(sys.executable, "-m", "tools.browser", **settings)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_an_installed_one_is_taken(machine: Machine):
    machine.add("chromium", "exit 1  # a stub that wants a package")
    chrome = machine.add("google-chrome", "echo Chrome 1")
    assert machine.look().stdout == f"Browser: {chrome}\n"
    other = machine.add("other", "echo Other 1")
    assert machine.look(CHROMIUM=other).stdout == f"Browser: {other}\n"


def test_a_named_one_has_to_start(machine: Machine):
    machine.add("chromium", "echo Chromium 1")
    done = machine.look(CHROMIUM="/no/chromium")
    assert done.returncode == 1
    assert done.stderr == "CHROMIUM is set to /no/chromium, which does not start.\n"


OLD = [f"--old-file={OURS}/.{kind}" for kind in ("book", "test")]


def test_where_there_is_none_one_line_says_what_to_do(machine: Machine):
    """And nothing is built before."""
    done = machine.run("make", "test", f"VENV={OURS}", *OLD, CI="true")  # without apt
    assert done.returncode != 0 and done.stdout == ""
    first, second, last = done.stderr.splitlines()
    assert first == "No browser is installed; downloading one …"
    assert second == browser.ADVICE
    assert last.startswith("make: ***")


def test_the_pdf_asks_for_one_too(machine: Machine):
    done = machine.run(sys.executable, "-m", "tools.pdf", "site", "book.pdf")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [browser.ADVICE]


@pytest.mark.parametrize("target", ["test", "pdf", "site", "audit-pages"])
def test_make_looks_for_it_first(machine: Machine, target: str):
    done = machine.run("make", "--dry-run", target, f"VENV={OURS}", *OLD)
    assert done.stdout.splitlines()[0].endswith("-m tools.browser"), done.stderr


@pytest.mark.parametrize(
    ("setting", "user", "comes"),
    [("true", 0, True), ("", 0, False), ("true", 1000, False)],
)
def test_debians_is_installed_by_root_on_ci_alone(
    machine: Machine, monkeypatch, setting: str, user: int, comes: bool
):
    there = machine.path / "chromium"
    script = f'[ "$2" = update ] || printf "#!/bin/sh\\n" > {there}'
    machine.add("apt-get", f"{script}; {shutil.which('chmod')} -f 755 {there}; :")
    monkeypatch.setenv("PATH", str(machine.path))
    monkeypatch.setenv("CI", setting)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("os.geteuid", lambda: user)
    assert browser.from_debian() == (str(there) if comes else None)
    assert there.exists() == comes
