"""What docutils and MyST tell assistive technologies and should not."""

from __future__ import annotations

import re

from book._ext.site.site import Site

UNWANTED = re.compile(
    # A list's children must be items; an entry of a bibliography is one no more.
    r' role="(?:doc-biblioentry|list)"(?= class="citation|>)'
    # The name of a fold is what stands on it.
    r'|(?<=<summary) aria-label="[^"]*"'
)


def correct(site: Site) -> None:
    for path, page in site.pages.items():
        site.pages[path] = UNWANTED.sub("", page)
