"""What a page weighs, and how many times it asks: one budget for all pages."""

from __future__ import annotations

import pytest

from tests import weights
from tests.browser.visits import Visit, every_visit
from tests.pages import EXTRA, PAGES, SITE, Page

KB = 1000
BUDGET = 300 * KB  # compressed, with all that a page loads
every_page = pytest.mark.parametrize("page", PAGES + EXTRA, ids=lambda page: page.name)


@every_page
def test_a_page_keeps_to_its_budget(page: Page):
    parts = weights.parts(page)
    assert len(parts) > 3
    assert sum(parts.values()) <= BUDGET, weights.told(parts)


def test_the_heaviest_part_is_told_first():
    assert weights.told({"b.css": 10, "a.js": 1500}).split() == (
        "1,510 bytes in all 1,500 a.js 10 b.css".split()
    )


def test_no_script_is_heavy():
    # The index, and the texts of its hits, are what a search is for.
    scripts = [p for p in SITE.rglob("*.js") if not p.name.startswith("search")]
    assert len(scripts) >= 3
    for script in scripts:
        assert weights.compressed(script) <= 30 * KB, script


@every_visit
def test_a_page_asks_for_little_and_for_nothing_else(visit: Visit, address: str):
    asked = {url.split("?")[0].removeprefix(f"{address}/") for url in visit.requests}
    assert len(visit.requests) <= 20
    parts = weights.parts(visit.page)
    more = {url for url in asked if not url.startswith("data:")} - set(parts)
    # A part of a font is asked for where a figure or a sign shows one of its letters.
    assert all(url.startswith("_static/fonts/") for url in more), more
    parts |= {url: weights.compressed(SITE / url) for url in more}
    assert sum(parts.values()) <= BUDGET, weights.told(parts)
