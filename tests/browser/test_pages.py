"""Every page in a real browser, wide and light, narrow and dark."""

from __future__ import annotations

import pytest

from tests.browser.visits import Visit, every_visit
from tests.tabs import new_tab


@every_visit
def test_it_opens_quietly_and_fits(visit: Visit, address: str):
    foreign = [url for url in visit.requests if not url.startswith((address, "data:"))]
    assert visit.complaints == foreign == []
    assert visit.shown_theme == visit.theme
    assert visit.wider_by <= 0, "the page scrolls sideways"
    assert visit.overflowing == visit.bad_text == []


COLOURS = """() => {
  const figure = document.querySelector('svg.fig text');
  const probe = document.createElement('i');
  document.body.append(probe);
  const read = (value) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  return {
    text: getComputedStyle(figure).fill,
    ink: [read('var(--fig-ink)'), read('var(--fig-muted)')],
    page: getComputedStyle(document.body).backgroundColor,
  };
}"""


@pytest.mark.parametrize("theme", ["light", "dark"], indirect=True)
@pytest.mark.parametrize("width", [1280], indirect=True)
def test_figures_follow_the_theme(tab, address: str, theme: str):
    tab.goto(f"{address}/lecture/activation-functions.html")
    seen = tab.evaluate(COLOURS)
    assert seen["text"] in seen["ink"]
    lightness = sum(int(part) for part in seen["text"][4:-1].split(","))
    assert (lightness > 3 * 128) == (theme == "dark")


@pytest.mark.parametrize("theme", ["light"], indirect=True)
def test_a_solution_unfolds_without_a_script(browser, address: str, theme: str):
    context = browser.new_context(java_script_enabled=False)
    tab = new_tab(context)
    tab.goto(f"{address}/lecture/softmax.html")
    solution = tab.locator("details.solution").first
    assert not solution.locator(".answer").is_visible()
    solution.locator("summary").click()
    assert solution.locator(".answer").is_visible()
    context.close()


def test_without_a_script_a_phone_has_colours_and_the_chapters(browser, address: str):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    tab = new_tab(context)
    tab.goto(f"{address}/lecture/softmax.html")
    code = tab.locator("pre span.n:visible, pre span.o:visible").first
    colours = code.evaluate(
        "(e) => [e, e.closest('article')].map((one) => getComputedStyle(one).color)"
    )
    assert colours[0] != colours[1]
    link = tab.locator(".bd-sidebar-primary a", has_text="Gradient descent").first
    assert not link.is_visible()
    tab.get_by_role("link", name="Chapters").click()
    link.click()
    tab.wait_for_url("**/gradient-descent.html")
    context.close()


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("width", [390], indirect=True)
def test_the_menu_opens_on_a_phone(tab, address: str, theme: str, width: int):
    tab.goto(f"{address}/lecture/softmax.html")
    link = tab.locator(".bd-sidebar-primary a", has_text="Gradient descent").first
    assert not link.is_visible()
    tab.locator("button.primary-toggle:visible").click()
    link.click()
    tab.wait_for_url("**/gradient-descent.html")


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("width", [1280], indirect=True)
def test_the_theme_switch_repaints_the_figures(
    tab, address: str, theme: str, width: int
):
    tab.goto(f"{address}/lecture/activation-functions.html")
    before = tab.evaluate(COLOURS)["text"]
    tab.locator("[popovertarget='menu-theme']").click()
    tab.get_by_role("button", name="Dark", exact=True).click()
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    assert tab.evaluate(COLOURS)["text"] != before
