"""Derivatives by a letter or an index, and gradients."""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof import values
from nnbook.proof.errors import Unreadable
from nnbook.proof.latex import kind, place, split, text
from nnbook.proof.names import array, decorated
from nnbook.proof.scope import Scope
from nnbook.proof.values import Vector, size_symbol


def differentiate(reader, operand, variables: list[Tree], scope: Scope) -> sp.Expr:
    """Return the derivative of the operand by each variable in turn."""
    replaced: dict[sp.Symbol, sp.Expr] = {}
    inner, targets = scope, []
    for variable in variables:
        atom, scripts = split(variable)
        key, left = decorated(text(atom), scripts, scope)
        if key in scope.definitions and not left:
            # u of dy/du: a variable in its own right until the derivative is taken
            stand_in = sp.Dummy(key, real=True)
            replaced[stand_in] = reader.number(variable, scope)
            inner = inner.child(values={key: stand_in})
            targets.append(stand_in)
        else:
            targets.append(reader.number(variable, scope))
    value = values.scalar(reader.product(operand, inner), "what is differentiated")
    for target in targets:
        if not isinstance(target, sp.Symbol | sp.Indexed):
            raise Unreadable(f"{target} is not a variable", place(variables[0]))
        value = sp.diff(value, target)
    return value.xreplace(replaced)


def gradient(reader, row: list[Tree], at: int, scope: Scope) -> tuple[Vector, int]:
    r"""Read \nabla J and \nabla J(w): the derivatives by each entry of the argument."""
    if at + 1 == len(row):
        raise Unreadable("nothing follows \\nabla", place(row[at]))
    key, scripts = decorated(text(split(row[at + 1])[0]), split(row[at + 1])[1], scope)
    meaning = scope.definitions.get(key)
    if meaning is None or scripts or len(meaning.arguments) != 1:
        raise Unreadable(
            f"\\nabla needs a function of a vector, not {key}", place(row[at])
        )
    word = meaning.arguments[0][0]
    following = split(row[at + 2])[0] if at + 2 < len(row) else None
    called = following is not None and kind(following) == "group"
    size = scope.arrays.get(word, (size_symbol("d"),))[0]
    point = reader.sum(following.children[0], scope) if called else array(word, (size,))
    base = sp.IndexedBase(sp.Dummy(word, real=True), real=True)
    inner = scope.child(values={word: Vector(size, lambda k: base[k])}, inside=True)
    value = reader.number(meaning.body, inner)

    def entry(k):
        slope = sp.diff(value, base[k])
        return slope.replace(
            lambda part: isinstance(part, sp.Indexed) and part.base == base,
            lambda part: point.entry(part.indices[0]),
        )

    return Vector(size, entry), at + (3 if called else 2)
