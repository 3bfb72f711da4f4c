"""Derivatives by a letter or an index, and gradients.

What a name depends on must be known: a derivative of what nobody states is refused, not
taken as 0.
"""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof import calls, names, values
from nnbook.proof.errors import Unreadable
from nnbook.proof.latex import bare, factors, is_bold, kind, place, split, text
from nnbook.proof.names import array, decorated
from nnbook.proof.scope import Scope
from nnbook.proof.slopes import slope
from nnbook.proof.values import Index, Vector, size_symbol

MOST_TIMES = 6  # that one formula is differentiated
Variable = tuple[Tree, int]  # and how often


def fraction(reader, row: list[Tree], at: int, scope: Scope):
    """Read d/dx and ∂/∂x, with their operand above or after them, or give None."""
    atom, scripts = split(row[at])
    above, below = (factors(part) for part in atom.children[1:])
    sign = _differential(above[0]) if above else None
    if sign is None or _differential(below[0]) is None or len(below) < 2:
        return None
    if scripts:
        raise Unreadable("put the derivative in parentheses", place(row[at]))
    if sign == "d" and "d" in scope.stated:
        raise Unreadable(
            "d is stated to be something else: this may be a fraction or a derivative",
            place(row[at]),
        )
    variables = _below(below, sign)
    if sum(times for _, times in variables) != _order(above[0]):
        raise Unreadable(
            "above and below it is not differentiated equally often", place(row[at])
        )
    operand, end = (above[1:], at + 1) if above[1:] else (row[at + 1 :], len(row))
    if not operand:
        raise Unreadable("nothing follows the derivative", place(row[at]))
    return differentiate(reader, operand, variables, scope), end


def partial(reader, row: list[Tree], at: int, scope: Scope) -> sp.Expr:
    r"""Read \partial_x f."""
    _, scripts = split(row[at])
    below = [s.children[0] for s in scripts if kind(s) == "below"]
    if not below:
        raise Unreadable(r"\partial stands in a fraction or has a variable below")
    inner = factors(below[0])
    if len(inner) != 1 or not row[at + 1 :]:
        raise Unreadable(
            r"\partial_x needs one variable and an operand", place(row[at])
        )
    return differentiate(reader, row[at + 1 :], [(inner[0], _order(row[at]))], scope)


def _differential(factor: Tree) -> str | None:
    """Return d or ∂ if the factor is one, perhaps with a power."""
    atom, scripts = split(factor)
    if any(kind(script) != "above" for script in scripts):
        return None
    if kind(atom) == "partial":
        return "∂"
    return "d" if kind(atom) in ("name", "styled") and text(atom) == "d" else None


def _order(factor: Tree) -> int:
    """Return the power of a d, a ∂ or a variable below them."""
    _, scripts = split(factor)
    powers = [
        s for s in scripts if kind(s) == "above" and text(s.children[0]).isdigit()
    ]
    others = [s for s in scripts if kind(s) == "above" and s not in powers]
    if any(names.sample(s) is None for s in others) and _differential(factor):
        raise Unreadable("how often it is differentiated is not clear", place(factor))
    order = int(text(powers[0].children[0])[:9]) if powers else 1
    if not 1 <= order <= MOST_TIMES:
        raise Unreadable("it is differentiated too often", place(factor))
    return order


def _below(row: list[Tree], sign: str) -> list[Variable]:
    """Return the variables after each d or ∂ below a derivative's bar."""
    found = []
    for mark, variable in zip(row[::2], row[1::2], strict=False):
        if _differential(mark) != sign or _order(mark) != 1 or _is_sign(variable):
            break
        atom, scripts = split(variable)
        left = [s for s in scripts if not _is_power(s)]
        one = Tree("factor", [atom, *left], variable.meta) if left else atom
        found.append((one, _order(variable)))
    if 2 * len(found) != len(row):
        raise Unreadable(
            f"below the bar each {sign} is followed by one variable", place(row[0])
        )
    return found


def _is_sign(factor: Tree) -> bool:
    return _differential(factor) is not None


def _is_power(script: Tree) -> bool:
    return kind(script) == "above" and text(script.children[0]).isdigit()


def differentiate(reader, operand, variables: list[Variable], scope: Scope) -> sp.Expr:
    """Return the derivative of the operand by each variable in turn."""
    back, inner, targets = [], scope, []
    for variable, times in variables:
        target, inner, put_back = _target(reader, variable, inner, scope)
        is_number = isinstance(target, sp.Symbol) and not target.is_integer
        if not (is_number or isinstance(target, sp.Indexed)):
            raise Unreadable(
                f"{text(variable)} is no variable by which to differentiate",
                place(variable),
            )
        if put_back:
            back.append(put_back)
        targets += [target] * times
    outside, reader.guessed = reader.guessed, set()
    value = values.scalar(reader.product(operand, inner), "what is differentiated")
    _known(reader, value, targets, scope)
    reader.guessed |= outside
    for target in targets:
        value = slope(value, target)
    for put_back in back:
        value = put_back(value)
    return value


def _target(reader, variable: Tree, inner: Scope, scope: Scope):
    """Return a variable, the scope where it stands for itself, and how to undo that.

    u of dy/du may be defined: it is a variable in its own right until the derivative
    is taken.
    """
    atom, scripts = split(variable)
    key, left = decorated(text(atom), scripts, scope)
    meaning = scope.definitions.get(key)
    if meaning is None or key in scope.values:
        return reader.number(variable, scope), inner, None
    if not left:
        stand_in = sp.Dummy(key, real=True)
        value = reader.number(variable, scope)
        return (
            stand_in,
            inner.child({key: stand_in}),
            lambda slope: slope.xreplace({stand_in: value}),
        )
    letters = meaning.samples + meaning.indices
    if len(letters) != 1 or meaning.arguments:
        return reader.number(variable, scope), inner, None
    whole = calls.whole(reader, key, letters[0], {}, scope)
    base = sp.IndexedBase(sp.Dummy(key, real=True), real=True)
    samples, indices, rest = names.sorted_scripts(reader, left, scope)
    if rest or len(samples + indices) != 1:
        return reader.number(variable, scope), inner, None
    reader.runs_to((samples + indices)[0], whole.size)
    inner = inner.child({key: Vector(whole.size, lambda k: base[k])})
    return base[(samples + indices)[0]], inner, lambda slope: _at(slope, base, whole)


def _at(expression: sp.Expr, base: sp.IndexedBase, point: Vector) -> sp.Expr:
    """Put the entries of a vector in the place of those of another one."""
    return expression.replace(
        lambda part: isinstance(part, sp.Indexed) and part.base == base,
        lambda part: point.entry(part.indices[0]),
    )


def _known(reader, value: sp.Expr, targets: list[sp.Expr], scope: Scope) -> None:
    """Refuse what may depend on the variable without anybody saying so."""
    own = {t.base.label if isinstance(t, sp.Indexed) else t for t in targets}
    found = {
        s
        for s in value.free_symbols
        if isinstance(s, sp.Symbol) and not s.is_integer and s not in own
    }
    guessed = sorted(found & reader.guessed, key=str)
    if guessed:
        key = guessed[0].name
        labels = {part.base.label for part in value.atoms(sp.Indexed)}
        space = r"\mathbb{R}" + "^{d}" * (guessed[0] in labels)
        raise Unreadable(
            f"it is not stated whether {names.shown(key)} depends on "
            f"{names.shown(min(s.name for s in own))}: state {key} \\in {space} if it "
            f"does not, or {key} = … what it is"
        )
    for target in own:
        unstated = sorted({str(s) for s in found} - scope.stated)
        stand_in = isinstance(target, sp.Dummy)
        if target not in value.free_symbols and (unstated or (stand_in and found)):
            raise Unreadable(
                f"nothing here is stated to depend on {names.shown(target.name)}: "
                f"state what is differentiated as a function of it"
            )


def gradient(reader, row: list[Tree], at: int, scope: Scope) -> tuple[Vector, int]:
    r"""Read \nabla J, \nabla J(w) and \nabla_w …: the derivatives by each entry."""
    _, scripts = split(row[at])
    if any(kind(script) != "below" for script in scripts):
        raise Unreadable(
            "\\nabla with a power may mean two things: write out the derivatives",
            place(row[at]),
        )
    if at + 1 == len(row) or kind(row[at + 1]) == "operator":
        raise Unreadable("nothing follows \\nabla", place(row[at]))
    key, marks = decorated(text(split(row[at + 1])[0]), split(row[at + 1])[1], scope)
    meaning = scope.definitions.get(key)
    function = meaning is not None and len(meaning.arguments) == 1 and not marks
    if scripts:
        word = _vector(scripts[0].children[0], scope)
    elif function:
        word = meaning.arguments[0][0]
    else:
        raise Unreadable(
            f"\\nabla needs a function of a vector, or the vector below it, not "
            f"{names.shown(key)}",
            place(row[at]),
        )
    size = scope.arrays.get(word, (size_symbol("d"),))
    if len(size) != 1:
        raise Unreadable("a gradient by a matrix is not read", place(row[at]))
    base = sp.IndexedBase(sp.Dummy(word, real=True), real=True)
    variable = {word: Vector(size[0], lambda k: base[k])}
    following = split(row[at + 2])[0] if at + 2 < len(row) else None
    called = function and following is not None and kind(following) == "group"
    point, end = scope.values.get(word, array(word, size, scope)), len(row)
    if called:
        if len(following.children) != 1 or (word != meaning.arguments[0][0]):
            raise Unreadable("this gradient has one argument", place(following))
        point, end = reader.sum(following.children[0], scope), at + 3
        if not isinstance(point, Vector) or point.size != size[0]:
            raise Unreadable("a gradient is taken at a vector", place(following))
        if split(row[at + 2])[1]:
            raise Unreadable("put the gradient in parentheses", place(row[at]))
    elif meaning is not None and not marks:
        end = at + 2
    outside, reader.guessed = reader.guessed, set()
    if function:
        value = reader.number(meaning.body, scope.body(key, variable))
    else:
        value = reader.product(row[at + 1 : end], scope.child(variable))
        value = values.scalar(value, "what a gradient is taken of")
    _known(reader, value, [base[Index("k")]], scope)
    reader.guessed |= outside

    def entry(k):
        return _at(slope(value, base[k]), base, point)

    return Vector(size[0], entry), end


def _vector(tree: Tree, scope: Scope) -> str:
    atom = bare(tree)
    key = names.whole(tree)
    if not (is_bold(atom) or key in scope.plain):
        raise Unreadable("a gradient is taken by a vector, set in bold", place(atom))
    if key not in scope.arrays and key not in scope.values:
        raise Unreadable(f"it is not said how many numbers {key} holds", place(atom))
    return key
