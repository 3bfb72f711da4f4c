"""A tab that records what goes wrong in it, and what it asks for."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.tabs import new_tab

# Most tests look at what the server sends, not at what a worker has kept.
NOT_OFFLINE = """
if (location.protocol !== "about:") localStorage.setItem("offline", "no");
"""


def listening_tab(browser: Browser, width: int, theme: str) -> Page:
    """Open a fresh tab at a width, in a theme."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme
    )
    context.add_init_script(NOT_OFFLINE)
    page = new_tab(context)
    page.complaints = []
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("requestfailed", lambda r: page.complaints.append(f"failed: {r.url}"))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            and page.complaints.append(message.text)
        ),
    )
    return page
