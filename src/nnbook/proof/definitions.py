"""What a statement defines: a name, its indices and its arguments."""

from __future__ import annotations

from lark import Tree

from nnbook.proof import names
from nnbook.proof.errors import Unreadable
from nnbook.proof.latex import NAMES, bare, factors, is_bold, kind, named, split, text
from nnbook.proof.scope import Definition, Scope


def pattern(tree: Tree, body: Tree, scope: Scope) -> tuple[str, Definition] | None:
    """Return what a left-hand side such as p_i or J(w) defines, or None."""
    row = factors(tree)
    atom, scripts = split(row[0])
    if kind(atom) not in NAMES or len(row) > 2:
        return None
    key, left = names.decorated(text(atom), scripts, scope)
    if len(row) == 1 and names.whole(row[0]) in scope.stated:
        # a vector or number of its own, such as w_k beside w_{k-1}: k is no index
        key, left = names.whole(row[0]), []
    arguments: tuple[tuple[str, bool], ...] = ()
    if len(row) == 2:
        group, after = split(row[1])
        if kind(group) != "group":
            return None
        left = left + after
        inner = [bare(child) for child in group.children]
        if not all(kind(child) in NAMES for child in inner):
            return None
        arguments = tuple((text(child), is_bold(child)) for child in inner)
    samples = tuple(text(s) for script in left if (s := names.sample(script)))
    layer = next((s for s in left if _is_layer(s)), None)
    if layer is not None:  # z^l is no power where it is defined
        key, left = key + text(layer), [s for s in left if s is not layer]
    below = [script for script in left if kind(script) == "below"]
    if len(samples) + len(below) != len(left):
        return None
    indices = [letter for script in below for letter in _letters(script)]
    if None in indices or any(len(s) != 1 or s.isdigit() for s in samples):
        return names.whole(row[0]), Definition((), (), arguments, body, is_bold(atom))
    found = Definition(tuple(indices), samples, arguments, body, is_bold(atom))
    if indices and not arguments and key in mentioned(body, scope):
        # a sequence, in which each number is made of the one before
        return names.whole(row[0]), Definition((), (), (), body, is_bold(atom))
    return key, found


def _is_layer(script: Tree) -> bool:
    """Whether a superscript counts layers or steps, as in z^l and a^{l-1}."""
    if kind(script) != "above" or names.sample(script):
        return False
    inner = bare(script.children[0])
    if kind(inner) == "group" and len(inner.children) == 1:
        inner = bare(inner.children[0])
    first = bare(inner.children[0]) if kind(inner) == "sum" else inner
    return kind(first) == "name" and text(first) not in ("T", "e")


def _letters(script: Tree) -> list[str | None]:
    """Return the letters of a subscript, or None for what is no letter."""
    inner = bare(script.children[0])
    parts = inner.children if kind(inner) == "list" else factors(inner)
    parts = [bare(part) for part in parts]
    return [
        text(part) if kind(part) == "name" and len(text(part)) == 1 else None
        for part in parts
    ]


def mentioned(tree: Tree, scope: Scope) -> set[str]:
    """Return the names in a tree, as the scope knows them."""
    found = set()
    for factor, _ in named(tree):
        atom, scripts = split(factor)
        found.add(names.decorated(text(atom), scripts, scope)[0])
    return found


def refuse_circles(start: str, scope: Scope) -> None:
    """Refuse a name that is defined by itself, at once or by way of others.

    Raises
    ------
    Unreadable
        With the names on the way round.
    """
    uses = {key: _uses(key, scope) for key in scope.definitions}
    ways, seen = [(start,)], {start}
    while ways:
        way = ways.pop()
        for name in sorted(uses[way[-1]]):
            if name == start:
                circle = " → ".join(map(names.shown, (*way, start)))
                raise Unreadable(
                    f"{names.shown(start)} is defined by itself ({circle}): give "
                    f"the new value a name of its own, such as w_{{t+1}}"
                )
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))


def _uses(key: str, scope: Scope) -> set[str]:
    """Return the defined names that stand in the body of a definition."""
    meaning = scope.definitions[key]
    own = {word for word, _ in meaning.arguments}
    if key in scope.unknown:  # L = L(a) says on what L depends
        own.add(key)
    return mentioned(meaning.body, scope) & scope.definitions.keys() - own
