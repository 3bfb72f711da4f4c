"""The indices in a subscript."""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof.errors import Unreadable
from nnbook.proof.latex import bare, factors, kind, place, text
from nnbook.proof.scope import Scope


def indices(reader, tree: Tree, scope: Scope, one: bool = False) -> list[sp.Expr]:
    """Return the indices in a subscript such as ``ji``, ``12`` or ``t-1``.

    Of ``one`` index, 12 is the twelfth; of two, it is 1 and 2.
    """
    tree = bare(tree)
    if kind(tree) == "sum":
        return [_shifted(reader, tree, scope)]
    parts = tree.children if kind(tree) == "list" else factors(tree)
    found = []
    for part in map(bare, parts):
        if kind(part) in ("number", "digit"):
            digits = [text(part)] if one or len(parts) > 1 else text(part)
            found += [sp.Integer(number[:9]) for number in digits]
        elif kind(part) == "name" and len(text(part)) == 1:
            found.append(reader.index(text(part), scope))
        elif kind(part) == "sum" and kind(tree) == "list":
            found.append(_shifted(reader, part, scope))
        else:
            raise Unreadable(f"{text(part)!r} is not an index", place(part))
    return found


def _shifted(reader, tree: Tree, scope: Scope) -> sp.Expr:
    """Return an index such as t − 1: a letter and a number."""
    parts = [bare(part) for part in tree.children]
    if [kind(part) for part in parts] not in (
        ["name", "sign", "number"],
        ["name", "sign", "digit"],
    ):
        raise Unreadable(f"{text(tree)!r} is not an index", place(tree))
    letter, sign, step = (text(part) for part in parts)
    return reader.index(letter, scope) + int(sign + step[:3])
