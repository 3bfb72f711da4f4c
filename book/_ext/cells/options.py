"""Tell a cell whose options cannot be read: MyST-NB ends with a crash report."""

from __future__ import annotations

import re

from myst_nb.core.read import (
    MystMetadataParsingError,
    is_myst_markdown_notebook,
    read_myst_markdown_notebook,
)
from sphinx.application import Sphinx

from book._ext.faults import fault

# Lines that begin with a colon, or YAML between two rules.
OPTIONS = re.compile(r"---\n(?:.*\n)*?---\n|(?::.*\n)+")
PLACE = re.compile(r"cell \d+ at line (\d+) could not be read")


def read(app: Sphinx, page: str, source: list[str]) -> None:
    """Leave out the options that cannot be read, and go on."""
    while is_myst_markdown_notebook(source[0]):
        try:
            read_myst_markdown_notebook(source[0])
            return
        except MystMetadataParsingError as error:
            if not (place := PLACE.search(str(error))):
                return  # the front matter, which Sphinx tells
            fence = int(place[1])
            fault(
                f"{app.env.doc2path(page)}:{fence}",
                "the options of this cell cannot be read: below its fence stand lines "
                "such as :tags: [hide-input]",
            )
            source[0] = _without_options(source[0], fence)


def _without_options(text: str, fence: int) -> str:
    """The text with empty lines where the options below a fence stand."""
    before, after = text.split("\n")[:fence], "\n".join(text.split("\n")[fence:])
    options = OPTIONS.match(after)[0]
    return "\n".join([*before, "\n" * options.count("\n") + after[len(options) :]])


def setup(app: Sphinx) -> dict:
    app.connect("source-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
