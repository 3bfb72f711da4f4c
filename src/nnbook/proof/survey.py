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
            atom, scripts = latex.split(factor)
            if not called:
                seen.bare.add(latex.text(atom))
            found = _indices(factor)
            indices += [(latex.text(atom), k, letter) for k, letter in found]
            samples = sum(names.sample(script) is not None for script in scripts)
            form = samples, _count(factor) - samples
            if form != (0, 0):
                seen.forms.setdefault(latex.text(atom), set()).add(form)
            if latex.is_bold(atom):
                seen.bold.add(latex.text(atom))
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


def _parts(factor: Tree) -> list[str]:
    """Return the indices of a name as they are written, the samples first."""
    _, scripts = latex.split(factor)
    found = []
    for script in sorted(scripts, key=kind):
        inner = names.sample(script)
        if inner is None and kind(script) == "below":
            inner = script.children[0]
        if isinstance(inner, Tree):
            inner = bare(inner)
            several = kind(inner) == "list"
            parts = inner.children if several else latex.factors(inner)
            found += [latex.text(bare(part)) for part in parts]
    return found


def _count(factor: Tree) -> int:
    return len(_parts(factor))


def _indices(factor: Tree) -> list[tuple[int, str]]:
    """Return each letter that is an index, also that of t − 1, and its place."""
    return [
        (place, part[0])
        for place, part in enumerate(_parts(factor))
        if part[0].isalpha() and (len(part) == 1 or part[1] in "+-")
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
