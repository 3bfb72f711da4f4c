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
    letters = _letters(below)
    if not letters or (above and not limited):
        raise Unreadable(
            f"below {text(atom)} stands one index, as in {text(atom)}_k or "
            f"{text(atom)}_{{k=1}}^{{n}}",
            place(row[at]),
        )
    for letter in letters:
        _free(reader, letter, row[at], scope)
    indices, first = [Index(letter) for letter in letters], sp.Integer(1)
    if limited:
        first = _first(below)
        if not above:
            raise Unreadable(f"it is not said where {letters[0]} ends", place(row[at]))
        end = limits.size(above[0], scope) - first + 1
        if isinstance(end, sp.Integer) and not 0 < end <= limits.MOST_TERMS:
            raise Unreadable(
                f"a sum or product has 1 to {limits.MOST_TERMS} terms", place(row[at])
            )
        indices[0].runs_to(end)
    rest = row[at + 1 :]
    if not rest:
        raise Unreadable(f"nothing follows {text(atom)}", place(atom))
    bound = {k: i + (first - 1) for k, i in zip(letters, indices, strict=True)}
    body = reader.product(rest, scope.child(bound, letters))
    body = values.scalar(body, "a term of a sum")
    for index in reversed(indices):
        body = _over(index, body, text(atom) == r"\sum", place(atom))
    return body


def _letters(below: Tree) -> list[str]:
    """Return the indices below a sign: k, or k of k=1, or i and j of i,j."""
    if kind(below) == "limit":
        return [str(below.children[0])]
    parts = below.children if kind(below) == "list" else [below]
    names = [text(bare(part)) for part in parts if kind(bare(part)) == "name"]
    return names if len(names) == len(parts) == len(set(names)) else []


def _free(reader, letter: str, factor: Tree, scope: Scope) -> None:
    """Note that an index is bound; refuse it if it means something already."""
    if letter in scope.letters:
        raise Captured(
            f"the index {letter} is bound already, by the sign around this one: "
            f"use another letter",
            place(factor),
        )
    if letter in scope.seen.ends:
        raise Unreadable(
            f"{letter} is where an index ends: use another letter for the index",
            place(factor),
        )
    if not scope.inside:
        reader.bound.setdefault(letter, place(factor))


def _over(index: Index, body: sp.Expr, is_sum: bool, position) -> sp.Expr:
    """Return the sum or product of a term over an index."""
    if index.size is None:
        raise Unreadable(f"it is not said where {index.letter} ends", position)
    if isinstance(index.size, sp.Integer):
        terms = [body.xreplace({index: k}) for k in values.to(index.size)]
        return sp.Add(*terms) if is_sum else sp.Mul(*terms)
    return (sp.Sum if is_sum else sp.Product)(body, (index, 1, index.size))


def _first(below: Tree) -> sp.Integer:
    """Return where a sum begins: a whole number."""
    first = bare(below.children[1])
    if kind(first) not in ("number", "digit") or not text(first).isdigit():
        raise Unreadable("a sum begins at a whole number, as in k=1", place(below))
    return sp.Integer(text(first)[:9])
