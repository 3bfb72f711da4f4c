"""Search finds sections, entries of the glossary and symbols, not only pages.

For each word the index keeps the sections that have it, in the order of how much they
are about it; a second file keeps what stands in them, for excerpts. ``search.js`` reads
both. What a page has to say is kept beside its doctree whenever the page is written, so
that a build which writes one page anew has the index of all.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import cache, cached_property
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from book._ext.pages.parts import is_chapter
from book._ext.search.sections import (
    Section,
    name_symbols,
    said_of_objects,
    sections,
)
from book._ext.search.words import NAMES, YEAR

INDEX, TEXTS = "searchindex.js", "searchtexts.js"
IN_TITLE = 6  # a word in a title counts as often as this
FAINT = 0.4  # a section this much less about a word than another is not kept for it
SATURATION, LENGTH = 1.2, 0.75  # k₁ and b of the usual BM25


def index_of(pages: dict[str, dict], objects: list[list]) -> tuple[dict, list]:
    """Return the index of a book, and the texts of its sections and then its objects.

    Parameters
    ----------
    pages : dict
        By page its title, its sections, what is said of functions by their anchors, and
        whether it is a chapter.
    objects : list
        Of each function, class or module its name, page, anchor and priority.
    """
    number = {page: place for place, page in enumerate(pages)}
    found = [Section(**one) for page in pages.values() for one in page["sections"]]
    objects = [one for one in objects if one[1] in number]
    index = {
        "pages": [[page, one["title"]] for page, one in pages.items()],
        "sections": [[number[one.page], one.anchor, one.title] for one in found],
        "terms": ranked(
            [(s.named, s.text, s.worth(pages[s.page]["is chapter"])) for s in found]
        ),
        "objects": [[name, number[page], *more] for name, page, *more in objects],
        "signs": NAMES,
    }
    said = [pages[page]["said"].get(anchor, "") for _, page, anchor, _ in objects]
    return index, [one.said for one in found] + said


def ranked(found: list[tuple[list[str], list[str], float]]) -> dict[str, list[int]]:
    """Return the sections of each word, the one that is most about it first.

    Each is given by the words of its title and of its text, and by what it is worth.
    A letter alone counts in titles only, where it is a symbol: else it is everywhere.
    """
    mean = sum(len(text) for _, text, _ in found) / max(len(found), 1)
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for number, (named, text, worth) in enumerate(found):
        counts = Counter(word for word in text if len(word) > 1)
        counts.update({word: IN_TITLE * n for word, n in Counter(named).items()})
        spread = SATURATION * (1 - LENGTH + LENGTH * len(text) / mean)
        for word, count in counts.items():
            weights[word][number] = round(worth * count / (count + spread), 6)
    return {word: list(_strongest(each)) for word, each in weights.items()}


def _strongest(weights: dict[int, float]) -> Iterator[int]:
    bar = FAINT * max(weights.values())
    for number in sorted(weights, key=lambda number: (-weights[number], number)):
        if weights[number] >= bar:
            yield number


class Builder(StandaloneHTMLBuilder):
    """Sphinx's builder of HTML, with this index.

    Sphinx's own indexer is there for its language alone: it reads no page, loads
    nothing and writes nothing.
    """

    searchindex_filename = INDEX

    def load_indexer(self, docnames) -> None:
        """Nothing is read from an older index."""

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Keep what can be found on a page that is being written."""
        if pagename not in self.env.titles:
            return
        name = self.env.titles[pagename].astext()
        found = sections(pagename, name, doctree)
        for one in found:
            one.named, one.text = self._stems(one.named), self._stems(one.text)
        found = [asdict(one) for one in found]
        kept = {"title": name, "sections": found, "said": said_of_objects(doctree)}
        path = self._kept(pagename)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept), encoding="utf-8")

    def _stems(self, found: Iterable[str]) -> list[str]:
        """Words as ``search.js`` looks for them, without those that say nothing."""
        unsaid = self.indexer.lang.stopwords
        kept = (word for word in found if word.lower() not in unsaid)
        return [word if YEAR.fullmatch(word) else self._stem(word) for word in kept]

    @cached_property
    def _stem(self) -> Callable[[str], str]:
        return cache(self.indexer.lang.stem)

    def _kept(self, page: str) -> Path:
        return Path(self.doctreedir, "search", f"{page}.json")

    def dump_search_index(self) -> None:
        """Write the index from what is kept of all pages."""
        if self.indexer is None:
            return
        pages = {}
        for page in sorted(self.env.titles):
            if not self._kept(page).exists():
                doctree = self.env.get_and_resolve_doctree(page, self)
                self.index_page(page, doctree, "")
            kept = json.loads(self._kept(page).read_text(encoding="utf-8"))
            pages[page] = kept | {"is chapter": is_chapter(self.env, page)}
        objects = [
            [name, page, anchor, priority]
            for name, _, kind, page, anchor, priority in sorted(
                self.env.domains["py"].get_objects()
            )
            # Of a module the section in which it stands is found.
            if priority >= 0 and kind != "module"
        ]
        index, texts = index_of(pages, objects)
        for file, name, data in (
            (INDEX, "searchIndex", index),
            (TEXTS, "searchTexts", texts),
        ):
            written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            text = f"var {name}={written};\n"
            Path(self.outdir, file).write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict:
    app.connect("doctree-read", name_symbols)
    app.add_builder(Builder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
