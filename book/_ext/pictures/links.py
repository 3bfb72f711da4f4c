"""Let a picture lead to pages: a text drawn with ``url="lecture/softmax"`` is a link.

The drawing names the page as the book does; where it lies from here, the build knows.
"""

from __future__ import annotations

import re
from functools import partial

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from book._ext.faults import fault

LINK = re.compile(r'(<a [^>]*?href=")([^"]*)(")')


class Links(SphinxPostTransform):
    """Write the addresses of pages into pictures."""

    default_priority = 800

    def run(self, **kwargs) -> None:
        for figure in self.document.findall(nodes.figure):
            for picture in figure.findall(nodes.raw):
                if "<a " in (text := picture.astext()):
                    led = LINK.sub(partial(self._led, figure), text)
                    picture.children = [nodes.Text(led)]

    def _led(self, figure: nodes.figure, link: re.Match) -> str:
        before, page, after = link.groups()
        if page not in self.env.found_docs:
            fault(figure, f"a picture leads to {page!r}, which is no page of the book")
            return link[0]
        here = self.env.current_document.docname
        return before + self.app.builder.get_relative_uri(here, page) + after


def setup(app: Sphinx) -> dict:
    app.add_post_transform(Links)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
