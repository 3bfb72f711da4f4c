"""Expressions with concrete numbers of samples and inputs, and with numbers in them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import mpmath
import sympy as sp

from nnbook.proof.errors import Undecided, Unequal
from nnbook.proof.scope import AnyFunction
from nnbook.proof.values import Index, has_value

# The sizes, in the order of their names, are taken from such a row.
SHAPES = ((2, 3, 4), (3, 2, 2), (4, 3, 2))
_TRIES = 6
_DIGITS = 40


def sizes_of(expression: sp.Expr) -> list[sp.Symbol]:
    """Return the symbolic sizes in an expression, in the order of their names."""
    ends = {end for part in expression.atoms(sp.Sum, sp.Product) for end in _ends(part)}
    ends |= {k.size for k in expression.atoms(Index) if k.size is not None}
    return sorted((s for s in ends if isinstance(s, sp.Symbol)), key=str)


def _ends(part) -> set[sp.Expr]:
    return {limits[2] for limits in part.limits}


def entries(expression: sp.Expr, shape: tuple[int, ...]) -> Iterator[sp.Expr]:
    """Yield the expression for one shape, at every value of its free indices."""
    sizes = dict(zip(sizes_of(expression), shape, strict=False))
    free = sorted((s for s in expression.free_symbols if isinstance(s, Index)), key=str)
    ends = [int(sizes.get(k.size, k.size or 2)) for k in free]
    for places in itertools.product(*(range(1, end + 1) for end in ends)):
        chosen = dict(zip(free, map(sp.Integer, places), strict=True))
        yield unroll(expression, {**sizes, **chosen})


def unroll(expression: sp.Expr, known: dict) -> sp.Expr:
    """Write sums and products out, and give each entry of an array its own symbol."""
    if isinstance(expression, sp.Sum | sp.Product):
        ends = [int(known.get(limits[2], limits[2])) for limits in expression.limits]
        terms = [
            unroll(
                expression.function,
                {
                    **known,
                    **dict(
                        zip(expression.variables, map(sp.Integer, places), strict=True)
                    ),
                },
            )
            for places in itertools.product(*(range(1, end + 1) for end in ends))
        ]
        return sp.Add(*terms) if isinstance(expression, sp.Sum) else sp.Mul(*terms)
    if expression in known:
        return sp.sympify(known[expression])
    if isinstance(expression, sp.Indexed):
        places = [int(unroll(k, known)) for k in expression.indices]
        return sp.Symbol(f"{expression.base}_{','.join(map(str, places))}", real=True)
    if not expression.args:
        return expression
    return expression.func(*(unroll(part, known) for part in expression.args))


def refute(left: sp.Expr, right: sp.Expr) -> None:
    """Compute both sides with numbers; raise Unequal where they differ.

    Raises
    ------
    Unequal
        With the numbers for which the sides differ.
    Undecided
        If no numbers were found for which both sides have a value.
    """
    chance = random.Random(7)
    seen = 0
    both = sp.Tuple(left, right)
    if not has_value(both):
        raise Undecided("one of the sides has no value among real numbers")
    for shape in SHAPES[:2]:
        for pair in itertools.islice(entries(both, shape), 6):
            symbols = sorted(pair.free_symbols, key=str)
            compute = [_numeric(side, symbols) for side in pair]
            for _ in range(_TRIES):
                point = [_number(chance, symbol) for symbol in symbols]
                values = [_value(f, point) for f in compute]
                if any(value is None for value in values):
                    continue
                seen += 1
                if abs(values[0] - values[1]) > mpmath.mpf(10) ** -20 * (
                    1 + abs(values[0])
                ):
                    raise Unequal(_counterexample(symbols, point, values))
    if not seen:
        raise Undecided("no numbers were found for which both sides have a value")


def _numeric(side: sp.Expr, symbols: list[sp.Symbol]):
    """Return the side as a function; an unknown function becomes one that is known."""
    x = sp.Dummy("x")
    example = sp.sin(x) + x**2 / 3 + x

    def known(part):
        slopes = part.func.__name__.count("'")
        return sp.diff(example, x, slopes).xreplace({x: part.args[0]})

    side = side.replace(lambda part: isinstance(part, AnyFunction), known)
    return sp.lambdify(symbols, side, "mpmath")


def _number(chance: random.Random, symbol: sp.Symbol) -> mpmath.mpf:
    if symbol.is_integer:
        return mpmath.mpf(chance.randint(1, 4))
    value = mpmath.mpf(chance.randint(-8, 8)) / 4 + mpmath.mpf(1) / 8
    return abs(value) if symbol.is_positive else value


def _value(compute, point):
    try:
        with mpmath.workdps(_DIGITS):
            value = mpmath.mpmathify(compute(*point))
    except (ZeroDivisionError, ValueError, TypeError, OverflowError):
        return None
    return value if mpmath.isfinite(value) else None


def _counterexample(symbols, point, values) -> str:
    where = ", ".join(
        f"{symbol.name.replace('⁺', '')} = {mpmath.nstr(value, 6)}"
        for symbol, value in zip(symbols, point, strict=True)
        if not symbol.name.startswith("_entry")
    )
    left, right = (mpmath.nstr(value, 8) for value in values)
    at = f"with {where}" if where else "already"
    return f"{at} the left side is {left}, the right side {right}"
