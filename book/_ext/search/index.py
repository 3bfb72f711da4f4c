"""Search finds sections, entries of the glossary and symbols, not only pages.

Sphinx keeps for each word the pages on which it stands.  This index keeps the sections,
for each word in the order of how much they are about it; ``search.js`` reads it there
where Sphinx's own script would read its own, and leaves all else to that script.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import IndexBuilder

from book._ext import ROOT
from book._ext.formulas.mathml import written
from book._ext.pages.exercises import exercise
from book._ext.search.words import NAMES, YEAR, formula_words, words

SCRIPT = ROOT / "book/_web/page/search.js"
IN_TITLE = 6  # a word in a title counts as often as this
FAINT = 0.4  # a section this much less about a word than another is not kept for it
USES = 0.6  # what only uses a word comes after what explains it
SATURATION, LENGTH = 1.2, 0.75  # k₁ and b of the usual BM25
CHAPTERS = ("lecture/", "preface/")
HIDDEN = (nodes.comment, nodes.meta, nodes.system_message, addnodes.index)
MARKUP = re.compile(r"<(style|script|annotation)\b.*?</\1>|<[^<]+?>", re.S)


@dataclass
class Section:
    """What can be found: where it is, its title, and its words."""

    page: str
    anchor: str
    title: str
    named: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    @property
    def worth(self) -> float:
        """How much a word counts in it."""
        defines = self.anchor.startswith(("term-", "symbol-"))
        explains = self.page.startswith(CHAPTERS) and not self.anchor.startswith("ex-")
        return 1 if defines or explains else USES


# -- What can be found -----------------------------------------------------------------


def sections(page: str, title: str, doctree: nodes.document) -> list[Section]:
    """Return the sections of a page, itself the first; each without those inside it."""
    found = [Section(page, "", title, words(title))]
    whole = next(doctree.findall(nodes.section), None)
    for child in doctree.children:
        for part in child.children if child is whole else [child]:
            _read(part, found[0], found)
    return found


def _read(node: nodes.Node, section: Section, found: list[Section]) -> None:
    if isinstance(node, HIDDEN):
        return
    if isinstance(node, nodes.Text):
        section.text += words(node.astext())
    elif isinstance(node, nodes.math | nodes.math_block):
        section.text += formula_words(node.astext())
    elif isinstance(node, nodes.raw):
        if "html" in node.get("format", ""):
            section.text += words(MARKUP.sub(" ", node.astext()))
    else:
        if own := _opens(node):
            section = Section(section.page, *own)
            found.append(section)
        for child in node.children:
            _read(child, section, found)


def _opens(node: nodes.Node) -> tuple[str, str, list[str]] | None:
    """The anchor, title and words in the title of a node that can be found itself."""
    if isinstance(node, nodes.section):
        return node["ids"][0], node[0].astext(), words(node[0].astext())
    if isinstance(node, exercise):
        title = f"Exercise: {node[0].astext()}"
        return node["ids"][0], title, words(title)
    if isinstance(node, nodes.definition_list_item) and node[0].get("ids"):
        terms = [child.astext() for child in node if isinstance(child, nodes.term)]
        return node[0]["ids"][0], ", ".join(terms), words(" ".join(terms))
    if isinstance(node, nodes.row) and "symbols" in node:
        symbols = node["symbols"]
        named = [word for symbol in symbols for word in formula_words(symbol)]
        return node["ids"][0], ", ".join(dict.fromkeys(map(plain, symbols))), named
    return None


def plain(latex: str) -> str:
    r"""Return a formula as plain text.

    >>> plain(r"\mathbf{X}^\top"), plain(r"\hat y")
    ('X⊤', 'ŷ')
    """
    text = html.unescape(MARKUP.sub("", written(latex, False)))
    text = text.replace("\N{FUNCTION APPLICATION}", "")
    text = re.sub(r"(\w)[\^ˆ]", "\\1\N{COMBINING CIRCUMFLEX ACCENT}", text)
    return unicodedata.normalize("NFKC", text)


def name_symbols(app: Sphinx, doctree: nodes.document) -> None:
    """Give each row of the table of notation an anchor made of its symbols' names."""
    taken = Counter()
    for table in doctree.findall(nodes.table):
        header = next(table.findall(nodes.entry)).astext()
        for row in list(table.findall(nodes.row))[1:] if header == "Symbol" else ():
            row["symbols"] = [one.astext() for one in row[0].findall(nodes.math)]
            name = nodes.make_id(" ".join(formula_words(" ".join(row["symbols"]))))
            taken[name] += 1
            row["ids"].append(f"symbol-{name}-{taken[name]}".removesuffix("-1"))


# -- The index -------------------------------------------------------------------------


class SectionIndex(IndexBuilder):
    """Sphinx's index, with sections where it has pages."""

    def __init__(self, *words) -> None:
        super().__init__(*words)
        self.found: dict[str, list[Section]] = {}

    def feed(self, docname, filename, title, doctree) -> None:
        super().feed(docname, filename, title, doctree)
        self.found[docname] = sections(docname, title, doctree) if title else []

    def freeze(self) -> dict:
        frozen = super().freeze()
        number = {page: place for place, page in enumerate(frozen["docnames"])}
        found = [one for page in number for one in self.found.get(page, ())]
        return frozen | {
            "sections": [[number[one.page], one.anchor, one.title] for one in found],
            "terms": ranked(
                [(self.stems(s.named), self.stems(s.text), s.worth) for s in found]
            ),
            # search.js makes the titles from the sections, and needs no more.
            "alltitles": {},
            "titleterms": {},
            "indexentries": {},
        }

    def stems(self, found: Iterable[str]) -> list[str]:
        stem = cache(self.lang.stem)
        kept = (word for word in found if word.lower() not in self.lang.stopwords)
        return [word if YEAR.fullmatch(word) else stem(word) for word in kept]

    def context_for_searchtool(self) -> dict:
        script = SCRIPT.read_text(encoding="utf-8")
        names = json.dumps(NAMES, ensure_ascii=False)
        return super().context_for_searchtool() | {
            "search_word_splitter_code": f"{{\nconst SIGNS = {names};\n{script}}}"
        }


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
    """Sphinx's builder of HTML, with this index."""

    def prepare_writing(self, docnames) -> None:
        super().prepare_writing(docnames)
        if self.indexer is not None:
            settings = self.config.html_search_options, self.config.html_search_scorer
            self.indexer = SectionIndex(self.env, self.config.language, *settings)


def setup(app: Sphinx) -> dict:
    app.connect("doctree-read", name_symbols)
    app.add_builder(Builder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
