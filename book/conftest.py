"""Run the ``{doctest}`` blocks of the pages as tests."""

from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.myst import DocTestDirectiveParser

blocks_of = Sybil(parsers=[DocTestDirectiveParser()], patterns=["**/*.md"]).pytest()


def pytest_collect_file(file_path: Path, parent: pytest.Collector):
    """The blocks of a page share their names: one process runs them, in turn."""
    page = blocks_of(file_path, parent)
    if page:
        page.add_marker(pytest.mark.xdist_group(str(file_path)))
    return page
