"""References by number say what the caption says, from any page."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from tests.small_book import build

PAGES = {
    "index": "# Book\n\n```{toctree}\n:numbered:\nfirst\nsecond\n```\n",
    "first": "# One\n\nSee {numref}`tab-b`.\n",
    "second": "# Two\n\n" + "".join(
        f"```{{list-table}} Words.\n:name: tab-{name}\n\n* - word\n```\n\n"
        for name in "ab"
    ) + "See {numref}`tab-a`, and {numref}`the same, %s <tab-a>`.\n",
}  # fmt: skip


def test_a_reference_has_the_number_of_the_caption(tmp_path: Path):
    assert build(tmp_path, PAGES, "html").told == []
    trees = {
        name: html.fromstring((tmp_path / f"out/{name}.html").read_bytes())
        for name in ("first", "second")
    }
    shown = {
        table.get("id"): table.find(".//caption/span").text.strip()
        for table in trees["second"].iter("table")
    }
    assert shown == {"tab-a": "Table 2.1", "tab-b": "Table 2.2"}
    said = {
        link.get("href"): link.text_content()
        for tree in trees.values()
        for link in tree.xpath("//article//p/a[contains(@href, '#tab-')]")
        if not link.text_content().startswith("the same")
    }
    assert said == {"second.html#tab-b": "Table 2.2", "#tab-a": "Table 2.1"}


def test_a_reference_to_nothing_is_told(tmp_path: Path):
    pages = {"index": "# Book\n\nSee {numref}`tab-none`.\n"}
    (told,) = build(tmp_path, pages).told
    assert told.startswith("index.md:3: undefined label: 'tab-none'")
