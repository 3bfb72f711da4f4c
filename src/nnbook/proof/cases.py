"""What is one thing in one case and another in the next."""

from __future__ import annotations

from itertools import pairwise

import sympy as sp
from lark import Tree
from sympy.core.relational import Relational

from nnbook.proof.errors import Unreadable
from nnbook.proof.latex import bare, factors, kind, place, relation, text
from nnbook.proof.scope import Scope

RELATIONS = {
    "=": sp.Eq,
    r"\ne": sp.Ne,
    ">": sp.Gt,
    "<": sp.Lt,
    r"\ge": sp.Ge,
    r"\le": sp.Le,
}
IF = {"if", "for", "when", "where", "and"}
ELSE = {"otherwise", "else"}


def read(reader, atom: Tree, scope: Scope) -> sp.Expr:
    """Return the value of a table of cases."""
    pieces = []
    for number, case in enumerate(atom.children, 1):
        value, condition = case.children
        met = _condition(reader, condition, scope)
        otherwise = not any(kind(part) == "relation" for part in condition.children)
        if otherwise and number < len(atom.children):
            raise Unreadable("what holds otherwise comes last", place(case))
        pieces.append((reader.number(value, scope), met))
    _agree(pieces, atom)
    return sp.Piecewise(*pieces)


def indicator(reader, atom: Tree, scope: Scope) -> sp.Expr:
    """Return what is 1 where a condition holds, and 0 elsewhere."""
    left, sign, right = [part for part in atom.children if kind(part) != "INDICATOR"]
    met = _met(reader, left, sign, right, scope)
    if isinstance(met, sp.Eq) and all(side.is_integer for side in met.args):
        return sp.KroneckerDelta(*met.args)
    return sp.Piecewise((sp.Integer(1), met), (sp.Integer(0), True))


def _met(reader, left: Tree, sign: Tree, right: Tree, scope: Scope) -> sp.Basic:
    if relation(sign) not in RELATIONS:
        raise Unreadable("a case needs an exact condition", place(sign))
    pair = _indices(reader, left, right, scope) or [
        reader.number(side, scope) for side in (left, right)
    ]
    return RELATIONS[relation(sign)](*pair)


def _agree(pieces: list, atom: Tree) -> None:
    """Refuse two cases that hold at once and say different things.

    Only conditions on one number with numbers as corners are looked at, at each corner
    and around it.
    """
    conditions = [met for _, met in pieces if met != sp.true]
    relations = {r for met in conditions for r in met.atoms(Relational)}
    symbols = {s for r in relations for s in r.free_symbols}
    if len(symbols) != 1 or not all(r.rhs.is_Rational for r in relations):
        return
    (x,) = symbols
    if any(r.lhs != x for r in relations):
        return
    corners = sorted({r.rhs for r in relations})
    between = [(a + b) / 2 for a, b in pairwise(corners)]
    for point in [*corners, *between, corners[0] - 1, corners[-1] + 1]:
        held = [
            value.xreplace({x: point})
            for value, met in pieces
            if met != sp.true and met.xreplace({x: point}) == sp.true
        ]
        if any(sp.simplify(value - held[0]) != 0 for value in held[1:]):
            raise Unreadable(
                f"two cases hold at {point}, and say different things", place(atom)
            )


def _condition(reader, tree: Tree, scope: Scope) -> sp.Basic:
    sides = [part for part in tree.children if kind(part) != "relation"]
    relations = [part for part in tree.children if kind(part) == "relation"]
    first = factors(sides[0])
    said = _word(first[0])
    if not relations and len(first) == 1 and said in ELSE:
        return sp.true
    if len(relations) + 1 != len(sides) or not relations:
        raise Unreadable(
            "a case needs one condition, or \\text{otherwise}", place(tree)
        )
    if said in IF:
        rest = first[1:]
        sides[0] = rest[0] if len(rest) == 1 else Tree("product", rest, tree.meta)
    met = []
    for left, sign, right in zip(sides, relations, sides[1:], strict=False):
        met.append(_met(reader, left, sign, right, scope))
    return sp.And(*met)


def _word(factor: Tree) -> str:
    factor = bare(factor)
    if kind(factor) != "words":
        return ""
    return text(factor).removeprefix(r"\text{").removesuffix("}").strip(" ,.")


def _indices(reader, left: Tree, right: Tree, scope: Scope) -> list[sp.Expr]:
    """Return both sides as indices, if either of them is a letter that is one."""
    words = [text(bare(side)) for side in (left, right)]
    letters = scope.letters | scope.seen.letters | reader.free.keys()
    if all(kind(bare(s)) == "name" for s in (left, right)) and letters & set(words):
        return [reader.index(word, scope) for word in words]
    return []
