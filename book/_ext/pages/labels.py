"""Each label stands once in the book.

Sphinx sees that only of pages that one process reads: where several do, one of two
figures of a name would silently get the references to both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book._ext.faults import fault
from book._ext.pages.parts import in_order
from book._ext.per_page import PerPage

KEPT = PerPage("labels_of_pages")
# They are numbered page by page.
APART = (nodes.footnote, nodes.citation)


def read(app: Sphinx, doctree: nodes.document) -> None:
    KEPT.of(app.env)[app.env.docname] = dict(_labels(doctree))


def _labels(doctree: nodes.document) -> Iterator[tuple[str, int]]:
    for name, explicit in doctree.nametypes.items():
        node = doctree.ids.get(doctree.nameids.get(name))
        if not explicit or node is None or isinstance(node, APART) or "refuri" in node:
            continue
        while not node.line and node.parent:
            node = node.parent
        yield name, node.line or 1
    for formula in doctree.findall(nodes.math_block):
        if label := formula.get("label"):
            yield label, formula.line or 1


def compare(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell a label that stands on two pages of the table of contents."""
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for page in in_order(env):
        for name, line in KEPT.of(env).get(page, {}).items():
            places[name].append((page, line))
    for name, (first, *others) in places.items():
        for place in others:
            fault(place, f"the label {name} is taken by {first[0]}.md: find another")


def setup(app: Sphinx) -> dict:
    app.connect("doctree-read", read)
    app.connect("env-check-consistency", compare)
    KEPT.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
