"""Find a browser: the tests read the pages in it, and the PDF is printed by it.

    python -m tools.browser   # make browser: find one, else fetch one

It is Chromium or Chrome where one is installed; else Playwright's own, fetched now if
need be; else, on a Debian machine of continuous integration, the distribution's.
Whoever only needs a browser calls `executable`, which fetches nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# The first has no window and nothing of one: tests take half the time in it.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
)
ADVICE = (
    "No browser was found. Install Chromium or Chrome, set CHROMIUM to the path of "
    "one, or run `make browser` where there is a network to download one."
)
# Asked in a process of its own: a second loop of Playwright in this one would fail.
ASK = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
SILENCE = "10000"  # milliseconds to wait for a host that does not answer


class NoBrowser(RuntimeError):
    """There is no browser that starts."""


def executable() -> str:
    """Return the path of a browser that is on this machine.

    Raises
    ------
    NoBrowser
        If there is none; the message says what to do.
    """
    if path := installed() or playwrights():
        return path
    raise NoBrowser(ADVICE)


def installed() -> str | None:
    """The path of an installed browser."""
    if named := os.environ.get("CHROMIUM"):
        if starts(named):
            return named
        raise NoBrowser(f"CHROMIUM is set to {named}, which does not start.")
    found = filter(None, map(shutil.which, NAMES))
    return next(filter(starts, found), None)


def playwrights() -> str | None:
    """The path of the browser that Playwright has fetched."""
    asked = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True)
    path = asked.stdout.strip()
    return path if starts(path) else None


def starts(path: str) -> bool:
    """Whether a browser has all that it needs; a mere stub of a package has not."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def fetched() -> str | None:
    """Let Playwright fetch its browser, and return its path."""
    print("No browser is installed; downloading one …", file=sys.stderr, flush=True)
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"],
        env=os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": SILENCE},
        capture_output=True,
    )
    return playwrights()


def from_debian() -> str | None:
    """Install Debian's Chromium, as root on CI alone, and return its path."""
    may = os.environ.get("CI") == "true" and os.geteuid() == 0
    if not may or not shutil.which("apt-get"):
        return None
    install = f"install -y --no-install-recommends {NAMES[0]}"
    for words in ("update", install):
        subprocess.run(["apt-get", "-qq", *words.split()], capture_output=True)
    return installed()


def main() -> None:
    try:
        path = installed() or playwrights() or fetched() or from_debian()
    except NoBrowser as error:
        sys.exit(str(error))
    if path is None:
        sys.exit(ADVICE)
    print(f"Browser: {path}")


if __name__ == "__main__":
    main()
