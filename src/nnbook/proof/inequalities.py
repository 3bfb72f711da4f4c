"""Inequalities that follow from given ones, and numbers that are rounded.

An inequality is proved by writing the difference of its sides as a sum of given
differences, each times a number that is not negative, of squares, and of a constant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import sympy as sp

from nnbook.proof.errors import Undecided, Unequal, Unreadable
from nnbook.proof.given import Fact, Given, fact
from nnbook.proof.normal import normal
from nnbook.proof.values import Value


def holds(left: sp.Expr, relation: str, right: sp.Expr, given: Given) -> None:
    """Prove left ≥ right, or another inequality, from the facts.

    Raises
    ------
    Undecided
        If it is no sum of the facts.
    """
    wanted = fact(left, relation, right)
    difference = given.put(wanted.expression)
    signed = [difference, sp.factor(difference)]
    if any(d.is_positive or (d.is_nonnegative and not wanted.strict) for d in signed):
        return
    facts = [Fact(given.put(f.expression), f.strict) for f in given.facts]
    rows = [
        _terms(given.put(wanted.expression)),
        *(_terms(f.expression) for f in facts),
    ]
    strict = [*(f.strict for f in facts), True]
    found = list(_weights(rows))
    if not found:
        raise Undecided("it does not follow from what is given, by adding and scaling")
    surplus = max(sum(w for w, s in zip(ws, strict, strict=True) if s) for ws in found)
    if wanted.strict and not surplus > 0:
        raise Undecided("only ≥ follows from what is given, not >")


def equivalent(first: Fact, second: Fact, given: Given) -> None:
    """Prove that two inequalities are the same but for a positive factor.

    Raises
    ------
    Undecided
        If their quotient is not seen to be positive.
    """
    one, other = (_logged(given.put(f.expression)) for f in (first, second))
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


PRINTED = re.compile(
    r"\s*[-+]?\s*(?P<whole>\d+)(?:\.(?P<decimals>\d+))?"
    r"(?:\s*(?:\\[,;:! ])*\s*\\(?:cdot|times)\s*(?:\\[,;:! ])*\s*"
    r"10\s*\^\s*(?:\{\s*(?P<power>[-+]?\s*\d{1,3})\s*\}|(?P<digit>\d)))?\s*"
)


def rounded(left: Value, right: Value, printed: str) -> None:
    """Prove that a printed number is another one, rounded to the digits printed.

    Raises
    ------
    Unreadable
        If its digits do not say how exact it is: 8.27 and 3 · 10⁻⁷ do, a lone 8 or a
        fraction does not.
    Unequal
        If it is another number.
    """
    form = PRINTED.fullmatch(printed)
    exact = form and (form["decimals"] or form["power"] or form["digit"])
    if not exact or right == 0 or not isinstance(left, sp.Expr):
        raise Unreadable(
            r"\approx is checked where a decimal number such as 8.27 follows it, whose "
            r"digits say how exact it is"
        )
    difference = left - right
    if difference.free_symbols or not difference.is_comparable:
        raise Unreadable("the left side is no number: state the values of its letters")
    power = int((form["power"] or form["digit"] or "0").replace(" ", ""))
    decimals = len(form["decimals"] or "") - power
    error = abs(sp.N(difference, 40))
    if error > sp.Rational(1, 2) / sp.Integer(10) ** decimals * (1 + sp.Float("1e-25")):
        raise Unequal(f"the left side is {sp.N(left, 8)}")
