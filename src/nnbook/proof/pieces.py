"""What has a corner or a table of cases is looked at piece by piece."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from nnbook.proof.values import Index

_BY_PIECES = (sp.Abs, sp.Max, sp.Min, sp.Piecewise)


def pieces(expression: sp.Expr) -> list[sp.Expr]:
    """Return the expression left of, right of and at each place where it has a corner.

    Only corners at which one number is compared with a constant are cut; for a
    condition on two indices the pieces are "the same" and "two different ones".
    """
    found = sorted(expression.atoms(*_BY_PIECES), key=sp.default_sort_key)
    for part in found:
        if isinstance(part, sp.Piecewise):
            conditions = sorted(
                (r for _, c in part.args for r in c.atoms(Relational)),
                key=sp.default_sort_key,
            )
            cuts = (_cut(c.lhs - c.rhs) for c in conditions)
            cut = next(filter(None, cuts), None)
        elif isinstance(part, sp.Abs):
            cut = _cut(part.args[0])
        else:
            cut = _cut(part.args[0] - part.args[1]) if len(part.args) == 2 else None
        if cut:
            return [q for one in cut for q in pieces(expression.subs(one))]
    return [expression]


def _cut(difference: sp.Expr) -> list[dict] | None:
    symbols = difference.free_symbols
    if symbols and all(isinstance(s, Index) for s in symbols) and len(symbols) == 2:
        i, k = sorted(symbols, key=str)
        if difference not in (i - k, k - i):
            return None
        return [
            {k: i},
            {sp.KroneckerDelta(i, k): 0, sp.Eq(i, k): False, sp.Ne(i, k): True},
        ]
    if len(symbols) != 1:
        return None
    (x,) = symbols
    signed = x.is_nonnegative or x.is_nonpositive
    if signed or not difference.is_polynomial(x) or sp.degree(difference, x) != 1:
        return None
    corner = sp.solve(difference, x)[0]
    t = sp.Symbol(f"{x.name}⁺", positive=True)
    return [{x: corner + t}, {x: corner - t}, {x: corner}]
