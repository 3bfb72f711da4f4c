"""From a tree to its meaning: which factors belong to which sign, and what names say.

The conventions are those of print.  A sum, a product and a derivative reach to the end
of their term; a function without parentheses takes one factor; a slash divides by one.
What would need a guess is refused.
"""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof import derivatives, limits, names, values
from nnbook.proof.errors import Captured, ProofError, Unreadable
from nnbook.proof.latex import bare, factors, kind, place, split, text
from nnbook.proof.scope import Scope
from nnbook.proof.values import Index, Matrix, Value, Vector


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
        self.positive: set[sp.Symbol] = set()

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
                f"one, for example to {self._unused()}",
                self.bound[letter],
            )
        return value

    def _unused(self) -> str:
        taken = self.free.keys() | self.bound.keys()
        return next(letter for letter in "kmijlqr" if letter not in taken)

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
                return self.big(row, at, scope), len(row)
            case "fraction":
                if (found := self.derivative(row, at, scope)) is not None:
                    return found
                value = self.fraction(atom, scope)
            case "nabla":
                return derivatives.gradient(self, row, at, scope)
            case "name" | "styled" | "accented":
                return names.name(self, row, at, scope)
            case "extreme":
                return names.extreme(self, row, at, scope)
            case "group" if len(atom.children) > 1:
                entries = [self.number(child, scope) for child in atom.children]
                value = _listed(entries)
            case "group" | "braces":
                value = self.sum(atom.children[0], scope)
            case "sum" | "product":
                value = self.sum(atom, scope)
            case "root":
                value = sp.sqrt(self.number(atom.children[0], scope))
            case "norm":
                value = values.length(self.sum(atom.children[0], scope))
            case "modulus":
                value = sp.Abs(self.number(atom.children[0], scope))
            case "cases":
                value = self.cases(atom, scope)
            case "matrix":
                value = self.matrix(atom, scope)
            case _:
                raise Unreadable(f"{text(atom)!r} cannot stand here", place(atom))
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
                value = self.entry(value, self.indices(script.children[0], scope))
            elif kind(script) == "above" and kind(bare(script.children[0])) == "top":
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

    def entry(self, value: Value, indices: list[sp.Expr]) -> sp.Expr:
        sizes = {Vector: 1, Matrix: 2}.get(type(value), 0)
        if sizes != len(indices):
            raise Unreadable(f"{len(indices)} indices stand where {sizes} are wanted")
        ends = [value.size] if sizes == 1 else [value.rows, value.columns]
        for index, end in zip(indices, ends, strict=True):
            self.runs_to(index, end)
        return value.entry(*indices)

    @staticmethod
    def runs_to(index: sp.Expr, end: sp.Expr) -> None:
        if isinstance(index, Index):
            index.runs_to(end)

    def indices(self, tree: Tree, scope: Scope) -> list[sp.Expr]:
        """Return the indices in a subscript such as ``ji`` or ``12``."""
        tree = bare(tree)
        parts = tree.children if kind(tree) == "list" else factors(tree)
        found = []
        for part in map(bare, parts):
            if kind(part) in ("number", "digit"):
                found += [sp.Integer(digit) for digit in text(part)]
            elif kind(part) == "name":
                found.append(self.index(text(part), scope))
            else:
                raise Unreadable(f"{text(part)!r} is not an index", place(part))
        return found

    def index(self, letter: str, scope: Scope) -> sp.Expr:
        if letter in scope.values:
            return values.scalar(scope.values[letter], f"the index {letter}")
        return self.free.setdefault(letter, Index(letter))

    def big(self, row: list[Tree], at: int, scope: Scope) -> sp.Expr:
        """Read a sum or product sign; it reaches to the end of the term."""
        atom, scripts = split(row[at])
        below = [s.children[0] for s in scripts if kind(s) == "below"]
        above = [s.children[0] for s in scripts if kind(s) == "above"]
        if len(below) != 1:
            raise Unreadable(f"{text(atom)} needs an index below", place(atom))
        (below,) = below
        letter = str(below.children[0]) if kind(below) == "limit" else text(below)
        if letter in scope.values and isinstance(scope.values[letter], Index):
            raise Captured(
                f"the index {letter} is bound already, by the sign around this one: "
                f"use another letter",
                place(atom),
            )
        if not scope.inside:
            self.bound.setdefault(letter, place(row[at]))
        index = Index(letter)
        if kind(below) == "limit":
            if not above or text(below.children[1]) != "1":
                raise Unreadable("limits are read from 1 to a size", place(below))
            index.runs_to(limits.size(above[0]))
        rest = row[at + 1 :]
        if not rest:
            raise Unreadable(f"nothing follows {text(atom)}", place(atom))
        body = self.product(rest, scope.child(values={letter: index}))
        body = values.scalar(body, "a term of a sum")
        if index.size is None:
            raise Unreadable(f"it is not said where {letter} ends", place(atom))
        build = sp.Sum if text(atom) == r"\sum" else sp.Product
        if isinstance(index.size, sp.Integer):
            terms = [body.xreplace({index: k}) for k in range(1, int(index.size) + 1)]
            return sp.Add(*terms) if build is sp.Sum else sp.Mul(*terms)
        return build(body, (index, 1, index.size))

    def derivative(self, row: list[Tree], at: int, scope: Scope):
        """Read d/dx and ∂/∂x, with their operand above or after them, or give None."""
        atom, scripts = split(row[at])
        above, below = (factors(part) for part in atom.children[1:])
        sign = _differential(above[0]) if above else None
        if sign is None or _differential(below[0]) is None or len(below) < 2:
            return None
        if scripts:
            raise Unreadable("put the derivative in parentheses", place(atom))
        variables = [f for f in below if _differential(f) is None]
        operand, end = (above[1:], at + 1) if above[1:] else (row[at + 1 :], len(row))
        if not operand:
            raise Unreadable("nothing follows the derivative", place(atom))
        return derivatives.differentiate(self, operand, variables, scope), end

    def cases(self, atom: Tree, scope: Scope) -> sp.Expr:
        pieces = []
        for case in atom.children:
            value, condition = case.children
            pieces.append((self.number(value, scope), self.condition(condition, scope)))
        return sp.Piecewise(*pieces)

    def condition(self, tree: Tree, scope: Scope) -> sp.Basic:
        if kind(tree) != "chain" or len(tree.children) != 3:
            raise Unreadable("a case needs one condition", place(tree))
        left, relation, right = tree.children
        relation = str(relation.children[0])
        if (
            relation in ("=", r"\ne")
            and kind(bare(left)) == kind(bare(right)) == "name"
        ):
            sides = [self.index(text(bare(side)), scope) for side in (left, right)]
        else:
            sides = [self.number(side, scope) for side in (left, right)]
        return RELATIONS[relation](*sides)

    def matrix(self, atom: Tree, scope: Scope) -> Value:
        rows = [[self.number(c, scope) for c in row.children] for row in atom.children]
        if len({len(row) for row in rows}) != 1:
            raise Unreadable("the rows of a matrix differ in length", place(atom))
        if len(rows[0]) == 1:
            return _listed([row[0] for row in rows])
        table = sp.Matrix(rows)
        return Matrix(
            sp.Integer(len(rows)),
            sp.Integer(len(rows[0])),
            lambda i, k: table[int(i) - 1, int(k) - 1],
        )


def _is_number(factor: Tree) -> bool:
    return kind(split(factor)[0]) in ("number", "digit")


RELATIONS = {
    "=": sp.Eq,
    ":=": sp.Eq,
    r"\ne": sp.Ne,
    ">": sp.Gt,
    "<": sp.Lt,
    r"\ge": sp.Ge,
    r"\le": sp.Le,
    r"\approx": None,
}


def _combine(value, operator, term, position) -> Value:
    try:
        if value is None:
            return term
        if operator == "/":
            return values.scale(1 / values.scalar(term, "a divisor"), value)
        if operator == r"\cdot":
            return values.dot(value, term)
        return values.multiply(value, term)
    except Unreadable as error:
        error.position = position
        raise


def _listed(entries: list[sp.Expr]) -> Vector:
    def entry(k):
        if not isinstance(k, int | sp.Integer):
            raise Unreadable("an entry of a listed vector needs its number")
        return entries[int(k) - 1]

    return Vector(sp.Integer(len(entries)), entry)


def _differential(factor: Tree) -> str | None:
    """Return d or ∂ if the factor is one, perhaps with a power."""
    atom, _ = split(factor)
    if kind(atom) == "partial":
        return "∂"
    return "d" if kind(atom) == "name" and text(atom) == "d" else None
