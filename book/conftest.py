"""Run the ``{doctest}`` blocks of the pages as tests."""

from sybil import Sybil
from sybil.parsers.myst import DocTestDirectiveParser

pytest_collect_file = Sybil(
    parsers=[DocTestDirectiveParser()], patterns=["**/*.md"]
).pytest()
