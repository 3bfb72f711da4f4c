"""Citations without the time that they take.

To find a plug-in, pybtex reads what each installed package says of itself, at each
citation; and at each build it sets every entry of the bibliography anew. Here plug-ins
are found once, and what an entry looks like is kept.
"""

from __future__ import annotations

from pybtex.database import Entry
from pybtex.plugin import find_plugin, register_plugin
from pybtex.style.formatting.alpha import Style
from sphinx.application import Sphinx

from book._ext.kept import kept

BACKENDS = ("docutils", "plaintext")


class KeptStyle(Style):
    """The alpha style of BibTeX."""

    def format_entry(self, label: str, entry: Entry, bib_data=None):
        return _formatted(label, entry)


@kept("book/_ext/pages/citations.py")
def _formatted(label: str, entry: Entry):
    return Style().format_entry(label, entry)


def setup(app: Sphinx) -> dict:
    register_plugin("pybtex.style.formatting", "kept", KeptStyle, force=True)
    for name in BACKENDS:
        backend = find_plugin("pybtex.backends", name)
        register_plugin("pybtex.backends", name, backend, force=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
