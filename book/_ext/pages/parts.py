"""The parts of the book: what the table of contents says they are.

A chapter is a page of a numbered table of contents, or one that has exercises: it is
read from top to bottom, other pages are looked up.  Chapters are numbered on from part
to part, where Sphinx begins each numbered table of contents at 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from book._ext.pages.exercises import exercise
from book._ext.per_page import PerPage

# Whether a page has exercises.
KEPT = PerPage("exercising_pages")


def in_order(env: BuildEnvironment) -> list[str]:
    """Return the pages in the order of the table of contents, the title page first."""
    root = env.config.root_doc
    return list(dict.fromkeys([root, *_below(env, env.toctree_includes.get(root, ()))]))


def is_chapter(env: BuildEnvironment, page: str) -> bool:
    """Whether a page is read from top to bottom; known when all have been read."""
    return bool(env.toc_secnumbers.get(page)) or KEPT.of(env).get(page, False)


def _below(env: BuildEnvironment, pages: Iterable[str]) -> Iterator[str]:
    for page in pages:
        if page in env.titles:  # Sphinx tells those that do not exist
            yield page
            yield from _below(env, env.toctree_includes.get(page, ()))


def read(app: Sphinx, doctree: nodes.document) -> None:
    KEPT.of(app.env)[app.env.docname] = any(doctree.findall(exercise))


def number_on(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Number the chapters of a part after those of the part before."""
    before, changed = 0, []
    for part in env.get_doctree(env.config.root_doc).findall(addnodes.toctree):
        if not part.get("numbered"):
            continue
        pages = list(_below(env, part["includefiles"]))
        last = max((_number(env, page) for page in pages), default=0)
        if before:
            for page in pages:
                _shift(env, page, before)
            changed += pages
        before += last
    if changed:  # the numbers of figures begin with that of their chapter
        changed += TocTreeCollector().assign_figure_numbers(env)
    return changed


def _number(env: BuildEnvironment, page: str) -> int:
    numbers = env.toc_secnumbers.get(page, {}).values()
    return max((number[0] for number in numbers if number), default=0)


def _shift(env: BuildEnvironment, page: str, by: int) -> None:
    sections = env.toc_secnumbers.get(page, {})
    for anchor, number in sections.items():
        if number:
            sections[anchor] = (number[0] + by, *number[1:])
    for node in [env.titles[page], *env.tocs[page].findall(nodes.reference)]:
        if number := node.get("secnumber"):
            node["secnumber"] = [number[0] + by, *number[1:]]


def setup(app: Sphinx) -> dict:
    app.connect("doctree-read", read)
    app.connect("env-get-updated", number_on, priority=600)  # after Sphinx's own
    KEPT.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
