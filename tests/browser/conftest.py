"""A real browser, and the built book served on the loopback.

Without a browser the tests fail: they never skip.
"""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import chromium
import pytest
from pages import SITE
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def executable() -> str:
    try:
        return chromium.find()
    except FileNotFoundError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="session")
def browser(executable: str):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=[*chromium.FLAGS]
        )
        yield browser
        browser.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words) -> None:
        pass


@pytest.fixture(scope="session")
def address() -> str:
    """The address of the built book on this machine."""
    assert (SITE / "index.html").exists(), (
        "the book is not built: run `make html` first"
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


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
