"""What pages say of themselves to search engines, social sites and reference managers.

Without the address of the book a page names none, and the picture that needs one is
left out.
"""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx

from book._ext.editions.edition import TEXT_LICENCE_ADDRESS, edition
from book._ext.editions.places import repository_from
from book._ext.site import fonts
from book._ext.site.card import CARD, SIZE, TEXT

DESCRIPTION = re.compile(r'<meta\b(?=[^>]*name="description")[^>]*content="([^"]*)"')
TAGS = re.compile(r"<[^>]*>")


def repository_links(pagename: str, is_page: bool) -> list[tuple[str, str]]:
    """Return links to the page's source and to the place for reports, where known."""
    home = repository_from(os.environ)
    if not home:
        return []
    title = quote(f"On the page {pagename}")
    edit = [("Edit this page", f"{home}/edit/main/book/{pagename}.md")]
    return [
        *(edit if is_page else []),
        ("Report a mistake", f"{home}/issues/new?title={title}"),
    ]


def describe(app: Sphinx, pagename: str, template: str, context: dict, doctree) -> None:
    this = edition()
    given = DESCRIPTION.search(context.get("metatags", ""))
    title = " ".join(TAGS.sub("", context.get("title", "")).split())
    address = app.config.html_baseurl
    context |= {
        "address": address,
        "page_address": f"{address}{pagename}.html" if address else "",
        "plain_title": title or escape(this.title),
        "page_description_given": bool(given),
        "description": given[1] if given else escape(this.abstract),
        "book_author": escape(", ".join(this.authors)),
        "book_version": this.version,
        "licence": TEXT_LICENCE_ADDRESS,
        "rights": this.rights,
        "card": CARD,
        "card_size": SIZE,
        "card_alt": TEXT,
        "preloaded_fonts": fonts.first_seen(
            context.get("body", ""), Path(app.config.generated_static)
        ),
        "repository_links": repository_links(pagename, doctree is not None),
    }
