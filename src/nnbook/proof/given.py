"""What is given as true beside a formula: equations and inequalities."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp

from nnbook.proof.errors import Unreadable
from nnbook.proof.normal import normal
from nnbook.proof.values import Index


@dataclass(frozen=True)
class Fact:
    """An expression that is known not to be negative; or, if strict, to be positive."""

    expression: sp.Expr
    strict: bool


@dataclass
class Given:
    """What may be put in the place of what, what is not negative, and what is not 0."""

    equations: dict[sp.Expr, sp.Expr] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    not_zero: list[sp.Expr] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.equations or self.facts or self.not_zero)

    def put(self, side: sp.Expr) -> sp.Expr:
        """Return an expression with what is given put in."""
        for known, other in self.equations.items():
            if not known.is_Symbol:  # it shows only when brackets are multiplied out
                side = normal(sp.expand(side))
            side = side.xreplace({known: other})
        return side

    def add(self, left: sp.Expr, relation: str, right: sp.Expr, statement: str) -> None:
        """Take a statement as given."""
        if relation == "=":
            self.equations |= _solved(self.put(left - right), statement)
        elif relation == r"\ne":
            self.not_zero.append(left - right)
        else:
            self.facts.append(fact(left, relation, right))


def fact(left: sp.Expr, relation: str, right: sp.Expr) -> Fact:
    """Return what an inequality says as a fact about a difference."""
    greater = relation in (">", r"\ge")
    if not greater and relation not in ("<", r"\le"):
        raise Unreadable(f"{relation} is no inequality that can be proved")
    return Fact(left - right if greater else right - left, relation in (">", "<"))


def _solved(difference: sp.Expr, statement: str) -> dict[sp.Expr, sp.Expr]:
    """Return what a given equation lets one put for a number, a square or a sum."""
    difference = normal(sp.expand(difference))
    if difference.is_number:
        if sp.simplify(difference) == 0:
            return {}
        raise Unreadable(f"{statement!r} contradicts what is given before it")
    if any(isinstance(s, Index) for s in difference.free_symbols):
        raise Unreadable(
            f"{statement!r} is an equation for every index: make it a definition, with "
            f"one name on its left"
        )
    labels = {part.base.label for part in difference.atoms(sp.Indexed)}
    symbols = [
        s
        for s in sorted(difference.free_symbols, key=str)
        if (isinstance(s, sp.Symbol) and not s.is_integer and s not in labels)
        or isinstance(s, sp.Indexed)
    ]
    sums = sorted(difference.atoms(sp.Sum), key=str)
    for part in [*symbols, *(symbol**2 for symbol in symbols), *sums]:
        unknown = sp.Dummy(real=True)
        equation = difference.xreplace({part: unknown})
        slope = sp.diff(equation, unknown)
        own = {part} if part in sums else part.free_symbols & set(symbols)
        if slope.is_number and slope != 0 and not equation.has(*own):
            return {part: sp.expand(unknown - equation / slope)}
    raise Unreadable(f"no number can be taken from {statement!r}")
