"""How long a page takes to read, and its exercises to do, under its title.

Silent readers of English manage 238 words a minute (Brysbaert 2019,
doi:10.1016/j.jml.2019.104047); what stands between the words takes a look each, for
which the times are a guess. What is folded away does not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from book._ext.pages.exercises import exercise
from book._ext.pages.parts import is_chapter

WORDS_A_MINUTE = 238
SECONDS = {
    nodes.math_block: 10,
    nodes.literal_block: 10,
    nodes.figure: 15,
    nodes.table: 15,
}


def read(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what a reader meets from top to bottom, without what is folded or done."""
    if isinstance(node, exercise | nodes.raw | nodes.comment | nodes.system_message):
        return
    if isinstance(node, nodes.Element) and node.get("collapsible") == "closed":
        yield from read(node[0])
        return
    if isinstance(node, nodes.Element) and node.get("nb_element") == "mime_bundle":
        yield from read(node[0])  # one of its forms is shown: the picture, not its name
        return
    if isinstance(node, nodes.Element) and "hide_mode" in node:
        yield from (found for child in node.children[1:] for found in read(child))
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
        if is_chapter(self.env, self.env.current_document.docname):
            under_title(self.document)


def under_title(document: nodes.document) -> None:
    """Put the times of a page under its title, if it has one."""
    reading, practice = minutes(document)
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
    return {"parallel_read_safe": True, "parallel_write_safe": True}
