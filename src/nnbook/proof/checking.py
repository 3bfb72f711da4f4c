"""Check a derivation, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sympy as sp
from lark import Tree

from nnbook.proof import inequalities, latex, values
from nnbook.proof.concrete import sizes_of
from nnbook.proof.conditions import understand
from nnbook.proof.decide import common, equal
from nnbook.proof.errors import ProofError, Undecided, Unequal, Unreadable
from nnbook.proof.given import Given, fact
from nnbook.proof.meaning import Reader
from nnbook.proof.pasted import Row, rows
from nnbook.proof.patience import patience
from nnbook.proof.values import Value
from nnbook.proof.verdict import Proof


@dataclass(frozen=True)
class Line:
    """A formula of a derivation, its step, and the row of its text that it is."""

    tree: Tree
    step: int
    row: Row


@dataclass(frozen=True)
class Side:
    """One side of a relation: its value, its line, and how it is written."""

    value: Value
    line: Line
    latex: str


def check(*lines: str, where: Iterable[str] = ()) -> Proof:
    r"""Prove that each side of a derivation follows from the one before.

    Parameters
    ----------
    *lines : str
        LaTeX. The first line is ``a = b``, the next ones begin with their relation:
        ``= c``, ``\ge c``, ``> c``. A line may be a block of rows as it stands in a
        text (``align``, ``&``, ``\\``); rows that begin anew are proved on their own.
    where : iterable of str
        What the names mean, one statement each: ``\mathbf{x} \in \mathbb{R}^{J}`` for
        a vector, ``w_t, \eta \in \mathbb{R}`` for numbers, ``p_i = …`` for a
        definition, ``b < 0`` for what is given. Without a word on them, w and x have d
        entries, y has n, and X is n × d with the samples x as its rows.

    Returns
    -------
    Proof
        How many links were proved, and on which sizes they depend.

    Raises
    ------
    Unreadable
        If a line cannot be read, or has more than one meaning.
    Captured
        If a sum uses an index that means something else outside of it.
    Unequal
        If two lines differ, with numbers for which they do.
    Undecided
        If two lines seem equal but could not be proved so.

    Examples
    --------
    >>> print(check(r"(a + b)^2 = a^2 + 2ab + b^2"))
    1 line is proved
    >>> check(  # doctest: +ELLIPSIS
    ...     r"\frac{\partial}{\partial w_j} \sum_j w_j x_j = x_j"
    ... )
    Traceback (most recent call last):
        ...
    nnbook.proof.errors.Captured: step 1: the index j is bound by a sum or product ...
    """
    chains = _chains(lines)
    scope, given = understand(where, [line.tree for chain in chains for line in chain])
    return Proof.of_all([_chain(chain, Reader(scope), given) for chain in chains])


def _chains(lines: Iterable[str]) -> list[list[Line]]:
    """Return the formulas that go on from one another; a block may have several."""
    chains: list[list[Line]] = []
    for step, text in enumerate(lines, 1):
        with _at(step):
            found = rows(text)
        for number, row in enumerate(found):
            with _at(step, row):
                line = Line(latex.parse(row.latex), step, row)
                first = line.tree.children[0]
                goes_on = latex.kind(first) == "relation"
                if goes_on and not chains:
                    raise Unreadable("the first line needs a left side", 0)
                if not goes_on and step > 1 and number == 0:
                    raise Unreadable(
                        "a line after the first begins with its relation", 0
                    )
                if goes_on:
                    chains[-1].append(line)
                else:
                    chains.append([line])
    if not chains:
        raise Unreadable("there is nothing to prove: no formula", 0)
    return chains


def _chain(lines: list[Line], reader: Reader, given: Given) -> Proof:
    """Prove each side of a chain from the one before."""
    sides: list[Side] = []
    relations: list[str] = []
    for line in lines:
        with _at(line.step, line.row), patience():
            if latex.kind(line.tree) == "equivalence":
                return _equivalence(line.tree, len(lines), reader, given)
            if latex.kind(line.tree) == "members":
                raise Unreadable(
                    "a line of a derivation needs a relation, such as =", 0
                )
            for part in line.tree.children:
                if latex.kind(part) == "relation":
                    relations.append(latex.relation(part))
                else:
                    shown = line.row.written(part.meta.start_pos, part.meta.end_pos)
                    sides.append(Side(reader.side(part), line, shown))
    if not relations:
        error = Unreadable("there is nothing to prove: no relation, such as =", 0)
        error.step = lines[0].step
        raise error
    proofs = []
    for relation, before, after in zip(relations, sides, sides[1:], strict=False):
        with _at(after.line.step, after.line.row), patience():
            _link(before, relation, after, given)
            sizes = sizes_of(sp.Tuple(*common(before.value, after.value)))
            proofs.append(Proof(1, tuple(map(str, sizes))))
    return Proof.of_all(proofs)


class _at:
    """Say of an error in which step it is.

    What SymPy does not get through is not decided; that has a cause, which tests see.
    """

    def __init__(self, step: int, row: Row | None = None):
        self.step = step
        self.row = row

    def __enter__(self) -> _at:
        return self

    def __exit__(self, kind, error, trace) -> None:
        if isinstance(error, ProofError):
            error.step = self.step
            if self.row is not None and error.position is not None:
                error.position = self.row.place(error.position)
        elif isinstance(error, Exception):
            beyond = Undecided("this is more than the prover can work out")
            beyond.step = self.step
            raise beyond from error


def _equivalence(tree: Tree, lines: int, reader: Reader, given: Given) -> Proof:
    """Prove that of two inequalities each follows from the other."""
    chains = [chain for chain in tree.children if latex.kind(chain) == "chain"]
    if lines > 1 or any(len(chain.children) != 3 for chain in chains):
        raise Unreadable("two inequalities alone can be equivalent", 0)
    both = []
    for chain in chains:
        left, relation, right = chain.children
        sides = [values.scalar(reader.side(side)) for side in (left, right)]
        both.append(fact(sides[0], latex.relation(relation), sides[1]))
    inequalities.equivalent(*both, given)
    return Proof(1)


def _link(before: Side, relation: str, after: Side, given: Given) -> None:
    claim = f"{before.latex}  {relation}  {after.latex}"
    try:
        if relation == "=":
            equal(before.value, after.value, given)
        elif relation == r"\approx":
            inequalities.rounded(before.value, after.value, after.latex)
        else:
            left, right = common(before.value, after.value)
            inequalities.holds(left, relation, right, given)
    except Unequal as error:
        raise Unequal(f"this is not so:\n    {claim}\n{error.message}") from None
    except Undecided as error:
        raise Undecided(f"this is not proved:\n    {claim}\n{error.message}") from None
