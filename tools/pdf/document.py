"""The book as one document to print: title, contents, chapters, solutions.

Where the number of a page is wanted stands an element with ``data-page-of``, the id of
what stands on that page; who prints the document fills it in.
"""

from __future__ import annotations

import os
from pathlib import Path

import matplotlib
from lxml import html
from lxml.html import HtmlElement
from lxml.html.builder import E

from book._ext.editions.edition import Edition
from tools.pdf.joined import Chapter, chapters

SOLUTIONS = "solutions"
FACES = [
    ("Book Symbols", "font-weight: 400", "DejaVuSans.ttf"),
    ("Book Mono", "font-weight: 400", "DejaVuSansMono.ttf"),
    ("Book Mono", "font-weight: 700", "DejaVuSansMono-Bold.ttf"),
    ("Book Mono", "font-style: italic", "DejaVuSansMono-Oblique.ttf"),
]
STYLE = Path(__file__).with_name("print.css")


def document(site: Path, edition: Edition, cover: str) -> HtmlElement:
    """Return the whole book.

    Parameters
    ----------
    site : Path
        The folder of the built site; the document must stand in a folder beside it.
    edition : Edition
        What the title page says.
    cover : str
        The picture on the title page, an ``<svg>`` element.
    """
    book = chapters(site)
    answers = _solutions(book)
    pages = [*book, Chapter(SOLUTIONS, "", answers)]
    return E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.title(edition.title),
            E.style(_sheet(site), _faces(site), STYLE.read_text(encoding="utf-8")),
            E.style(_running_heads(pages)),
        ),
        E.body(
            _title_page(edition, cover),
            _contents(pages),
            *(chapter.body for chapter in pages),
        ),
        {"lang": edition.language, "data-theme": "light"},
    )


def _sheet(site: Path) -> str:
    """The site's own style sheet: what stands on paper looks as on the screen.

    The fonts are those from which the site's were cut to the letters of its pages.
    """
    (sheet,) = html.parse(str(site / "index.html")).xpath(
        "//link[@rel='stylesheet']/@href"
    )
    rules = (site / sheet.split("?")[0]).read_text(encoding="utf-8")
    return rules.replace('url("fonts/', 'url("../static/fonts/')


def _faces(site: Path) -> str:
    """Name the fonts that the site leaves to the reader."""
    folder = Path(matplotlib.get_data_path(), "fonts/ttf")
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; {style}; '
        f'src: url("{os.path.relpath(folder / file, site)}"); }}'
        for family, style, file in FACES
    )


def _running_heads(pages: list[Chapter]) -> str:
    """Pages with a chapter's title at their head; a text cannot be taken from one."""
    return "\n".join(
        f"@page {chapter.id} {{ @top-left {{ content: {_quoted(chapter.title)} }} }}\n"
        f"#{chapter.id} {{ page: {chapter.id} }}"
        for chapter in pages
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _title_page(edition: Edition, cover: str) -> HtmlElement:
    return E.section(
        html.fragment_fromstring(cover),
        E.p(edition.title, {"class": "title"}),
        E.p(", ".join(edition.authors), {"class": "authors"}),
        E.p(f"Version {edition.version} · {edition.rights}", {"class": "facts"}),
        {"class": "half-title"},
    )


def _contents(pages: list[Chapter]) -> HtmlElement:
    """The chapters and their sections by parts, each with its page."""
    listed = E.section(E.h1("Contents"), {"class": "contents", "id": "contents"})
    part = ""
    for chapter in pages:
        if chapter.part and chapter.part != part:
            listed.append(E.p(chapter.part, {"class": "part"}))
        part = chapter.part
        listed.append(_line(chapter.title, chapter.id, "of-chapter"))
        for heading in chapter.body.iter("h2"):
            name = heading.text_content().strip()
            listed.append(_line(name, heading.getparent().get("id"), "of-section"))
    return listed


def _line(title: str, target: str, kind: str) -> HtmlElement:
    link = E.a(
        E.span(title), E.span({"class": "dots"}), _page_of(target), href=f"#{target}"
    )
    return E.p(link, {"class": f"line {kind}"})


def _page_of(target: str) -> HtmlElement:
    return E.span({"class": "page-number", "data-page-of": target})


# -- Solutions -------------------------------------------------------------------------


def _solutions(book: list[Chapter]) -> HtmlElement:
    """Take the solutions out of the chapters, and return them as a chapter."""
    body = E.article(
        E.h1("Solutions"), {"class": "bd-article chapter", "id": SOLUTIONS}
    )
    for chapter in book:
        answers = [
            _solution(exercise, solution)
            for exercise in chapter.body.xpath(".//section[@class='exercise']")
            for solution in exercise.xpath("./details[@class='solution']")
        ]
        if answers:
            section = E.section(id=f"{SOLUTIONS}--{chapter.id}")
            section.extend([E.h2(chapter.title), *answers])
            body.append(section)
    return body


def _solution(exercise: HtmlElement, solution: HtmlElement) -> HtmlElement:
    """Take a solution from its exercise; each says on which page the other is."""
    here, there = f"{exercise.get('id')}--solution", exercise.get("id")
    title = exercise.find("p").text_content().strip()
    (answer,) = solution.xpath("./*[@class='answer']")
    solution.drop_tree()
    exercise.append(
        E.p(E.a("Solution on page ", _page_of(here), href=f"#{here}"), {"class": "to"})
    )
    back = E.a("page ", _page_of(there), href=f"#{there}")
    section = E.section({"class": "solution", "id": here})
    head = E.div(E.h3(title), E.p(back, {"class": "to"}), {"class": "head"})
    section.extend([head, answer])
    return section
