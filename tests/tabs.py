"""Tabs of the browser in which a page is whole before a test looks at it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

# The page lays itself out section by section, from the first key on, and then takes the
# mark away.
WHOLE = "html:not([data-staged])"


def new_tab(context: BrowserContext) -> Page:
    tab = context.new_page()
    go = tab.goto

    def goto(address: str, **options):
        answer = go(address, **options)
        if "wait_until" not in options:
            tab.keyboard.press("Shift")
            tab.wait_for_selector(WHOLE)
        return answer

    tab.goto = goto
    return tab
