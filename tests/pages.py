"""The pages of the book as the tests see them: the source, and what was built of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import html

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "book"
SITE = ROOT / "_build/html"


@dataclass(frozen=True)
class Page:
    name: str

    @property
    def source(self) -> str:
        return (BOOK / f"{self.name}.md").read_text(encoding="utf-8")

    @property
    def path(self) -> Path:
        return SITE / f"{self.name}.html"

    @property
    def tree(self) -> html.HtmlElement:
        return parse(self.path)

    @property
    def article(self) -> html.HtmlElement:
        (article,) = self.tree.xpath('//article[contains(@class, "bd-article")]')
        return article

    @property
    def teaches(self) -> bool:
        """Whether it is a chapter with exercises."""
        return self.name in NUMBERED - WITHOUT_EXERCISES


@cache
def parse(path: Path) -> html.HtmlElement:
    assert path.exists(), f"{path} is not built: run `make html` first"
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def built_pages() -> list[Path]:
    """Return the files of all pages of the site, those that the build adds too."""
    found = [
        p for p in sorted(SITE.rglob("*.html")) if SITE / "_static" not in p.parents
    ]
    assert len(found) > len(PAGES), "the book is not built: run `make html` first"
    return found


PAGES = [
    Page(path.relative_to(BOOK).with_suffix("").as_posix())
    for path in sorted(BOOK.rglob("*.md"))
    if not path.relative_to(BOOK).parts[0].startswith("_")
]
# The chapters, as the table of contents on the title page has them.
NUMBERED = {
    line
    for block in re.findall(
        r"^```\{toctree\}\n(.*?)^```", Page("index").source, re.S | re.M
    )
    if ":numbered:" in block
    for line in block.splitlines()
}
WITHOUT_EXERCISES = {"lecture/questions", "lecture/on-one-page"}
CHAPTERS = [page for page in PAGES if page.teaches]
# What Sphinx adds to the pages that stand in the sources.
EXTRA = [Page(name) for name in ("genindex", "search")]


def figures_in(source: str) -> list[str]:
    """The names of the figures and tables that a page's cells say they make."""
    return re.findall(r'name=f?"((?:fig|tab)-[\w{}.-]+)"', source)
