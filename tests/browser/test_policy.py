"""One host, no cookie, and a policy that forbids scripts of others."""

from __future__ import annotations

import pytest

from tests.browser.visits import LISTEN, Visit, every_visit

narrow_light = pytest.mark.parametrize(
    ("width", "theme"), [(390, "light")], indirect=True
)
# What may be kept: the theme, its choice, and where the list of chapters was scrolled.
KEPT = {"mode", "theme", "offline", "sidebar-scroll-top"}


@every_visit
def test_a_page_keeps_to_its_policy(visit: Visit):
    words = visit.policy.split("; ")
    scripts = next(word for word in words if word.startswith("script-src"))
    assert "default-src 'self'" in words
    assert "unsafe" not in scripts
    assert visit.refused == visit.cookies == []
    assert set(visit.stored) <= KEPT


@narrow_light
def test_everything_works_under_the_policy(tab, address: str):
    tab.add_init_script(LISTEN)
    tab.goto(f"{address}/lecture/softmax.html")
    tab.locator("[popovertarget='menu-theme']").click()
    tab.get_by_role("button", name="Dark", exact=True).click()
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.locator(".primary-toggle").click()
    tab.keyboard.press("Escape")
    tab.locator(".secondary-toggle").click()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Control+K")
    tab.locator("#pst-search-dialog input").fill("temperature")
    tab.keyboard.press("Enter")
    tab.locator("#search-results a").first.wait_for()
    assert tab.evaluate("refused") == []
    assert tab.complaints == []


@narrow_light
def test_a_foreign_script_is_refused(tab, address: str):
    tab.add_init_script(LISTEN)
    tab.goto(f"{address}/lecture/softmax.html")
    tab.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.head.append(script);
      const button = document.createElement("button");
      button.setAttribute("onclick", "window.intruder = true");
      document.body.append(button);
      button.click();
    }""")
    assert tab.evaluate("window.intruder") is None
    assert len(tab.evaluate("refused")) == 2
