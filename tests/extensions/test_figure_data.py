"""The data of each figure on the built pages: every one that plots has its tables."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from tests.pages import BOOK, PAGES, Page

SHOWING = [page for page in PAGES if page.article.xpath(".//figure")]
each_page = pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.name)
# What a drawing shows is told by its alternative text: it has words and shapes alone.
DRAWINGS = {"fig-floats", "fig-diagonals", "fig-product"}


def drawn_by(page: Page) -> dict[str, list[str]]:
    record = BOOK / f"_records/outputs/{page.name}.json"
    figures = json.loads(record.read_text("utf-8")).get("figures", {})
    return {name: figure["drawn by"] for name, figure in figures.items()}


@each_page
def test_every_plot_has_its_data(page: Page):
    for name, functions in drawn_by(page).items():
        plotted = any(f.startswith("nnbook.plots.") for f in functions)
        data = page.article.xpath(f'.//figure[@id="{name}"]//details[@class="data"]')
        if plotted and name not in DRAWINGS:
            assert data, f"{name} has no table of its data"
        if name in DRAWINGS:
            assert not data, f"{name} has a table: take it off the list of drawings"
        for summary in data and data[0].xpath("./summary"):
            number = page.article.xpath(
                f'string(.//figure[@id="{name}"]//*[@class="caption-number"])'
            )
            assert summary.text == f"Data of {number.strip()}"


@each_page
def test_each_table_can_be_read_by_ear_and_keyboard(page: Page):
    for group in page.article.xpath('.//details[@class="data"]/div'):
        assert (group.get("role"), group.get("tabindex")) == ("group", "0")
        assert group.get("aria-label").strip()
        (table,) = group.xpath("./table")
        heads = table.xpath("./thead/tr/th")
        assert heads and all(head.text_content().strip() for head in heads)
        assert {head.get("scope") for head in heads} <= {"col", "colgroup"}
        rows = table.xpath("./tbody/tr")
        assert 1 <= len(rows) <= 14  # long curves are thinned, samples are not
        names = [row.xpath('string(./th[@scope="row"])') for row in rows]
        assert all(names)
        columns = len(table.xpath('./thead//th[@scope="col"] | ./thead//tr/td'))
        assert {len(row) for row in rows} == {columns}
        for cell in table.xpath("./tbody//td"):
            said = cell.text or ""
            assert len(re.sub(r"[^\d]", "", said)) <= 12, said
            assert not re.search(r"-|_child|nan", said), said


@each_page
def test_alternative_texts_say_something_else_than_captions(page: Page):
    for figure in page.article.xpath(".//figure"):
        alt = figure.xpath('string(.//*[@class="fig"]/@aria-label)')
        caption = figure.xpath('string(.//*[@class="caption-text"])')
        assert len(alt.split()) >= 5, figure.get("id")
        assert alt.strip(" .") not in caption, figure.get("id")
        assert caption.strip(" .") not in alt, figure.get("id")


@each_page
def test_the_data_are_light(page: Page):
    whole = page.path.read_bytes()
    without = re.sub(rb'<details class="data">.*?</details>', b"", whole, flags=re.S)
    added = len(gzip.compress(whole, 9)) - len(gzip.compress(without, 9))
    figures = max(1, whole.count(b'<details class="data">'))
    assert added <= 2048 * figures
