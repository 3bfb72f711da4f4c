"""Print the built site as one PDF: `make pdf`."""

from __future__ import annotations

from pathlib import Path

from edition import edition
from lxml import html

from forms.document import document
from forms.printed import printed

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build/html"
MARK = ROOT / "book/_static/favicon.svg"
PDF = ROOT / "_build/pdf/introduction-to-neural-networks.pdf"


def main() -> None:
    this = edition()
    book = document(SITE, this, MARK.read_text(encoding="utf-8"))
    PDF.parent.mkdir(parents=True, exist_ok=True)
    page = PDF.with_suffix(".html")
    text = html.tostring(book, doctype="<!DOCTYPE html>", encoding="utf-8")
    page.write_bytes(text)
    PDF.write_bytes(printed(page, this))
    print(f"The book is ready to print: {PDF.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
