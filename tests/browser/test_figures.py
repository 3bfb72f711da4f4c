"""Figures that everyone can read: contrast, names, tables, forced colours, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import PAGES, Page

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
SHOWING = [page for page in PAGES if 'class="fig"' in page.path.read_text("utf-8")]

each_page = pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.name)
wide = pytest.mark.parametrize("width", [1280], indirect=True)
light = pytest.mark.parametrize("theme", ["light"], indirect=True)


@each_page
@wide
def test_texts_and_marks_stand_out(tab, address: str, page: Page, theme: str):
    tab.goto(f"{address}/{page.name}.html")
    assert tab.evaluate(CONTRAST) == []
