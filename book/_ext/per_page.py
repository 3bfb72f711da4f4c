"""What an extension keeps of each page, also where pages are read in parallel."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


class PerPage:
    """A dictionary by page that is kept in the environment of the build.

    Parameters
    ----------
    name : str
        The attribute of the environment that holds it.
    """

    def __init__(self, name: str):
        self.name = name

    def of(self, env: BuildEnvironment) -> dict[str, Any]:
        """Return what is kept, by page."""
        if not hasattr(env, self.name):
            setattr(env, self.name, {})
        return getattr(env, self.name)

    def connect(self, app: Sphinx) -> None:
        """Forget pages that are read anew; take over what other processes read."""
        app.connect("env-purge-doc", self._purge)
        app.connect("env-merge-info", self._merge)

    def _purge(self, app: Sphinx, env: BuildEnvironment, page: str) -> None:
        self.of(env).pop(page, None)

    def _merge(self, app: Sphinx, env: BuildEnvironment, pages: set, other) -> None:
        known = self.of(other)
        self.of(env).update({page: known[page] for page in pages if page in known})
