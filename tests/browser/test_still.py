"""Pages stand still while they load, on a slow line too; no script holds them up."""

from __future__ import annotations

import pytest
from pages import EXTRA, PAGES, Page

SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    const what = shift.sources.map((s) => s.node?.className ?? s.node?.nodeName);
    window.shifts.push([shift.value, String(what)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((one) => one.renderBlockingStatus === "blocking").map((one) => one.name)"""
# 1.6 Mbit/s and 150 ms: what Lighthouse takes for a phone on the way.
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}


def shift(tab) -> tuple[float, list]:
    tab.wait_for_load_state("networkidle")
    tab.evaluate("document.fonts.ready")
    found = tab.evaluate("shifts")
    return sum(value for value, _ in found), found


@pytest.mark.parametrize("theme", ["dark"], indirect=True)
@pytest.mark.parametrize("page", PAGES + EXTRA, ids=lambda page: page.name)
def test_nothing_moves(tab, address: str, page: Page):
    tab.add_init_script(SHIFTS)
    tab.goto(f"{address}/{page.name}.html")
    total, found = shift(tab)
    assert total < 0.01, found
    blocking = [url.split("?")[0].split("/")[-1] for url in tab.evaluate(BLOCKING)]
    assert blocking == ["site.css"]


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("width", [390], indirect=True)
@pytest.mark.parametrize("name", ["index", "lecture/deriving-the-gradient"])
def test_nothing_moves_on_a_slow_line(tab, address: str, name: str):
    line = tab.context.new_cdp_session(tab)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    tab.add_init_script(SHIFTS)
    tab.goto(f"{address}/{name}.html")
    total, found = shift(tab)
    assert total < 0.01, found


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("name", ["index", "lecture/softmax"])
def test_fonts_that_come_late_move_nothing(tab, address: str, name: str):
    late = []
    tab.route("**/*.woff2", lambda route: late.append(route))
    tab.add_init_script(SHIFTS)
    tab.goto(f"{address}/{name}.html", wait_until="domcontentloaded")
    tab.wait_for_timeout(1000)
    assert len(late) >= 5
    for font in late:
        font.continue_()
    tab.unroute_all()
    total, found = shift(tab)
    assert total < 0.01, found


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("width", [390], indirect=True)
def test_what_moves_is_seen(tab, address: str):
    tab.add_init_script(SHIFTS)
    tab.goto(f"{address}/index.html")
    tab.wait_for_load_state("networkidle")
    tab.evaluate("""() => {
      const block = document.createElement("div");
      block.style.height = "300px";
      document.querySelector(".bd-article h1").before(block);
    }""")
    tab.wait_for_timeout(1000)
    assert shift(tab)[0] > 0.01
