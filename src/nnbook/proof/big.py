"""Sums and products over an index."""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof import limits, values
from nnbook.proof.errors import Captured, Unreadable
from nnbook.proof.latex import bare, kind, place, split, text
from nnbook.proof.scope import Scope
from nnbook.proof.values import Index


def read(reader, row: list[Tree], at: int, scope: Scope) -> sp.Expr:
    """Read a sum or product sign; it reaches to the end of the term."""
    atom, scripts = split(row[at])
    below = [s.children[0] for s in scripts if kind(s) == "below"]
    above = [s.children[0] for s in scripts if kind(s) == "above"]
    if len(below) != 1:
        raise Unreadable(f"{text(atom)} needs an index below", place(atom))
    (below,) = below
    limited = kind(below) == "limit"
    if not limited and (kind(bare(below)) != "name" or above):
        raise Unreadable(
            f"below {text(atom)} stands one index, as in {text(atom)}_k or "
            f"{text(atom)}_{{k=1}}^{{n}}",
            place(row[at]),
        )
    letter = str(below.children[0]) if limited else text(bare(below))
    if letter in scope.letters:
        raise Captured(
            f"the index {letter} is bound already, by the sign around this one: "
            f"use another letter",
            place(atom),
        )
    if scope.is_size(letter):
        raise Unreadable(
            f"{letter} is where an index ends: use another letter for the index",
            place(row[at]),
        )
    if not scope.inside:
        reader.bound.setdefault(letter, place(row[at]))
    index, first = Index(letter), sp.Integer(1)
    if limited:
        first = _first(below)
        if not above:
            raise Unreadable(f"it is not said where {letter} ends", place(row[at]))
        end = limits.size(above[0], scope) - first + 1
        if isinstance(end, sp.Integer) and not 0 < end <= limits.MOST_TERMS:
            raise Unreadable(
                f"a sum or product has 1 to {limits.MOST_TERMS} terms", place(row[at])
            )
        index.runs_to(end)
    rest = row[at + 1 :]
    if not rest:
        raise Unreadable(f"nothing follows {text(atom)}", place(atom))
    value = index if first == 1 else index + (first - 1)
    body = reader.product(rest, scope.child({letter: value}, {letter}))
    body = values.scalar(body, "a term of a sum")
    if index.size is None:
        raise Unreadable(f"it is not said where {letter} ends", place(atom))
    build = sp.Sum if text(atom) == r"\sum" else sp.Product
    if isinstance(index.size, sp.Integer):
        terms = [body.xreplace({index: k}) for k in values.to(index.size)]
        return sp.Add(*terms) if build is sp.Sum else sp.Mul(*terms)
    return build(body, (index, 1, index.size))


def _first(below: Tree) -> sp.Integer:
    """Return where a sum begins: a whole number."""
    first = bare(below.children[1])
    if kind(first) not in ("number", "digit") or not text(first).isdigit():
        raise Unreadable("a sum begins at a whole number, as in k=1", place(below))
    return sp.Integer(text(first)[:9])
