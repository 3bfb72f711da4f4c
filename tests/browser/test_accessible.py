"""Every page for every reader: axe finds nothing, and the keyboard reaches all."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.pages import EXTRA, PAGES, Page
from tests.tabs import WHOLE, new_tab

AXE = Axe()
UNFOLD = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
# A formula has the colour of its text, and a figure is one image (its colours have a
# test of their own): their thousands of parts say no more, and take most of axe's time.
EMPTY = """() => {
  const whole = [...document.querySelectorAll('math, svg.fig')];
  const sizes = whole.map((one) => one.getBoundingClientRect());
  whole.forEach((one, k) => {
    one.style.cssText += `display: inline-block; width: ${sizes[k].width}px;
      height: ${sizes[k].height}px`;
    one.replaceChildren();
  });
}"""
# Whether a text stands out follows from its colour, its size, its underline and what
# lies below it: of each such look in a page one is compared, as that takes the rest of
# the time.
MARK_LOOKS = """() => {
  const NOTHING = ['none', '1', 'rgba(0, 0, 0, 0)'];
  const seen = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !one.checkVisibility()) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(one);
    const link = one.closest('a');
    const line = link ? `link, ${getComputedStyle(link).textDecorationLine}` : 'none';
    const parts = [color, fontSize, fontWeight, line];
    for (let below = one; below; below = below.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(below);
      parts.push(backgroundColor, backgroundImage, opacity);
    }
    const look = parts.filter((part) => !NOTHING.includes(part)).join();
    if (!seen.has(look)) one.dataset.look = '';
    seen.add(look);
  }
}"""
KEEP_LOOKS = """() => {
  for (const one of document.querySelectorAll('article *'))
    if (!one.closest('[data-look]') && !one.querySelector('[data-look]')) one.remove();
}"""
SCROLLS = {"type": "rule", "values": ["scrollable-region-focusable"]}
OF_LOOKS = ["color-contrast", "link-in-text-block"]
# Each page in both themes and at both widths, with all that folds unfolded. What these
# have in common is no matter of the page: for it a few pages are looked at, one of each
# kind, folded and the other way round, enlarged to twice the size (a window of 640 px),
# and in the reader's own colours.
OFTEN_ENOUGH = {
    "wide, light": {"width": 1280, "color_scheme": "light"},
    "narrow, dark": {"width": 390, "color_scheme": "dark"},
    "enlarged, own colours": {
        "width": 640, "forced_colors": "active", "device_scale_factor": 2
    },
}  # fmt: skip


def open_tab(browser: Browser, width: int, **settings):
    """Open a tab without motion, as axe may look while something fades in."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, reduced_motion="reduce", **settings
    )
    return new_tab(context)


def complaints(tab, **choice) -> list[str]:
    """Return what axe finds by the rules chosen, a line for each element."""
    found = AXE.run(tab, options={"resultTypes": ["violations"]} | choice).response
    return [
        f"{rule['id']}: {node['html'][:150]}\n  {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def all_but_looks(tab) -> list[str]:
    tab.evaluate(EMPTY)
    return complaints(tab, rules={rule: {"enabled": False} for rule in OF_LOOKS})


def faint(tab) -> list[str]:
    tab.evaluate(MARK_LOOKS)
    tab.evaluate(KEEP_LOOKS)
    return complaints(tab, runOnly={"type": "rule", "values": OF_LOOKS})


@pytest.mark.parametrize("page", PAGES + EXTRA, ids=lambda page: page.name)
def test_axe_finds_nothing(browser: Browser, address: str, page: Page):
    tab = open_tab(browser, width=390, color_scheme="light")
    tab.goto(f"{address}/{page.name}.html")
    tab.evaluate(UNFOLD)
    assert all_but_looks(tab) == []
    tab.evaluate(MARK_LOOKS)
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(color_scheme="dark")
    assert faint(tab) == []
    tab.set_viewport_size({"width": 390, "height": 900})
    tab.emulate_media(color_scheme="light")
    assert faint(tab) == []
    tab.context.close()


@pytest.mark.parametrize("state", OFTEN_ENOUGH)
@pytest.mark.parametrize(
    "name",
    ["index", "lecture/softmax", "appendix/notation", "appendix/api", "search"],
)
def test_axe_finds_nothing_otherwise(
    browser: Browser, address: str, name: str, state: str
):
    tab = open_tab(browser, **OFTEN_ENOUGH[state])
    tab.goto(f"{address}/{name}.html")
    assert all_but_looks(tab) + faint(tab) == []
    tab.context.close()


@pytest.mark.parametrize("moment", ["load", "laid out"])
def test_what_scrolls_can_be_reached_at_any_moment(
    browser: Browser, address: str, moment: str
):
    tab = open_tab(browser, width=390)
    tab.goto(f"{address}/lecture/on-a-real-machine.html", wait_until="load")
    assert tab.locator(WHOLE).count() == 0
    if moment == "laid out":
        tab.wait_for_selector(WHOLE)
    found = AXE.run(tab, options={"runOnly": SCROLLS}).response
    assert found["violations"] == [] and len(found["passes"][0]["nodes"]) >= 3
    stops = tab.locator(".formula[tabindex]").count()
    if moment == "laid out":
        assert 1 < stops < tab.locator(".formula").count()
    tab.context.close()


OPENED = {
    "search": ".search-button__button:visible",
    "theme": "[popovertarget='menu-theme']",
    "forms": "[popovertarget='menu-forms']",
    "chapters": ".primary-toggle",
    "on this page": ".secondary-toggle",
}


@pytest.mark.parametrize("opened", OPENED)
@pytest.mark.parametrize("theme", ["light", "dark"], indirect=True)
def test_axe_finds_nothing_in_what_opens(
    browser: Browser, address: str, opened: str, theme: str
):
    tab = open_tab(browser, width=390, color_scheme=theme)
    tab.goto(f"{address}/lecture/questions.html")
    tab.locator(OPENED[opened]).first.click()
    tab.locator("dialog[open], [popover]:popover-open").wait_for()
    assert all_but_looks(tab) + faint(tab) == []
    tab.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_does_find_what_is_wrong(browser: Browser, address: str, theme: str):
    tab = open_tab(browser, width=1280, color_scheme=theme)
    tab.goto(f"{address}/lecture/questions.html")
    tab.evaluate("""() => {
      const [one, ...others] = document.querySelectorAll('.bd-article p');
      others.at(-1).style.color = '#777';
      one.append(document.createElement('img'));
    }""")
    assert {line.split(":")[0] for line in all_but_looks(tab)} == {"image-alt"}
    assert {line.split(":")[0] for line in faint(tab)} == {"color-contrast"}
    tab.context.close()
