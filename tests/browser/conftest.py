"""A real browser, and the built book served on the loopback.

The browser is Chromium or Chrome where one is installed; else Playwright's own; else,
on a Debian machine of continuous integration, the distribution's.  Without any the
tests fail: they never skip.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from pages import SITE
from playwright.sync_api import Browser, sync_playwright
from served import Served

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
)
ADVICE = (
    "no browser for the tests: install Chromium or Chrome, or name it in $CHROMIUM, "
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


@pytest.fixture(scope="session")
def executable() -> str:
    # Of several processes of one run, the first fetches and the others find it there.
    lock = Path(tempfile.gettempdir()) / "nnbook-browser.lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        path = installed() or fetched() or from_debian()
    if path is None:
        pytest.fail(ADVICE, pytrace=False)
    return path


@pytest.fixture(scope="session")
def browser(executable: str):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address() -> str:
    """The address of the built book on this machine."""
    assert (SITE / "index.html").exists(), (
        "the book is not built: run `make html` first"
    )
    served = Served(SITE)
    yield served.address
    served.stop()


# Most tests look at what the server sends, not at what a worker has kept.
NOT_OFFLINE = """
if (location.protocol !== "about:") localStorage.setItem("offline", "no");
"""


@pytest.fixture(params=["light", "dark"])
def theme(request) -> str:
    return request.param


@pytest.fixture(params=[1280, 390])
def width(request) -> int:
    return request.param


@pytest.fixture
def tab(browser: Browser, width: int, theme: str):
    """A fresh tab at a width, in a theme, that records what goes wrong in it."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme
    )
    context.add_init_script(NOT_OFFLINE)
    page = context.new_page()
    page.complaints = []
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("requestfailed", lambda r: page.complaints.append(f"failed: {r.url}"))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            and page.complaints.append(message.text)
        ),
    )
    yield page
    context.close()
