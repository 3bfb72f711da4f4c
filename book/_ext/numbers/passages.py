"""The passages of a page's prose: what a reader reads as text, each with its line.

A passage is a paragraph, a heading, a row of a table, a caption or an alternative text.
Code, formulas, and references that name their own target are no text: in a passage they
leave a mark, as does what was computed, cited or marked as given.  A formula that is a
number and nothing else is text.  The prose comes from
the doctree; what the cells say, from ``cell_texts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes
from myst_nb.ext.glue.utils import PendingGlueReference
from sphinx import addnodes

from book._ext.pages.exercises import exercise, solution

# Characters that no page contains stand for what is no typed text.
COMPUTED, CITED, GIVEN, OTHER = "\ue000\ue001\ue002\ue003"


@dataclass(frozen=True)
class Passage:
    """A text with marks, and the line where it begins.

    ``kind`` is ``"heading"``, ``"row"`` or ``"text"``.  In an exercise, ``known`` is
    what the statement says and, for the solution, what its doctests print.
    """

    text: str
    line: int
    kind: str = "text"
    known: str = ""


# A formula that is a number alone, perhaps with what it is compared to.
ALONE = re.compile(
    r"\s*(?:[=<>]|\\(?:approx|le|ge|pm))?\s*"
    r"([-+]?(?:\d+(?:\.\d+)?))(?:\s*\\(?:cdot|times)\s*10\^(?:\d|\{-?\d+\}))?(?:\\%)?\s*"
)

SILENT = (nodes.literal, nodes.raw, nodes.footnote_reference, nodes.image)
# Not the page's prose: code, what cells put out, docstrings, what is never shown.
APART = (
    nodes.Text,
    nodes.literal_block,
    nodes.doctest_block,
    nodes.math_block,
    nodes.comment,
    nodes.raw,
    nodes.system_message,
    addnodes.desc,
    addnodes.toctree,
    addnodes.index,
)


def in_doctree(doctree: nodes.document, source: str) -> list[Passage]:
    """The passages of the prose, with the description and the texts of images."""
    found = list(_walk(doctree.children))
    for image in doctree.findall(nodes.image):
        found.append(Passage(image.get("alt", ""), _line(image)))
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "description":
            before, _, _ = source.partition("description:")
            found.append(Passage(meta["content"], before.count("\n") + 1))
    return found


def _walk(children: Iterable[nodes.Node], known: str = "") -> Iterator[Passage]:
    for child in children:
        if isinstance(child, APART) or _is_foreign(child):
            continue
        if isinstance(child, exercise):
            yield from _exercise(child)
        elif isinstance(child, nodes.row):
            yield Passage(_row(child), _line(child), "row", known)
        elif isinstance(child, nodes.TextElement):
            kind = "heading" if isinstance(child, nodes.title) else "text"
            yield Passage(_flat(child), _line(child), kind, known)
        else:
            yield from _walk(child.children, known)


def _is_foreign(node: nodes.Element) -> bool:
    """Whether cells put it out, or it comes from a docstring."""
    return "nb_element" in node or "docstring of" in (node.source or "")


def _exercise(node: exercise) -> Iterator[Passage]:
    """The statement poses numbers; a solution may use them, and prints others."""
    statement = [child for child in node.children if _is_statement(child)]
    posed = "\n".join(child.astext() for child in statement)
    yield from _walk(statement, posed)
    for answer in node.findall(solution):
        printed = "\n".join(map(_printed, answer.findall(nodes.literal_block)))
        yield from _walk(answer.children, f"{posed}\n{printed}")


def _is_statement(child: nodes.Element) -> bool:
    return not isinstance(child, solution) and "facts" not in child["classes"]


def _printed(block: nodes.literal_block) -> str:
    if block.get("testnodetype") != "doctest":
        return ""
    lines = block.astext().splitlines()
    return "\n".join(line for line in lines if not line.startswith((">>>", "...")))


def _row(row: nodes.row) -> str:
    """One row; a column's head stands before the cell, as in "Slide 3"."""
    cells = [_flat(cell) for cell in row.children]
    head = next(row.parent.parent.findall(nodes.thead), None)
    if head is not None and row.parent is not head:
        heads = [re.sub(r"\d", "", _flat(cell)) for cell in head[0].children]
        heads += [""] * len(cells)  # cells may be joined
        cells = [f"{name} {cell}" for name, cell in zip(heads, cells, strict=False)]
    return f" {OTHER} ".join(cells)


def number_alone(latex: str) -> str:
    r"""The number that a formula is, if it has two significant digits, or ``""``.

    >>> number_alone(r"\approx 0.91"), number_alone("w = 0.91"), number_alone("0.5")
    ('0.91', '', '')
    """
    number = found[1] if (found := ALONE.fullmatch(latex)) else ""
    digits = number.lstrip("+-0.").replace(".", "")
    digits = digits if "." in number else digits.rstrip("0")
    return number if len(digits) > 1 else ""


def _flat(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return str(node)
    if isinstance(node, nodes.math):
        return number_alone(node.astext()) or OTHER
    classes = node.get("classes", [])
    if isinstance(node, PendingGlueReference) or "pasted-text" in classes:
        return COMPUTED
    if "given" in classes:
        return GIVEN
    if isinstance(node, addnodes.pending_xref):
        if node.get("refdomain") == "cite":
            return CITED
        if not node.get("refexplicit"):
            return OTHER
    if isinstance(node, SILENT) or node.get("refuri") == node.astext():
        return OTHER
    return "".join(map(_flat, node.children))


def _line(node: nodes.Node) -> int:
    """The line of the node, or of the nearest around it that has one."""
    while node is not None and not node.line:
        node = node.parent
    return node.line if node is not None else 1
