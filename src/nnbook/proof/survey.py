"""What formulas show of their names before they are read."""

from __future__ import annotations

from collections.abc import Iterable

from lark import Tree

from nnbook.proof import latex, limits, names
from nnbook.proof.errors import Unreadable
from nnbook.proof.latex import bare, kind
from nnbook.proof.scope import Scope, Seen


def survey(trees: Iterable[Tree]) -> Seen:
    """Return what the formulas of a derivation show of their names."""
    seen = Seen()
    for tree in trees:
        indices: list[tuple[str, int, str]] = []
        for factor, called in latex.named(tree):
            atom, _ = latex.split(factor)
            if not called:
                seen.bare.add(latex.text(atom))
            indices += _indices(factor)
        seen.letters |= {letter for _, _, letter in indices}
        seen.indexed |= {name for name, _, _ in indices}
        ends = _limits(tree, seen)
        for name, place, letter in indices:
            if len(ends.get(letter, ())) == 1:
                (end,) = ends[letter]
                if seen.sizes.setdefault((name, place), end) != end:
                    seen.sizes[name, place] = None
        for space in tree.find_data("space"):
            for size in filter(None, space.children):
                _end(size, seen)
    return seen


def _indices(factor: Tree) -> list[tuple[str, int, str]]:
    """Return each letter that is an index of a name, and its place there."""
    atom, scripts = latex.split(factor)
    letters = []
    for script in sorted(scripts, key=kind):  # a sample comes before what is below
        inner = names.sample(script)
        if inner is None and kind(script) == "below":
            inner = script.children[0]
        if isinstance(inner, Tree):
            inner = bare(inner)
            several = kind(inner) in ("list", "sum")
            parts = inner.children if several else latex.factors(inner)
            letters += [latex.text(bare(part)) for part in parts]
    return [
        (latex.text(atom), place, letter)
        for place, letter in enumerate(letters)
        if len(letter) == 1 and letter.isalpha()
    ]


def _limits(tree: Tree, seen: Seen) -> dict[str, set]:
    """Return where the sums and products over each letter end."""
    ends: dict[str, set] = {}
    for factor in tree.find_data("factor"):
        atom, scripts = latex.split(factor)
        if kind(atom) != "big":
            continue
        below = [s.children[0] for s in scripts if kind(s) == "below"]
        for script in scripts:
            if kind(script) == "above":
                _end(script.children[0], seen)
                if below and kind(below[0]) == "limit":
                    letter, first = map(latex.text, below[0].children)
                    try:
                        end = limits.size(script.children[0], Scope())
                    except Unreadable:
                        continue
                    if first == "1":
                        ends.setdefault(letter, set()).add(end)
    return ends


def _end(tree: Tree, seen: Seen) -> None:
    tree = bare(tree)
    first = bare(tree.children[0]) if kind(tree) == "sum" else tree
    if kind(first) == "name":
        seen.ends.add(latex.text(first))
