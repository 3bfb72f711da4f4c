"""Write the pages that have changed, and all of them when what they share has changed.

A finished page cannot be finished twice, so Sphinx writes to a folder beside the site,
and the finished site is made anew from all the pages that lie there.  Sphinx writes a
page again when its source has changed.  But a page also quotes others: their titles,
the numbers of their figures, the terms that they define.  When any of that is another
than before, every page is written, so that no stale number and no broken reference
stays behind.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book._ext.per_page import PerPage
from book._ext.search.index import Builder as SearchBuilder

# Where each page cites, and how: no other page tells.
OF_ONE_PAGE = {("cite", "bibliographies"), ("cite", "citation_refs")}
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
WANTING = PerPage("wants_the_whole_book")


def unfinished(outdir: Path) -> Path:
    """Return where pages lie before they are finished."""
    return Path(outdir).with_name(f".{Path(outdir).name}-unfinished")


class Builder(SearchBuilder):
    """Sphinx's builder of HTML, which leaves pages to be finished."""

    def get_output_path(self, page_name: str, /) -> Path:
        return unfinished(self.outdir) / f"{page_name}{self.out_suffix}"


def shared(env: BuildEnvironment) -> str:
    """Return a hash of what pages may quote of each other."""
    said = [
        sorted(env.found_docs),
        *_told(env.titles),
        *_told(env.tocs),
        sorted(env.toctree_includes.items()),
        sorted(env.toc_secnumbers.items()),
        sorted(env.toc_fignumbers.items()),
    ]
    for name, domain in sorted(env.domaindata.items()):
        for key, value in sorted(domain.items()):
            if (name, key) not in OF_ONE_PAGE:
                said.append((name, key, _plain(value)))
    return hashlib.sha256(ADDRESS.sub("", repr(said)).encode()).hexdigest()


def _told(trees: dict[str, nodes.Node]) -> list[tuple[str, str]]:
    return sorted((page, tree.pformat()) for page, tree in trees.items())


def _plain(value: object) -> object:
    """A value in an order of its own, whatever page was read first."""
    if isinstance(value, dict):
        return sorted((repr(key), _plain(item)) for key, item in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if isinstance(value, nodes.Node):
        return value.pformat()
    return repr(value)


def note_wanting(app: Sphinx, doctree: nodes.document) -> None:
    """Remember pages on which stands what only the whole book can tell."""
    is_wanting = lambda node: isinstance(node, nodes.Element) and "wants" in node  # noqa: E731
    if next(iter(doctree.findall(is_wanting)), None) is not None:
        WANTING.of(app.env)[app.env.docname] = True


def to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that have to be written although their source is the same."""
    if app.builder.name != Builder.name:
        return []
    now = shared(env)
    before, env.shared_by_pages = getattr(env, "shared_by_pages", ""), now
    if before == now:
        return list(WANTING.of(env))
    shutil.rmtree(app.outdir, ignore_errors=True)
    shutil.rmtree(unfinished(app.outdir), ignore_errors=True)
    Path(app.outdir).mkdir(parents=True)
    return list(env.found_docs)


def setup(app: Sphinx) -> dict:
    app.add_builder(Builder, override=True)
    app.connect("doctree-read", note_wanting)
    # After the extensions and domains that number and count.
    app.connect("env-get-updated", to_write, priority=900)
    WANTING.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
