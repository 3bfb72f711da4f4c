"""Numbers and sizes, as far as they can be worked out at once.

No formula of a page comes near these limits; without them one short line could keep a
computer busy for years.
"""

from __future__ import annotations

import sympy as sp
from lark import Tree

from nnbook.proof.errors import Unreadable
from nnbook.proof.latex import bare, kind, place, text
from nnbook.proof.scope import Scope
from nnbook.proof.values import has_value, size_symbol

MOST_DIGITS = 30
MOST_TERMS = 1000  # of a sum whose end is a number
LARGEST_POWER = 1000
LARGEST_NUMBER = 20000  # bits of a power of a number


def number(atom: Tree) -> sp.Rational:
    """Return the number that digits write."""
    digits = text(atom)
    if atom.meta.end_pos - atom.meta.start_pos != len(digits):
        raise Unreadable("there is a space in this number", place(atom))
    if len(digits) > MOST_DIGITS:
        raise Unreadable("this number has too many digits", place(atom))
    return sp.Rational(digits)


def size(tree: Tree, scope: Scope) -> sp.Expr:
    """Return where an index ends: a number, the symbol of one, or n − 1."""
    tree = bare(tree)
    parts = [bare(part) for part in tree.children] if kind(tree) == "sum" else [tree]
    kinds = [kind(part) for part in parts]
    if kinds not in (["number"], ["digit"], ["name"]) and (
        kinds[:2] != ["name", "sign"] or kinds[2:] not in (["number"], ["digit"])
    ):
        raise Unreadable(
            f"an index ends at a number or a letter, not at {text(tree)!r}", place(tree)
        )
    word = text(parts[0])
    if word in scope.stated and word in scope.numbers:
        raise Unreadable(f"{word} is any real number: no index ends there", place(tree))
    if word in scope.definitions:
        word = text(scope.definitions[word].body)
        if not word.isdigit():
            raise Unreadable("an index ends at a whole number", place(tree))
    if word.isdigit() and not 0 < int(word[:9]) <= MOST_TERMS:
        raise Unreadable(f"a size is from 1 to {MOST_TERMS}", place(tree))
    end = sp.Integer(word) if word.isdigit() else size_symbol(word)
    return end + (int(text(parts[1]) + text(parts[2])[:3]) if len(parts) == 3 else 0)


def is_small(base: sp.Expr, power: sp.Expr) -> bool:
    """Whether a power can be worked out."""
    if not has_value(power) or abs(power) > LARGEST_POWER:
        return False
    digits = [base.p, base.q] if isinstance(base, sp.Rational) else []
    bits = max((abs(int(part)).bit_length() for part in digits), default=0)
    return bool(bits * abs(power) <= LARGEST_NUMBER)
