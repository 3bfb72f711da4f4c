"""What an author has to mend: a line each, with file, line, what is wrong and the cure.

A check tells a fault and puts something harmless in the place of what is wrong, so that
the build goes on and finds all others.  Sphinx counts what was told, and with ``-W``
fails when it has reached the end.  Sphinx's own warnings take the same form.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from pathlib import Path

from docutils import nodes
from myst_nb.core.read import (
    MystMetadataParsingError,
    is_myst_markdown_notebook,
    read_myst_markdown_notebook,
)
from sphinx.application import Sphinx
from sphinx.util import logging as sphinx_logging

LOGGER = sphinx_logging.getLogger(__name__)
KIND = re.compile(r"\s\[[\w-]+(\.[\w-]+)+\]\Z")


def fault(place: nodes.Node | tuple[str, int] | str, message: str) -> None:
    """Tell an author of a fault.

    Parameters
    ----------
    place : docutils.nodes.Node or (str, int) or str
        What is wrong; or the name of its page and the line as MyST counts; or
        ``"path:line"`` as an editor counts; or the name of a page alone.
    message : str
        What is wrong, and what to do.  Lines after the first are indented.
    """
    message = message.strip().replace("\n", "\n    ")
    exact = {"exact": isinstance(place, str)}
    while isinstance(place, nodes.Node) and not place.line and place.parent:
        place = place.parent
    LOGGER.warning(message, location=place, type="book", extra=exact)


# -- Lines ---------------------------------------------------------------------------


def line_in_file(path: Path, line: int) -> int:
    """Return the line in the file for one that MyST-NB counts.

    It counts cells and the text between them from one line too far on, and leaves out
    the empty lines at the beginning of a text: after one, all comes right by chance.
    """
    shift = 0
    for first, right in _texts(path.read_text(encoding="utf-8")):
        if first <= line:
            shift = right - first
    return line + shift


@cache
def _texts(source: str) -> list[tuple[int, int]]:
    """The first line of each text and cell: as MyST-NB counts it, and as it is."""
    if not is_myst_markdown_notebook(source):
        return []
    try:
        notebook = read_myst_markdown_notebook(source, add_source_map=True)
    except MystMetadataParsingError:  # told, and the lines that it hides are few
        return []
    lines, found = source.splitlines(), []
    for cell, start in zip(notebook.cells, notebook.metadata.source_map, strict=True):
        counted = start + 2
        while cell.cell_type == "markdown" and not lines[start].strip():
            start += 1
        found.append((counted, start + 1))
    return found


# -- The form ------------------------------------------------------------------------


class _Line(sphinx_logging.SphinxLogRecord):
    """A warning that begins with its place, and not with the word: it is an error."""

    prefix = ""


class OneLine(logging.Filter):
    """Tell each fault once, where an editor finds it.

    Sphinx reads and writes some parts of a page several times, such as its title.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        record.__class__ = _Line
        record.msg = KIND.sub("", str(record.msg))
        if place := getattr(record, "location", None):
            record.location = _in_editor(place, getattr(record, "exact", False))
        message = record.getMessage()
        new = message not in self.told
        self.told.add(message)
        return new


def _in_editor(place: str, exact: bool) -> str:
    name, _, line = place.partition(":") if ":" in place else (place, "", "")
    path = Path(name)
    if line.isdigit() and not exact and path.is_file():
        line = str(line_in_file(path, int(line)))
    if path.is_relative_to(Path.cwd()):
        name = path.relative_to(Path.cwd()).as_posix()
    return f"{name}:{line}".rstrip(":")


def listen(app: Sphinx) -> None:
    """Have all that is told from now on pass the filter, whichever process tells it."""
    for handler in logging.getLogger(sphinx_logging.NAMESPACE).handlers:
        if isinstance(handler, sphinx_logging.WarningStreamHandler):
            handler.addFilter(OneLine())


def setup(app: Sphinx) -> dict:
    app.config.show_warning_types = False  # they say how to silence a warning
    app.connect("builder-inited", listen, priority=0)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
