"""Signs that are given, as in a > 0 and p_i > 0: SymPy then simplifies by them."""

from __future__ import annotations

from lark import Tree

from nnbook.proof import latex, names
from nnbook.proof.errors import ProofError, Unreadable
from nnbook.proof.latex import kind
from nnbook.proof.scope import Scope

GREATER = {">": "positive", r"\ge": "nonnegative"}
LESS = {"<": "negative", r"\le": "nonpositive"}
TURNED = {"<": ">", r"\le": r"\ge", ">": "<", r"\ge": r"\le"}


def note(condition, scope: Scope) -> None:
    """Note the sign that is given to a number, or to all entries of a vector."""
    for left, relation, right in condition.links:
        for side, other, sign in (
            (left, right, relation),
            (right, left, TURNED.get(relation)),
        ):
            bound = latex.text(other)
            if sign is None or not bound.replace(".", "", 1).isdigit():
                continue
            zero = float(bound) == 0
            known = GREATER.get(sign) or (LESS.get(sign) if zero else None)
            if known == "nonnegative" and not zero:
                known = "positive"
            if known and (key := _bearer(side, scope)):
                scope.signs.setdefault(key, {})[known] = True
                if key in scope.stated and key in scope.numbers:
                    del scope.numbers[key]
                if not key.endswith("[]"):
                    scope.stated.add(key)
                    with _no_contradiction():
                        names.number_symbol(scope, key)


class _no_contradiction:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, ValueError) and not isinstance(error, ProofError):
            raise Unreadable("the signs that are given contradict one another")


def _bearer(tree: Tree, scope: Scope) -> str | None:
    """Return of which name a sign is stated; for all entries of p, it is p[]."""
    row = latex.factors(tree)
    atom, scripts = latex.split(row[0])
    if len(row) > 1 or kind(atom) not in latex.NAMES or latex.is_bold(atom):
        return None
    key, left = names.decorated(latex.text(atom), scripts, scope)
    if key in scope.definitions or (scope.is_size(key) and key not in scope.numbers):
        return None
    if not left:
        return None if key in scope.plain else key
    letters = [part for part in left if kind(part) == "below"]
    if len(left) == len(letters) == 1 and latex.text(letters[0].children[0]).isalpha():
        return f"{key}[]"
    if len(left) == len(letters) == 1 and latex.text(letters[0].children[0]).isdigit():
        if key not in scope.arrays and key not in scope.seen.indexed:
            return names.whole(tree)
    return None
