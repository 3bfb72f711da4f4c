"""Print the built site as one PDF.

python -m tools.pdf _build/html book.pdf   # make pdf
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from lxml import html

from book._ext.editions.edition import edition
from tools.browser import NoBrowser, executable
from tools.paths import ROOT
from tools.pdf.document import document
from tools.pdf.printed import printed

MARK = ROOT / "book/_static/favicon.svg"


def main(site: Path, pdf: Path) -> None:
    browser, this = executable(), edition()
    book = document(site, this, MARK.read_text(encoding="utf-8"))
    text = html.tostring(book, doctype="<!DOCTYPE html>", encoding="utf-8")
    pdf.parent.mkdir(parents=True, exist_ok=True)
    page = pdf.with_suffix(".html")
    page.write_bytes(text)
    pdf.write_bytes(printed(page, this, browser))


if __name__ == "__main__":
    gc.set_threshold(100_000, 20, 50)  # of half a million objects none is waste
    try:
        main(*map(Path, sys.argv[1:]))
    except NoBrowser as error:
        sys.exit(str(error))
