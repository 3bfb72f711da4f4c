"""Read what is stated beside a derivation: what names mean, and what is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import sympy as sp
from lark import Tree

from nnbook.proof import definitions, latex, limits, names, signs, values
from nnbook.proof.concrete import refuse_contradictions
from nnbook.proof.decide import equal
from nnbook.proof.errors import ProofError, Undecided, Unequal, Unreadable
from nnbook.proof.given import Given
from nnbook.proof.latex import kind
from nnbook.proof.meaning import Reader
from nnbook.proof.pasted import Row, rows
from nnbook.proof.patience import patience
from nnbook.proof.scope import Scope, notation
from nnbook.proof.survey import survey


@dataclass
class Condition:
    """A statement: its text, and its links, which are sides with a relation."""

    text: str
    tree: Tree
    number: int
    row: Row
    links: list[tuple[Tree, str, Tree]] = field(default_factory=list)
    defines: list[str] = field(default_factory=list)


def understand(where: Iterable[str], lines: Iterable[Tree] = ()) -> tuple[Scope, Given]:
    """Return the scope that statements make, and what they give as true.

    Parameters
    ----------
    where : iterable of str
        The statements.
    lines : iterable of Tree
        The formulas that are to be read with them, which show what names are.

    Raises
    ------
    ProofError
        If a statement is not understood, or they contradict one another; with the
        number of the condition where it is one.
    """
    scope, given = notation(), Given()
    conditions = []
    for number, statement in enumerate(where, 1):
        with _at(number):
            found = rows(statement)
        for row in found:
            with _at(number, row):
                tree = latex.parse(row.latex)
            conditions.append(Condition(row.latex.strip(), tree, number, row))
    scope.seen = survey([*lines, *(c.tree for c in conditions)])
    _unless_otherwise(scope)
    for step in (_declare, _links, signs.note):
        for condition in conditions:
            with _at(condition.number, condition.row):
                step(condition, scope)
    for condition in conditions:
        with _at(condition.number, condition.row), patience():
            for key in condition.defines:
                definitions.refuse_circles(key, scope)
    for condition in conditions:
        with _at(condition.number, condition.row), patience():
            _give(condition, scope, given)
    return scope, given


def _unless_otherwise(scope: Scope) -> None:
    """Let go of the book's notation where the formulas show that a name is not of it.

    A sum over x_i that ends at m says that x has m numbers, not d; x_{ki} is no entry
    of a vector.
    """
    seen = scope.seen
    for key, own in ((k, k.lower()) for k in list(scope.arrays)):
        forms, sizes = seen.forms.get(own, set()), scope.arrays[key]
        if not forms or seen.bold & {key, own}:
            continue
        ends = [seen.sizes.get((own, place)) for place in range(len(sizes))]
        others = any(e not in (None, s) for e, s in zip(ends, sizes, strict=True))
        if len(sizes) == 1 and (
            forms == {(0, 2)} or (others and forms in ({(0, 1)}, {(1, 0)}))
        ):
            del scope.arrays[key]
        elif len(sizes) == 2 and others and forms == {(1, 1)} and own in scope.arrays:
            scope.arrays = {
                k: s for k, s in scope.arrays.items() if k not in (key, own)
            }


class _at:
    """Say of an error which condition it is in."""

    def __init__(self, number: int, row: Row | None = None):
        self.number = number
        self.row = row

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, ProofError) and error.condition is None:
            error.condition = self.number
            if self.row is not None and error.position is not None:
                error.position = self.row.place(error.position)


def _declare(condition: Condition, scope: Scope) -> None:
    if kind(condition.tree) != "members":
        return
    *listed, space = condition.tree.children
    sizes = tuple(limits.size(child, scope) for child in space.children if child)
    for item in listed:
        key = names.whole(item)
        bold = latex.is_bold(item)
        before = scope.arrays.get(key) if key in scope.stated else sizes
        if key in scope.stated and (before != sizes or (not sizes) == bold):
            raise Unreadable(f"{names.shown(key)} is declared twice, differently")
        if not sizes and bold:
            raise Unreadable(
                f"{names.shown(key)} is bold, so a vector or matrix, but is declared "
                f"to be one number"
            )
        scope.stated.add(key)
        if sizes:
            scope.arrays[key] = sizes
            if not bold:
                scope.plain.add(key)
        else:
            scope.arrays.pop(key, None)
            names.number_symbol(scope, key)


def _links(condition: Condition, scope: Scope) -> None:
    """Take a chain apart; what defines a name is noted."""
    tree = condition.tree
    if kind(tree) == "members":
        return
    if kind(tree) != "chain" or len(tree.children) < 3 or not len(tree.children) % 2:
        raise Unreadable(f"{condition.text!r} states nothing: a relation is missing")
    sides = tree.children[::2]
    relations = [latex.relation(part) for part in tree.children[1::2]]
    _composes(relations)
    start = 0
    if relations[0] == "=":
        last = next((k for k, r in enumerate(relations) if r != "="), len(relations))
        if _define(condition, sides[0], sides[last], scope):
            start = last
            condition.links = [
                (side, "=", sides[last])
                for side in sides[1:last]
                if not _define(condition, side, sides[last], scope)
            ]
    condition.links += zip(
        sides[start:], relations[start:], sides[start + 1 :], strict=False
    )


def _composes(relations: list[str]) -> None:
    kinds = set(relations)
    if r"\approx" in kinds:
        raise Unreadable("what is only nearly so cannot be given: ≈ is no condition")
    if r"\ne" in kinds and len(relations) > 1:
        raise Unreadable("≠ does not go on in a chain: state it on its own")
    if kinds & {"<", r"\le"} and kinds & {">", r"\ge"}:
        raise Unreadable("this chain goes up and down: state its parts one by one")


def _define(condition: Condition, left: Tree, body: Tree, scope: Scope) -> bool:
    """Note a definition; tell whether it is one."""
    found = definitions.pattern(left, body, scope)
    if found is None or (found[0] in scope.numbers and found[0] not in scope.stated):
        return False
    key, meaning = found
    before = scope.definitions.get(key)
    if before is not None:
        same = (before.indices, before.samples, before.arguments) == (
            meaning.indices,
            meaning.samples,
            meaning.arguments,
        )
        if same and latex.text(before.body) == latex.text(body):
            return True
        if same and not (meaning.indices or meaning.samples or meaning.arguments):
            return False  # an equation between the two bodies
        raise Unreadable(f"{names.shown(key)} is defined twice")
    if not (meaning.arguments or meaning.indices) and _depends(key, body):
        scope.unknown.add(key)
    scope.definitions[key] = meaning
    condition.defines.append(key)
    scope.arrays.pop(key, None)
    scope.numbers.pop(key, None)
    scope.plain.discard(key)
    scope.stated.add(key)
    return True


def _depends(key: str, body: Tree) -> bool:
    """Whether L = L(a, b) says no more than on what L depends."""
    row = latex.factors(body)
    if len(row) != 2 or latex.text(row[0]) != key:
        return False
    group, after = latex.split(row[1])
    inner = [latex.bare(child) for child in group.children]
    return kind(group) == "group" and not after and all(map(_is_name, inner))


def _is_name(tree: Tree) -> bool:
    return kind(latex.split(tree)[0]) in latex.NAMES


def _give(condition: Condition, scope: Scope, given: Given) -> None:
    reader = Reader(scope)
    for left, relation, right in condition.links:
        sides = [reader.side(side) for side in (left, right)]
        if relation == "=" and not all(isinstance(side, sp.Expr) for side in sides):
            sides = _same_vectors(sides)
        pair = [values.scalar(side) for side in sides]
        if relation == "=" and _follows(pair, given):
            continue
        given.add(pair[0], relation, pair[1], condition.text)
        refuse_contradictions(given)


def _same_vectors(sides) -> tuple:
    """Two vectors that are given to be equal must be so already."""
    try:
        equal(*sides, Given())
    except (Unequal, Undecided):
        raise Unreadable(
            "that two vectors are equal cannot be given: state it for an entry"
        ) from None
    return sp.Integer(0), sp.Integer(0)


def _follows(pair: list[sp.Expr], given: Given) -> bool:
    """Whether an equation holds without being given."""
    if pair[0] == pair[1]:
        return True
    try:
        equal(*pair, given)
    except (Unequal, Undecided):
        return False
    return True
