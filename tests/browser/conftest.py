"""A real browser, and the built book served on the loopback.

Without any browser the tests fail: they never skip.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.pages import SITE
from tests.tabs import new_tab
from tools.browser import FLAGS, NoBrowser
from tools.browser import executable as find_browser
from tools.server import Served


@pytest.fixture(scope="session")
def executable() -> str:
    try:
        return find_browser()
    except NoBrowser as error:
        pytest.fail(str(error), pytrace=False)


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
    with Served(SITE) as address:
        yield address


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
    page = new_tab(context)
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
