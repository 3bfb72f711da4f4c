"""Decide whether two expressions are equal, and say how that is known.

First both are computed with numbers: where they differ, these are the counterexample.
Then the difference must vanish symbolically, for any number of samples and inputs; only
where that is out of reach, for several concrete shapes, in exact arithmetic.
"""

from __future__ import annotations

import math

import sympy as sp

from nnbook.proof.concrete import SHAPES, entries, refute
from nnbook.proof.errors import Undecided, Unequal
from nnbook.proof.normal import deltas, normal
from nnbook.proof.values import Index, Matrix, Value, Vector

EVERY_SIZE = "any size"
SOME_SHAPES = "shapes"
MOST_TERMS = 5000
_BY_PIECES = (sp.Abs, sp.Max, sp.Min, sp.Piecewise)


def equal(left: Value, right: Value, facts: dict[sp.Expr, sp.Expr]) -> str:
    """Return how it is known that left = right: ``EVERY_SIZE`` or ``SOME_SHAPES``.

    Parameters
    ----------
    left, right : number, Vector or Matrix
        What is compared, entry by entry.
    facts : dict
        What may be put in the place of what, because it is given to be equal.

    Raises
    ------
    Unequal
        If numbers show that the sides differ.
    Undecided
        If no way was found to prove them equal.
    """
    left, right = common(left, right)
    left, right = (_given(side, facts) for side in (left, right))
    refute(left, right)
    if terms(left) + terms(right) > MOST_TERMS:
        raise Undecided("multiplied out, this has too many terms: write a step between")
    if all(vanishes(part) for part in pieces(left - right)):
        return EVERY_SIZE
    for shape in SHAPES:
        for difference in entries(left - right, shape):
            if not all(vanishes(part) for part in pieces(difference)):
                raise Undecided(
                    "both sides agree in all numbers tried, but are not proved equal: "
                    "write a step between them"
                )
    return SOME_SHAPES


def terms(expression: sp.Expr) -> int:
    """Return a bound on the number of terms when all brackets are multiplied out."""
    if isinstance(expression, sp.Sum | sp.Product):
        return terms(expression.function)
    if expression.is_Add:
        return sum(map(terms, expression.args))
    if expression.is_Mul:
        return math.prod(map(terms, expression.args))
    base, power = expression.as_base_exp()
    if power.is_Integer and power > 1:
        return math.comb(int(power) + terms(base) - 1, int(power))
    return 1


def common(left: Value, right: Value) -> tuple[sp.Expr, sp.Expr]:
    """Return one entry of both sides, at places that stand for all."""
    if isinstance(left, sp.Expr) and isinstance(right, sp.Expr):
        return left, right
    if isinstance(left, Vector) and isinstance(right, Vector):
        if left.size == right.size:
            if isinstance(left.size, sp.Integer):
                return _listed(
                    [(left.entry(k), right.entry(k)) for k in _to(left.size)]
                )
            k = Index("k", left.size)
            return left.entry(k), right.entry(k)
    if isinstance(left, Matrix) and isinstance(right, Matrix):
        if (left.rows, left.columns) == (right.rows, right.columns):
            if isinstance(left.rows, sp.Integer):
                places = [(i, k) for i in _to(left.rows) for k in _to(left.columns)]
                return _listed([(left.entry(*p), right.entry(*p)) for p in places])
            i, k = Index("i", left.rows), Index("k", left.columns)
            return left.entry(i, k), right.entry(i, k)
    raise Unequal("the two sides are not of the same kind: their shapes differ")


def _to(size: sp.Integer) -> list[sp.Integer]:
    return [sp.Integer(k) for k in range(1, int(size) + 1)]


def _listed(pairs: list[tuple[sp.Expr, sp.Expr]]) -> tuple[sp.Expr, sp.Expr]:
    """Put the entries into one number each, by symbols that nothing else contains."""
    marks = sp.symbols(f"entry1:{len(pairs) + 1}", cls=sp.Dummy, real=True)
    left, right = zip(*pairs, strict=True)
    join = [
        sp.Add(*(m * s for m, s in zip(marks, side, strict=True)))
        for side in (left, right)
    ]
    return join[0], join[1]


def _given(side: sp.Expr, facts: dict[sp.Expr, sp.Expr]) -> sp.Expr:
    for known, other in facts.items():
        if known.is_Pow:  # a square shows only when brackets are multiplied out
            side = normal(sp.expand(side))
        side = side.xreplace({known: other})
    return side


def pieces(expression: sp.Expr) -> list[sp.Expr]:
    """Return the expression left of, right of and at each place where it has a corner.

    Only corners at which one number is compared with a constant are cut; for a
    condition on two indices the pieces are "the same" and "two different ones".
    """
    found = sorted(expression.atoms(*_BY_PIECES), key=sp.default_sort_key)
    for part in found:
        if isinstance(part, sp.Piecewise):
            conditions = [c for _, c in part.args if c not in (sp.true, sp.false)]
            cut = next((_cut(c.lhs - c.rhs, c) for c in conditions), None)
        elif isinstance(part, sp.Abs):
            cut = _cut(part.args[0])
        else:
            cut = _cut(part.args[0] - part.args[1]) if len(part.args) == 2 else None
        if cut:
            return [q for one in cut for q in pieces(expression.subs(one))]
    return [expression]


def _cut(difference: sp.Expr, condition=None) -> list[dict] | None:
    symbols = difference.free_symbols
    if symbols and all(isinstance(s, Index) for s in symbols) and len(symbols) == 2:
        i, k = sorted(symbols, key=str)
        return [
            {k: i},
            {sp.KroneckerDelta(i, k): 0, sp.Eq(i, k): False, sp.Ne(i, k): True},
        ]
    if len(symbols) != 1:
        return None
    (x,) = symbols
    if (
        x.is_positive
        or not difference.is_polynomial(x)
        or sp.degree(difference, x) != 1
    ):
        return None
    corner = sp.solve(difference, x)[0]
    t = sp.Symbol(f"{x.name}⁺", positive=True)
    return [{x: corner + t}, {x: corner - t}, {x: corner}]


def vanishes(difference: sp.Expr) -> bool:
    """Tell whether an expression is proved to be 0."""
    difference = normal(sp.expand(deltas(difference)))
    difference = deltas(normal(sp.expand(difference)))
    if difference == 0:
        return True
    opaque = (sp.Sum, sp.Product, sp.Indexed, sp.KroneckerDelta)
    # Outermost first: a sum that holds indexed numbers is one unknown.
    atoms = {}

    def hide(part):
        return atoms.setdefault(part, sp.Dummy(real=True, positive=_positive(part)))

    hidden = sp.expand_log(_hide(difference, opaque, hide), force=True)
    top = sp.expand(sp.numer(sp.together(sp.expand(hidden))))
    if top == 0:
        return True
    shown = {dummy: part for part, dummy in atoms.items()}
    again = deltas(normal(sp.expand(deltas(top.xreplace(shown)))))
    if again == 0 or sp.simplify(top) == 0:
        return True
    return sp.simplify(_hide(again, opaque, hide)) == 0


def _hide(expression: sp.Expr, kinds, hide) -> sp.Expr:
    if isinstance(expression, kinds):
        return hide(expression)
    if not expression.args:
        return expression
    return expression.func(*(_hide(part, kinds, hide) for part in expression.args))


def _positive(part: sp.Expr) -> bool | None:
    """A sum of squares or of exponentials is taken as positive: 0 divides nothing."""
    if isinstance(part, sp.Sum):
        terms = sp.Mul.make_args(part.function)
        if all(
            isinstance(f, sp.exp)
            or (f.as_base_exp()[1].is_even is True)
            or f.is_positive
            for f in terms
        ):
            return True
    return None
