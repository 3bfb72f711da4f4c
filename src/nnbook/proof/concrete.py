"""Expressions with concrete numbers of samples and inputs, and with numbers in them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import mpmath
import sympy as sp

from nnbook.proof.errors import Undecided, Unequal, Unreadable
from nnbook.proof.given import Given
from nnbook.proof.numeric import value
from nnbook.proof.values import Index, has_value

# The sizes, in the order of their names, are taken from such a row.
SHAPES = ((2, 3, 4, 2), (3, 2, 2, 3))
LARGER = ((7, 5, 6, 5),)
_TRIES = 6
MORE_DIGITS = 160  # to be sure that it was not the computation that made a difference
_DRAWS = 60  # for one that meets what is given
Point = dict[sp.Symbol, mpmath.mpf]


def sizes_of(expression: sp.Expr) -> list[sp.Symbol]:
    """Return the symbolic sizes in an expression, in the order of their names."""
    ends = [end for part in expression.atoms(sp.Sum, sp.Product) for end in _ends(part)]
    ends += [k.size for k in expression.atoms(Index) if k.size is not None]
    return sorted({s for end in ends for s in end.atoms(sp.Symbol)}, key=str)


def _ends(part) -> list[sp.Expr]:
    return [limits[2] for limits in part.limits]


def shaped(expression: sp.Expr, shape: tuple[int, ...]) -> dict:
    """Return a number for each size."""
    return dict(zip(sizes_of(expression), itertools.cycle(shape), strict=False))


def entries(expression: sp.Expr, sizes: dict) -> Iterator[sp.Expr]:
    """Yield the expression for some sizes, at every value of its free indices."""
    free = sorted((s for s in expression.free_symbols if isinstance(s, Index)), key=str)
    ends = [int((k.size or sp.Integer(2)).xreplace(_exact(sizes))) for k in free]
    for places in itertools.product(*(range(1, end + 1) for end in ends)):
        chosen = dict(zip(free, map(sp.Integer, places), strict=True))
        yield unroll(expression, {**sizes, **chosen})


def _exact(known: dict) -> dict:
    return {name: sp.sympify(value) for name, value in known.items()}


def entry_symbol(base: sp.IndexedBase, places) -> sp.Symbol:
    """Return the symbol of an entry of an array."""
    name = f"{base}_{','.join(map(str, places))}"
    return sp.Symbol(name, **base.label.assumptions0)


def unroll(expression: sp.Expr, known: dict) -> sp.Expr:
    """Write sums and products out, and give each entry of an array its own symbol."""
    if isinstance(expression, sp.Sum | sp.Product):
        ends = [int(unroll(end, known)) for end in _ends(expression)]
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
        return entry_symbol(expression.base, places)
    if not expression.args:
        return expression
    return expression.func(*(unroll(part, known) for part in expression.args))


def refute(left: sp.Expr, right: sp.Expr, given: Given, shapes=SHAPES) -> None:
    """Compute both sides with numbers; raise Unequal where they differ.

    Raises
    ------
    Unequal
        With the numbers for which the sides differ, and all that is given holds.
    Undecided
        If no numbers were found for which both sides have a value.
    """
    seen = 0
    both = sp.Tuple(left, right)
    if not has_value(both):
        raise Undecided("one of the sides has no value among real numbers")
    for shape in shapes:
        sizes = shaped(sp.Tuple(both, *_expressions(given)), shape)
        for pair in itertools.islice(entries(both, sizes), 6):
            points = Points(given, sizes, pair.free_symbols)
            for point in points.some():
                values = [value(side, point) for side in pair]
                if None in values:
                    continue
                seen += 1
                if _differ(*values) and _differ(
                    *(value(side, point, MORE_DIGITS) for side in pair)
                ):
                    shown = sorted(pair.free_symbols, key=str)
                    raise Unequal(_counterexample(point, values, shown))
    if not seen:
        raise Undecided("no numbers were found for which both sides have a value")


def _differ(left, right) -> bool:
    """Whether two numbers differ by more than the errors of their computation."""
    tiny = mpmath.mpf(10) ** -20
    return abs(left - right) > tiny * (1 + abs(left))


def refuse_contradictions(given: Given) -> None:
    """Refuse what is given if no numbers are found for which all of it holds.

    Raises
    ------
    Unreadable
        If none are found: from what contradicts itself, everything would follow.
    """
    if not given:
        return
    all_of_it = sp.Tuple(*_expressions(given))
    for shape in SHAPES:
        points = Points(given, shaped(all_of_it, shape), set())
        if next(points.some(20), None) is not None:
            return
    raise Unreadable(
        "no numbers were found for which all that is given holds: it may contradict "
        "itself"
    )


def _expressions(given: Given) -> list[sp.Expr]:
    both = [sp.Tuple(*pair) for pair in given.equations.items()]
    return [*both, *(f.expression for f in given.facts), *given.not_zero]


class Points:
    """Random numbers for symbols, such that what is given holds.

    Parameters
    ----------
    given : Given
        The equations and inequalities.
    sizes : dict
        A number for each size.
    symbols : set of Symbol
        What needs a number beside the symbols in what is given.
    """

    def __init__(self, given: Given, sizes: dict, symbols: set[sp.Symbol]):
        equations = [
            (unroll(known, sizes), unroll(other, sizes))
            for known, other in given.equations.items()
        ]
        facts = [
            (entry, fact.strict)
            for fact in given.facts
            for entry in entries(fact.expression, sizes)
        ]
        different = [e for part in given.not_zero for e in entries(part, sizes)]
        parts = [*(p for pair in equations for p in pair), *(f for f, _ in facts)]
        for part in [*parts, *different]:
            symbols = symbols | part.free_symbols
        self.symbols = sorted(symbols, key=str)
        self.chance = random.Random(7)
        self.equations = equations[::-1]
        self.facts, self.different = facts, different

    def some(self, tries: int = _TRIES) -> Iterator[Point]:
        """Yield a few points."""
        restricted = self.equations or self.facts or self.different
        for draw in range(tries * (_DRAWS if restricted else 1)):
            finer = 2 ** (draw % 4) if restricted else 1
            wider = 4 if draw % 3 == 2 else 1
            point = {s: self._number(s, finer) * wider for s in self.symbols}
            if not restricted:
                yield point
            elif self._solve(point) and self._holds(point):
                yield point
                tries -= 1
                if not tries:
                    return

    def _number(self, symbol: sp.Symbol, finer: int) -> mpmath.mpf:
        chance = self.chance
        if symbol.is_integer:
            return mpmath.mpf(chance.randint(1, 4))
        number = (mpmath.mpf(chance.randint(-8, 8)) / 4 + mpmath.mpf(1) / 8) / finer
        if symbol.is_nonnegative:
            return abs(number)
        return -abs(number) if symbol.is_nonpositive else number

    def _solve(self, point: Point) -> bool:
        """Change the point so that the equations hold."""
        for known, other in self.equations:
            wanted = value(other, point)
            if wanted is None or mpmath.im(wanted):
                return False
            first = min(known.free_symbols, key=str)
            if known.is_Symbol:
                point[first] = wanted
            elif known.is_Pow:
                if wanted < 0:
                    return False
                point[first] = mpmath.sqrt(wanted) * self.chance.choice([1, -1])
            else:  # a sum, in which the first number stands once
                now = value(known, point)
                more = value(known, {**point, first: point[first] + 1})
                if now is None or more is None or more == now:
                    return False
                point[first] += (wanted - now) / (more - now)
        return True

    def _holds(self, point: Point) -> bool:
        for symbol, number in point.items():
            if (
                (symbol.is_positive and not number > 0)
                or (symbol.is_negative and not number < 0)
                or (symbol.is_nonnegative and number < 0)
                or (symbol.is_nonpositive and number > 0)
            ):
                return False
        for known, other in self.equations:
            pair = [value(side, point) for side in (known, other)]
            if None in pair or abs(pair[0] - pair[1]) > mpmath.mpf(10) ** -25 * (
                1 + abs(pair[0])
            ):
                return False
        for expression, strict in self.facts:
            number = value(expression, point)
            if number is None or mpmath.im(number) or number < 0:
                return False
            if strict and not number:
                return False
        return all(value(part, point) not in (None, 0) for part in self.different)


def _counterexample(point: Point, values, shown: list[sp.Symbol]) -> str:
    where = ", ".join(
        f"{symbol.name.replace('⁺', '')} = {mpmath.nstr(point[symbol], 6)}"
        for symbol in shown
        if not symbol.name.startswith("_entry")
    )
    left, right = (mpmath.nstr(value, 8) for value in values)
    at = f"with {where}" if where else "already"
    told = f"{at} the left side is {left}, the right side {right}"
    if any(mpmath.im(number) for number in values):
        told += " (a root or logarithm of a negative number: state what is positive)"
    return told
