"""Turn a resolved page into Markdown as Jupyter reads it: CommonMark, tables, TeX.

References, citations, numbers and quoted values are text by then.  A link leads to the
site where its address is known, and is text elsewhere.  A kind of node that is not
known here is an error, so that nothing of a page gets lost unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from urllib.parse import urljoin

from docutils import nodes
from sphinx.errors import ExtensionError

from book._ext.notebooks.markdown_marks import (
    aligned,
    around,
    code,
    fenced,
    folded,
    indented,
    one_line,
    paragraph,
    quoted,
)
from nnbook.figures.markdown import escaped, pipe_table

Numbering = Callable[[nodes.Element], str]

# Elements without a mark of their own in Markdown.
SILENT = (
    nodes.comment,
    nodes.meta,
    nodes.Invisible,
    nodes.raw,
    nodes.system_message,
    nodes.target,
    nodes.transition,
)


class NoMarkdown(ExtensionError):
    """A part of a page that cannot be written as Markdown."""

    category = "Notebook"


class Markdown:
    """Writes the parts of one page.

    Parameters
    ----------
    number : callable
        Returns the number of a formula, figure, table or exercise, or ``""``.
    address : str
        The page's own address on the web, or ``""``.
    """

    def __init__(self, number: Numbering, address: str = ""):
        self.number = number
        self.address = address

    # -- Text --------------------------------------------------------------------------

    def text(self, node: nodes.Node) -> str:
        """Return what stands in a line: the children of a paragraph or title."""
        return self._line(node.children)

    def _line(self, children: Iterable[nodes.Node]) -> str:
        text = ""
        # Emphasis that touches emphasis would be read as strong: one mark for both.
        for mark, alike in groupby(self._parts(children), _mark):
            words = map(self.text if mark else self._inline, alike)
            text += around(mark, "".join(words))
        return text

    def _parts(self, children: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
        """The children, and those of links that lead nowhere in their place."""
        for node in children:
            bare = isinstance(node, nodes.reference) and not self._target(node)
            yield from self._parts(node.children) if bare else [node]

    def _inline(self, node: nodes.Node) -> str:
        match node:
            case nodes.Text():
                return escaped(" ".join(node.astext().split("\n")))
            case nodes.math():
                return f"${one_line(node.astext())}$"
            case nodes.literal():
                return code(node.astext())
            case nodes.superscript() | nodes.footnote_reference():
                return f"<sup>{self.text(node)}</sup>"
            case nodes.subscript():
                return f"<sub>{self.text(node)}</sub>"
            case nodes.reference():
                return f"[{self.text(node)}]({self._target(node)})"
            case nodes.image():
                return escaped(node["alt"])
            case _ if isinstance(node, SILENT):
                return ""
            case nodes.Inline() | nodes.TextElement():
                return self.text(node)
        raise NoMarkdown(f"in a line of text: {_named(node)}")

    def _target(self, node: nodes.reference) -> str:
        to = node.get("refuri", "")
        if to and node.get("internal"):
            return urljoin(self.address, to) if self.address else ""
        return to

    # -- Blocks ------------------------------------------------------------------------

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Return parts that stand below each other, with empty lines between."""
        return "\n\n".join(filter(None, map(self.block, children)))

    def block(self, node: nodes.Node) -> str:
        """Return one part of a page, such as a paragraph or a list."""
        writer = getattr(self, f"_{type(node).__name__}", None)
        if writer:
            return writer(node)
        if isinstance(node, SILENT):
            return ""
        if isinstance(node, nodes.Admonition):
            return self._boxed(type(node).__name__.capitalize(), node.children)
        if isinstance(node, nodes.Inline | nodes.TextElement | nodes.Text):
            return self._inline(node)
        raise NoMarkdown(f"among paragraphs: {_named(node)}")

    def _paragraph(self, node: nodes.Element) -> str:
        if any(map(_is_block, node.children)):  # in docstrings, lists
            return self._mixed(node)
        text = paragraph(self.text(node))
        return around("*", text) if "facts" in node["classes"] else text

    def _mixed(self, node: nodes.Element) -> str:
        parts = []
        for is_block, children in groupby(node.children, _is_block):
            parts.append((self.blocks if is_block else self._line)(children))
        return "\n\n".join(parts)

    def _container(self, node: nodes.Element) -> str:
        text = self.blocks(node.children)
        return around("**", text) if "sd-card-title" in node["classes"] else text

    _compound = _definition = _section = _desc_content = _container

    def _rubric(self, node: nodes.Element) -> str:
        return around("**", self.text(node))

    _caption = _title = _rubric

    def _math_block(self, node: nodes.math_block) -> str:
        number = self.number(node)
        tag = rf" \tag{{{number}}}" if number else ""
        return f"$$\n{aligned(node.astext())}{tag}\n$$"

    def _literal_block(self, node: nodes.Element) -> str:
        language = node.get("language", "")
        return fenced(
            node.astext(), "" if language in ("none", "default") else language
        )

    def _doctest_block(self, node: nodes.Element) -> str:
        return fenced(node.astext(), "python")

    def _bullet_list(self, node: nodes.Element) -> str:
        return self._items(node, ["- "] * len(node))

    def _enumerated_list(self, node: nodes.Element) -> str:
        first = node.get("start", 1)
        return self._items(node, [f"{first + k}. " for k in range(len(node))])

    def _items(self, node: nodes.Element, marks: list[str]) -> str:
        items = [
            mark + indented(self.blocks(item.children), len(mark))
            for mark, item in zip(marks, node.children, strict=True)
        ]
        tight = all(len(item.children) <= 1 for item in node.children)
        return ("\n" if tight else "\n\n").join(items)

    def _definition_list(self, node: nodes.Element) -> str:
        items = []
        for item in node.children:
            *terms, definition = item.children
            named = ", ".join(around("**", self.text(term)) for term in terms)
            items.append(f"- {named}\n\n  " + indented(self.block(definition), 2))
        return "\n\n".join(items)

    def _glossary(self, node: nodes.Element) -> str:
        return self.blocks(node.children)

    def _block_quote(self, node: nodes.Element) -> str:
        return quoted(self.blocks(node.children))

    def _admonition(self, node: nodes.Element) -> str:
        title, *rest = node.children
        if node.get("collapsible") == "closed":
            return folded(self.text(title), self.blocks(rest))
        return self._boxed(self.text(title), rest)

    _topic = _admonition

    def _boxed(self, title: str, children: Iterable[nodes.Node]) -> str:
        return quoted(f"{around('**', title)}\n\n{self.blocks(children)}")

    def _exercise(self, node: nodes.Element) -> str:
        title, *rest = node.children
        head = f"**{self.number(node)}. {self.text(title)}**"
        return f"{head}\n\n{self.blocks(rest)}"

    def _solution(self, node: nodes.Element) -> str:
        return folded("Solution", self.blocks(node.children))

    def _folded(self, node: nodes.Element) -> str:
        title, *rest = node.children
        return folded(self.text(title), self.blocks(rest))

    def _footnote(self, node: nodes.Element) -> str:
        label, *rest = node.children
        return f"<sup>{label.astext()}</sup> {self.blocks(rest)}"

    _citation = _footnote

    # -- Tables ------------------------------------------------------------------------

    def _table(self, node: nodes.table) -> str:
        (group,) = node.findall(nodes.tgroup)
        rows = [[self._entry(e) for e in row] for row in group.findall(nodes.row)]
        headed = any(group.findall(nodes.thead))
        header = rows.pop(0) if headed else [""] * len(rows[0])
        titles = [self.text(title) for title in node.findall(nodes.title)]
        number = self.number(node)
        caption = " ".join(filter(None, [f"**{number}.**" * bool(number), *titles]))
        return "\n\n".join(filter(None, [caption, pipe_table(header, rows)]))

    def _entry(self, node: nodes.entry) -> str:
        return "<br>".join(self.block(child) for child in node.children)

    # -- The package's reference -------------------------------------------------------

    def _desc(self, node: nodes.Element) -> str:
        return self.blocks(node.children)

    def _desc_signature(self, node: nodes.Element) -> str:
        return around("**", code(node.astext()))

    def _field_list(self, node: nodes.Element) -> str:
        fields = []
        for field in node.children:
            name, body = field.children
            fields.append(f"**{self.text(name)}**\n\n{self.blocks(body.children)}")
        return "\n\n".join(fields)


def _mark(node: nodes.Node) -> str:
    if isinstance(node, nodes.emphasis | nodes.title_reference):
        return "*"
    return "**" if isinstance(node, nodes.strong) else ""


def _is_block(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Body) and not isinstance(node, nodes.Inline)


def _named(node: nodes.Node) -> str:
    return f"{type(node).__name__} {node.astext()[:60]!r} has no form in Markdown"
