"""The book for e-readers: a sound package, and pages that need nothing of the site."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from book._ext.editions import epub, epub_package
from book._ext.editions.edition import edition
from book._ext.formulas import strict
from nnbook.plots import COLOURS, DARK
from tests.pages import PAGES, ROOT, SITE, Page
from tools.pdf.joined import contents

EPUB = ROOT / "_build/epub/introduction-to-neural-networks.epub"
NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "s": "http://www.w3.org/2000/svg",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@cache
def files() -> dict[str, bytes]:
    assert EPUB.exists(), "the e-book is not made: run `make epub` first"
    with ZipFile(EPUB) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


@cache
def parsed(name: str) -> etree._Element:
    """A file of the e-book, read as strictly as XML is."""
    return etree.fromstring(files()[name])


def found(name: str, path: str) -> list:
    return parsed(name).xpath(path, namespaces=NAMES)


@cache
def ids(name: str) -> frozenset[str]:
    return frozenset(found(name, "//@id"))


def page_of(page: Page) -> str:
    return f"{page.name}.xhtml"


def test_its_type_comes_first_and_plain():
    with ZipFile(EPUB) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert {one.date_time for one in packed.infolist()} == {
            edition().date.timetuple()[:6]
        }
    assert files()["mimetype"].strip() == b"application/epub+zip"
    (root,) = found("META-INF/container.xml", "//container:rootfile/@full-path")
    assert root == "content.opf"


def test_it_lists_its_files_and_what_they_need():
    items = {one.get("href"): one for one in found("content.opf", "//o:item")}
    assert items.keys() == files().keys() - {
        "mimetype", "META-INF/container.xml", "content.opf"
    }  # fmt: skip
    for name, item in items.items():
        if name.endswith(".xhtml") and name != "nav.xhtml":
            needs = {
                kind
                for kind, path in (("mathml", "//m:math"), ("svg", "//s:svg"))
                if found(name, path)
            }
            assert set((item.get("properties") or "").split()) == needs, name
    assert items["nav.xhtml"].get("properties") == "nav"
    assert items["_static/cover.png"].get("properties") == "cover-image"


def test_its_pages_come_in_the_order_of_the_book():
    names = {one.get("id"): one.get("href") for one in found("content.opf", "//o:item")}
    spine = [names[idref] for idref in found("content.opf", "//o:itemref/@idref")]
    order = [f"{page}.xhtml" for page in contents(SITE)]
    assert spine == ["epub-cover.xhtml", *order]
    listed = [
        target
        for target in found("nav.xhtml", "//x:nav//x:a/@href")
        if "#" not in target
    ]
    assert listed == order


def test_it_says_what_it_is_and_what_it_offers():
    def said(name: str) -> list[str]:
        return found("content.opf", f"//o:metadata/{name}/text()")

    this = edition()
    assert said("dc:title") == [this.title]
    assert said("dc:creator") == list(this.authors)
    assert said("dc:language") == ["en"]
    assert "CC BY 4.0" in said("dc:rights")[0]
    assert said("o:meta[@property='dcterms:modified']") == [
        this.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    ]
    assert said("dc:identifier")[0].startswith("urn:uuid:")
    assert found("toc.ncx", "//*[@name='dtb:uid']/@content") == said("dc:identifier")
    for name, text in epub_package.ACCESSIBILITY:
        assert text in said(f"o:meta[@property='schema:{name}']")
    assert "unknown" not in files()["content.opf"].decode()


@every_page
def test_a_page_has_all_that_the_site_shows(page: Page):
    name = page_of(page)
    assert found(name, "/x:html/@lang") == ["en"]
    for theirs, ours in (
        (".//math", "//m:math"),
        (".//svg", "//s:svg"),
        (".//figure", "//x:figure"),
        (".//table", "//x:table"),
        (".//details", "//x:details"),
        (".//h2", "//x:h2"),
    ):
        assert len(found(name, ours)) == len(page.article.xpath(theirs)), ours
    alts = page.article.xpath(".//svg/@aria-label")
    assert found(name, "//s:svg/@aria-label") == alts
    for silent in found(name, "//s:svg[not(@aria-label)]"):
        assert silent.get("aria-hidden") == "true"
    assert not found(name, "//m:math[not(normalize-space(@alttext))]")
    numbers = ".//*[@class='caption-number']"
    assert ["".join(one.itertext()) for one in found(name, numbers)] == [
        one.text_content() for one in page.article.xpath(numbers)
    ]


@every_page
def test_a_page_needs_nothing_else(page: Page):
    name = page_of(page)
    assert b"var(--" not in files()[name]
    assert not found(name, "//x:script|//x:link[not(@rel='stylesheet')]")
    assert not found(name, "//@*[starts-with(name(), 'on')]")
    for target in found(name, "//@src|//x:link/@href|//s:use/@href|//x:a/@href"):
        if target.startswith("https://"):
            assert target.getparent().tag.endswith("}a"), f"{target} is elsewhere"
            continue
        path, fragment = urldefrag(target)
        path = os.path.normpath(PurePosixPath(name).parent / path) if path else name
        assert path in files(), target
        if fragment:
            assert unquote(fragment) in ids(path), target


def test_its_style_sheet_has_colours_and_fonts_of_its_own():
    sheet = files()["_static/epub.css"].decode()
    assert "var(--" not in sheet
    for address in re.findall(r"url\(\"([^\"]+)\"\)", sheet):
        assert f"_static/{address}" in files()
    light, dark = sheet.split("@media (prefers-color-scheme: dark)", 1)
    assert COLOURS["prediction"] in light and DARK["prediction"] not in light
    for name, colour in COLOURS.items():
        assert f'[fill="{colour}"] {{ fill: {DARK[name]} }}' in dark


def test_a_colour_that_is_not_in_the_palette_is_refused():
    assert epub.coloured("var(--fig-ink)") == COLOURS["ink"]
    with pytest.raises(KeyError):
        epub.coloured("var(--fig-nonsense)")


def test_a_formula_is_put_into_words_that_the_schema_knows():
    loose = (
        '<math><mo>&ApplyFunction;</mo><mfrac displaystyle="true"><mi>a</mi>'
        '<mi>b</mi></mfrac><mtable><mtr><mtd scriptlevel="1"><mi>&lt;</mi></mtd></mtr>'
        "</mtable></math>"
    )
    made = strict.formula(loose, "a over b")
    assert '<mstyle displaystyle="true"><mfrac><mi>a</mi>' in made
    assert '<mtd><mstyle scriptlevel="1"><mi>&lt;</mi></mstyle></mtd>' in made
    assert "\u2061" in made and etree.fromstring(made).tag == f"{{{NAMES['m']}}}math"
