"""What a page does when it is opened: looked at once, for all tests that ask.

Most of a test in a browser is the opening of a page. The tests of one visit belong to
one group, so that one process opens it for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.browser.listening import listening_tab
from tests.pages import EXTRA, PAGES, Page

# What fits in one theme fits in the other.
WINDOWS = ((1280, "light"), (390, "dark"))

LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI}`);
});
"""
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
STORED = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
WIDER_BY = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}"""
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (e) => {
    for (let p = e.parentElement; p; p = p.parentElement) {
      const x = getComputedStyle(p).overflowX;
      if (x === 'auto' || x === 'scroll' || x === 'hidden') return true;
    }
    return false;
  };
  return [...document.querySelectorAll('.bd-article *')]
    .filter((e) => !e.closest('svg *, math *'))
    .filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
    .map((e) => e.tagName + '.' + (e.getAttribute('class') || ''));
}"""
# Text of a figure that leaves the picture, or is drawn smaller than can be read.
BAD_TEXT = """() => [...document.querySelectorAll('svg.fig')].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  if (!frame.width || svg.closest('td')) return [];
  const scale = frame.width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll('text')].flatMap((text) => {
    const box = text.getBoundingClientRect();
    const out = box.left < frame.left - 2 || box.right > frame.right + 2
      || box.top < frame.top - 2 || box.bottom > frame.bottom + 2;
    const size = parseFloat(getComputedStyle(text).fontSize) * scale;
    const what = (svg.closest('figure') || {}).id + ': ' + text.textContent;
    return out ? ['leaves the picture ' + what]
      : size < (innerWidth < 600 ? 11 : 12) ? [size.toFixed(1) + 'px ' + what] : [];
  });
})"""


@dataclass(frozen=True)
class Visit:
    """A page that was opened, and what was seen."""

    page: Page
    theme: str
    shown_theme: str
    complaints: list[str]
    requests: list[str]
    refused: list[str]
    policy: str
    cookies: list
    stored: list[str]
    shifts: list[list]
    blocking: list[str]
    wider_by: int
    overflowing: list[str]
    bad_text: list[str]


def visited(browser: Browser, address: str, page: Page, width: int, theme: str):
    """Open a page, and look."""
    tab = listening_tab(browser, width, theme)
    tab.add_init_script(LISTEN + SHIFTS)
    tab.goto(f"{address}/{page.name}.html")
    tab.wait_for_load_state("networkidle")
    tab.evaluate("document.fonts.ready")
    policy = tab.locator("meta[http-equiv='Content-Security-Policy']")
    seen = Visit(
        page,
        theme,
        shown_theme=tab.evaluate("document.documentElement.dataset.theme"),
        complaints=tab.complaints,
        requests=[*tab.requests],  # before all is measured, which asks for more fonts
        refused=tab.evaluate("refused"),
        policy=policy.get_attribute("content"),
        cookies=tab.context.cookies(),
        stored=tab.evaluate(STORED),
        shifts=tab.evaluate("shifts"),
        blocking=tab.evaluate(BLOCKING),
        wider_by=tab.evaluate(WIDER_BY),
        overflowing=tab.evaluate(OVERFLOWING),
        bad_text=tab.evaluate(BAD_TEXT),
    )
    tab.context.close()
    return seen


every_visit = pytest.mark.parametrize(
    "visit",
    [
        pytest.param(
            (page, *window),
            id="-".join(map(str, (page.name, *window))),
            marks=pytest.mark.xdist_group(f"visit of {page.name} at {window[0]}"),
        )
        for page in PAGES + EXTRA
        for window in WINDOWS
    ],
    indirect=True,
)
