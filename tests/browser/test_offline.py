"""The book without a network: from its folder, and from what a worker has kept."""

from __future__ import annotations

import contextlib
import shutil
from functools import partial
from http import HTTPStatus

import pytest
from playwright.sync_api import Error

from tests.pages import PAGES, SITE
from tests.tabs import new_tab
from tools.server import Handler, Served

CACHES = "() => caches.keys()"
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.fixture
def edition(tmp_path):
    """The site in a folder and on a server of its own: it can change, and go."""
    shutil.copytree(SITE, tmp_path / "site")
    edition = Served(tmp_path / "site")
    edition.folder = tmp_path / "site"
    yield edition
    edition.stop()


class WithoutEndings(Handler):
    """As some hosts do it: /page.html leads to /page, and /index.html to its folder."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        short = path.removesuffix(".html")
        short = short.removesuffix("index") if short.endswith("/index") else short
        if path.endswith(".html"):
            self.send_response(HTTPStatus.PERMANENT_REDIRECT)
            self.send_header("Location", short + (f"?{query}" if query else ""))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if not path.endswith("/") and "." not in path.rpartition("/")[2]:
            self.path = f"{path}.html"
        super().do_GET()


@pytest.fixture
def reader(browser):
    context = browser.new_context()
    yield new_tab(context)
    context.close()


def visit(reader, address: str) -> None:
    """Open a page and stay until the worker has kept the book."""
    reader.goto(f"{address}/index.html")
    until(reader, "() => navigator.serviceWorker.controller !== null")


def until(reader, condition: str, seconds: int = 30) -> None:
    for _ in range(seconds * 10):
        # A page that is being loaded anew cannot answer.
        with contextlib.suppress(Error):
            if reader.evaluate(condition):
                return
        reader.wait_for_timeout(100)
    pytest.fail(f"not within {seconds} seconds: {condition}")


def test_visited_once_every_page_can_be_read_without_a_network(edition, reader):
    visit(reader, edition.address)
    edition.stop()
    for page in PAGES:
        reader.goto(f"{edition.address}/{page.name}.html")
        assert reader.locator(".bd-article h1").first.is_visible()
    reader.goto(f"{edition.address}/")
    assert "Introduction" in reader.title()
    reader.goto(f"{edition.address}/search.html?q=hillock")
    reader.locator("#search-results a", has_text="neuron").first.wait_for()
    faces = "() => [...document.fonts].filter((f) => f.status === 'loaded').length"
    assert reader.evaluate(faces) > 2


def test_it_can_be_read_again_from_a_host_that_sends_pages_on(edition, reader):
    edition.server.RequestHandlerClass = partial(WithoutEndings, directory=SITE)
    visit(reader, edition.address)
    for _ in range(2):
        for name in ("lecture/softmax.html", "lecture/softmax", "index.html", ""):
            reader.goto(f"{edition.address}/{name}")
            assert reader.locator(".bd-article h1").first.is_visible(), name
        edition.stop()


def test_a_new_edition_takes_over_when_the_reader_says_so(edition, reader):
    visit(reader, edition.address)
    before = reader.evaluate(CACHES)
    page = edition.folder / "index.html"
    page.write_text(page.read_text().replace("The chapters", "All chapters"))
    worker = edition.folder / "worker.js"
    text = worker.read_text()
    version = before[0].split()[-1]
    assert version in text
    worker.write_text(text.replace(version, "0" * len(version)))
    reader.goto(f"{edition.address}/index.html")
    assert reader.locator("h2", has_text="The chapters").is_visible()
    reader.locator(".renewed button").click()
    reader.locator("h2", has_text="All chapters").wait_for()
    until(reader, "async () => (await caches.keys()).length === 1")
    assert reader.evaluate(CACHES) != before


def test_it_can_be_switched_off(edition, reader):
    visit(reader, edition.address)
    reader.locator("[popovertarget='menu-forms']").click()
    reader.locator(".offline-switch").uncheck()
    until(reader, "async () => (await caches.keys()).length === 0")
    assert reader.evaluate(REGISTERED) == 0
    reader.goto(f"{edition.address}/index.html")
    reader.wait_for_timeout(4000)
    assert reader.evaluate(REGISTERED) == 0


def test_pages_in_the_making_take_an_older_worker_away(edition, reader):
    visit(reader, edition.address)
    for path in edition.folder.rglob("*.html"):
        path.write_text(path.read_text().replace(" data-worker", ""))
    (edition.folder / "worker.js").unlink()
    # This visit still comes from what was kept, where each page names a worker.
    reader.goto(f"{edition.address}/appendix/glossary.html")
    until(reader, "async () => (await caches.keys()).length === 0")
    until(reader, "() => !('worker' in document.body.dataset)")
    assert reader.evaluate(REGISTERED) == 0


@pytest.mark.parametrize("name", ["index", "lecture/softmax", "appendix/notation"])
def test_it_opens_from_its_folder(browser, name: str):
    context = browser.new_context(color_scheme="light")
    tab, complaints = new_tab(context), []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("requestfailed", lambda request: complaints.append(request.url))
    tab.on(
        "console",
        lambda message: (
            message.type in ("error", "warning") and complaints.append(message.text)
        ),
    )
    tab.goto((SITE / f"{name}.html").as_uri())
    tab.locator("[popovertarget='menu-theme']").click()
    tab.get_by_role("button", name="Dark", exact=True).click()
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.keyboard.press("Control+K")
    tab.locator("#pst-search-dialog input").fill("hillock")
    tab.keyboard.press("Enter")
    tab.locator("#search-results a", has_text="neuron").first.wait_for()
    tab.locator("#search-results a", has_text="neuron").first.click()
    assert tab.locator(".bd-article h1").first.is_visible()
    faces = """() => [...document.fonts].filter((face) => face.status === "loaded")
      .map((face) => face.display)"""
    shown = tab.evaluate(faces)
    assert len(shown) > 2 and "optional" not in shown, "a font may come late"
    assert complaints == []
    context.close()
