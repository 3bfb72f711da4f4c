"""What a page tells other sites of itself, with an address and without one."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path
from unittest import mock

import matplotlib.image
import pytest
import yaml
from lxml import html

from tests.pages import PAGES, ROOT, SITE, Page
from tests.small_book import SOUND, build

ADDRESS = "https://books.example/nn/"
FILES = ("book.pdf", "book.epub")
pytestmark = pytest.mark.xdist_group("sharing")  # one process builds for all
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


def built(folder: Path, **environment: str) -> Path:
    """A small site that is built with some variables of the environment."""
    unset = {"BOOK_ADDRESS": "", "BOOK_FILES": "", "GITHUB_REPOSITORY": ""}
    with mock.patch.dict(os.environ, unset | environment):
        book = build(folder, {"index": SOUND}, "html", cells=True)
    assert not book.told
    return folder / "out"


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Path:
    """A site that knows its address."""
    site = built(
        tmp_path_factory.mktemp("shared"),
        BOOK_ADDRESS=ADDRESS.rstrip("/"),
        BOOK_FILES=" ".join(FILES),
    )
    for name in FILES:
        (site / name).touch()
    return site


def said(tree: html.HtmlElement, name: str) -> list[str]:
    return tree.xpath(f'//meta[@property="{name}" or @name="{name}"]/@content')


def parsed(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def test_a_page_names_its_address_and_a_picture(shared):
    tree = parsed(shared / "index.html")
    assert tree.xpath('//link[@rel="canonical"]/@href') == [f"{ADDRESS}index.html"]
    assert said(tree, "og:url") == [f"{ADDRESS}index.html"]
    (picture,) = said(tree, "og:image")
    assert picture.startswith(ADDRESS)
    pixels = matplotlib.image.imread(shared / picture.removeprefix(ADDRESS))
    height, width, _ = pixels.shape
    assert said(tree, "og:image:width") == [str(width)]
    assert said(tree, "og:image:height") == [str(height)]
    assert len(said(tree, "og:image:alt")[0].split()) > 5


def test_the_list_for_search_engines_has_every_page(shared):
    listed = {
        place.text for place in ET.parse(shared / "sitemap.xml").iterfind(".//{*}loc")
    }
    pages = {
        path.relative_to(shared).as_posix()
        for path in shared.rglob("*.html")
        if path.relative_to(shared).parts[0] != "_static"
    }
    unlisted = {"404.html", "search.html"}
    assert listed == {f"{ADDRESS}{page}" for page in pages - unlisted}


def test_the_page_that_is_not_found_has_links_from_any_folder(shared):
    tree = parsed(shared / "404.html")
    links = tree.xpath("//@href | //@src | //@action")
    local = [link for link in links if "://" not in link and link[0] != "#"]
    assert len(local) > 5
    for link in local:
        assert link.startswith("/nn/"), link
        assert (shared / link.removeprefix("/nn/").split("?")[0]).exists(), link
    assert tree.get("data-content_root") == "/nn/"
    assert said(tree, "robots") == ["noindex"]


def test_without_an_address_none_is_made_up(tmp_path: Path):
    site = built(tmp_path)
    for path in site.rglob("*.html"):
        tree = parsed(path)
        assert tree.xpath('//link[@rel="canonical"]') == []
        assert said(tree, "og:url") == said(tree, "og:image") == []
    assert not (site / "sitemap.xml").exists()


def test_a_repository_gives_the_address_and_links_to_the_source(tmp_path: Path):
    site = built(tmp_path, GITHUB_REPOSITORY="Someone/book")
    tree = parsed(site / "index.html")
    (address,) = tree.xpath('//link[@rel="canonical"]/@href')
    assert address == "https://someone.github.io/book/index.html"
    links = {a.text_content(): a.get("href") for a in tree.xpath("//a")}
    home = "https://github.com/Someone/book"
    assert links["Edit this page"] == f"{home}/edit/main/book/index.md"
    assert links["Report a mistake"].startswith(f"{home}/issues/new?title=")
    notebook = (site / "index.ipynb").read_text("utf-8")
    first, *_, last = json.loads(notebook)["cells"]
    assert f"%pip install -q {home}/archive/" in "".join(first["source"])
    assert f"]({home}/blob/HEAD/book/index.md)" in "".join(last["source"])


def test_the_other_forms_that_lie_beside_the_pages_are_offered(shared):
    (menu,) = parsed(shared / "index.html").xpath('//*[@id="menu-forms"]')
    links = {a.text_content(): a.get("href") for a in menu.iter("a")}
    assert links["The whole book as PDF"] == "book.pdf"
    assert links["The whole book as EPUB"] == "book.epub"
    (menu,) = Page("index").tree.xpath('//*[@id="menu-forms"]')
    assert "whole book" not in menu.text_content()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_says_what_it_is_whose_and_on_what_terms(page: Page):
    tree = page.tree
    (title,), (description,) = said(tree, "og:title"), said(tree, "og:description")
    assert tree.findtext(".//title").startswith(title)
    assert said(tree, "description") == [description]
    assert tree.xpath('//link[@rel="license"]/@href') == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert said(tree, "citation_title") == [CITATION["title"]]
    (cite,) = tree.xpath('//details[@class="cite"]')
    words = " ".join(cite.text_content().split())
    author = CITATION["authors"][0]["name"]
    for wanted in (author, CITATION["title"], CITATION["version"]):
        assert wanted in words
    (file,) = cite.xpath('.//a[contains(@href, "CITATION.cff")]/@href')
    served = (page.path.parent / file).resolve()
    assert served.read_bytes() == (ROOT / "CITATION.cff").read_bytes()


def test_the_worker_keeps_every_file_that_a_page_needs():
    text = (SITE / "worker.js").read_text("utf-8")
    kept = json.loads(text.partition("FILES = ")[2].partition(";")[0])
    files = {
        path.relative_to(SITE).as_posix() for path in SITE.rglob("*") if path.is_file()
    }
    assert set(kept) <= files
    unkept = {Path(name).suffix for name in files - set(kept) - {"worker.js"}}
    assert unkept <= {".pdf", ".epub", ".ipynb", ".xml", ".inv", "", ".buildinfo"}
