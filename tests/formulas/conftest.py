"""A test with the argument ``equation`` gets each formula that names it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from book._ext.formulas.display_math import Formula, in_source, sides, statements
from tests.pages import PAGES


@dataclass(frozen=True)
class Equation:
    """A display formula as it stands on a page."""

    page: str
    label: str
    line: int
    formula: Formula

    @property
    def latex(self) -> str:
        return self.formula.latex

    @property
    def sides(self) -> list[list[str]]:
        """The sides of each statement, with the relations between them."""
        return [sides(statement) for statement in statements(self.latex)]

    def __str__(self) -> str:
        return f"{self.page}:{self.label or self.line}"


def on_pages() -> list[Equation]:
    return [
        Equation(page.name, placed.label, placed.line, placed.formula)
        for page in PAGES
        for placed in in_source(page.source)
    ]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "equation" in metafunc.fixturenames:
        name = metafunc.function.__name__
        tied = [e for e in on_pages() if name in e.formula.tested]
        # An empty list would be skipped, and nothing would be said.
        assert tied, f"no formula of the pages says that it is tested by {name}"
        metafunc.parametrize("equation", tied, ids=str)


@pytest.fixture
def equations() -> list[Equation]:
    """All display formulas of the pages."""
    return on_pages()
