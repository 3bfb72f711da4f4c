"""How long a page takes to read, and its exercises to do, under its title.

Silent readers of English manage 238 words a minute (Brysbaert 2019,
doi:10.1016/j.jml.2019.104047); what stands between the words takes a look each, for
which the times are a guess. What is folded away does not count.

``{reading}`a b``` is how long the pages ``a`` and ``b`` take together, "50 minutes" or
"2½ hours", and ``{practice}`a b``` how long their exercises; ``all``: all chapters.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from book._ext.faults import fault
from book._ext.pages.exercises import exercise
from book._ext.pages.parts import in_order, is_chapter
from book._ext.per_page import PerPage
from nnbook.figures.bundle import MIME

WORDS_A_MINUTE = 238
SECONDS = {
    nodes.math_block: 10,
    nodes.literal_block: 10,
    nodes.figure: 15,
    nodes.table: 15,
}

# The minutes of each page: to read, and for its exercises.
KEPT = PerPage("minutes_of_pages")
KINDS = ("reading", "practice")


def read(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what a reader meets from top to bottom, without what is folded or done."""
    if isinstance(node, exercise | nodes.raw | nodes.comment | nodes.system_message):
        return
    if isinstance(node, nodes.Element) and node.get("collapsible") == "closed":
        yield from read(node[0])
        return
    if isinstance(node, nodes.Element) and "hide_mode" in node:
        yield from (found for child in node.children[1:] for found in read(child))
        return
    if isinstance(node, nodes.Element) and node.get("nb_element") == "mime_bundle":
        ours = (form for form in node if form["mime_type"] == MIME)
        yield from read(next(ours, node[-1]))  # the others say the same in other forms
        return
    yield node
    if not isinstance(node, nodes.math | nodes.math_block | nodes.literal_block):
        for child in node.children:
            yield from read(child)


def minutes(document: nodes.document) -> tuple[int, int]:
    """Return the minutes that a page takes to read, and its exercises to do."""
    words = seconds = 0
    for node in read(document):
        if isinstance(node, nodes.Text):
            words += len(node.split())
        seconds += SECONDS.get(type(node), 0)
    practice = sum(node["minutes"] for node in document.findall(exercise))
    return max(1, round(words / WORDS_A_MINUTE + seconds / 60)), practice


class State(SphinxPostTransform):
    """Put the times under the title of a chapter, beside its place in the lecture."""

    default_priority = 1  # before numbers and references are filled in

    def run(self, **kwargs) -> None:
        page = self.env.current_document.docname
        if is_chapter(self.env, page):
            under_title(self.document, *KEPT.of(self.env)[page])


class Together(SphinxPostTransform):
    """Fill in how long several pages take."""

    default_priority = 5

    def run(self, **kwargs) -> None:
        for node in self.document.findall(nodes.inline):
            match node.get("wants"):
                case (str(kind), str(pages)):
                    node += nodes.Text(told(self._total(node, kind, pages.split())))

    def _total(self, node: nodes.inline, kind: str, pages: list[str]) -> int:
        if pages == ["all"]:
            pages = [p for p in in_order(self.env) if is_chapter(self.env, p)]
        known = KEPT.of(self.env)
        for page in pages:
            if page not in known:
                fault(node, f"no page is called {page!r}")
        times = [known[page][KINDS.index(kind)] for page in pages if page in known]
        return sum(times)


def told(minutes: int) -> str:
    """Say a time as people do: in steps of five minutes, and later of half an hour."""
    if minutes < 80:
        return f"{max(5, 5 * round(minutes / 5))} minutes"
    halves = round(minutes / 30)
    return f"{halves // 2}{'½' * (halves % 2)} hours"


def together(kind, name, rawtext, text, lineno, inliner, options=None, content=None):
    node = nodes.inline(rawtext, "", classes=["pasted-text"], wants=(kind, text))
    node.source, node.line = inliner.reporter.get_source_and_line(lineno)
    return [node], []


def keep(app: Sphinx, doctree: nodes.document) -> None:
    KEPT.of(app.env)[app.env.docname] = minutes(doctree)


def under_title(document: nodes.document, reading: int, practice: int) -> None:
    """Put the times of a page under its title, if it has one."""
    text = f"About {reading} minute{'s' * (reading > 1)} to read"
    text += f", {practice} for the exercises." if practice else "."
    places = document.findall(
        lambda node: isinstance(node, nodes.paragraph) and "slides" in node["classes"]
    )
    title = next(document.findall(nodes.title), None)
    if place := next(iter(places), None):
        text = f" {text}"
    elif title:
        place = nodes.paragraph(classes=["slides"])
        title.parent.insert(title.parent.index(title) + 1, place)
    else:
        return
    place += nodes.inline(text, text, classes=["reading-time"])


def setup(app: Sphinx) -> dict:
    app.add_post_transform(State)
    app.add_post_transform(Together)
    app.connect("doctree-read", keep)
    KEPT.connect(app)
    for kind in KINDS:
        app.add_role(kind, partial(together, kind))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
