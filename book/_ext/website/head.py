"""What pages say of themselves to search engines, social sites and reference managers.

The address of the book is a setting, ``html_baseurl``: without it a page names no
address, and the picture that needs one is left out.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

import yaml
from sphinx.application import Sphinx

from website.card import CARD, SIZE, TEXT

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DESCRIPTION = re.compile(r'<meta\b(?=[^>]*name="description")[^>]*content="([^"]*)"')
TAGS = re.compile(r"<[^>]*>")


def address_from(environment: dict[str, str]) -> str:
    """Return where the book will be served, ending in a slash; nothing if unknown.

    >>> address_from({"BOOK_ADDRESS": "https://example.org/nn"})
    'https://example.org/nn/'
    >>> address_from({"GITHUB_REPOSITORY": "someone/book"})
    'https://someone.github.io/book/'
    >>> address_from({})
    ''
    """
    if address := environment.get("BOOK_ADDRESS"):
        return address.rstrip("/") + "/"
    if repository := environment.get("GITHUB_REPOSITORY"):
        owner, name = repository.split("/")
        return f"https://{owner.lower()}.github.io/{name}/"
    return ""


@cache
def citation(path: Path) -> dict:
    """Return what ``CITATION.cff`` says, the one source for it."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def repository_links(pagename: str, is_page: bool) -> list[tuple[str, str]]:
    """Return links to the page's source and to the place for reports, where known."""
    repository = os.environ.get("GITHUB_REPOSITORY")
    if not repository:
        return []
    home = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}"
    title = quote(f"On the page {pagename}")
    edit = [("Edit this page", f"{home}/edit/main/book/{pagename}.md")]
    return [
        *(edit if is_page else []),
        ("Report a mistake", f"{home}/issues/new?title={title}"),
    ]


def fonts_first_seen(body: str) -> list[str]:
    """Return the fonts to ask for at once, so that no text is set twice."""
    italic = ["serif-italic"] if "<em" in body else []
    maths = ["maths"] if "<math" in body else []
    return ["serif", "serif-bold", *italic, "sans", "sans-bold", *maths]


def describe(app: Sphinx, pagename: str, template: str, context: dict, doctree) -> None:
    cited = citation(Path(app.confdir, "CITATION.cff"))
    given = DESCRIPTION.search(context.get("metatags", ""))
    title = " ".join(TAGS.sub("", context.get("title", "")).split())
    address = app.config.html_baseurl
    context |= {
        "address": address,
        "page_address": f"{address}{pagename}.html" if address else "",
        "plain_title": title or cited["title"],
        "page_description_given": bool(given),
        "description": given[1] if given else " ".join(cited["abstract"].split()),
        "book_author": ", ".join(author["name"] for author in cited["authors"]),
        "book_version": cited["version"],
        "licence": LICENCE,
        "card": CARD,
        "card_size": SIZE,
        "card_alt": TEXT,
        "preloaded_fonts": fonts_first_seen(context.get("body", "")),
        "repository_links": repository_links(pagename, doctree is not None),
    }
