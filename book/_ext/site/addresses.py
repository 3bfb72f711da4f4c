"""Pages whose links must be whole: the list for search engines, the page not found."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

from book._ext.site.site import Site

NOT_FOUND = "404.html"
# What a reader does not look for.
UNLISTED = {NOT_FOUND, "search.html"}
LINK = re.compile(r'(\s(?:href|src|action|data-content_root)=")(?!#|[a-z]+:|/)([^"]*)')


def from_anywhere(site: Site) -> None:
    """Let the links of the page not found start at the root of the server.

    A server shows it in place of whatever page was asked for, in any folder.
    """
    root = urlsplit(site.address).path or "/"
    path = site.folder / NOT_FOUND
    site.pages[path] = LINK.sub(rf"\g<1>{root}\2", site.pages[path]).replace(
        f'="{root}./"', f'="{root}"'
    )


def listed(site: Site) -> None:
    """Write the list of all pages for search engines, where the address is known."""
    if not site.address:
        return
    names = [path.relative_to(site.folder).as_posix() for path in site.pages]
    places = "".join(
        f"<url><loc>{escape(site.address + name)}</loc></url>\n"
        for name in names
        if name not in UNLISTED
    )
    (site.folder / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{places}</urlset>\n",
        encoding="utf-8",
    )
