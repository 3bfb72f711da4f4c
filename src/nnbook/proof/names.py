"""What a name with its indices, primes and arguments stands for."""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof import values
from nnbook.proof.errors import Unreadable
from nnbook.proof.latex import bare, factors, is_bold, kind, place, split, text
from nnbook.proof.scope import (
    ALSO_LETTERS,
    ANY_FUNCTION,
    FUNCTIONS,
    Definition,
    Scope,
    any_function,
)
from nnbook.proof.values import Index, Matrix, Value, Vector, size_symbol


def name(reader, row: list[Tree], at: int, scope: Scope) -> tuple[Value, int]:
    """Read the name at row[at]; return its value and where the next factor begins."""
    atom, scripts = split(row[at])
    base = text(atom)
    key, scripts = decorated(base, scripts, scope)
    argument = row[at + 1] if at + 1 < len(row) else None
    called = argument is not None and kind(split(argument)[0]) == "group"
    if key in scope.values or key in scope.arrays:
        return _scripted(reader, key, is_bold(atom), scripts, scope), at + 1
    if key in scope.definitions:
        return _defined(reader, key, scripts, row, at, scope)
    if not scripts and key in scope.sizes() and key not in scope.numbers:
        return size_symbol(key), at + 1
    if key in FUNCTIONS or key in ANY_FUNCTION:
        primed = bool(scripts) and kind(scripts[0]) == "primes"
        if called or primed or (key in FUNCTIONS and key not in ALSO_LETTERS):
            return _applied(reader, key, scripts, row, at, scope)
    if key == "e" and not scope.knows("e"):
        if is_bold(atom):
            return _basis(reader, scripts, scope), at + 1
        return reader.scripted(sp.E, scripts, scope), at + 1
    if key == r"\pi":
        return reader.scripted(sp.pi, scripts, scope), at + 1
    if key == r"\delta" and scripts and kind(scripts[0]) == "below":
        indices = reader.indices(scripts[0].children[0], scope)
        if len(indices) == 2:
            value = sp.KroneckerDelta(*indices)
            return reader.scripted(value, scripts[1:], scope), at + 1
    return _undeclared(reader, key, is_bold(atom), scripts, scope), at + 1


def decorated(base: str, scripts: list[Tree], scope: Scope) -> tuple[str, list[Tree]]:
    """Return a name with what belongs to it, as in w^* and V_rest, and what is left."""
    order = {"below": 0, "above": 1}
    marks = [s for s in scripts if kind(s) in order]
    whole = base + "".join(text(s) for s in sorted(marks, key=lambda s: order[kind(s)]))
    if marks and scope.knows(whole):
        return whole, [s for s in scripts if s not in marks]
    for mark in marks:
        inner = bare(mark.children[0])
        belongs = kind(inner) in ("star", "words", "extreme") or (
            kind(inner) == "group" and text(inner).startswith("[")
        )
        if belongs or scope.knows(base + text(mark)):
            rest = [s for s in scripts if s is not mark]
            return decorated(base + text(mark), rest, scope)
    return base, scripts


def sample(script: Tree) -> Tree | None:
    """Return the index in a superscript such as ``(i)``, or None for a power."""
    inner = bare(script.children[0])
    if kind(script) == "above" and kind(inner) == "group" and len(inner.children) == 1:
        only = bare(inner.children[0])
        return only if kind(only) in ("name", "number") else None
    return None


def _sorted(reader, scripts: list[Tree], scope: Scope):
    """Return the sample's index, the other indices, and the scripts that are left."""
    samples, indices, rest = [], [], []
    for script in scripts:
        if (inner := sample(script)) is not None:
            samples += reader.indices(inner, scope)
        elif kind(script) == "below" and not indices:
            indices = reader.indices(script.children[0], scope)
        else:
            rest.append(script)
    return samples, indices, rest


def array(key: str, sizes: tuple[sp.Expr, ...]) -> Value:
    base = sp.IndexedBase(key, real=True)
    if len(sizes) == 1:
        return Vector(sizes[0], lambda k: base[k])
    return Matrix(*sizes, lambda i, k: base[i, k])


def _scripted(reader, key: str, bold: bool, scripts, scope: Scope) -> Value:
    """Return the entry, row or whole of something that has a value."""
    samples, indices, rest = _sorted(reader, scripts, scope)
    if samples and _is_row(key, scope):
        key = key.upper()  # rows of X are the samples x
    value = scope.values.get(key)
    if value is None:
        value = array(key, scope.arrays[key])
    if isinstance(value, Matrix) and samples and not indices:
        reader.runs_to(samples[0], value.rows)
        row, matrix = samples[0], value
        return reader.scripted(
            Vector(matrix.columns, lambda k: matrix.entry(row, k)), rest, scope
        )
    if samples or indices:
        value = reader.entry(value, samples + indices)
    elif not bold and not isinstance(value, sp.Expr):
        value = number_symbol(scope, key)  # x beside **x** is a single number
    return reader.scripted(value, rest, scope)


def _is_row(key: str, scope: Scope) -> bool:
    """Whether the samples of a name are the rows of a matrix, not single numbers."""
    rows = scope.arrays.get(key.upper(), ())
    return key != key.upper() and len(rows) == 2 and scope.arrays.get(key) != rows[:1]


def whole(tree: Tree) -> str:
    """Return a name with all its indices and marks, as declarations know it."""
    atom, scripts = split(factors(tree)[0])
    order = sorted(scripts, key=kind, reverse=True)
    return text(atom) + "".join(text(script) for script in order)


def _basis(reader, scripts: list[Tree], scope: Scope) -> Vector:
    if len(scripts) != 1 or kind(scripts[0]) != "below":
        raise Unreadable(r"\mathbf{e} needs one index")
    (place_of_one,) = reader.indices(scripts[0].children[0], scope)
    size = getattr(place_of_one, "size", None) or size_symbol("d")
    reader.runs_to(place_of_one, size)
    return Vector(size, lambda k: sp.KroneckerDelta(k, place_of_one))


def _undeclared(reader, key: str, bold: bool, scripts, scope: Scope) -> Value:
    """Give a new name the meaning that its looks have in the book's notation."""
    if bold:
        raise Unreadable(
            f"it is not said how many numbers \\mathbf{{{key}}} holds: state it, as in "
            f"\\mathbf{{{key}}} \\in \\mathbb{{R}}^{{d}}"
        )
    below = next((s for s in scripts if kind(s) == "below"), None)
    if below is not None and not any(map(sample, scripts)):
        inner = text(below.children[0])
        if inner.isdigit():
            rest = [s for s in scripts if s is not below]
            symbol = number_symbol(scope, f"{key}_{{{inner}}}")
            return reader.scripted(symbol, rest, scope)
    samples, indices, rest = _sorted(reader, scripts, scope)
    if samples and indices:
        raise Unreadable(f"it is not said what {key} with two indices is")
    if samples or indices:
        size = size_symbol("n" if samples else "d")
        reader.runs_to((samples + indices)[0], size)
        entry = sp.IndexedBase(key, real=True)[*(samples + indices)]
        return reader.scripted(entry, rest, scope)
    return reader.scripted(number_symbol(scope, key), rest, scope)


def number_symbol(scope: Scope, key: str, positive: bool = False) -> sp.Symbol:
    """Return the symbol for a number, the same each time."""
    if key not in scope.numbers:
        known = {"positive": True} if positive else {"real": True}
        scope.numbers[key] = sp.Symbol(key, **known)
    return scope.numbers[key]


def new_number(tree: Tree, scope: Scope) -> str | None:
    """Return the name if the tree is a name alone that has no meaning yet."""
    row = factors(tree)
    atom, scripts = split(row[0])
    if len(row) > 1 or kind(atom) not in ("name", "styled", "accented"):
        return None
    key, left = decorated(text(atom), scripts, scope)
    return None if left or scope.knows(key) else key


def _applied(reader, key: str, scripts, row, at: int, scope: Scope):
    """Apply a function to the parentheses, or else to the one factor, that follow."""
    primes = sum(len(s.children[0]) for s in scripts if kind(s) == "primes")
    powers = [s for s in scripts if kind(s) != "primes"]
    if at + 1 == len(row):
        raise Unreadable(f"{key} needs an argument", place(row[at]))
    following, after = split(row[at + 1])
    if kind(following) == "group":
        argument, end = reader.number(following.children[0], scope), at + 2
    else:
        value, end = reader.factor(row, at + 1, scope)
        argument, after = values.scalar(value, f"the argument of {key}"), []
        if end < len(row) and kind(row[end]) != "operator":
            raise Unreadable(
                f"it is not clear how far {key} reaches: use parentheses",
                place(row[end]),
            )
    t = sp.Dummy("t", real=True)
    result = FUNCTIONS[key](t) if key in FUNCTIONS else any_function(key)(t)
    for _ in range(primes):
        result = sp.diff(result, t)
    result = result.xreplace({t: argument})
    return reader.scripted(result, powers + after, scope), end


def extreme(reader, row: list[Tree], at: int, scope: Scope):
    """Read the larger or smaller of two numbers."""
    atom, scripts = split(row[at])
    following = split(row[at + 1])[0] if at + 1 < len(row) else None
    if scripts or following is None or kind(following) != "group":
        raise Unreadable(
            f"{text(atom)} is read with numbers in parentheses", place(atom)
        )
    numbers = [reader.number(child, scope) for child in following.children]
    build = sp.Max if text(atom) == r"\max" else sp.Min
    return build(*numbers), at + 2


def _defined(reader, key: str, scripts, row, at: int, scope: Scope):
    """Put the definition of a name in its place."""
    meaning: Definition = scope.definitions[key]
    following = split(row[at + 1]) if at + 1 < len(row) else (None, [])
    called = meaning.arguments and kind(following[0] or row[at]) == "group"
    if called and scripts and kind(scripts[0]) == "primes":
        return _slope(reader, meaning, scripts, following, scope), at + 2
    bound: dict[str, Value] = {}
    if called:
        given = following[0].children
        for (word, _), tree in zip(meaning.arguments, given, strict=True):
            bound[word] = reader.sum(tree, scope)
        scripts = scripts + following[1]
    elif meaning.arguments and not scope.knows(meaning.arguments[0][0]):
        raise Unreadable(f"{key} needs its argument", place(row[at]))
    samples, indices, rest = _sorted(reader, scripts, scope)
    if len(samples) != len(meaning.samples) or len(indices) != len(meaning.indices):
        raise Unreadable(
            f"{key} needs the indices that it was defined with", place(row[at])
        )
    bound |= dict(
        zip(meaning.samples + meaning.indices, samples + indices, strict=True)
    )
    hidden = {k: v for k, v in scope.values.items() if not isinstance(v, Index)}
    inner = Scope(
        scope.arrays, scope.numbers, scope.definitions, hidden | bound, inside=True
    )
    value = reader.sum(meaning.body, inner)
    return reader.scripted(value, rest, scope), at + (2 if called else 1)


def _slope(reader, meaning: Definition, scripts, following, scope: Scope) -> Value:
    """Return the derivative of a defined function of one number, as in J'(w)."""
    group, after = following
    if len(group.children) != 1 or any(bold for _, bold in meaning.arguments):
        raise Unreadable("a prime needs a function of one number", place(scripts[0]))
    argument = reader.number(group.children[0], scope)
    variable = sp.Dummy("t", real=True)
    inner = scope.child(values={meaning.arguments[0][0]: variable}, inside=True)
    value = reader.number(meaning.body, inner)
    for _ in scripts[0].children[0]:
        value = sp.diff(value, variable)
    return reader.scripted(
        value.xreplace({variable: argument}), scripts[1:] + after, scope
    )


def pattern(tree: Tree) -> tuple[str, Definition] | None:
    """Return what a left-hand side such as p_i or J(w) defines; the body is open."""
    row = factors(tree)
    atom, scripts = split(row[0])
    if kind(atom) not in ("name", "styled", "accented") or len(row) > 2:
        return None
    key, left = decorated(text(atom), scripts, Scope())
    arguments: tuple[tuple[str, bool], ...] = ()
    if len(row) == 2:
        group, after = split(row[1])
        if kind(group) != "group":
            return None
        left = left + after
        inner = [bare(child) for child in group.children]
        if not all(kind(child) in ("name", "styled") for child in inner):
            return None
        arguments = tuple((text(child), is_bold(child)) for child in inner)
    samples = tuple(text(s) for script in left if (s := sample(script)) is not None)
    below = [script for script in left if kind(script) == "below"]
    indices = tuple(c for script in below for c in text(script.children[0]))
    if len(samples) + len(below) != len(left):
        return None
    if any(letter.isdigit() for letter in indices):
        return text(row[0]), Definition((), (), arguments, tree)
    return key, Definition(indices, samples, arguments, tree)
