"""What can be found on a page: its sections, entries, symbols, and what they say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from book._ext.formulas.mathml import written
from book._ext.formulas.plain import plain_of
from book._ext.pages.exercises import exercise
from book._ext.search.words import formula_words, words

USES = 0.6  # what only uses a word comes after what explains it
HIDDEN = (nodes.comment, nodes.meta, nodes.system_message, addnodes.index)
# What an excerpt leaves out: names, which stand above it, code, and what it prints.
UNSAID = (nodes.title, nodes.term, nodes.literal_block, nodes.doctest_block)
MARKUP = re.compile(r"<(style|script|annotation)\b.*?</\1>|<[^<]+?>", re.S)


@dataclass
class Section:
    """What can be found: where it is, its title, its words, and what it says."""

    page: str
    anchor: str
    title: str
    named: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    said: str = ""

    def worth(self, of_a_chapter: bool) -> float:
        """How much a word counts in it."""
        defines = self.anchor.startswith(("term-", "symbol-"))
        explains = of_a_chapter and not self.anchor.startswith("ex-")
        return 1 if defines or explains else USES


def sections(page: str, title: str, doctree: nodes.document) -> list[Section]:
    """Return the sections of a page, itself the first; each without those inside it."""
    found = [Section(page, "", title, words(title))]
    whole = next(doctree.findall(nodes.section), None)
    for child in doctree.children:
        for part in child.children if child is whole else [child]:
            _read(part, found[0], found, True)
    for one in found:
        one.said = " ".join(one.said.split())
    return found


def _read(
    node: nodes.Node, section: Section, found: list[Section], is_said: bool
) -> None:
    if isinstance(node, HIDDEN) or _is_contents(node):
        return
    said = ""
    if isinstance(node, nodes.Text):
        said = node.astext()
        section.text += words(said)
    elif isinstance(node, nodes.math | nodes.math_block):
        said = plain(node.astext())
        section.text += formula_words(node.astext())
    elif isinstance(node, nodes.raw):
        if "html" in node.get("format", ""):
            section.text += words(MARKUP.sub(" ", node.astext()))
    else:
        if own := _opens(node):
            section = Section(section.page, *own)
            found.append(section)
        is_said = is_said and not isinstance(node, UNSAID)
        for child in node.children:
            _read(child, section, found, is_said)
    if is_said:
        section.said += (
            said if isinstance(node, nodes.Inline | nodes.Text) else f" {said} "
        )


def _is_contents(node: nodes.Node) -> bool:
    """Whether it lists other pages, which say themselves what they are about."""
    return isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]


def _opens(node: nodes.Node) -> tuple[str, str, list[str]] | None:
    """The anchor, title and words in the title of a node that can be found itself."""
    if isinstance(node, nodes.section):
        return node["ids"][0], said_in(node[0]), words(node[0].astext())
    if isinstance(node, exercise):
        title = f"Exercise: {said_in(node[0])}"
        return node["ids"][0], title, words(f"Exercise {node[0].astext()}")
    if isinstance(node, nodes.definition_list_item) and node[0].get("ids"):
        terms = [said_in(child) for child in node if isinstance(child, nodes.term)]
        return node[0]["ids"][0], ", ".join(terms), words(" ".join(terms))
    if isinstance(node, nodes.row) and "symbols" in node:
        symbols = node["symbols"]
        named = [word for symbol in symbols for word in formula_words(symbol)]
        return node["ids"][0], ", ".join(dict.fromkeys(map(plain, symbols))), named
    return None


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


def said_of_objects(doctree: nodes.document) -> dict[str, str]:
    """Return the first paragraph on each function or class, by its anchor."""
    found = {}
    for description in doctree.findall(addnodes.desc):
        names = description[0]["ids"]
        first = next(description[-1].findall(nodes.paragraph), None)
        if names and first is not None:
            found[names[0]] = said_in(first)
    return found


def plain(latex: str) -> str:
    r"""Return a formula in one line of plain text.

    >>> plain(r"\mathbf{X}^\top"), plain(r"\hat y"), plain(r"\max_j z_j")
    ('Xᵀ', 'ŷ', 'maxⱼ zⱼ')
    >>> plain(r"J = \frac12\sum_{i=1}^n (y^{(i)} - \hat y^{(i)})^2")
    'J = 1/2 ∑ᵢ₌₁ⁿ (y⁽ⁱ⁾ − ŷ⁽ⁱ⁾)²'
    >>> plain(r"\frac{\partial J}{\partial w_j}"), plain(r"e^{-z^2} J_{\mathbf w}")
    ('∂J/∂wⱼ', 'e^(−z²)J_w')
    """
    return plain_of(written(latex, False))


def said_in(node: nodes.Element) -> str:
    """Return the text of a paragraph or title, formulas as plain text."""
    parts = node.findall(lambda one: isinstance(one, nodes.Text | nodes.math))
    return " ".join(
        "".join(
            plain(part.astext()) if isinstance(part, nodes.math) else part.astext()
            for part in parts
            if not isinstance(part.parent, nodes.math)
        ).split()
    )
