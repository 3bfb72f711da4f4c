"""Every built page: whole, described, linked, and free of what should not show."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from fontTools.ttLib import TTFont

from book._ext.site.fonts import FACES, file_of
from tests.pages import CHAPTERS, EXTRA, PAGES, SITE, Page, figures_in, parse

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
every_chapter = pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.name)

PART_ONE = [
    "index",
    "preface/before-you-start",
    "lecture/biological-neuron",
    "lecture/artificial-neuron",
    "lecture/perceptron",
    "lecture/activation-functions",
    "lecture/on-a-real-machine",
    "lecture/softmax",
    "lecture/gradient-descent",
    "lecture/deriving-the-gradient",
    "lecture/questions",
    "lecture/on-one-page",
    "appendix/notation",
    "appendix/glossary",
    "appendix/errata",
    "appendix/api",
    "appendix/bibliography",
]


def test_the_book_has_the_pages_of_part_one():
    assert set(PART_ONE) <= {page.name for page in PAGES}


def test_each_slide_of_the_lecture_is_named_by_a_page():
    named = set()
    for page in PAGES:
        for line in page.article.find_class("slides"):
            numbers = [
                int(number) for number in re.findall(r"\d+", line.text_content())
            ]
            if "to" in line.text_content() and len(numbers) == 2:
                numbers = range(numbers[0], numbers[1] + 1)
            named.update(numbers)
    assert named >= set(range(1, 13))


@every_page
def test_it_has_a_title_a_language_and_a_description(page: Page):
    tree = page.tree
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title").strip()
    assert len(page.article.xpath(".//h1")) == 1
    (description,) = tree.xpath('//meta[@name="description"]/@content')
    assert 50 <= len(description) <= 160, f"{len(description)} characters"


@every_page
def test_its_headings_go_down_one_step_at_a_time(page: Page):
    levels = [int(h.tag[1]) for h in page.article.xpath(".//h1|.//h2|.//h3|.//h4")]
    assert levels[0] == 1
    jumps = [b for a, b in itertools.pairwise(levels) if b > a + 1]
    assert not jumps


@every_page
def test_its_figures_are_there_and_say_what_is_seen(page: Page):
    for name in figures_in(page.source):
        if "{" in name:  # made in a loop
            continue
        found = page.article.xpath(f'.//*[@id="{name}"]')
        assert found, f"{name} is in the source, but not on the page"
        caption = found[0].xpath(".//figcaption|.//caption")
        assert caption and len(caption[0].text_content().split()) >= 5, name
    for picture in page.article.xpath(".//img|.//svg"):
        alt = picture.get("alt") or picture.get("aria-label") or ""
        if picture.get("aria-hidden") == "true":
            assert not alt
            assert picture.getparent().xpath("./svg[1]/@aria-label"), (
                "a silent panel needs a first panel that speaks for it"
            )
        else:
            assert len(alt.split()) >= 3, f"alternative text {alt!r}"
            assert not re.search(r"\.(png|svg)$|\bNone\b", alt), alt


@every_page
def test_its_figures_have_no_colour_or_id_of_their_own(page: Page):
    ids = page.tree.xpath("//@id")
    double = {name for name in ids if ids.count(name) > 1}
    assert not double
    for picture in page.article.xpath(".//svg"):
        for element in picture.iter():
            assert "style" not in element.attrib
            for key in ("fill", "stroke"):
                assert re.match(r"none$|var\(--fig-|url\(#", element.get(key, "none"))


@every_page
def test_its_links_lead_somewhere(page: Page):
    broken = []
    for element in page.tree.xpath("//*[@href or @src]"):
        target = element.get("href") or element.get("src")
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or element.tag == "use":
            continue
        path = (page.path.parent / unquote(parts.path)).resolve()
        if not parts.path:
            path = page.path
        if not path.is_relative_to(SITE) or not path.is_file():
            broken.append(target)
        elif parts.fragment and path.suffix == ".html":
            anchors = parse(path).xpath("//@id")
            if unquote(parts.fragment) not in anchors:
                broken.append(target)
    assert not broken


LEFTOVER = re.compile(
    r"\$[^$]*\$|\\(?:frac|mathbf|sum|begin|partial|hat|eta)\b|\{(?:term|numref|eq|cite|doc"
    r"|ref|glue)[:}]|^:::|</?\w+>|\bnan\b\?|Traceback"
)


@every_page
def test_no_markup_is_left_in_its_text(page: Page):
    words = page.article.xpath(
        ".//text()[not(ancestor::pre or ancestor::code or ancestor::annotation"
        " or ancestor::script or ancestor::style)]"
    )
    left = [text for text in words if LEFTOVER.search(text)]
    assert not left


@every_page
def test_nothing_comes_from_another_host(page: Page):
    for element in page.tree.xpath("//link[@href]|//*[@src]"):
        target = element.get("href") or element.get("src")
        if element.get("rel") in ("canonical", "license"):
            continue
        assert not urlsplit(target).netloc, target


@every_chapter
def test_a_chapter_has_its_parts(page: Page):
    headings = [h.text_content().strip("#¶ ") for h in page.article.xpath(".//h2")]
    headings = [re.sub(r"^[\d.]+\s*", "", heading) for heading in headings]
    for part in ("Where people go wrong", "Summary", "Exercises"):
        assert part in headings
    assert page.article.xpath(".//figure[@id]")
    assert page.article.find_class("slides")


@every_chapter
def test_a_chapter_takes_no_longer_than_a_student_sits(page: Page):
    (told,) = page.article.find_class("reading-time")
    assert int(re.search(r"About (\d+) minutes? to read", told.text_content())[1]) <= 15


@every_chapter
def test_a_chapter_has_exercises_with_solutions(page: Page):
    exercises = page.article.xpath('.//section[contains(@class, "exercise")]')
    assert len(exercises) >= 5
    ways = set()
    for exercise in exercises:
        (solution,) = exercise.xpath('./details[@class="solution"]')
        assert not solution.get("open")
        assert len(solution.text_content().split()) >= 8
        facts = exercise.find_class("facts")[0].text_content()
        way = re.fullmatch(
            r"(?:Warm-up|Standard|Challenge) · \d+ min · by (hand|code|thought)", facts
        )
        ways.add(way[1])
    assert ways == {"hand", "code", "thought"}


@pytest.mark.parametrize("page", EXTRA, ids=lambda page: page.name)
def test_what_sphinx_adds_has_a_title(page: Page):
    assert page.tree.findtext(".//title").strip()


def _files(name: str) -> list[str]:
    return [file_of(name, part) for part in FACES[name].parts]


@cache
def served(name: str) -> frozenset[str]:
    """The characters of a face as the book serves it, in one file and more."""
    files = [SITE / f"_static/fonts/{file}.woff2" for file in _files(name)]
    assert files[0].exists()
    found = set()
    for file in filter(Path.exists, files):
        with TTFont(file) as font:
            found |= set(map(chr, font.getBestCmap()))
    return frozenset(found)


UNSEEN = set("\u2061\u2062\u2063\u2064\ufe00\u200b \u00a0")
# Where the slanted letters begin; h has a place apart.
SLANTED = {"a": "𝑎", "A": "𝐴", "α": "𝛼"}


def drawn(tag: str, text: str) -> str:
    """What a browser draws: a letter that stands alone for a variable, in italics."""
    if tag != "mi" or len(text) > 1:
        return text
    if text == "h":
        return "ℎ"
    for first, slanted in SLANTED.items():
        if 0 <= (place := ord(text) - ord(first)) < 26:
            return chr(ord(slanted) + place)
    return text


@every_page
def test_its_formulas_and_figures_use_characters_that_are_served(page: Page):
    tokens = page.article.xpath(".//math//*[self::mi or self::mo or self::mn]")
    used = {c for token in tokens for c in drawn(token.tag, token.text)} - UNSEEN
    assert sorted(used - served("maths")) == []

    shown = page.article.xpath('.//svg//text() | .//details[@class="data"]//text()')
    words = set("".join(shown)) - UNSEEN
    fonts = served("sans") | served("serif-italic") | served("maths")
    # What a font has not got, a browser puts together from a letter and an accent.
    parts = {c: set(unicodedata.normalize("NFD", c)) for c in words - fonts}
    assert sorted(c for c in parts if not c.isspace() and not parts[c] <= fonts) == []
