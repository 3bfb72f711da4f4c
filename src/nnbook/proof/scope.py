"""What names mean: the book's notation, and what is stated beside a formula."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import sympy as sp
from lark import Tree

from nnbook.proof.values import Value, size_symbol


@dataclass(frozen=True)
class Definition:
    """A name that stands for an expression, perhaps with indices and arguments."""

    indices: tuple[str, ...]
    samples: tuple[str, ...]
    arguments: tuple[tuple[str, bool], ...]  # the name, and whether it is bold
    body: Tree
    bold: bool = False


@dataclass
class Seen:
    """What the formulas of a derivation show of their names, before they are read.

    ``bare`` are names that stand somewhere without parentheses after them, so that
    they are numbers and not functions; ``ends`` those at which a sum ends; ``letters``
    those that are an index; ``indexed`` those that have one; ``sizes`` say of a name
    and the place of an index where a sum over it ends; ``forms`` how many samples and
    other indices it has; ``bold`` are names in bold.
    """

    bare: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    indexed: set[str] = field(default_factory=set)
    sizes: dict[tuple[str, int], sp.Expr] = field(default_factory=dict)
    forms: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    bold: set[str] = field(default_factory=set)


@dataclass
class Scope:
    """The meanings in force.

    ``arrays`` maps a name to the sizes of its indices, ``numbers`` to a symbol,
    ``definitions`` to an expression; ``values`` are those of arguments and indices.
    ``stated`` are the names of which a condition speaks, ``plain`` the vectors and
    matrices among them that are not set in bold, ``unknown`` the functions of which no
    more is said than on what they depend, ``signs`` what is known of the sign.
    """

    arrays: dict[str, tuple[sp.Expr, ...]] = field(default_factory=dict)
    numbers: dict[str, sp.Symbol] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    signs: dict[str, dict[str, bool]] = field(default_factory=dict)
    stated: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    seen: Seen = field(default_factory=Seen)
    opened: tuple[str, ...] = ()  # the definitions in whose bodies this is
    letters: frozenset[str] = frozenset()  # values that are indices

    @property
    def inside(self) -> bool:
        """Whether this is in the body of a definition."""
        return bool(self.opened)

    def child(self, values: dict[str, Value], letters=()) -> Scope:
        """Return the scope with more values, of which some are indices."""
        return replace(
            self,
            values={**self.values, **values},
            letters=(self.letters - values.keys()) | set(letters),
        )

    def body(self, name: str, values: dict[str, Value], letters=()) -> Scope:
        """Return the scope in the body of a definition, which sees no index outside."""
        seen = {k: v for k, v in self.values.items() if k not in self.letters}
        return replace(
            self,
            values=seen | values,
            letters=frozenset(letters),
            opened=(*self.opened, name),
        )

    def knows(self, name: str) -> bool:
        return any(
            name in known
            for known in (self.values, self.arrays, self.numbers, self.definitions)
        )

    def is_size(self, name: str) -> bool:
        """Whether a name is a number of samples, inputs and the like."""
        if name in self.numbers or name in self.definitions:
            return False
        ends = {str(size) for sizes in self.arrays.values() for size in sizes}
        return name in self.seen.ends or name in ends - self.seen.letters

    def assumptions(self, name: str) -> dict[str, bool]:
        """Return what SymPy may assume of a number, or of the entries of p as p[]."""
        return {"real": True, **self.signs.get(name, {})}


def notation() -> Scope:
    """Return the book's notation: w and x have d entries, y has n, X is n × d."""
    n, d = size_symbol("n"), size_symbol("d")
    return Scope(arrays={"w": (d,), "x": (d,), "X": (n, d), "y": (n,)})
