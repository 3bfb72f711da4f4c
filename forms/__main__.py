"""Print the built site as one PDF: `make pdf`."""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import html

from book._ext.editions.edition import edition
from forms.document import document
from forms.printed import printed

MARK = Path(__file__).parents[1] / "book/_static/favicon.svg"


def main(site: Path, pdf: Path) -> None:
    this = edition()
    book = document(site, this, MARK.read_text(encoding="utf-8"))
    text = html.tostring(book, doctype="<!DOCTYPE html>", encoding="utf-8")
    pdf.parent.mkdir(parents=True, exist_ok=True)
    page = pdf.with_suffix(".html")
    page.write_bytes(text)
    pdf.write_bytes(printed(page, this))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
