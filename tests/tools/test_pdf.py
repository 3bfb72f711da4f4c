"""The printed book: tagged, numbered, linked, and with all that the site shows."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache

import pytest
from lxml import html
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.pages import PAGES, ROOT, SITE
from tools.pdf.joined import contents

pytestmark = pytest.mark.xdist_group("pdf")  # one process reads it, once
PDF = ROOT / "_build/pdf/introduction-to-neural-networks.pdf"
# What the screen shows around a page, and what unfolds on it.
OF_THE_SCREEN = ("Show the code", "Hide the code", "Link to this")


@pytest.fixture(scope="module", autouse=True)
def _printed() -> None:
    """Print the book while other tests run: that takes most of a minute."""
    done = subprocess.run(["make", "pdf"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@cache
def reader() -> PdfReader:
    return PdfReader(PDF)


@cache
def text(page: int) -> str:
    """The text of a page by its number."""
    return plain(reader().pages[page - 1].extract_text())


def plain(words: str) -> str:
    """A text without spaces, which a PDF places as it likes."""
    return re.sub(r"\s", "", words)


@cache
def printed() -> html.HtmlElement:
    """The document that was printed."""
    parser = html.HTMLParser(encoding="utf-8")
    return html.parse(str(PDF.with_suffix(".html")), parser).getroot()


@cache
def places() -> dict[str, int]:
    """The numbers of the pages that links lead to."""
    return {
        name.removeprefix("/"): reader().get_destination_page_number(place) + 1
        for name, place in reader().named_destinations.items()
    }


@cache
def tags() -> tuple[DictionaryObject, ...]:
    """All tags, in the order of reading."""

    def below(tag: DictionaryObject) -> Iterator[DictionaryObject]:
        kids = tag["/K"] if "/K" in tag else []
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object()
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                assert kid["/P"] == tag, "a tag that does not know what it stands in"
                yield kid
                yield from below(kid)

    return tuple(below(reader().root_object["/StructTreeRoot"]))


def tagged(kind: str) -> list[DictionaryObject]:
    return [tag for tag in tags() if tag["/S"] == kind]


def test_it_says_what_it_is():
    root, about = reader().root_object, reader().metadata
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert about.title == "Introduction to Neural Networks"
    assert about.author == "Introduction to Neural Networks contributors"
    released = re.search(
        r"date-released: ([\d-]+)", (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    )
    assert f"{about.creation_date:%Y-%m-%d}" == released[1]
    assert about.modification_date == about.creation_date


def test_its_outline_leads_to_each_heading():
    def entries(outline: list) -> Iterator[tuple[str, int]]:
        for entry in outline:
            if isinstance(entry, list):
                yield from entries(entry)
            else:
                yield entry.title, reader().get_destination_page_number(entry) + 1

    headings = printed().xpath("//h1|//h2|//h3")
    titles = [" ".join(heading.text_content().split()) for heading in headings]
    found = list(entries(reader().outline))
    assert [title for title, _ in found] == titles
    assert [page for _, page in found] == [page for _, page in pages_of_headings()]
    tops = [entry.title for entry in reader().outline if not isinstance(entry, list)]
    assert tops == [
        title
        for title, heading in zip(titles, headings, strict=True)
        if heading.tag == "h1"
    ]


@cache
def pages_of_headings() -> list[tuple[str, int]]:
    """What kind of heading stands on which page, by the tags."""
    numbers = {
        page.indirect_reference.idnum: n for n, page in enumerate(reader().pages, 1)
    }
    return [
        (tag["/S"], numbers[_last_page(tag)])
        for tag in tags()
        if tag["/S"] in ("/H1", "/H2", "/H3")
    ]


def _last_page(tag: DictionaryObject) -> int:
    """The page of the last content in a tag: of a heading at a page's top, that page.

    Before it the tag may hold an empty mark at the foot of the page before.
    """
    kid = tag["/K"][-1] if isinstance(tag["/K"], list) else tag["/K"]
    kid = kid.get_object()
    if isinstance(kid, DictionaryObject) and "/S" in kid:
        return _last_page(kid)
    own = kid if isinstance(kid, DictionaryObject) and "/Pg" in kid else tag
    return own.raw_get("/Pg").idnum


def test_the_chapters_are_those_of_the_site_in_its_order():
    names = [chapter.get("id") for chapter in printed().xpath("//article")]
    assert set(contents(SITE)) == {page.name for page in PAGES}
    wanted = [name.replace("/", "-") for name in contents(SITE)]
    assert names == [*wanted, "solutions"]


def test_each_line_of_the_contents_names_the_page_of_its_heading():
    lines = printed().xpath("//section[@id='contents']//a")
    headings = printed().xpath("//h1|//h2|//h3")
    listed = "".join(text(page) for page in range(2, places()["index"]))
    wanted = [
        f"{plain(heading.text_content())}{page}"
        for heading, (_, page) in zip(headings, pages_of_headings(), strict=True)
        if heading.tag != "h3" and heading.getparent().get("id") != "contents"
    ]
    assert len(lines) == len(wanted)
    for line, heading in zip(lines, wanted, strict=True):
        assert heading.startswith(plain(line.text_content()))
        assert heading in listed


def test_pages_have_their_number_and_the_title_of_their_chapter():
    """Looked at where chapters begin, and at the end: to read all takes a minute."""
    for chapter in printed().xpath("//article"):
        title = plain(chapter.find(".//h1").text_content())
        first = places()[chapter.get("id")]
        assert text(first).startswith(f"{title}{first}")
    last = len(reader().pages)
    assert text(last).startswith(f"Solutions{last}")
    assert text(2).startswith("Contents2")
    assert text(1).startswith("IntroductiontoNeuralNetworks")
    assert text(1).endswith("BSD-3-Clause")


def test_each_page_of_the_first_chapters_is_full_and_has_its_number():
    first, second = (places()[a.get("id")] for a in printed().xpath("//article")[:2])
    assert second - first > 2
    for page in range(first, second):
        head, number, rest = text(page).partition(str(page))
        assert number and head and len(rest) > 200, page


def test_nothing_of_the_screen_is_printed():
    words = printed().text_content()
    for phrase in OF_THE_SCREEN:
        assert any(phrase in page.article.text_content() for page in PAGES) or any(
            page.article.xpath(f".//@title[contains(., '{phrase}')]") for page in PAGES
        ), f"{phrase!r} is not on the site either"
        assert phrase not in words and not printed().xpath(
            f"//@title[contains(., '{phrase}')]"
        )


def test_every_link_leads_to_a_place_or_to_another_site():
    inside = outside = 0
    for page in reader().pages:
        for note in page.get("/Annots", []):
            link = note.get_object()
            if "/Dest" in link:
                assert link["/Dest"].removeprefix("/") in places()
                inside += 1
            else:
                assert link["/A"]["/URI"].startswith("https://"), link["/A"]
                outside += 1
    # A link that runs over a line or a page has several places to click.
    assert inside >= len(printed().xpath("//a[starts-with(@href, '#')]"))
    assert outside >= len(printed().xpath("//a[starts-with(@href, 'http')]"))


def test_each_link_of_the_document_names_an_id_that_is_there_once():
    listed = printed().xpath("//@id")
    ids = set(listed)
    assert len(ids) == len(listed)
    for target in printed().xpath("//*[self::a or self::use]/@href"):
        assert target.startswith("https://") or target[1:] in ids, target
    for value in printed().xpath("//svg//@*[contains(., 'url(#')]"):
        assert re.search(r"url\(#(.+)\)", value)[1] in ids


def test_solutions_stand_at_the_end_and_both_ways_lead_there():
    exercises = [
        (page, one.get("id"))
        for page in PAGES
        for one in page.article.xpath(".//section[@class='exercise']")
    ]
    assert exercises
    read = {page: name for page, name in exercises}  # one of each page, to save time
    for page, name in exercises:
        there = f"{page.name.replace('/', '-')}--{name}"
        back = f"{there}--solution"
        assert places()[there] < places()["solutions"] <= places()[back]
        (solution,) = printed().xpath(f"//section[@id='{back}']")
        title = plain(solution.find(".//h3").text_content())
        if read[page] == name:
            assert f"Solutiononpage{places()[back]}" in text(places()[there])
            assert f"{title}page{places()[there]}" in text(places()[back])
        assert solution.getparent().getparent().get("id") == "solutions"
    assert not printed().xpath("//details")


def test_it_has_the_fonts_of_the_book_and_no_other():
    families = set()
    for page in reader().pages:
        for font in page["/Resources"].get("/Font", {}).values():
            (inner,) = font.get_object().get("/DescendantFonts", [font])
            about = inner.get_object()["/FontDescriptor"]
            families.add(about["/FontName"].partition("+")[2].partition("-")[0])
            # A font of type 3 holds its letters as drawings.
            assert "/FontFile2" in about or font.get_object()["/Subtype"] == "/Type3"
    assert families == {
        "SourceSansPro", "SourceSerifPro", "STIXTwoMath", "DejaVuSans", "DejaVuSansMono"
    }  # fmt: skip


def test_it_has_the_formulas_and_figures_of_the_site():
    formulas = [
        " ".join(one.split())
        for page in contents(SITE)
        for one in html.parse(str(SITE / f"{page}.html")).xpath(
            "//article//math//annotation/text()"
        )
    ]
    alts = [
        one
        for page in PAGES
        for one in page.article.xpath(".//svg[@aria-label]/@aria-label")
    ]
    said = [tag["/Alt"] for tag in tagged("/Figure") if "/Alt" in tag]
    assert sorted(said) == sorted(formulas + alts)
    captions = [
        caption.text_content()
        for page in PAGES
        for caption in page.article.xpath(".//figcaption|.//table/caption")
    ]
    assert len(tagged("/Caption")) == len(captions)


@pytest.mark.parametrize("kind", ["H1", "H2", "H3", "Table", "TH", "L", "LI"])
def test_its_tags_say_what_things_are(kind: str):
    names = {"L": "*[self::ul or self::ol or self::dl[@class='glossary']]"}
    elements = printed().xpath(f"//body//{names.get(kind, kind.lower())}")
    assert elements and len(tagged(f"/{kind}")) >= len(elements)


def test_what_stands_on_a_page_leads_to_its_tag():
    """A reader that clicks on a link, or on a text, can find out what it is."""
    known = {id(tag) for tag in tags()}
    tree = dict(_numbered(reader().root_object["/StructTreeRoot"]["/ParentTree"]))
    for page in reader().pages:
        held = tree[page["/StructParents"]]
        assert {id(tag.get_object()) for tag in held if tag.get_object()} <= known
        for note in page.get("/Annots", []):
            assert tree[note.get_object()["/StructParent"]]["/S"] == "/Link"


def _numbered(tree: DictionaryObject) -> Iterator[tuple]:
    entries = tree.get("/Nums", [])
    for number, tag in zip(entries[::2], entries[1::2], strict=True):
        yield number, tag.get_object()
    for branch in tree.get("/Kids", []):
        yield from _numbered(branch.get_object())
