"""A book built again, after a change, is the book built from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from book._ext.site.builder import unfinished
from tests.small_book import Built, build

PAGES = {
    "index": "# Front\n\nSee {ref}`way`.\n\n```{toctree}\nfirst\nsecond\n```\n",
    "first": "(way)=\n# The way\n\nSome words.\n",
    "second": "# The end\n\nOther words, without a link.\n",
}
# What is changed, and the pages that have to be written for it.
CHANGES = {
    "nothing": ({}, set()),
    # The front is written too: its table of contents names the page.
    "prose": ({"second": "# The end\n\nNew words.\n"}, {"index", "second"}),
    "a title that others quote": (
        {"first": "(way)=\n# The path\n\nSome words.\n"},
        {"index", "first", "second"},
    ),
    "a page more": (
        {
            "index": f"{PAGES['index'][:-4]}third\n```\n",
            "third": "# More\n\nSome words.\n",
        },
        {"index", "first", "second", "third"},
    ),
    "a page less": (
        {"index": PAGES["index"].replace("second\n", ""), "second": None},
        {"index", "first"},
    ),
}


def again(folder: Path, pages: dict[str, str | None]) -> Built:
    for name in (name for name, text in pages.items() if text is None):
        (folder / f"book/{name}.md").unlink()
    kept = {name: text for name, text in pages.items() if text is not None}
    return build(folder, kept, "html", anew=False)


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, without what only Sphinx reads."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


@pytest.mark.parametrize("kind", CHANGES)
def test_it_is_the_same_as_one_built_from_nothing(tmp_path: Path, kind: str):
    change, written = CHANGES[kind]
    old, new = tmp_path / "old", tmp_path / "new"
    assert not build(old, PAGES, "html").told
    place = unfinished(old / "out")
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*.html")}
    assert not again(old, change).told
    anew = {
        path.stem
        for path in place.rglob("*.html")
        if path.stat().st_mtime_ns != before.get(path)
    }
    assert anew & {*PAGES, "third"} == written
    whole = {k: text for k, text in (PAGES | change).items() if text is not None}
    assert not build(new, whole, "html").told
    assert files(old / "out") == files(new / "out")


def test_a_reference_that_breaks_on_a_page_that_is_not_read_is_told(tmp_path: Path):
    assert not build(tmp_path, PAGES, "html").told
    told = again(tmp_path, {"first": "# The way\n\nSome words.\n"}).told
    assert told == ["index.md:3: undefined label: 'way'"]


def test_a_third_build_starts_from_the_second(tmp_path: Path):
    assert not build(tmp_path, PAGES, "html").told
    for word in ("one", "two"):
        assert not again(tmp_path, {"second": f"# The end\n\n{word}\n"}).told
        assert word in (tmp_path / "out/second.html").read_text()
