"""`make serve`, as an author uses it: open a page, save its source, look again."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.pages import ROOT
from tests.small_book import SOUND

PATIENCE = 120_000  # milliseconds; how long it takes is no matter of this test


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.fixture
def served(book: Path) -> Iterator[str]:
    """The address at which `make serve` shows a small book."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    with (book / "serve.log").open("w") as log:
        process = subprocess.Popen(
            ["make", "serve", f"VENV={ROOT / '.venv'}", f"PORT={port}", "JOBS=1"],
            cwd=book,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(port, process, book / "serve.log")
        yield f"http://127.0.0.1:{port}/index.html"
    finally:
        os.killpg(process.pid, 15)
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    for _ in range(PATIENCE // 200):
        assert process.poll() is None, log.read_text()
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"nothing is served: {log.read_text()}")


def test_a_page_is_whole_and_follows_its_source(served: str, book: Path, browser):
    tab: Page = browser.new_page()
    complaints: list[str] = []
    tab.on("console", lambda m: m.type == "error" and complaints.append(m.text))
    tab.on("requestfailed", lambda request: complaints.append(request.url))
    tab.goto(served)
    assert tab.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert tab.locator("link[rel=stylesheet]").get_attribute("href").split("?")[0] == (
        "_static/site.css"
    )
    assert "Book Sans" in tab.evaluate("getComputedStyle(document.body).fontFamily")
    page = book / "book/index.md"
    for word in ("first", "second"):  # the second build starts from the first
        page.write_text(f"{SOUND}\nA {word} sentence that an author adds.\n")
        # The open page loads itself anew: nothing is clicked here.
        expect(tab.locator("article")).to_contain_text(word, timeout=PATIENCE)
    mistake = "\nSee {numref}`fig-none`.\n"
    page.write_text(SOUND + mistake + "\nThe page is shown all the same.\n")
    expect(tab.locator("article")).to_contain_text("all the same", timeout=PATIENCE)
    assert "index.md" in (book / "serve.log").read_text()
    assert not complaints
