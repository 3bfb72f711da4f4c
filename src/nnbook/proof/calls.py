"""Functions with their arguments, and names in whose place a definition stands."""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof import names, values
from nnbook.proof.errors import Unreadable
from nnbook.proof.functions import ALSO_LETTERS, FUNCTIONS, any_function
from nnbook.proof.latex import is_bold, kind, place, split
from nnbook.proof.scope import Definition, Scope
from nnbook.proof.slopes import slope
from nnbook.proof.values import Index, Value, Vector


def follows(row: list[Tree], at: int) -> bool:
    """Whether parentheses follow, without a sign of multiplication between."""
    return at + 1 < len(row) and kind(split(row[at + 1])[0]) == "group"


def applied(reader, key: str, scripts, row, at: int, scope: Scope):
    """Apply a function to the parentheses, or else to the one factor, that follow."""
    primes = sum(len(s.children[0]) for s in scripts if kind(s) == "primes")
    powers = [s for s in scripts if kind(s) != "primes"]
    if at + 1 == len(row):
        raise Unreadable(f"{names.shown(key)} needs an argument", place(row[at]))
    base, powers = _base_of_logarithm(reader, key, powers, scope)
    _only_a_power(reader, key, powers, scope)
    following, after = split(row[at + 1])
    unknown = key not in FUNCTIONS
    if unknown and kind(following) == "group" and len(following.children) > 1:
        if primes or powers:
            raise Unreadable("a prime needs a function of one number", place(row[at]))
        given = [reader.number(child, scope) for child in following.children]
        result = any_function(key, (0,) * len(given))(*given)
        return reader.scripted(result, after, scope), at + 2
    if kind(following) == "group":
        argument, end = _one(reader, key, following, scope), at + 2
    else:
        value, end = reader.factor(row, at + 1, scope)
        argument = values.scalar(value, f"the argument of {names.shown(key)}")
        after = []
        if end < len(row) and kind(row[end]) != "operator":
            raise Unreadable(
                f"it is not clear how far {names.shown(key)} reaches: use parentheses",
                place(row[end]),
            )
    t = sp.Dummy("t", real=True)
    result = FUNCTIONS[key](t) if key in FUNCTIONS else any_function(key)(t)
    for _ in range(primes):
        result = sp.diff(result, t)
    result = result.xreplace({t: argument}) / base
    return reader.scripted(result, powers + after, scope), end


def _one(reader, key: str, group: Tree, scope: Scope) -> sp.Expr:
    if len(group.children) != 1:
        raise Unreadable(
            f"{names.shown(key)} is a function of one number, and gets "
            f"{len(group.children)}",
            place(group),
        )
    return reader.number(group.children[0], scope)


def _base_of_logarithm(reader, key: str, scripts, scope: Scope):
    r"""Return by what to divide \ln for \log_2 and the like, and what is left."""
    below = [s for s in scripts if kind(s) == "below"]
    if key != r"\log" or not below:
        return sp.Integer(1), scripts
    base = reader.number(below[0].children[0], scope)
    if not base.is_number or not base.is_positive or base == 1:
        raise Unreadable("a logarithm needs a number as its base", place(below[0]))
    return sp.log(base), [s for s in scripts if s not in below]


def _only_a_power(reader, key: str, scripts, scope: Scope) -> None:
    """Refuse what stands between a function and its argument, but tanh² and the like.

    σ⁻¹(x) is the inverse to some and 1/σ(x) to others.
    """
    for script in scripts:
        letter = key in ALSO_LETTERS or key not in FUNCTIONS
        power = None
        if kind(script) == "above" and not letter:
            power = reader.number(script.children[0], scope)
        if power is None or not (power.is_Integer and power > 0):
            raise Unreadable(
                f"what stands between {names.shown(key)} and its argument may mean two "
                f"things: write 1/{key}(x) or ({key}(x))^2, or state the inverse "
                f"as a function of its own",
                place(script),
            )


def defined(reader, key: str, scripts, row, at: int, scope: Scope):
    """Put the definition of a name in its place."""
    meaning: Definition = scope.definitions[key]
    if key in scope.opened:
        raise Unreadable(f"{names.shown(key)} is defined by itself", place(row[at]))
    following = split(row[at + 1]) if at + 1 < len(row) else (None, [])
    called = bool(meaning.arguments) and follows(row, at)
    if called and scripts and kind(scripts[0]) == "primes":
        return _slope(reader, key, scripts, following, scope), at + 2
    bound: dict[str, Value] = {}
    if called:
        bound = _arguments(reader, key, following[0], scope)
        if any(kind(s) == "above" and names.sample(s) is None for s in scripts):
            _only_a_power(
                reader, "f", [s for s in scripts if kind(s) == "above"], scope
            )
        scripts = scripts + following[1]
    elif meaning.arguments and not scope.knows(meaning.arguments[0][0]):
        raise Unreadable(f"{names.shown(key)} needs its argument", place(row[at]))
    one = len(meaning.indices) == 1
    samples, indices, rest = names.sorted_scripts(reader, scripts, scope, one)
    letters, given = meaning.samples + meaning.indices, samples + indices
    bold = is_bold(split(row[at])[0])
    end = at + (2 if called else 1)
    if len(letters) == 1 and not given and bold:
        vector = whole(reader, key, letters[0], bound, scope)
        return reader.scripted(vector, rest, scope), end
    plain = not letters and given
    if not plain and (len(samples), len(indices)) != (
        len(meaning.samples),
        len(meaning.indices),
    ):
        raise Unreadable(
            f"{names.shown(key)} needs the indices that it was defined with",
            place(row[at]),
        )
    if plain:  # an entry of a vector or matrix that is defined as a whole
        value = _body(reader, key, bound, scope)
        return reader.scripted(reader.entry(value, given), rest, scope), end
    value = _body(reader, key, bound | dict(zip(letters, given, strict=True)), scope)
    if meaning.bold and not bold and not isinstance(value, sp.Expr):
        raise Unreadable(f"{names.shown(key)} is defined in bold", place(row[at]))
    return reader.scripted(value, rest, scope), end


def _arguments(reader, key: str, group: Tree, scope: Scope) -> dict[str, Value]:
    wanted, given = scope.definitions[key].arguments, group.children
    if len(wanted) != len(given):
        raise Unreadable(
            f"{names.shown(key)} is defined with {len(wanted)} argument"
            f"{'s' * (len(wanted) > 1)}, and gets {len(given)}",
            place(group),
        )
    bound = {}
    for word, _ in wanted:
        if word in scope.definitions and word not in scope.values:
            raise Unreadable(
                f"{names.shown(word)} is defined, and is an argument of "
                f"{names.shown(key)} too: use another letter",
                place(group),
            )
    for (word, bold), tree in zip(wanted, given, strict=True):
        value = bound[word] = reader.sum(tree, scope)
        if isinstance(value, sp.Expr) == bold and word not in scope.plain:
            raise Unreadable(
                f"{names.shown(key)} is defined for a {'vector' if bold else 'number'}",
                place(tree),
            )
    return bound


def _body(reader, key: str, bound: dict[str, Value], scope: Scope) -> Value:
    meaning = scope.definitions[key]
    letters = {*meaning.samples, *meaning.indices}
    return reader.sum(meaning.body, scope.body(key, bound, letters))


def whole(reader, key: str, letter: str, bound, scope: Scope) -> Vector:
    """Return the vector of which a definition gives each entry, as p_i = … does."""
    index = Index(letter)
    values.scalar(_body(reader, key, bound | {letter: index}, scope), key)
    if index.size is None:
        raise Unreadable(f"it is not said how many numbers {names.shown(key)} holds")
    return Vector(
        index.size,
        lambda k: values.scalar(_body(reader, key, bound | {letter: k}, scope)),
    )


def _slope(reader, key: str, scripts, following, scope: Scope) -> Value:
    """Return the derivative of a defined function of one number, as in J'(w)."""
    meaning = scope.definitions[key]
    group, after = following
    if len(group.children) != 1 or len(meaning.arguments) != 1:
        raise Unreadable("a prime needs a function of one number", place(scripts[0]))
    ((word, bold),) = meaning.arguments
    if bold:
        raise Unreadable("a prime needs a function of one number", place(scripts[0]))
    argument = reader.number(group.children[0], scope)
    variable = sp.Dummy(word, real=True)
    value = values.scalar(_body(reader, key, {word: variable}, scope))
    for _ in scripts[0].children[0]:
        value = slope(value, variable)
    return reader.scripted(
        value.xreplace({variable: argument}), scripts[1:] + after, scope
    )
