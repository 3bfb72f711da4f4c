"""Roles for assistive techniques that docutils gives and ARIA has withdrawn."""

from __future__ import annotations

import re

from website.site import Site

# A list's children must be items; an entry of a bibliography is one no more.
WITHDRAWN = re.compile(r' role="(?:doc-biblioentry|list)"(?= class="citation|>)')


def correct(site: Site) -> None:
    for path, page in site.pages.items():
        site.pages[path] = WITHDRAWN.sub("", page)
