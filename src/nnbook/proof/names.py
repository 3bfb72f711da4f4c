"""What a name with its indices stands for."""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof import calls
from nnbook.proof.errors import Unreadable
from nnbook.proof.functions import ALSO_LETTERS, ANY_FUNCTION, FUNCTIONS
from nnbook.proof.latex import NAMES, bare, factors, is_bold, kind, place, split, text
from nnbook.proof.scope import Scope
from nnbook.proof.values import Index, Matrix, Value, Vector, size_symbol

# Letters that may be an index and a number at once, as t is in β^t m_t.
INDICES = set("ijklmnrst")


def name(reader, row: list[Tree], at: int, scope: Scope) -> tuple[Value, int]:
    """Read the name at row[at]; return its value and where the next factor begins."""
    atom, scripts = split(row[at])
    key, scripts = decorated(text(atom), scripts, scope)
    called = calls.follows(row, at)
    if called and key in scope.unknown:
        return calls.applied(reader, key, scripts, row, at, scope)
    function = key in FUNCTIONS or key in ANY_FUNCTION
    if function and called and _is_number(key, scope):
        raise Unreadable(
            f"{shown(key)} is stated to be a number, and is a function too: write "
            f"\\cdot before the parentheses, or use another letter",
            place(row[at]),
        )
    if key in scope.values or (
        key in scope.arrays and _is_array(key, atom, scripts, scope)
    ):
        return _part(reader, key, atom, scripts, scope), at + 1
    if key in scope.definitions:
        return calls.defined(reader, key, scripts, row, at, scope)
    if scope.is_size(key) and not is_bold(atom):
        return reader.scripted(size_symbol(key), scripts, scope), at + 1
    if function and key not in scope.stated:
        primed = bool(scripts) and kind(scripts[0]) == "primes"
        if called or primed or (key in FUNCTIONS and key not in ALSO_LETTERS):
            return calls.applied(reader, key, scripts, row, at, scope)
    if key == r"\delta" and scripts and kind(scripts[0]) == "below":
        indices = reader.indices(scripts[0].children[0], scope)
        if len(indices) == 2:
            value = sp.KroneckerDelta(*indices)
            return reader.scripted(value, scripts[1:], scope), at + 1
    if called and not (_is_number(key, scope) or text(atom) in scope.seen.bare):
        if key != "e" or not scripts:
            raise Unreadable(
                f"nobody says what {shown(key)}(…) is: state {shown(key)}(x) = …, or "
                f"{shown(key)} \\in \\mathbb{{R}} for a product",
                place(row[at]),
            )
    if key == "e" and not scope.knows("e"):
        if is_bold(atom):
            return _basis(reader, scripts, scope), at + 1
        return reader.scripted(sp.E, scripts, scope), at + 1
    if key == "I" and is_bold(atom) and not scope.knows("I"):
        d = size_symbol("d")
        return reader.scripted(Matrix(d, d, sp.KroneckerDelta), scripts, scope), at + 1
    if key == r"\pi" and not scope.knows(key):
        return reader.scripted(sp.pi, scripts, scope), at + 1
    return _undeclared(reader, key, is_bold(atom), scripts, scope), at + 1


def shown(key: str) -> str:
    """Return a name as it is written."""
    word = key.removeprefix(r"\text{")
    return f"\\operatorname{{{word}" if word != key and word.endswith("}") else key


def _is_number(key: str, scope: Scope) -> bool:
    meaning = scope.definitions.get(key)
    stated = key in scope.stated or key in scope.values
    return stated and not (meaning and meaning.arguments)


def _is_array(key: str, atom: Tree, scripts: list[Tree], scope: Scope) -> bool:
    """Whether an entry, a row or the whole of an array is meant, and not a number."""
    marked = any(kind(s) == "below" or sample(s) is not None for s in scripts)
    if key not in scope.stated and any(map(_is_step, scripts)):
        return False  # w_{t-1} is of a sequence, whatever else w may be
    if is_bold(atom) or key in scope.plain or marked:
        return True
    if key in scope.stated and key not in scope.numbers:
        raise Unreadable(
            f"{shown(key)} is stated in bold: is this a number of its own? State "
            f"{shown(key)} \\in \\mathbb{{R}}, or set it in bold",
            place(atom),
        )
    return False  # x beside **x** is a single number


def _is_step(script: Tree) -> bool:
    return kind(script) == "below" and kind(bare(script.children[0])) == "sum"


def decorated(base: str, scripts: list[Tree], scope: Scope) -> tuple[str, list[Tree]]:
    """Return a name with what belongs to it, as in w^* and V_rest, and what is left."""
    order = {"below": 0, "above": 1}
    marks = [s for s in scripts if kind(s) in order]
    whole = base + "".join(text(s) for s in sorted(marks, key=lambda s: order[kind(s)]))
    if marks and scope.knows(whole):
        return whole, [s for s in scripts if s not in marks]
    for mark in marks:
        inner = bare(mark.children[0])
        word = kind(inner) == "styled" and text(inner).startswith(r"\text{")
        belongs = (
            word
            or kind(inner) in ("star", "words", "extreme")
            or (kind(inner) == "group" and text(inner).startswith("["))
        )
        if belongs or scope.knows(base + text(mark)):
            rest = [s for s in scripts if s is not mark]
            return decorated(base + text(mark), rest, scope)
    return base, scripts


def sample(script: Tree) -> Tree | None:
    """Return the index in a superscript such as ``(i)``, or None for a power."""
    if kind(script) != "above":
        return None
    inner = bare(script.children[0])
    if kind(inner) == "group" and len(inner.children) == 1:
        only = bare(inner.children[0])
        return only if kind(only) in ("name", "number") else None
    return None


def sorted_scripts(reader, scripts: list[Tree], scope: Scope, one: bool = False):
    """Return the sample's index, the other indices, and the scripts that are left."""
    samples, indices, rest = [], [], []
    for script in scripts:
        if (inner := sample(script)) is not None:
            samples += reader.indices(inner, scope)
        elif kind(script) == "below" and not indices:
            indices = reader.indices(script.children[0], scope, one)
        else:
            rest.append(script)
    return samples, indices, rest


def array(key: str, sizes: tuple[sp.Expr, ...], scope: Scope) -> Value:
    base = sp.IndexedBase(key, **scope.assumptions(f"{key}[]"))
    if len(sizes) == 1:
        return Vector(sizes[0], lambda k: base[k])
    return Matrix(*sizes, lambda i, k: base[i, k])


def _part(reader, key: str, atom: Tree, scripts, scope: Scope) -> Value:
    """Return the entry, row or whole of something that has a value."""
    bold = is_bold(atom)
    one = (
        isinstance(scope.values.get(key), Vector) or len(scope.arrays.get(key, ())) == 1
    )
    samples, indices, rest = sorted_scripts(reader, scripts, scope, one)
    if samples and _is_row(key, scope):
        key = key.upper()  # rows of X are the samples x
    value = scope.values.get(key)
    if value is None:
        value = array(key, scope.arrays[key], scope)
    if isinstance(value, sp.Expr):
        if samples or indices:
            raise Unreadable(f"{shown(key)} is a number here: it has no entries")
        return reader.scripted(value, rest, scope)
    if isinstance(value, Vector) and bold and (samples or indices):
        raise Unreadable(
            f"a bold letter with an index is a vector of its own: state how many "
            f"numbers it holds, or write {shown(key)} in plain letters for an entry"
        )
    if isinstance(value, Matrix) and samples and not indices:
        if not bold and key not in scope.plain:
            raise Unreadable(
                "the samples are rows of a matrix: set this in bold, or state how many "
                f"numbers it is, as in {shown(text(atom))} \\in \\mathbb{{R}}^{{n}}"
            )
        reader.runs_to(samples[0], value.rows)
        row, matrix = samples[0], value
        return reader.scripted(
            Vector(matrix.columns, lambda k: matrix.entry(row, k)), rest, scope
        )
    if samples or indices:
        value = reader.entry(value, samples + indices)
    elif not bold and key not in scope.plain:
        raise Unreadable(f"a vector or matrix is set in bold: \\mathbf{{{key}}}")
    return reader.scripted(value, rest, scope)


def _is_row(key: str, scope: Scope) -> bool:
    """Whether the samples of a name are the rows of a matrix, not single numbers."""
    rows = scope.arrays.get(key.upper(), ())
    return key != key.upper() and len(rows) == 2 and scope.arrays.get(key) != rows[:1]


def whole(tree: Tree) -> str:
    """Return a name with all its indices and marks, as declarations know it."""
    row = factors(tree)
    atom, scripts = split(row[0])
    if len(row) > 1 or kind(atom) not in NAMES:
        raise Unreadable("a name is wanted here", place(row[-1]))
    order = sorted(scripts, key=kind, reverse=True)
    return text(atom) + "".join(text(script) for script in order)


def _basis(reader, scripts: list[Tree], scope: Scope) -> Vector:
    if len(scripts) != 1 or kind(scripts[0]) != "below":
        raise Unreadable(r"\mathbf{e} needs one index")
    found = reader.indices(scripts[0].children[0], scope)
    if len(found) != 1:
        raise Unreadable(r"\mathbf{e} needs one index")
    (place_of_one,) = found
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
    if key.startswith(r"\text{") and key not in scope.stated:
        raise Unreadable(
            f"{shown(key)} is a word that nobody states: state what it is, or that it "
            f"is a number, as in {shown(key)} \\in \\mathbb{{R}}"
        )
    below = next((s for s in scripts if kind(s) == "below"), None)
    if below is not None and not any(map(sample, scripts)):
        inner = text(below.children[0])
        if inner.isdigit() and key not in scope.seen.indexed:
            rest = [s for s in scripts if s is not below]
            symbol = number_symbol(scope, f"{key}_{{{inner}}}")
            return reader.scripted(reader.guess(symbol, scope), rest, scope)
    samples, indices, rest = sorted_scripts(reader, scripts, scope)
    if samples or indices:
        base = sp.IndexedBase(key, **scope.assumptions(f"{key}[]"))
        _ends(key, samples, indices, scope)
        reader.guess(base.label, scope)
        return reader.scripted(base[*(samples + indices)], rest, scope)
    if key in scope.numbers and key in scope.stated:
        return reader.scripted(scope.numbers[key], rest, scope)
    if key in scope.seen.letters:
        if key not in INDICES:
            raise Unreadable(
                f"{key} is an index in one place and a number in another: state "
                f"{key} \\in \\mathbb{{R}}, and what has the index as a name of its own"
            )
        return reader.scripted(reader.index(key, scope), rest, scope)
    symbol = reader.guess(number_symbol(scope, key), scope)
    return reader.scripted(symbol, rest, scope)


def _ends(key: str, samples, indices, scope: Scope) -> None:
    """State where indices end: as in a sum over the same ones, or else at n and d."""
    for number, index in enumerate(samples + indices):
        if not isinstance(index, Index):
            continue
        end = scope.seen.sizes.get((key, number))
        if end is not None:
            index.runs_to(end)
        elif not index.size and len(samples + indices) == 1:
            index.runs_to(size_symbol("n" if samples else "d"))


def number_symbol(scope: Scope, key: str) -> sp.Symbol:
    """Return the symbol for a number, the same each time."""
    if key not in scope.numbers:
        scope.numbers[key] = sp.Symbol(key, **scope.assumptions(key))
    return scope.numbers[key]


def new_number(tree: Tree, scope: Scope) -> str | None:
    """Return the name if the tree is a name alone that has no meaning yet."""
    row = factors(tree)
    atom, scripts = split(row[0])
    if len(row) > 1 or kind(atom) not in NAMES or is_bold(atom):
        return None
    key, left = decorated(text(atom), scripts, scope)
    taken = key in scope.definitions or key in scope.stated or scope.is_size(key)
    return None if left or taken else key


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
    _, after = split(row[at + 1])
    return reader.scripted(build(*numbers), after, scope), at + 2
