"""The whole book by keyboard: the skip link first, all in turn, the focus in sight."""

from __future__ import annotations

import pytest

wide = pytest.mark.parametrize("width", [1280], indirect=True)
narrow = pytest.mark.parametrize("width", [390], indirect=True)
light = pytest.mark.parametrize("theme", ["light"], indirect=True)
page = pytest.mark.parametrize(
    "name", ["index", "lecture/softmax", "appendix/glossary"]
)

# What a reader can act on, in the order of the page.
CONTROLS = """() => [...document.querySelectorAll(
    'a[href], button, input, summary, [tabindex="0"]')]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.disabled
    && e.tabIndex >= 0 && !e.closest('[inert]'))
  .map((e, k) => { e.dataset.stop = k; return k; })"""
# Where the focus is, whether it is on the screen and uncovered, and how it is drawn.
FOCUS = """() => {
  const e = document.activeElement, box = e.getClientRects()[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const on = document.elementFromPoint(x, y);
  const style = getComputedStyle(e);
  return {
    stop: Number(e.dataset.stop), what: e.outerHTML.slice(0, 120),
    seen: box.width > 0 && y >= 0 && y <= innerHeight && x >= 0 && x <= innerWidth,
    bare: Boolean(on) && (e.contains(on) || on.contains(e) || !!on.closest('label')),
    marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== 'none',
  };
}"""


@page
@light
@wide
def test_everything_is_reached_in_turn_and_seen(tab, address: str, name: str):
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(f"{address}/{name}.html")
    tab.wait_for_load_state("networkidle")
    stops = tab.evaluate(CONTROLS)
    assert len(stops) > 30
    reached = []
    for _ in stops:
        tab.keyboard.press("Tab")
        focus = tab.evaluate(FOCUS)
        assert focus["seen"], f"out of sight: {focus['what']}"
        assert focus["bare"], f"covered: {focus['what']}"
        assert focus["marked"], f"the focus is not shown: {focus['what']}"
        reached.append(focus["stop"])
    first = tab.locator(f"[data-stop='{reached[0]}']")
    assert first.inner_text() == "Skip to main content"
    assert reached == sorted(set(reached)), "not in the order of the page"
    assert set(reached) == set(stops)


@light
@wide
def test_the_skip_link_leads_past_the_menus(tab, address: str):
    tab.goto(f"{address}/lecture/softmax.html")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    ("button", "opened"),
    [
        ("[popovertarget='menu-theme']", "#menu-theme"),
        ("[popovertarget='menu-forms']", "#menu-forms"),
        (".primary-toggle", "#pst-primary-sidebar-modal"),
        (".secondary-toggle", "#pst-secondary-sidebar-modal"),
        (".search-button__button", "#pst-search-dialog"),
    ],
)
@light
@narrow
def test_what_opens_takes_the_focus_and_gives_it_back(
    tab, address: str, button: str, opened: str
):
    tab.goto(f"{address}/lecture/softmax.html")
    tab.wait_for_load_state("networkidle")
    control = tab.locator(f"{button}:visible").first
    control.focus()
    tab.keyboard.press("Enter")
    tab.locator(opened).wait_for(state="visible")
    inside = f"document.querySelector('{opened}').contains(document.activeElement)"
    if not tab.evaluate(inside):
        tab.keyboard.press("Tab")
    assert tab.evaluate(inside)
    tab.keyboard.press("Escape")
    tab.locator(opened).wait_for(state="hidden")
    assert control.evaluate("(e) => e === document.activeElement")


@light
@wide
def test_a_search_needs_no_mouse(tab, address: str):
    tab.goto(f"{address}/lecture/softmax.html")
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("Control+K")
    tab.keyboard.type("learning rate")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?q=*")
    tab.locator("#search-results li a").first.wait_for()


@light
@narrow
def test_a_wide_formula_is_reached_and_scrolled(tab, address: str):
    tab.goto(f"{address}/lecture/biological-neuron.html")
    tab.wait_for_load_state("networkidle")
    box = tab.locator(".formula[tabindex='0']").first
    box.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(300)
    assert box.evaluate("(e) => e === document.activeElement && e.scrollLeft > 0")
