"""Finds a browser: for the tests, and for the audits of what was built.

It is Chromium or Chrome where one is installed; else Playwright's own; else, on a
Debian machine of continuous integration, the distribution's.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
)
ADVICE = (
    "there is no browser: install Chromium or Chrome, or name it in $CHROMIUM, "
    "or run `.venv/bin/playwright install chromium`"
)


def installed() -> str | None:
    """The path of an installed browser."""
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )


def fetched() -> str | None:
    """The path of Playwright's own browser, fetched now if need be."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        try:
            subprocess.run(command, timeout=120, capture_output=True, check=False)
        except subprocess.TimeoutExpired:
            return None
    return path if Path(path).exists() else None


def from_debian() -> str | None:
    """The path of Debian's Chromium, installed now; on CI as root alone."""
    may = (
        os.environ.get("CI") == "true" and os.geteuid() == 0 and shutil.which("apt-get")
    )
    if not may:
        return None
    for command in (
        ("update",),
        ("install", "-y", "--no-install-recommends", "chromium"),
    ):
        subprocess.run(["apt-get", "-qq", *command], capture_output=True, check=False)
    return shutil.which("chromium")


def find() -> str:
    """The path of a browser; an error that says what to do where there is none."""
    # Of several processes of one run, the first fetches and the others find it there.
    lock = Path(tempfile.gettempdir()) / "nnbook-browser.lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        path = installed() or fetched() or from_debian()
    if path is None:
        raise FileNotFoundError(ADVICE)
    return path
