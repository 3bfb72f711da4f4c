"""Decide whether two expressions are equal.

First both are computed with numbers: where they differ, these are the counterexample.
Then the difference must vanish symbolically, for any number of samples and inputs.
"""

from __future__ import annotations

import math

import sympy as sp

from nnbook.proof.concrete import LARGER, refute, sizes_of
from nnbook.proof.errors import Undecided, Unequal
from nnbook.proof.functions import Sigmoid, as_exponentials
from nnbook.proof.given import Given
from nnbook.proof.normal import deltas, normal
from nnbook.proof.pieces import pieces
from nnbook.proof.values import Index, Matrix, Value, Vector, to

MOST_TERMS = 5000


def equal(left: Value, right: Value, given: Given) -> None:
    """Prove that left = right.

    Parameters
    ----------
    left, right : number, Vector or Matrix
        What is compared, entry by entry.
    given : Given
        What may be put in the place of what, and for which numbers it is to hold.

    Raises
    ------
    Unequal
        If numbers show that the sides differ.
    Undecided
        If no way was found to prove them equal.
    """
    left, right = common(left, right)
    left, right = given.put(left), given.put(right)
    refute(left, right, given)
    if terms(left) + terms(right) > MOST_TERMS:
        raise Undecided("multiplied out, this has too many terms: write a step between")
    if not all(vanishes(part) for part in pieces(left - right)):
        if sizes_of(left - right):
            refute(left, right, given, LARGER)
        raise Undecided(
            "both sides agree in all numbers tried, but are not proved equal: write a "
            "step between them"
        )


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
            places = _places("k", left.size)
            return _listed([(left.entry(k), right.entry(k)) for k in places])
    if isinstance(left, Matrix) and isinstance(right, Matrix):
        if (left.rows, left.columns) == (right.rows, right.columns):
            rows, columns = _places("i", left.rows), _places("k", left.columns)
            places = [(i, k) for i in rows for k in columns]
            return _listed([(left.entry(*p), right.entry(*p)) for p in places])
    raise Unequal("the two sides are not of the same kind: their shapes differ")


def _places(letter: str, size: sp.Expr) -> list[sp.Expr]:
    """Return each whole number up to a size, or an index that stands for all."""
    return to(size) if isinstance(size, sp.Integer) else [Index(letter, size)]


def _listed(pairs: list[tuple[sp.Expr, sp.Expr]]) -> tuple[sp.Expr, sp.Expr]:
    """Put the entries into one number each, by symbols that nothing else contains."""
    if len(pairs) == 1:
        return pairs[0]
    marks = sp.symbols(f"entry1:{len(pairs) + 1}", cls=sp.Dummy, real=True)
    left, right = zip(*pairs, strict=True)
    join = [
        sp.Add(*(m * s for m, s in zip(marks, side, strict=True)))
        for side in (left, right)
    ]
    return join[0], join[1]


def vanishes(difference: sp.Expr) -> bool:
    """Tell whether an expression is proved to be 0.

    σ and tanh stay as they are at first, since their derivatives are polynomials in
    them; what that does not show may show when they are written by exponentials.
    """
    if _vanishes(difference):
        return True
    written = as_exponentials(difference)
    return written != difference and _vanishes(written)


def _vanishes(difference: sp.Expr) -> bool:
    difference = normal(sp.expand(deltas(difference)))
    difference = deltas(normal(sp.expand(difference)))
    if difference == 0:
        return True
    kept = difference.has(Sigmoid, sp.tanh)
    opaque = (sp.Sum, sp.Product, sp.Indexed, sp.KroneckerDelta, Sigmoid, sp.tanh)
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
    if again == 0 or kept:
        return again == 0
    if sp.simplify(top) == 0:
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
