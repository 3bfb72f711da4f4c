"""Where a browser refuses what pages ask of it, the rest works all the same.

Learning platforms embed pages in a frame that may neither store nor keep anything, and
readers block cookies.
"""

from __future__ import annotations

import pytest

from tests.tabs import new_tab

FRAME = """<!doctype html><title>A course</title>
<iframe sandbox="allow-scripts" src="{address}/lecture/softmax.html"
  style="width: 100%; height: 800px"></iframe>"""
# What a browser may lack or refuse, as a script that runs before those of the page.
NO = 'throw new DOMException("no")'
REFUSED = {
    "storage": f"""for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {{ get() {{ {NO}; }} }});""",
    "caches": "delete window.caches; delete Window.prototype.caches;",
    "workers": f"""Object.defineProperty(Navigator.prototype, "serviceWorker",
      {{ get() {{ {NO}; }} }});""",
    "keeping": """const no = () => Promise.reject(new Error("no"));
      CacheStorage.prototype.keys = ServiceWorkerContainer.prototype.register = no;""",
    "clipboard": "delete Navigator.prototype.clipboard;",
    "popovers": "delete HTMLElement.prototype.popover;",
    "history": f"History.prototype.pushState = () => {{ {NO}; }};",
    "sizes": "delete window.ResizeObserver;",
}


def works(tab) -> None:
    """Change the theme, look at a preview, and search."""
    tab.locator("[popovertarget='menu-theme']").click()
    tab.get_by_role("button", name="Dark", exact=True).click()
    assert tab.locator("html").get_attribute("data-theme") == "dark"
    link = tab.locator(".bd-article a.internal[href^='#fig-']").first
    link.scroll_into_view_if_needed()
    link.hover()
    tab.locator("#preview").wait_for()
    tab.locator(".search-button__button:visible").first.click()
    field = tab.locator("dialog[open] input[name=q]")
    field.fill("temperature")
    field.press("Enter")
    tab.locator("#search-results li a", has_text="Temperature").first.wait_for()
    field = tab.locator(".bd-search-container input[name=q]")
    field.fill("hillock")
    field.press("Enter")
    tab.locator("#search-results li a", has_text="hillock").first.wait_for()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = new_tab(context)
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    context.close()


def test_a_page_works_in_a_frame_that_may_only_run_scripts(page, address: str):
    page.route("**/course", lambda route: route.fulfill(
        body=FRAME.format(address=address), content_type="text/html"
    ))  # fmt: skip
    page.goto(f"{address}/course")
    works(page.frame_locator("iframe"))
    page.wait_for_timeout(4000)  # till the worker would have been asked for
    assert page.errors == []


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_takes_nothing_else_along(page, address: str, what: str):
    page.add_init_script(REFUSED[what])
    page.goto(f"{address}/lecture/softmax.html")
    works(page)
    assert page.errors == []
