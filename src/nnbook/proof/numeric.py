"""The value of an expression, with many digits."""

from __future__ import annotations

import math
from collections.abc import Mapping

import mpmath
import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Not, Or

from nnbook.proof.functions import AnyFunction

DIGITS = 40
FUNCTIONS = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "atan": mpmath.atan,
    "tanh": mpmath.tanh,
    "erf": mpmath.erf,
    "Sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "Abs": abs,
    "Max": max,
    "Min": min,
    "sign": mpmath.sign,
    "Heaviside": lambda x, _: (mpmath.sign(x) + 1) / 2,
    "KroneckerDelta": lambda i, k: int(i == k),
}


def value(
    expression: sp.Expr, numbers: Mapping[sp.Symbol, mpmath.mpf], digits: int = DIGITS
):
    """Return the value, or None where there is none.

    A function of which nothing is known is taken to be sin x + x + x²/3, at a place
    that depends on its name.
    """
    try:
        with mpmath.workdps(digits):
            found = mpmath.mpmathify(_value(expression, numbers, {}))
    except (ZeroDivisionError, ValueError, TypeError, OverflowError, KeyError):
        return None
    return found if mpmath.isfinite(found) else None


def _value(e: sp.Basic, numbers, known: dict):
    if e in known:
        return known[e]
    if e.is_Symbol:
        return numbers[e]
    if e.is_Rational:
        return mpmath.mpf(int(e.p)) / int(e.q)
    if e.is_number and not e.args:
        return mpmath.mpmathify(e.evalf(mpmath.mp.dps + 5))
    if isinstance(e, sp.Piecewise):
        part = next(part for part, met in e.args if _holds(met, numbers, known))
        return _value(part, numbers, known)
    parts = [_value(part, numbers, known) for part in e.args]
    if e.is_Add:
        found = mpmath.fsum(parts)
    elif e.is_Mul:
        found = mpmath.fprod(parts)
    elif e.is_Pow:
        found = mpmath.power(*parts)
    elif isinstance(e, AnyFunction):
        found = _example(parts, e.orders, sum(map(ord, e.letter)) % 7)
    else:
        found = FUNCTIONS[e.func.__name__](*parts)
    known[e] = found
    return found


def _example(parts, orders: tuple[int, ...], shift: int):
    """Return the value for known functions of x, or of x + 2y + 3z and so on."""
    x = mpmath.fsum(k * part for k, part in enumerate(parts, 1)) + shift
    return _slope(x, sum(orders)) * math.prod(k**n for k, n in enumerate(orders, 1))


def _slope(x, slopes: int):
    squares = [x + x**2 / 3, 1 + 2 * x / 3, mpmath.mpf(2) / 3]
    rest = squares[slopes] if slopes < len(squares) else 0
    return mpmath.sin(x + slopes * mpmath.pi / 2) + rest


def _holds(condition: sp.Basic, numbers, known: dict) -> bool:
    if isinstance(condition, BooleanTrue | BooleanFalse):
        return bool(condition)
    if isinstance(condition, Relational):
        left, right = (_value(side, numbers, known) for side in condition.args)
        return bool(RELATIONS[condition.rel_op](left, right))
    held = (_holds(part, numbers, known) for part in condition.args)
    if isinstance(condition, Not):
        return not next(held)
    return {And: all, Or: any}[condition.func](held)


RELATIONS = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
