"""Tabs of the browser in which a page is whole before a test looks at it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

# A page lays itself out section by section, and in the end takes this mark away. That
# takes idle moments, of which a machine has few under test: here it is done at once.
WHOLE = "html:not([data-staged])"
AT_ONCE = "delete document.documentElement.dataset.staged"


def new_tab(context: BrowserContext) -> Page:
    tab = context.new_page()
    go = tab.goto

    def goto(address: str, **options):
        answer = go(address, **options)
        if "wait_until" not in options:
            tab.evaluate(AT_ONCE)
        return answer

    tab.goto = goto
    return tab
