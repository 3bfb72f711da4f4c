"""What a page weighs, and how many times it asks: budgets, and the record."""

from __future__ import annotations

import json

import pytest
import weights
from pages import EXTRA, PAGES, SITE, Page

KB = 1000
RECORD = json.loads(weights.RECORD.read_text())
every_page = pytest.mark.parametrize("page", PAGES + EXTRA, ids=lambda page: page.name)


def budget(page: Page) -> int:
    """Formulas and figures, and the index that a search is for, may weigh."""
    plain = page.name != "search" and not page.tree.xpath(
        "//math | //*[local-name() = 'svg' and @class = 'fig']"
    )
    return 120 * KB if plain else 250 * KB


@every_page
def test_a_page_keeps_to_its_budget(page: Page):
    now = weights.parts(page)
    assert sum(now.values()) <= budget(page), weights.grown(now, {})


@every_page
def test_a_page_has_not_grown_by_a_tenth(page: Page):
    """If it is meant, `make records` puts the new weights on record."""
    assert page.name in RECORD, "a new page: `make records` puts its weight on record"
    now, before = weights.parts(page), RECORD[page.name]
    assert sum(now.values()) <= 1.1 * sum(before.values()), weights.grown(now, before)


def test_what_grew_is_said():
    assert weights.grown({"a.js": 500, "b.css": 10}, {"a.js": 200, "b.css": 10}) == (
        "a.js: +300 to 500"
    )


def test_no_script_is_heavy():
    # The index, and the texts of its hits, are what a search is for.
    scripts = [p for p in SITE.rglob("*.js") if not p.name.startswith("search")]
    assert len(scripts) >= 3
    for script in scripts:
        assert weights.compressed(script) <= 30 * KB, script


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("width", [1280], indirect=True)
@every_page
def test_a_page_asks_for_little_and_for_nothing_else(tab, address: str, page: Page):
    tab.goto(f"{address}/{page.name}.html")
    tab.wait_for_load_state("networkidle")
    asked = {url.split("?")[0].removeprefix(f"{address}/") for url in tab.requests}
    assert len(tab.requests) <= 20
    assert {url for url in asked if not url.startswith("data:")} <= set(
        weights.parts(page)
    )
