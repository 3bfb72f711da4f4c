"""From a tree to its meaning: which factors belong to which sign, and what names say.

The conventions are those of print.  A sum, a product and a derivative reach to the end
of their term; a function without parentheses takes one factor; a slash divides by one.
What would need a guess is refused.
"""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof import (
    big,
    cases,
    derivatives,
    limits,
    names,
    subscripts,
    values,
)
from nnbook.proof.errors import Captured, ProofError, Unreadable
from nnbook.proof.latex import bare, factors, kind, place, split, text
from nnbook.proof.scope import Scope
from nnbook.proof.values import Index, Matrix, Value, Vector, size_symbol


class Reader:
    """Reads the sides of one chain, whose indices mean the same throughout.

    Parameters
    ----------
    scope : Scope
        What the names mean.
    """

    def __init__(self, scope: Scope):
        self.scope = scope
        self.free: dict[str, Index] = {}
        self.bound: dict[str, int | None] = {}
        # What stands in the lines and is stated nowhere; it may depend on anything.
        self.guessed: set[sp.Symbol] = set()

    def side(self, tree: Tree) -> Value:
        """Return the value of one side of a relation."""
        try:
            value = self.sum(tree, self.scope)
        except ProofError as error:
            if error.position is None:
                error.position = place(tree)
            raise
        if isinstance(value, sp.Expr) and not values.has_value(value):
            raise Unreadable("this has no value among real numbers", place(tree))
        for letter in self.free.keys() & self.bound.keys():
            raise Captured(
                f"the index {letter} is bound by a sum or product here, and means "
                f"one fixed index elsewhere in the same derivation: rename the bound "
                f"one, for example to {self._unused()}; or, if the other is summed "
                f"too, put all that is summed in parentheses",
                self.bound[letter],
            )
        return value

    def _unused(self) -> str:
        taken = self.free.keys() | self.bound.keys()
        return next((letter for letter in "kmijlqrabcuv" if letter not in taken), "p")

    def guess(self, symbol: sp.Symbol, scope: Scope) -> sp.Symbol:
        if not scope.inside:
            self.guessed.add(symbol)
        return symbol

    def sum(self, tree: Tree, scope: Scope) -> Value:
        if kind(tree) != "sum":
            return self.product(factors(tree), scope)
        value, sign = None, 1
        for part in tree.children:
            if kind(part) == "sign":
                sign = -1 if part.children[0] == "-" else 1
                continue
            term = values.scale(sp.Integer(sign), self.product(factors(part), scope))
            value, sign = term if value is None else values.add(value, term), 1
        return value

    def product(self, row: list[Tree], scope: Scope) -> Value:
        value, operator, position = None, None, 0
        while position < len(row):
            factor = row[position]
            if kind(factor) == "operator":
                if operator or value is None or position + 1 == len(row):
                    raise Unreadable("a factor is missing here", place(factor))
                operator = str(factor.children[0])
                position += 1
                continue
            if value is not None and not operator and _is_number(factor):
                raise Unreadable(
                    "a number follows a factor: write \\cdot between them",
                    place(factor),
                )
            term, end = self.factor(row, position, scope)
            if operator == "/" and end < len(row) and kind(row[end]) != "operator":
                raise Unreadable(
                    "what the slash divides by is not clear: use \\frac or parentheses",
                    place(row[end]),
                )
            value = _combine(value, operator, term, place(factor))
            position, operator = end, None
        return value

    def factor(self, row: list[Tree], at: int, scope: Scope) -> tuple[Value, int]:
        """Return the value that begins at row[at], and where the next one begins."""
        atom, scripts = split(row[at])
        match kind(atom):
            case "number" | "digit":
                value = limits.number(atom)
            case "big":
                return big.read(self, row, at, scope), len(row)
            case "fraction":
                if (found := derivatives.fraction(self, row, at, scope)) is not None:
                    return found
                value = self.fraction(atom, scope)
            case "nabla":
                return derivatives.gradient(self, row, at, scope)
            case "partial":
                return derivatives.partial(self, row, at, scope), len(row)
            case "name" | "styled" | "accented" | "words":
                return names.name(self, row, at, scope)
            case "extreme":
                return names.extreme(self, row, at, scope)
            case "group" if len(atom.children) > 1:
                entries = [self.number(child, scope) for child in atom.children]
                value = values.listed(entries)
            case "group" | "braces":
                value = self.sum(atom.children[0], scope)
            case "sum" | "product":
                value = self.sum(atom, scope)
            case "root":
                value = sp.sqrt(self.number(atom.children[0], scope))
            case "norm":
                kinds = [text(s.children[0]) for s in scripts if kind(s) == "below"]
                scripts = [s for s in scripts if kind(s) != "below"]
                value = values.length(self.sum(atom.children[0], scope), *kinds)
            case "inner":
                pair = [self.sum(part, scope) for part in atom.children]
                if not all(isinstance(part, Vector) for part in pair):
                    raise Unreadable("an inner product is one of two vectors")
                value = values.dot(*pair)
            case "modulus":
                value = sp.Abs(self.number(atom.children[0], scope))
            case "cases":
                value = cases.read(self, atom, scope)
            case "indicator":
                value = cases.indicator(self, atom, scope)
            case "matrix":
                value = self.matrix(atom, scope)
            case _:
                what = text(atom)
                raise Unreadable(
                    f"{what!r} cannot stand here" if what else "this cannot stand here",
                    place(row[at]),
                )
        return self.scripted(value, scripts, scope), at + 1

    def number(self, tree: Tree, scope: Scope) -> sp.Expr:
        return values.scalar(self.sum(tree, scope), text(tree))

    def fraction(self, atom: Tree, scope: Scope) -> Value:
        above, below = (self.sum(part, scope) for part in atom.children[1:])
        return values.scale(1 / values.scalar(below, text(atom.children[2])), above)

    def scripted(self, value: Value, scripts: list[Tree], scope: Scope) -> Value:
        """Apply the indices, powers and transpositions that follow a value."""
        for script in scripts:
            if kind(script) == "below":
                one = isinstance(value, Vector)
                found = self.indices(script.children[0], scope, one)
                value = self.entry(value, found)
            elif kind(script) == "above" and self._transposes(script, value, scope):
                value = values.transpose(value)
            elif kind(script) == "above":
                power = self.number(script.children[0], scope)
                base = values.scalar(value, "what is raised to a power")
                if power.is_number and not limits.is_small(base, power):
                    raise Unreadable("this power is too large", place(script))
                value = base**power
            else:
                raise Unreadable("a prime needs a function", place(script))
        return value

    def _transposes(self, script: Tree, value: Value, scope: Scope) -> bool:
        """Whether an exponent is the sign of the transpose: ⊤ or T.

        Raises
        ------
        Unreadable
            If a single number is transposed, which seems to be meant as a vector.
        """
        inner = bare(script.children[0])
        letter = kind(inner) in ("name", "styled") and text(inner) in (
            "T",
            "\\mathsf{T}",
        )
        if kind(inner) != "top" and not (letter and "T" not in scope.stated):
            return False
        if isinstance(value, sp.Expr) and not value.has(sp.Indexed):
            raise Unreadable(
                "a single number is not transposed: set a vector or a matrix in bold "
                "or state its size"
                + (", or state T \\in \\mathbb{R} for a power" if letter else ""),
                place(script),
            )
        return True

    def entry(self, value: Value, indices: list[sp.Expr]) -> sp.Expr:
        ends = {Vector: ["size"], Matrix: ["rows", "columns"]}.get(type(value), [])
        if not ends:
            raise Unreadable("a number has no entries: what is the index for?")
        if len(ends) != len(indices):
            wanted = "one index" if len(ends) == 1 else "two indices"
            raise Unreadable(
                f"an entry of {values.shape(value)} has {wanted}, here stand "
                f"{len(indices)}"
            )
        for index, end in zip(indices, ends, strict=True):
            self.runs_to(index, getattr(value, end))
        return value.entry(*indices)

    @staticmethod
    def runs_to(index: sp.Expr, end: sp.Expr) -> None:
        """State or check that an index is one of 1 to ``end``."""
        if isinstance(index, Index):
            index.runs_to(end)
        elif isinstance(index, sp.Integer) and isinstance(end, sp.Integer):
            if not 1 <= index <= end:
                raise Unreadable(f"there is no entry {index}: the entries end at {end}")
        elif not isinstance(index, sp.Integer) and index != end:
            raise Unreadable("this index is not one of those that the entries have")

    def indices(self, tree: Tree, scope: Scope, one: bool = False) -> list[sp.Expr]:
        """Return the indices in a subscript; of ``one`` index, 12 is the twelfth."""
        return subscripts.indices(self, tree, scope, one)

    def index(self, letter: str, scope: Scope) -> sp.Expr:
        if letter in scope.values:
            value = values.scalar(scope.values[letter], f"the index {letter}")
            if not value.is_integer:
                raise Unreadable(f"{letter} is not a whole number here, so no index")
            return value
        if scope.is_size(letter):
            return size_symbol(letter)
        if letter in scope.numbers and letter in scope.stated:
            raise Unreadable(f"{letter} is stated to be a number, so it is no index")
        return self.free.setdefault(letter, Index(letter))

    def matrix(self, atom: Tree, scope: Scope) -> Value:
        rows = [
            [self.number(c, scope) for c in row.children]
            for row in atom.children
            if kind(row) == "row"
        ]
        if len({len(row) for row in rows}) != 1:
            raise Unreadable("the rows of a matrix differ in length", place(atom))
        if len(rows[0]) == 1:
            return values.listed([row[0] for row in rows])
        return values.table(rows)


def _is_number(factor: Tree) -> bool:
    return kind(split(factor)[0]) in ("number", "digit")


def _combine(value, operator, term, position) -> Value:
    try:
        if value is None:
            return term
        if operator == "/":
            return values.scale(1 / values.scalar(term, "a divisor"), value)
        if operator == r"\cdot":
            return values.dot(value, term)
        if operator == r"\times" and not isinstance(value, sp.Expr):
            raise Unreadable("write \\cdot for the dot product: × is not read here")
        return values.multiply(value, term)
    except Unreadable as error:
        error.position = position
        raise
