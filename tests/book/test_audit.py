"""The record of `make audit` is of the pages of this book, and they meet the bars."""

from __future__ import annotations

import json

import pytest
from pages import BOOK, SITE, Page

from audit.report import BARS
from audit.server import pages_of

ADVICE = "run `make audit`, and mend what it tells"


@pytest.fixture(scope="module")
def record() -> dict:
    return json.loads((BOOK / "_records/audit.json").read_text(encoding="utf-8"))


def test_it_is_of_all_pages_and_of_these_bars(record):
    assert record["pages"].keys() == set(pages_of(SITE)), ADVICE
    assert record["bars"] == BARS, ADVICE


def test_every_page_meets_the_bars(record):
    missed = {
        page: one["scores"]
        for page, one in record["pages"].items()
        if any(one["scores"][category] < bar for category, bar in BARS.items())
    }
    assert missed == {}, ADVICE


def test_the_page_shows_every_page_with_its_scores(record):
    (table,) = Page("appendix/verification").article.xpath(
        './/section[@id="pages"]//table'
    )
    shown = [
        tuple(int(row.findtext(f"td[{column}]/p")) for column in (2, 3))
        for row in table.findall("tbody/tr")
    ]
    assert shown == [
        (
            one["scores"]["performance"],
            min(one["scores"][name] for name in BARS if name != "performance"),
        )
        for one in record["pages"].values()
    ]
