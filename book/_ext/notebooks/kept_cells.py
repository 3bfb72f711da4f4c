"""Keep every cell and what it puts out in the doctree, also where a page shows neither.

myst-nb leaves a cell out of which neither input nor output is shown, and its place with
it.  A notebook of the page has to run that cell too, there.  So the tag that takes a
cell away is replaced by the two that hide its parts: the page looks the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from markdown_it.token import Token
from myst_nb import sphinx_ as myst_nb
from myst_nb.sphinx_ import SphinxNbRenderer
from nbformat import NotebookNode
from sphinx.application import Sphinx

from book._ext.notebooks.stored_outputs import stored

SOURCE, TAGS, OUTPUTS = "cell_source", "cell_tags", "cell_outputs"
REMOVED, IN_PARTS = "remove-cell", ["remove-input", "remove-output"]
RENDER = SphinxNbRenderer.render_nb_cell_code
TO_TOKENS = myst_nb.notebook_to_tokens


class unseen_cell(nodes.Invisible, nodes.Element):
    """The place of a cell that a page runs and does not show."""


def to_tokens(notebook: NotebookNode, *more) -> list[Token]:
    """Return the tokens of all cells, also of those to be removed."""
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if REMOVED in tags:
            cell.metadata["tags"] = IN_PARTS
        cell.metadata[TAGS] = tags
    return TO_TOKENS(notebook, *more)


def render(self: SphinxNbRenderer, token) -> None:
    """Render a cell, and leave its source and its outputs with it."""
    before = len(self.current_node)
    RENDER(self, token)
    if len(self.current_node) == before:
        self.current_node += unseen_cell()
    self.current_node[before][SOURCE] = token.content
    self.current_node[before][TAGS] = token.meta["metadata"][TAGS]
    _, outputs = self.nb_client.code_cell_outputs(token.meta["index"])
    self.current_node[before][OUTPUTS] = list(stored(outputs))


def is_cell(node: nodes.Node) -> bool:
    """Whether the node stands for a code cell."""
    return isinstance(node, nodes.Element) and SOURCE in node


def cells(doctree: nodes.document) -> Iterator[nodes.Element]:
    """The code cells of a page, in its order."""
    return doctree.findall(is_cell)


def skip(translator, node: unseen_cell) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict:
    # myst-nb has no setting for another renderer of cells, nor for other tokens.
    myst_nb.notebook_to_tokens = to_tokens
    SphinxNbRenderer.render_nb_cell_code = render
    app.add_node(unseen_cell, **dict.fromkeys(("html", "latex", "text"), (skip, None)))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
