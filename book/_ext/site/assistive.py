"""What docutils and MyST tell assistive technologies, put right and completed."""

from __future__ import annotations

import re

from book._ext.site.site import Site

UNWANTED = (
    # A list's children must be items; an entry of a bibliography is one no more.
    re.compile(r' role="(?:doc-biblioentry|list)"(?= class="citation|>)'),
    # The name of a fold is what stands on it.
    re.compile(r'(?<=<summary) aria-label="[^"]*"'),
)
# What may be wider than the page can be scrolled by keyboard from the first paint on;
# ``scrolling.js`` takes the mark from what turns out to fit.
SCROLLING = {
    "Formula": '<div class="formula">',
    "Table": '<div class="pst-scrollable-table-container">',
    "Code": '<div class="highlight"><pre>',
}


def correct(site: Site) -> None:
    for path, page in site.pages.items():
        for unwanted in UNWANTED:
            page = unwanted.sub("", page)
        for name, tag in SCROLLING.items():
            reached = f'{tag[:-1]} tabindex="0" role="group" aria-label="{name}">'
            page = page.replace(tag, reached)
        site.pages[path] = page
