"""The page on how the book is checked shows the record of `make audit`."""

from __future__ import annotations

import json

from tests.pages import Page
from tools.paths import RECORDS


def test_every_audited_page_is_shown_with_its_scores():
    record = json.loads((RECORDS / "audit.json").read_text(encoding="utf-8"))
    (table,) = Page("appendix/verification").article.xpath(
        './/section[@id="pages"]//table'
    )
    shown = [
        tuple(int(row.findtext(f"td[{column}]/p")) for column in (2, 3))
        for row in table.findall("tbody/tr")
    ]
    assert shown == [
        (scores.pop("performance"), min(scores.values()))
        for scores in (dict(one["scores"]) for one in record["pages"].values())
    ]
