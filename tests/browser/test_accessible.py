"""Every page for every reader: axe finds nothing, and the keyboard reaches all."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import EXTRA, PAGES, Page
from playwright.sync_api import Browser
from tabs import WHOLE, new_tab

AXE = Axe()
UNFOLD = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
# A formula has the colour of its text, a figure is one image (its colours have a test
# of their own): their thousands of parts say no more, and take most of axe's time.
EMPTY = """() => {
  const whole = [...document.querySelectorAll('math, svg.fig')];
  const sizes = whole.map((one) => one.getBoundingClientRect());
  whole.forEach((one, k) => {
    one.style.cssText += `display: inline-block; width: ${sizes[k].width}px;
      height: ${sizes[k].height}px`;
    one.replaceChildren();
  });
}"""
# Each page in both themes and at both widths, with all that folds unfolded. What these
# have in common is no matter of the page: for it a few pages are looked at, one of each
# kind, folded and the other way round, enlarged to twice the size (a window of 640 px),
# and in the reader's own colours.
EVERYWHERE = {
    "wide, light, unfolded": {"width": 1280, "color_scheme": "light"},
    "narrow, dark, unfolded": {"width": 390, "color_scheme": "dark"},
}
OFTEN_ENOUGH = {
    "wide, dark": {"width": 1280, "color_scheme": "dark"},
    "narrow, light": {"width": 390, "color_scheme": "light"},
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


def complaints(tab) -> list[str]:
    """Return what axe finds, a line for each element."""
    tab.evaluate(EMPTY)
    found = AXE.run(tab, options={"resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {node['html'][:150]}\n  {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


OF_EACH_KIND = [
    Page(name)
    for name in (
        "index", "lecture/softmax", "appendix/notation", "appendix/api", "search"
    )
]  # fmt: skip
LOOKS = [(page, state) for page in PAGES + EXTRA for state in EVERYWHERE]
LOOKS += [(page, state) for page in OF_EACH_KIND for state in OFTEN_ENOUGH]


@pytest.mark.parametrize(
    ("page", "state"), LOOKS, ids=lambda one: getattr(one, "name", one)
)
def test_axe_finds_nothing(browser: Browser, address: str, page: Page, state: str):
    tab = open_tab(browser, **(EVERYWHERE | OFTEN_ENOUGH)[state])
    tab.goto(f"{address}/{page.name}.html")
    if "unfolded" in state:
        tab.evaluate(UNFOLD)
    assert complaints(tab) == []
    tab.context.close()


@pytest.mark.parametrize("moment", ["load", "laid out"])
def test_what_scrolls_can_be_reached_at_any_moment(
    browser: Browser, address: str, moment: str
):
    tab = open_tab(browser, width=390)
    tab.goto(f"{address}/lecture/deriving-the-gradient.html", wait_until="load")
    assert tab.locator(WHOLE).count() == 0
    if moment == "laid out":
        tab.wait_for_selector(WHOLE)
    rule = {"type": "rule", "values": ["scrollable-region-focusable"]}
    found = AXE.run(tab, options={"runOnly": rule}).response
    assert found["violations"] == [] and len(found["passes"][0]["nodes"]) > 3
    stops = tab.locator(".formula[tabindex]").count()
    if moment == "laid out":
        assert 3 < stops < tab.locator(".formula").count()
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
    assert complaints(tab) == []
    tab.context.close()


def test_axe_does_find_what_is_wrong(browser: Browser, address: str):
    tab = open_tab(browser, width=1280)
    tab.goto(f"{address}/lecture/questions.html")
    tab.evaluate("document.querySelector('.bd-article p').style.color = '#bbb'")
    assert {line.split(":")[0] for line in complaints(tab)} == {"color-contrast"}
    tab.context.close()
