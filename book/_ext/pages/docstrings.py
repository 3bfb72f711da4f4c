"""Fit numpydoc docstrings to a page that shows several modules.

The numbered references of a docstring become list items: as footnotes, those of two
modules on one page would share their anchors.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx

FOOTNOTE = re.compile(r"^(\s*)\.\. \[\d+\] ")


def list_references(app: Sphinx, what, name, obj, options, lines: list[str]) -> None:
    lines[:] = [FOOTNOTE.sub(r"\1*  \\", line) for line in lines]


def setup(app: Sphinx) -> dict:
    # Before napoleon, which leaves the section's body as it is.
    app.connect("autodoc-process-docstring", list_references, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
