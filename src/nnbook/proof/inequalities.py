"""Inequalities that follow from given ones, and numbers that are rounded.

An inequality is proved by writing the difference of its sides as a sum of given
differences, each times a number that is not negative, of squares, and of a constant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import sympy as sp

from nnbook.proof.decide import EVERY_SIZE, _given
from nnbook.proof.errors import Undecided, Unequal, Unreadable
from nnbook.proof.normal import normal
from nnbook.proof.values import Value


@dataclass(frozen=True)
class Fact:
    """An expression that is known not to be negative; or, if strict, to be positive."""

    expression: sp.Expr
    strict: bool


def fact(left: sp.Expr, relation: str, right: sp.Expr) -> Fact:
    """Return what an inequality says as a fact about a difference."""
    greater = relation.startswith((">", r"\ge"))
    if not greater and not relation.startswith(("<", r"\le")):
        raise Unreadable(f"{relation} cannot be given")
    return Fact(left - right if greater else right - left, relation in (">", "<"))


def holds(left, relation: str, right, equations, facts: list[Fact]) -> str:
    """Prove left ≥ right, or another inequality, from the facts.

    Raises
    ------
    Undecided
        If it is no sum of the facts.
    """
    wanted = fact(left, relation, right)
    target = _given(wanted.expression, equations)
    given = [Fact(_given(f.expression, equations), f.strict) for f in facts]
    rows = [_terms(target), *(_terms(f.expression) for f in given)]
    strict = [*(f.strict for f in given), True]
    found = list(_weights(rows))
    if not found:
        raise Undecided("it does not follow from what is given, by adding and scaling")
    surplus = max(sum(w for w, s in zip(ws, strict, strict=True) if s) for ws in found)
    if wanted.strict and not surplus > 0:
        raise Undecided("only ≥ follows from what is given, not >")
    return EVERY_SIZE


def equivalent(first: Fact, second: Fact, equations) -> None:
    """Prove that two inequalities are the same but for a positive factor.

    Raises
    ------
    Undecided
        If their quotient is not seen to be positive.
    """
    one, other = (_logged(_given(f.expression, equations)) for f in (first, second))
    factor = sp.simplify(one / other)
    if first.strict != second.strict or not factor.is_positive:
        raise Undecided(f"the two differ by the factor {factor}, which may be negative")


def _logged(difference: sp.Expr) -> sp.Expr:
    """Compare exponents in place of an exponential and a positive number."""
    number, power = difference.as_independent(*difference.free_symbols)
    sign = 1 if isinstance(power, sp.exp) else -1
    power = sign * power
    if isinstance(power, sp.exp) and (sign * number).is_negative:
        return sign * (power.args[0] - sp.log(-sign * number))
    return difference


def _terms(expression: sp.Expr) -> dict[sp.Expr, sp.Expr]:
    parts = normal(sp.expand(expression)).expand().as_coefficients_dict()
    return {sp.sympify(monomial): number for monomial, number in parts.items()}


def _weights(rows: list[dict]) -> Iterator[list[sp.Rational]]:
    """Yield how often each fact, and 1, can be added to make the first row.

    If there is a way at all, there is one that uses independent facts only, and these
    are few enough to try them all.
    """
    goal, *facts = [*rows, {sp.Integer(1): sp.Integer(1)}]
    monomials = sorted({m for row in (goal, *facts) for m in row}, key=str)
    wanted = sp.Matrix([goal.get(m, 0) for m in monomials])
    columns = [sp.Matrix([f.get(m, 0) for m in monomials]) for f in facts]
    for count in range(len(columns) + 1):
        for chosen in combinations(range(len(columns)), count):
            table = sp.Matrix.hstack(
                sp.zeros(len(monomials), 0), *(columns[c] for c in chosen)
            )
            if table.rank() < count or table.row_join(wanted).rank() > count:
                continue
            solved = (table.T * table).LUsolve(table.T * wanted) if count else []
            if all(weight >= 0 for weight in solved):
                weights = dict(zip(chosen, solved, strict=True))
                yield [weights.get(c, sp.Integer(0)) for c in range(len(columns))]


def rounded(left: Value, right: Value, printed: str) -> str:
    """Prove that a printed number is another one, rounded to the digits printed."""
    if not (isinstance(right, sp.Rational) and isinstance(left, sp.Expr)):
        raise Unreadable(r"\approx is checked where a decimal number follows it")
    if left.free_symbols:
        raise Unreadable(f"{left} is no number: state the values of its letters")
    decimals = len(printed.partition(".")[2])
    error = abs(sp.N(left - right, 40))
    if error > sp.Rational(1, 2) / 10**decimals + sp.Float("1e-30"):
        raise Unequal(f"the left side is {sp.N(left, decimals + 4)}")
    return EVERY_SIZE
