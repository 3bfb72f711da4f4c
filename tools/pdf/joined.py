"""The pages of the built site as chapters of one document.

The built pages have their numbers already: of chapters, figures, formulas, exercises.
Here each page becomes a chapter; its ids get the page's name before them, and links
between pages become links within the document.  What serves a screen alone is left
out.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

# Code that a page folds away draws a figure or publishes numbers; tables below a figure
# tell its data.  A textbook prints what it talks about, and no more: who wants the rest
# finds it on the site.
FOR_SCREENS = (
    ".//a[contains(@class, 'headerlink')]|.//details[contains(@class, 'hide')]"
    "|.//details[@class='data']"
    "|.//script|.//button|.//nav|.//div[contains(@class, 'toctree-wrapper')]"
)
LISTED = (
    "//*[@role='heading' and contains(@class, 'caption')][not(ancestor::article)]"
    "|//li[contains(@class, 'toctree-l1')][not(ancestor::article)]/a"
)
NAMING = ("for", "headers", "aria-labelledby", "aria-describedby")


@dataclass(frozen=True)
class Chapter:
    """A page of the site, and the part of the book that it belongs to."""

    page: str
    part: str
    body: HtmlElement

    @property
    def id(self) -> str:
        return anchor(self.page)

    @property
    def title(self) -> str:
        return self.body.find(".//h1").text_content().strip()


def anchor(page: str, name: str = "") -> str:
    """Return the id, in the document, of a page or of what has an id on it."""
    return page.replace("/", "-") + (f"--{name}" if name else "")


def parse(path: Path) -> HtmlElement:
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def contents(site: Path) -> dict[str, str]:
    """Return the pages in the order of the book, each with its part."""
    found, part = {"index": ""}, ""
    for element in parse(site / "index.html").xpath(LISTED):
        if element.tag == "a":
            found.setdefault(element.get("href").removesuffix(".html"), part)
        else:
            part = element.text_content().strip()
    return found


def chapters(site: Path) -> list[Chapter]:
    """Return all chapters; a link leads to the place in the document that it means."""
    pages = contents(site)
    return [Chapter(page, pages[page], _body(site, page, pages)) for page in pages]


def _body(site: Path, page: str, pages: dict[str, str]) -> HtmlElement:
    (article,) = parse(site / f"{page}.html").xpath(
        "//article[contains(@class, 'bd-article')]"
    )
    for element in article.xpath(FOR_SCREENS):
        element.drop_tree()
    for element in article.xpath(".//details[not(contains(@class, 'solution'))]"):
        _unfold(element)
    for element in article.iter("*"):
        _rename(element, page)
        if element.tag == "a" and element.get("href"):
            _relink(element, page, pages)
    for figure in article.iter("figure"):
        figure.attrib.pop("aria-label", None)  # its picture speaks, in a PDF
        for leading in figure.xpath(".//*[@class='fig'][@role='group']"):
            leading.set("role", "img")
            for link in leading.xpath(".//*[local-name()='a']"):
                link.drop_tag()
    for formula in article.iter("math"):
        _speak(formula)
    article.set("id", anchor(page))
    article.set("class", "bd-article chapter")
    return article


def _unfold(details: HtmlElement) -> None:
    summary = details.find("summary")
    details.tag, summary.tag = "div", "p"
    summary.set("class", "summary")


def _speak(formula: HtmlElement) -> None:
    """Let a formula be one picture that says its LaTeX: a PDF knows no MathML."""
    formula.set("role", "img")
    formula.set("aria-label", " ".join(formula.findtext(".//annotation").split()))


def _rename(element: HtmlElement, page: str) -> None:
    """Make the ids of an element, and those that it names, the document's own."""
    element.attrib.pop("tabindex", None)
    for key, value in element.attrib.items():
        if key == "id":
            element.set(key, anchor(page, value))
        elif key in NAMING:
            named = (anchor(page, name) for name in value.split())
            element.set(key, " ".join(named))
        elif key == "href" and element.tag == "use":
            element.set(key, "#" + anchor(page, value.removeprefix("#")))
        elif "url(#" in value:
            element.set(key, value.replace("url(#", f"url(#{anchor(page)}--"))


def _relink(link: HtmlElement, page: str, pages: dict[str, str]) -> None:
    """Let a link lead to its place in the document; to no other page of the site."""
    parts = urlsplit(link.get("href"))
    if parts.scheme or parts.netloc:
        return
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))
    target = path.removesuffix(".html") if parts.path else page
    if target in pages:
        link.set("href", "#" + anchor(target, unquote(parts.fragment)))
    else:
        link.drop_tag()
