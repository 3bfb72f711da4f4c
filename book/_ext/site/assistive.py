"""What docutils and MyST tell assistive technologies, put right and completed."""

from __future__ import annotations

import re

from book._ext.site.site import Site

UNWANTED = re.compile(
    # A list's children must be items; an entry of a bibliography is one no more.
    r' role="(?:doc-biblioentry|list)"(?= class="citation|>)'
    # The name of a fold is what stands on it.
    r'|(?<=<summary) aria-label="[^"]*"'
)


# What may be wider than the page can be scrolled by keyboard from the first paint on;
# ``scrolling.js`` takes the mark from what turns out to fit.
SCROLLING = {
    "Formula": re.compile(r'(?<=<div class="formula")(?=>)'),
    "Table": re.compile(r'(?<=<div class="pst-scrollable-table-container")(?=>)'),
    "Code": re.compile(r'(?<=<div class="highlight"><pre)(?=>)'),
}


def correct(site: Site) -> None:
    for path, page in site.pages.items():
        page = UNWANTED.sub("", page)
        for name, place in SCROLLING.items():
            page = place.sub(f' tabindex="0" role="group" aria-label="{name}"', page)
        site.pages[path] = page
