"""Print a document with Chromium, and fill in the page numbers that it refers to.

Chromium cannot say in a text on which page something stands.  So the document is
printed, the PDF says where its parts stand, and it is printed again with these numbers;
as they might move a line, until they are right.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    NameObject,
    create_string_object,
)

from book._ext.editions.edition import Edition
from tools.browser import FLAGS
from tools.pdf.tags import thin_out

ATTEMPTS = 5
FILL_IN = """(pages) => {
  for (const place of document.querySelectorAll('[data-page-of]'))
    place.textContent = pages[place.dataset.pageOf] ?? '?';
}"""

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .map((heading) => heading.textContent.replace(/\\s+/g, ' ').trim())"""


class Unsettled(RuntimeError):
    """Page numbers that change with every print."""


def printed(document: Path, edition: Edition, browser: str) -> bytes:
    """Return a document of HTML as a tagged PDF with an outline.

    Parameters
    ----------
    document : Path
        The file that is printed.
    edition : Edition
        What the PDF says of itself.
    browser : str
        The path of the browser that prints.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser, args=[*FLAGS])
        page = browser.new_page(color_scheme="light")
        page.goto(document.resolve().as_uri())
        page.evaluate("document.fonts.ready")
        pdf = _with_numbers(page)
        headings = page.evaluate(HEADINGS)
        browser.close()
    return described(pdf, edition, headings)


def _with_numbers(page: Page) -> bytes:
    numbers: dict[str, int] = {}
    for attempt in range(ATTEMPTS):
        page.evaluate(FILL_IN, numbers)
        pdf = page.pdf(
            tagged=attempt > 0,  # the first print is for the numbers alone
            outline=attempt > 0,
            prefer_css_page_size=True,
            print_background=True,
        )
        found = pages_of(PdfReader(io.BytesIO(pdf)))
        if found == numbers:
            return pdf
        numbers = found
    raise Unsettled(f"page numbers still change after {ATTEMPTS} prints")


def pages_of(pdf: PdfReader) -> dict[str, int]:
    """Return the number of the page on which each target of a link stands."""
    return {
        name.removeprefix("/"): pdf.get_destination_page_number(place) + 1
        for name, place in pdf.named_destinations.items()
    }


def described(pdf: bytes, edition: Edition, headings: list[str]) -> bytes:
    """Return a PDF that says what it is, and nothing of when it was printed.

    Chromium writes a title twice where its heading begins a page; so the outline gets
    its titles from the headings.
    """
    reader = PdfReader(io.BytesIO(pdf))
    thin_out(reader)
    writer = PdfWriter(clone_from=reader)
    date = edition.date.strftime("D:%Y%m%d%H%M%SZ")
    writer.metadata = {
        "/Title": edition.title,
        "/Author": ", ".join(edition.authors),
        "/Subject": edition.abstract,
        "/CreationDate": date,
        "/ModDate": date,
    }
    catalog = writer.root_object
    for entry, heading in zip(_entries(catalog["/Outlines"]), headings, strict=True):
        entry[NameObject("/Title")] = create_string_object(heading)
    catalog[NameObject("/Lang")] = create_string_object(edition.language)
    catalog[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _entries(outline: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the entries of an outline from the first to the last."""
    follower = outline.get("/First")
    while follower is not None:
        entry = follower.get_object()
        yield entry
        yield from _entries(entry)
        follower = entry.get("/Next")
