"""Check a derivation, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import sympy as sp
from lark import Tree

from nnbook.proof import inequalities, latex, limits, names, values
from nnbook.proof.concrete import sizes_of
from nnbook.proof.decide import EVERY_SIZE, common, equal
from nnbook.proof.errors import ProofError, Undecided, Unequal, Unreadable
from nnbook.proof.meaning import Reader
from nnbook.proof.scope import Definition, Scope, notation
from nnbook.proof.values import Value


@dataclass(frozen=True)
class Proof:
    """What was proved: the number of links, and whether for every size.

    Attributes
    ----------
    links : int
        How many relations between two sides were proved.
    general : bool
        Whether each holds for any number of samples and inputs; otherwise at least
        one was proved for several concrete shapes only.
    sizes : tuple of str
        The numbers of samples, inputs and the like on which the lines depend.
    """

    links: int
    general: bool
    sizes: tuple[str, ...] = ()

    @classmethod
    def of_all(cls, proofs: Iterable[Proof]) -> Proof:
        """Return several proofs as one."""
        proofs = list(proofs)
        return cls(
            sum(proof.links for proof in proofs),
            all(proof.general for proof in proofs),
            tuple(sorted({size for proof in proofs for size in proof.sizes})),
        )

    @property
    def reach(self) -> str:
        """For which sizes it is proved, in words; nothing where there are none."""
        if not self.general:
            return "for several shapes"
        return f"for every {' and '.join(self.sizes)}" if self.sizes else ""

    def __str__(self) -> str:
        lines = "line is" if self.links == 1 else "lines are"
        return f"{self.links} {lines} proved {self.reach}".rstrip()


@dataclass(frozen=True)
class Side:
    """One side of a relation: its value, its step, and how it is written."""

    value: Value
    step: int
    latex: str


def check(*lines: str, where: Iterable[str] = ()) -> Proof:
    r"""Prove that each side of a derivation follows from the one before.

    Parameters
    ----------
    *lines : str
        LaTeX. The first line is ``a = b``, the next ones may begin with their
        relation: ``= c``, ``\ge c``, ``> c``.
    where : iterable of str
        What the names mean, one statement each: ``\mathbf{x} \in \mathbb{R}^{J}`` for
        a vector, ``w_t, \eta \in \mathbb{R}`` for numbers, ``p_i = …`` for a
        definition, ``b < 0`` for what is given. Without a word on them, w and x have d
        entries, y has n, and X is n × d with the samples x as its rows.

    Returns
    -------
    Proof
        How many links were proved, and whether for every n and d.

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
    scope, facts = understand(where)
    reader = Reader(scope)
    sides: list[Side] = []
    relations: list[str] = []
    for number, line in enumerate(lines, 1):
        try:
            tree = latex.parse(line)
            if latex.kind(tree) == "equivalence":
                return _equivalence(tree, len(lines), reader, facts)
            if latex.kind(tree) == "members":
                raise Unreadable(
                    "a line of a derivation needs a relation, such as =", 0
                )
            parts = tree.children if latex.kind(tree) == "chain" else [tree]
            if number == 1 and latex.kind(parts[0]) == "relation":
                raise Unreadable("the first line needs a left side", 0)
            if number > 1 and latex.kind(parts[0]) != "relation":
                raise Unreadable("a line after the first begins with its relation", 0)
            for part in parts:
                if latex.kind(part) == "relation":
                    relations.append(str(part.children[0]))
                else:
                    shown = line[part.meta.start_pos : part.meta.end_pos]
                    sides.append(Side(reader.side(part), number, shown))
        except ProofError as error:
            error.step = number
            raise
    if not relations:
        raise Unreadable("there is nothing to prove: no relation, such as =", 0)
    proofs = []
    for relation, before, after in zip(relations, sides, sides[1:], strict=False):
        try:
            how = _link(before, relation, after, facts)
        except ProofError as error:
            error.step = after.step
            raise
        sizes = sizes_of(sp.Tuple(*common(before.value, after.value)))
        proofs.append(Proof(1, how == EVERY_SIZE, tuple(map(str, sizes))))
    return Proof.of_all(proofs)


def _equivalence(tree: Tree, lines: int, reader: Reader, facts) -> Proof:
    """Prove that of two inequalities each follows from the other."""
    if lines > 1 or any(len(chain.children) != 3 for chain in tree.children):
        raise Unreadable("two inequalities alone can be equivalent", 0)
    both = []
    for chain in tree.children:
        left, relation, right = chain.children
        sides = [values.scalar(reader.side(side)) for side in (left, right)]
        both.append(inequalities.fact(sides[0], str(relation.children[0]), sides[1]))
    inequalities.equivalent(*both, facts[0])
    return Proof(1, True)


def _link(before: Side, relation: str, after: Side, facts) -> str:
    equations, given = facts
    claim = f"{before.latex}  {relation}  {after.latex}"
    try:
        if relation in ("=", ":="):
            return equal(before.value, after.value, equations)
        if relation == r"\approx":
            return inequalities.rounded(before.value, after.value, after.latex)
        left, right = common(before.value, after.value)
        return inequalities.holds(left, relation, right, equations, given)
    except Unequal as error:
        raise Unequal(f"this is not so:\n    {claim}\n{error.message}") from None
    except Undecided as error:
        raise Undecided(f"this is not proved:\n    {claim}\n{error.message}") from None


def understand(where: Iterable[str]) -> tuple[Scope, tuple[dict, list]]:
    """Return the scope that statements make, and what they give as true."""
    scope = notation()
    equations: dict[sp.Expr, sp.Expr] = {}
    inequality_facts: list = []
    for statement in where:
        tree = latex.parse(statement)
        if latex.kind(tree) == "members":
            _declare(tree, scope)
            continue
        if latex.kind(tree) != "chain":
            raise Unreadable(f"{statement!r} states nothing: a relation is missing")
        first, relation, last = tree.children[0], tree.children[1], tree.children[-1]
        relation = str(relation.children[0])
        found = names.pattern(first) if relation in ("=", ":=") else None
        if found is not None and names.whole(first) in scope.arrays:
            # a vector of its own, such as w_k beside w_{k-1}: k is no index
            found = names.whole(first), Definition((), (), (), last)
        if found is not None:
            key, definition = found
            scope.definitions[key] = replace(definition, body=last)
            scope.arrays.pop(key, None)
            continue
        if relation == ">" and latex.text(last) == "0":
            if (key := names.new_number(first, scope)) is not None:
                names.number_symbol(scope, key, positive=True)
                continue
        reader = Reader(scope)
        left, right = (values.scalar(reader.side(side)) for side in (first, last))
        if relation == "=":
            equations |= _solved(left - right, statement)
        else:
            inequality_facts.append(inequalities.fact(left, relation, right))
    return scope, (equations, inequality_facts)


def _declare(tree: Tree, scope: Scope) -> None:
    *listed, space = tree.children
    sizes = tuple(limits.size(child) for child in space.children if child)
    for item in listed:
        key = names.whole(item)
        if sizes:
            scope.arrays[key] = sizes
        else:
            scope.arrays.pop(key, None)
            names.number_symbol(scope, key)


def _solved(difference: sp.Expr, statement: str) -> dict[sp.Expr, sp.Expr]:
    """Return what a given equation lets one put for a number, or for its square."""
    symbols = sorted(difference.free_symbols, key=str)
    for part in [*symbols, *(symbol**2 for symbol in symbols)]:
        unknown = sp.Dummy(real=True)
        equation = difference.subs(part, unknown)
        slope = sp.diff(equation, unknown)
        if slope.is_number and slope != 0 and not equation.has(*part.free_symbols):
            return {part: sp.expand(unknown - equation / slope)}
    raise Unreadable(f"no number can be taken from {statement!r}")
