"""Every display formula is accounted for: proved, tested, or a definition.

``display_math`` says how a page marks its formulas.  What is not marked, not proved, or
marked falsely is a fault, and so is a Greek letter that the table of notation lacks.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book._ext.faults import fault
from book._ext.formulas.display_math import (
    BadMark,
    Formula,
    defines,
    explained,
    formula,
    greek,
    labelled,
    left_side,
    plain,
    sides,
    statements,
    unmarked,
)
from book._ext.formulas.proved import check
from book._ext.per_page import PerPage
from nnbook.proof import Proof, ProofError, Unreadable

KEPT = PerPage("display_formulas")
ABOVE = "above"
MARKS = "end it with a line such as % proved (see book/_ext/formulas/display_math.py)"


@dataclass(frozen=True)
class Equation:
    """A display formula of a page, and how it is known."""

    label: str
    latex: str
    marks: Formula
    proof: Proof | None = None


@dataclass(frozen=True)
class Derivation:
    """A derivation of a page, and its proof."""

    name: str
    proof: Proof


class Judge:
    """Finds out whether the formulas of one page are known as their marks say."""

    def __init__(self, book: Path, tests: Path):
        self.labelled = labelled(book)
        self.symbols = explained(book / "appendix/notation.md")
        self.tests = formula_tests(tests)
        self.used: set[Path] = set()

    def judge(self, this: Formula, above: Formula | None) -> Proof | None:
        """Return the proof, if the formula has one.

        Raises
        ------
        BadMark
            If it is not known as it says.
        ProofError
            If it cannot be proved.
        """
        if not this.latex:
            raise BadMark("there is no formula here")
        if not this.is_known:
            raise BadMark(f"nothing says how this formula is known: {MARKS}")
        for test in this.tested:
            if test not in self.tests:
                raise BadMark(
                    f"there is no {test} with the argument `equation` in "
                    f"tests/formulas: write one, or mark the formula otherwise"
                )
        where = list(self._where(this, above))
        if this.mistake:
            return self._mistake(this, where)
        chains = statements(this.latex)
        for symbol in this.definition:
            self._definition(symbol, chains)
        defining = _defining(chains, this.definition)
        own = [" ".join(c) for c in chains if _is_defined(c, this.definition)]
        for goal in this.solves:
            chains += self._solved(goal)
        proofs = []
        for chain in chains:
            if this.proved and ":=" not in chain[0]:
                proofs.append(check(*chain, where=[*where, *own]))
            elif not this.tested and chain not in defining:
                raise BadMark(
                    f"{' '.join(chain)!r} is more than a definition: mark the formula "
                    f"% proved or % tested by … as well"
                )
        return Proof.of_all(proofs) if proofs else None

    def _where(
        self, this: Formula, above: Formula | None, seen: tuple[str, ...] = ()
    ) -> Iterator[str]:
        for meaning in this.where:
            if meaning in seen:
                raise BadMark(f"what {meaning} means is said by {meaning} itself")
            if meaning == ABOVE:
                if above is None:
                    raise BadMark("there is no formula above this one")
                source = above
            elif meaning.startswith("eq-"):
                source = self._named(meaning)
            else:
                yield meaning
                continue
            yield from self._where(source, None, (*seen, meaning))
            for chain in statements(source.latex):
                if not source.definition or _is_defined(chain, source.definition):
                    yield " ".join(chain)

    def _named(self, label: str) -> Formula:
        if label not in self.labelled:
            raise BadMark(f"no formula has the label {label}")
        path, found = self.labelled[label]
        self.used.add(path)
        return found

    def _solved(self, goal: str) -> list[list[str]]:
        return (
            statements(self._named(goal).latex) if goal.startswith("eq-") else [[goal]]
        )

    def _definition(self, symbol: str, chains: list[list[str]]) -> None:
        if plain(symbol) not in self.symbols:
            raise BadMark(
                f"{symbol} is defined here, and is no symbol of the table of notation: "
                f"add it to appendix/notation.md"
            )
        if not any(plain(symbol) in plain(left_side(chain)) for chain in chains):
            raise BadMark(f"{symbol} stands on no left side here")

    def _mistake(self, this: Formula, where: list[str]) -> None:
        for chain in statements(this.latex.replace(r"\overset{?}{=}", "=")):
            try:
                check(*chain, where=where)
            except Unreadable:
                raise  # what cannot be read is not known to be wrong
            except ProofError:
                return
        raise BadMark("the formula is marked as a mistake, and can be proved")


def _is_defined(chain: list[str], symbols: tuple[str, ...]) -> bool:
    return any(defines(chain, symbol) for symbol in symbols)


def _defining(chains: list[list[str]], symbols: tuple[str, ...]) -> list[list[str]]:
    """The chains that say no more than what the symbols mean.

    A symbol that is no left side itself is defined by one that contains it, as by a
    differential equation.
    """
    found = []
    for symbol in symbols:
        own = [chain for chain in chains if defines(chain, symbol)]
        found += own or [c for c in chains if plain(symbol) in plain(left_side(c))]
    return [chain for chain in found if len(sides(chain)) <= 3]


def formula_tests(folder: Path) -> set[str]:
    """Return the names of the tests that get formulas of the pages."""
    return {
        node.name
        for path in folder.glob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and any(argument.arg == "equation" for argument in node.args.args)
    }


# -- The build ---------------------------------------------------------------------


def read(app: Sphinx, doctree: nodes.document) -> None:
    """Take the marks off the page's formulas, and find out whether they are true."""
    env, page = app.env, app.env.docname
    book = Path(app.srcdir)
    court = Judge(book, book.parent / "tests/formulas")
    letters = greek(" ".join(court.symbols))
    for node in doctree.findall(_is_formula) if court.symbols else ():
        for letter in sorted(greek(node.astext()) - letters):
            fault(
                node,
                f"no symbol of the table of notation has the letter {letter}: say in "
                f"appendix/notation.md what it means, or take one that stands there",
            )
    found, above = [], None
    for node in doctree.findall(nodes.math_block):
        if "step" in node["classes"] or "docstring of" in (node.source or ""):
            continue
        try:
            this = formula(node.astext())
            proof = court.judge(this, above)
        except (BadMark, ProofError) as error:
            fault(node, getattr(error, "message", str(error)))
            this, proof = Formula(unmarked(node.astext())), None
        node.children = [nodes.Text(this.latex)]
        node.rawsource = this.latex
        found.append(Equation(node.get("label") or "", this.latex, this, proof))
        above = this
    for path in court.used:
        env.note_dependency(str(path))
    if found:
        env.note_dependency(str(book / "appendix/notation.md"))
    proved = [
        Derivation(steps["names"][0], steps["proof"])
        for steps in doctree.findall(nodes.enumerated_list)
        if "proof" in steps
    ]
    KEPT.of(env)[page] = found, proved


def _is_formula(node: nodes.Node) -> bool:
    return isinstance(node, nodes.math | nodes.math_block)


def formulas(env: BuildEnvironment) -> dict[str, list[Equation]]:
    """The display formulas of each page."""
    return {page: found for page, (found, _) in KEPT.of(env).items()}


def derivations(env: BuildEnvironment) -> dict[str, list[Derivation]]:
    """The derivations of each page."""
    return {page: found for page, (_, found) in KEPT.of(env).items()}


def setup(app: Sphinx) -> dict:
    app.connect("doctree-read", read)
    KEPT.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
