"""A real browser, and the built book served on the loopback.

Without any browser the tests fail: they never skip.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.listening import listening_tab
from tests.browser.visits import Visit, visited
from tests.pages import SITE
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


@pytest.fixture(params=["light", "dark"])
def theme(request) -> str:
    return request.param


@pytest.fixture(params=[1280, 390])
def width(request) -> int:
    return request.param


@pytest.fixture
def tab(browser: Browser, width: int, theme: str):
    """A fresh tab at a width, in a theme, that records what goes wrong in it."""
    page = listening_tab(browser, width, theme)
    yield page
    page.context.close()


@pytest.fixture(scope="session")
def _visits() -> dict[tuple, Visit]:
    return {}


@pytest.fixture
def visit(request, browser: Browser, address: str, _visits: dict) -> Visit:
    """What was seen when a page was opened."""
    if request.param not in _visits:
        _visits[request.param] = visited(browser, address, *request.param)
    return _visits[request.param]
