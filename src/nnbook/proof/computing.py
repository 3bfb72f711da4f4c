"""Compute what a formula says, with given numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import numpy as np
import sympy as sp
from numpy.typing import ArrayLike

from nnbook.proof import latex, names
from nnbook.proof.concrete import entry_symbol, unroll
from nnbook.proof.conditions import understand
from nnbook.proof.errors import Unreadable
from nnbook.proof.meaning import Reader
from nnbook.proof.scope import Scope
from nnbook.proof.values import Matrix, Vector, has_value

DIGITS = 30


def compute(
    formula: str, numbers: Mapping[str, ArrayLike], where: Iterable[str] = ()
) -> np.ndarray:
    r"""Return the value of a formula, computed with 30 digits and rounded once.

    Parameters
    ----------
    formula : str
        LaTeX without a relation.
    numbers : mapping of str to array_like
        What the names in it are: numbers, vectors (n,) or matrices (n, d). A free
        index is an int, counted from 1.
    where : iterable of str
        What else names mean, as for `nnbook.proof.check`.

    Returns
    -------
    ndarray
        A number (shape ``()``), a vector or a matrix.

    Raises
    ------
    Unreadable
        If the formula cannot be read, or a name in it has no number.

    Examples
    --------
    >>> X = [[1, 0, 2], [0, 3, 1]]
    >>> print(compute(r"\mathbf{X}\mathbf{w}", {"X": X, "w": [2, 1, -1]}))
    [0. 2.]
    >>> p = r"\frac{e^{x_i}}{\sum_{k=1}^{d} e^{x_k}}"
    >>> print(compute(p, {"x": [1, 2, 3], "i": 2}).round(4))
    0.2447
    """
    tree = latex.parse_side(formula)
    scope, _ = understand(where, [tree])
    known = _declared(numbers, scope)
    value = Reader(scope).side(tree)
    match value:
        case Vector():
            shape = (int(known.get(value.size, value.size)),)
        case Matrix():
            shape = tuple(int(known.get(s, s)) for s in (value.rows, value.columns))
        case _:
            shape = ()
    result = np.empty(shape)
    for place in itertools.product(*(range(size) for size in shape)):
        entry = value.entry(*(sp.Integer(k + 1) for k in place)) if shape else value
        result[place] = _float(unroll(entry, known), known)
    return result


def _declared(numbers: Mapping[str, ArrayLike], scope: Scope) -> dict:
    """Give the names their meaning; return what is known of sizes and entries."""
    known: dict = {}
    for written, number in numbers.items():
        key = names.whole(latex.parse_side(written))
        array = np.asarray(number)
        scope.definitions.pop(key, None)
        scope.stated.add(key)
        if isinstance(number, int) and len(key) == 1:
            scope.values[key] = sp.Integer(number)
        elif array.ndim == 0:
            scope.arrays.pop(key, None)
            known[names.number_symbol(scope, key)] = _exact(array)
        else:
            given = tuple(map(sp.Integer, array.shape))
            sizes = scope.arrays.setdefault(key, given)
            if len(sizes) != len(given):
                raise Unreadable(f"{written} has the shape {given}, wanted is {sizes}")
            for size, length in zip(sizes, given, strict=True):
                if known.setdefault(size, length) != length:
                    raise Unreadable(
                        f"{written} has {length} entries, but {size} is {known[size]}"
                    )
            base = sp.IndexedBase(key, **scope.assumptions(f"{key}[]"))
            for place, entry in np.ndenumerate(array):
                known[entry_symbol(base, [k + 1 for k in place])] = _exact(entry)
    return known


def _exact(number) -> sp.Rational:
    return sp.Rational(float(number))


def _float(expression: sp.Expr, known: dict) -> float:
    value = expression.xreplace(known)
    if value.free_symbols:
        unknown = ", ".join(sorted(map(str, value.free_symbols)))
        raise Unreadable(f"no number is given for {unknown}", 0)
    if not has_value(value := sp.N(value, DIGITS)):
        raise Unreadable("with these numbers it has no value", 0)
    return float(value)
