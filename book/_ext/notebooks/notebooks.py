"""Write each page that has cells as a Jupyter notebook beside it.

The notebook holds the cells that the page runs, in its order and with what they put
out, and between them the page's words, from the resolved doctree.  It runs by itself
wherever ``nnbook`` is installed.  Templates find its file's name as ``notebook``.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import nbformat
from docutils import nodes
from nbformat import NotebookNode, v4
from sphinx.application import Sphinx
from sphinx.util.math import get_node_equation_number

from book._ext.editions.edition import LICENCES
from book._ext.editions.places import repository_from
from book._ext.notebooks.kept_cells import OUTPUTS, SOURCE, TAGS, cells, is_cell
from book._ext.notebooks.markdown_marks import around
from book._ext.notebooks.markdown_text import Markdown

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
LANGUAGE = {
    "name": "python",
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "pygments_lexer": "ipython3",
}
HIDDEN = {"hide-input", "hide-cell", "remove-input", "remove-cell"}


class Page:
    """A page on its way to a notebook."""

    def __init__(self, app: Sphinx, name: str, doctree: nodes.document):
        self.app, self.name, self.doctree = app, name, doctree
        base = app.config.html_baseurl
        page = app.builder.get_target_uri(name)
        self.address = posixpath.join(base, page) if base else ""
        self.markdown = Markdown(self.number, self.address)
        self.repository = repository_from(os.environ)
        self.title = app.env.titles[name].astext()

    def number(self, node: nodes.Element) -> str:
        """The number of a formula, or the numbered name of anything else, or ``""``."""
        if isinstance(node, nodes.math_block):
            writer = SimpleNamespace(builder=self.app.builder)
            return get_node_equation_number(writer, node) if node["number"] else ""
        kind = self.app.env.domains.standard_domain.get_enumerable_node_type(node)
        known = self.app.env.toc_fignumbers.get(self.name, {}).get(kind, {})
        number = next((known[name] for name in node["ids"] if name in known), None)
        shown = self.app.config.numfig_format.get(kind, "%s")
        return shown % ".".join(map(str, number)) if number else ""

    def pieces(self) -> Iterator[str | nodes.Element]:
        """The page in its order: code cells, and the words between them.

        Each heading begins another piece.
        """
        words: list[str] = []
        for piece in self._flat(self.doctree, 0):
            if words and not (isinstance(piece, str) and not piece.startswith("#")):
                yield "\n\n".join(words)
                words = []
            if isinstance(piece, str):
                words.append(piece)
            else:
                yield piece
        if words:
            yield "\n\n".join(words)

    def _flat(self, parent: nodes.Element, depth: int) -> Iterator[str | nodes.Element]:
        for node in parent.children:
            if isinstance(node, nodes.section):
                yield from self._flat(node, depth + 1)
            elif isinstance(node, nodes.title):
                yield f"{'#' * depth} {self._section(parent)}{self.markdown.text(node)}"
            elif is_cell(node):
                # The output has the caption, but cannot know its number.
                names = map(self.number, node.findall(_is_numbered))
                yield from (around("**", name) for name in names if name)
                yield node
            elif text := self.markdown.block(node):
                yield text

    def _section(self, section: nodes.section) -> str:
        numbers = self.app.env.toc_secnumbers.get(self.name, {})
        first = section.parent is self.doctree
        number = numbers.get("" if first else f"#{section['ids'][0]}")
        if not number:
            return ""
        return ".".join(map(str, number)) + self.app.config.html_secnumber_suffix

    # -- The notebook ------------------------------------------------------------------

    def notebook(self) -> NotebookNode:
        """The page as a notebook that is valid."""
        made = list(self._installation())
        made += map(_cell, self.pieces())
        made.append(v4.new_markdown_cell(self._origin()))
        for position, cell in enumerate(made):
            place = f"{self.name} {position}".encode()
            cell["id"] = hashlib.sha256(place).hexdigest()[:16]
        book = v4.new_notebook(
            cells=made,
            metadata={
                "kernelspec": KERNEL,
                "language_info": LANGUAGE,
                "title": self.title,
                "authors": [{"name": self.app.config.author}],
                "license": LICENCES,
                "source": {"book": self.app.config.project, "page": self.name}
                | ({"address": self.address} if self.address else {})
                | ({"repository": self.repository} if self.repository else {}),
            },
        )
        nbformat.validate(book)
        return book

    def _installation(self) -> Iterator[NotebookNode]:
        """How to get the package: by itself where one knows from where.

        Without the address of the sources no name is installed from an index, where
        anyone may have taken it.
        """
        if not self.repository:
            yield v4.new_markdown_cell(
                "*To run this notebook, install Jupyter and the book's package, in the "
                "folder of the book's sources:* `pip install jupyterlab .`"
            )
            return
        yield v4.new_code_cell(
            "# The package of the book, unless it is here already.\n"
            "try:\n"
            "    import nnbook\n"
            "except ImportError:\n"
            f"    %pip install -q {self.repository}/archive/HEAD.zip",
            metadata={"tags": ["installation"]},
        )

    def _origin(self) -> str:
        page = f"[{self.title}]({self.address})" if self.address else self.title
        config = self.app.config
        source = f"{self.repository}/blob/HEAD/book/{self.name}.md"
        written = f" Written in [{self.name}.md]({source})." if self.repository else ""
        return (
            f"---\n\nFrom *{config.project}*, the page {page}.{written} "
            f"© {config.copyright}."
        )


def _is_numbered(node: nodes.Node) -> bool:
    return isinstance(node, nodes.figure | nodes.table)


def _cell(piece: str | nodes.Element) -> NotebookNode:
    if isinstance(piece, str):
        return v4.new_markdown_cell(piece)
    tags = piece[TAGS]
    metadata: dict = {"tags": tags} if tags else {}
    if HIDDEN.intersection(tags):
        metadata["jupyter"] = {"source_hidden": True}
    return v4.new_code_cell(
        piece[SOURCE].strip("\n"), metadata=metadata, outputs=piece[OUTPUTS]
    )


def write(app: Sphinx, name: str, template: str, context: dict, doctree) -> None:
    """Write the page's notebook, and tell the templates of it."""
    context["notebook"] = None
    if app.builder.name != "html" or doctree is None or not any(cells(doctree)):
        return
    path = Path(app.outdir, f"{name}.ipynb")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(Page(app, name, doctree).notebook())
    path.write_text(text + "\n", encoding="utf-8")
    context["notebook"] = path.name


def setup(app: Sphinx) -> dict:
    app.setup_extension("book._ext.notebooks.kept_cells")
    app.connect("html-page-context", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
