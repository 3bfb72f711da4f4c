"""Vectors and matrices of any size, given by their entries.

A vector of d numbers is a size and a rule that gives entry k, so that a product of
matrices becomes a sum over entries, and all that must be decided is whether two sums
are equal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import ClassVar

import sympy as sp

from nnbook.proof.errors import Unreadable


@dataclass(frozen=True)
class Vector:
    size: sp.Expr
    entry: Callable[[sp.Expr], sp.Expr]


@dataclass(frozen=True)
class Matrix:
    rows: sp.Expr
    columns: sp.Expr
    entry: Callable[[sp.Expr, sp.Expr], sp.Expr]


Value = sp.Expr | Vector | Matrix
_numbers = count()


def size_symbol(name: str) -> sp.Symbol:
    """Return the symbol of a number of samples, inputs or components."""
    return sp.Symbol(name, integer=True, positive=True)


class Index(sp.Symbol):
    """A whole number from 1 to ``size``; no two are the same, whatever their names."""

    # SymPy copies symbols and keeps copies, so the sizes stand beside them.
    sizes: ClassVar[dict[str, sp.Expr]] = {}

    def __new__(cls, name: str = "k", size: sp.Expr | None = None):
        unique = f"{name}#{next(_numbers)}"
        if size is not None:
            cls.sizes[unique] = size
        return sp.Symbol.__xnew__(cls, unique, integer=True, positive=True)

    @property
    def size(self) -> sp.Expr | None:
        return self.sizes.get(self.name)

    @property
    def letter(self) -> str:
        return self.name.partition("#")[0]

    def runs_to(self, size: sp.Expr) -> None:
        """State where the index ends, or check it if that is known."""
        known = self.sizes.setdefault(self.name, size)
        if not (size - known).is_nonnegative:
            raise Unreadable(
                f"the index {self.letter} runs to {known} in one place and to {size} "
                f"in another"
            )


# What has no value among the real numbers.
NO_VALUE = (sp.zoo, sp.nan, sp.oo, -sp.oo, sp.I)


def has_value(expression: sp.Expr) -> bool:
    """Tell whether nothing in an expression is divided by 0, or not real."""
    return not expression.has(*NO_VALUE)


def to(size: sp.Integer) -> list[sp.Integer]:
    """Return the whole numbers from 1 to ``size``."""
    return [sp.Integer(k) for k in range(1, int(size) + 1)]


def listed(entries: list[sp.Expr]) -> Vector:
    """Return the vector of these entries."""

    def entry(k):
        if not isinstance(k, sp.Integer) or not 1 <= k <= len(entries):
            raise Unreadable("an entry of a listed vector needs its number")
        return entries[int(k) - 1]

    return Vector(sp.Integer(len(entries)), entry)


def table(rows: list[list[sp.Expr]]) -> Matrix:
    """Return the matrix of these rows."""

    def entry(i, k):
        for place, size in ((i, len(rows)), (k, len(rows[0]))):
            if not isinstance(place, sp.Integer) or not 1 <= place <= size:
                raise Unreadable("an entry of a listed matrix needs its numbers")
        return rows[int(i) - 1][int(k) - 1]

    return Matrix(sp.Integer(len(rows)), sp.Integer(len(rows[0])), entry)


def total(size: sp.Expr, term: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """Return the sum of the terms from 1 to ``size``."""
    if isinstance(size, sp.Integer):
        return sp.Add(*map(term, to(size)))
    k = Index(size=size)
    return sp.Sum(term(k), (k, 1, size))


def shape(value: Value) -> str:
    if isinstance(value, Vector):
        return f"a vector of {value.size} numbers"
    if isinstance(value, Matrix):
        return f"a matrix of {value.rows} × {value.columns} numbers"
    return "a number"


def _fit(first: sp.Expr, second: sp.Expr, a: Value, b: Value) -> None:
    if first != second:
        raise Unreadable(f"{shape(a)} does not fit {shape(b)}")


def add(a: Value, b: Value) -> Value:
    """Return a + b; a number is added to each entry of a vector."""
    if isinstance(a, sp.Expr) and isinstance(b, sp.Expr):
        return a + b
    if isinstance(a, sp.Expr) and isinstance(b, Vector):
        return add(b, a)
    if isinstance(a, Vector) and isinstance(b, sp.Expr):
        return Vector(a.size, lambda k: a.entry(k) + b)
    if isinstance(a, Vector) and isinstance(b, Vector):
        _fit(a.size, b.size, a, b)
        return Vector(a.size, lambda k: a.entry(k) + b.entry(k))
    if isinstance(a, Matrix) and isinstance(b, Matrix):
        _fit(a.rows, b.rows, a, b)
        _fit(a.columns, b.columns, a, b)
        return Matrix(a.rows, a.columns, lambda i, k: a.entry(i, k) + b.entry(i, k))
    raise Unreadable(f"{shape(a)} cannot be added to {shape(b)}")


def scale(factor: sp.Expr, value: Value) -> Value:
    """Return a number times a value."""
    if isinstance(value, Vector):
        return Vector(value.size, lambda k: factor * value.entry(k))
    if isinstance(value, Matrix):
        return Matrix(
            value.rows, value.columns, lambda i, k: factor * value.entry(i, k)
        )
    return factor * value


def multiply(a: Value, b: Value) -> Value:
    """Return the product of numbers and matrices, and of a matrix and a vector."""
    if isinstance(a, sp.Expr):
        return scale(a, b)
    if isinstance(b, sp.Expr):
        return scale(b, a)
    if isinstance(a, Matrix):
        if isinstance(b, Vector):
            _fit(a.columns, b.size, a, b)
            rows = Vector(
                a.rows,
                lambda i: total(a.columns, lambda k: a.entry(i, k) * b.entry(k)),
            )
            return rows.entry(sp.Integer(1)) if a.rows == 1 else rows
        _fit(a.columns, b.rows, a, b)
        return Matrix(
            a.rows,
            b.columns,
            lambda i, m: total(a.columns, lambda k: a.entry(i, k) * b.entry(k, m)),
        )
    if isinstance(b, Matrix) and b.rows == 1:
        one = sp.Integer(1)
        return Matrix(a.size, b.columns, lambda i, k: a.entry(i) * b.entry(one, k))
    raise Unreadable(
        f"{shape(a)} stands beside {shape(b)}: write \\cdot for the dot product, "
        f"or transpose the first with ^\\top"
    )


def dot(a: Value, b: Value) -> Value:
    """Return what a dot between two values means."""
    if isinstance(a, Vector) and isinstance(b, Vector):
        _fit(a.size, b.size, a, b)
        return total(a.size, lambda k: a.entry(k) * b.entry(k))
    return multiply(a, b)


def transpose(value: Value) -> Value:
    """Return the transpose; that of a vector is a matrix of one row."""
    if isinstance(value, Vector):
        return Matrix(sp.Integer(1), value.size, lambda _, k: value.entry(k))
    if isinstance(value, Matrix):
        return Matrix(value.columns, value.rows, lambda i, k: value.entry(k, i))
    return value


def length(value: Value, kind: str = "") -> sp.Expr:
    r"""Return a norm: the length of a vector, or \lVert … \rVert_1 or _F.

    Raises
    ------
    Unreadable
        If it is a norm of something else: that of a matrix needs its F.
    """
    if isinstance(value, Vector) and kind in ("", "2"):
        return sp.sqrt(total(value.size, lambda k: value.entry(k) ** 2))
    if isinstance(value, Vector) and kind == "1":
        return total(value.size, lambda k: sp.Abs(value.entry(k)))
    if isinstance(value, Matrix) and kind == "F":
        return sp.sqrt(
            total(
                value.rows,
                lambda i: total(value.columns, lambda k: value.entry(i, k) ** 2),
            )
        )
    raise Unreadable(
        f"\\lVert … \\rVert{'_' * bool(kind)}{kind} is not read of {shape(value)}"
    )


def scalar(value: Value, what: str = "this") -> sp.Expr:
    """Return a value that must be a number."""
    if not isinstance(value, sp.Expr):
        raise Unreadable(f"{what} must be a number, but is {shape(value)}")
    return value
