"""The derivative of an expression by a number, where it has one."""

from __future__ import annotations

from itertools import pairwise

import sympy as sp
from sympy.core.relational import Relational

from nnbook.proof.errors import Unreadable

NO_SLOPE = "it jumps there, or its corners are not seen: there may be no slope"


def slope(value: sp.Expr, target: sp.Expr) -> sp.Expr:
    """Return the derivative.

    At a corner it is that of the case to which the formula counts the corner.

    Raises
    ------
    Unreadable
        If the value jumps, so that there is no slope.
    """
    for part in value.atoms(sp.Piecewise):
        _continuous(part, target)
    found = sp.diff(value, target)
    if found.has(sp.DiracDelta, sp.Derivative, sp.Subs):
        raise Unreadable(NO_SLOPE)
    return found


def _depends(expression: sp.Basic, target: sp.Expr) -> bool:
    if isinstance(target, sp.Indexed):
        return any(part.base == target.base for part in expression.atoms(sp.Indexed))
    return expression.has(target)


def _continuous(cases: sp.Piecewise, target: sp.Expr) -> None:
    """Refuse cases that do not meet where one goes over into the next."""
    conditions = {
        c
        for _, condition in cases.args
        for c in condition.atoms(Relational)
        if _depends(c, target)
    }
    if not conditions:
        return
    sides = [(c.rhs, c.lhs) if c.lhs.is_number else (c.lhs, c.rhs) for c in conditions]
    variables, corners = {one for one, _ in sides}, {other for _, other in sides}
    (variable,) = variables if len(variables) == 1 else (None,)
    numbers = all(corner.is_number for corner in corners)
    if variable is None or any(_depends(c, target) for c in corners):
        raise Unreadable(NO_SLOPE)
    if len(corners) > 1 and not numbers:
        raise Unreadable(NO_SLOPE)
    x = sp.Dummy("x", real=True)
    shown = cases.xreplace({variable: x})
    step = sp.Integer(1)
    if len(corners) > 1:
        points = sorted(corners)
        gaps = [b - a for a, b in pairwise(points)]
        step = min(gaps) / 4
    for corner in corners:
        here, *around = (
            _case(shown, x, corner + side).xreplace({x: corner})
            for side in (0, -step, step)
        )
        for other in around:
            if sp.simplify(here - other) != 0:
                raise Unreadable(f"it jumps at {corner}: there is no slope")


def _case(cases: sp.Piecewise, x: sp.Dummy, at: sp.Expr) -> sp.Expr:
    """Return the case that holds at a number."""
    for value, condition in cases.args:
        met = sp.simplify(condition.xreplace({x: at}))
        if met == sp.true:
            return value
        if met != sp.false:
            break
    raise Unreadable(NO_SLOPE)
