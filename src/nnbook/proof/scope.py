"""What names mean: the book's notation, and what is stated beside a formula."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy as sp
from lark import Tree

from nnbook.proof.values import Value, size_symbol

x = sp.Dummy("x", real=True)
_SHARE = (1 + sp.erf(x / sp.sqrt(2))) / 2
_DENSITY = sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)
# Functions that every page may use; each is a function of one number.
FUNCTIONS: dict[str, sp.Lambda] = {
    r"\ln": sp.Lambda(x, sp.log(x)),
    r"\log": sp.Lambda(x, sp.log(x)),
    r"\exp": sp.Lambda(x, sp.exp(x)),
    r"\tanh": sp.Lambda(x, (sp.exp(x) - sp.exp(-x)) / (sp.exp(x) + sp.exp(-x))),
    r"\sigma": sp.Lambda(x, 1 / (1 + sp.exp(-x))),
    r"\Phi": sp.Lambda(x, _SHARE),
    r"\varphi": sp.Lambda(x, _DENSITY),
    "erf": sp.Lambda(x, sp.erf(x)),
    "erfc": sp.Lambda(x, 1 - sp.erf(x)),
    "expm1": sp.Lambda(x, sp.exp(x) - 1),
    "log1p": sp.Lambda(x, sp.log(1 + x)),
}
# Letters that are functions only where an argument in parentheses or a prime follows.
ALSO_LETTERS = {r"\sigma", r"\Phi", r"\varphi"}
ANY_FUNCTION = {"f", "g"}


class AnyFunction(sp.Function):
    """A function of which nothing is known but that it has derivatives."""

    nargs = 1

    def fdiff(self, argindex=1):
        return any_function(self.func.__name__ + "'")(self.args[0])


_known: dict[str, type] = {}


def any_function(name: str) -> type:
    """Return the function called ``name``; that called ``name'`` is its derivative."""
    if name not in _known:
        _known[name] = type(name, (AnyFunction,), {})
    return _known[name]


@dataclass(frozen=True)
class Definition:
    """A name that stands for an expression, perhaps with indices and arguments."""

    indices: tuple[str, ...]
    samples: tuple[str, ...]
    arguments: tuple[tuple[str, bool], ...]  # the name, and whether it is bold
    body: Tree


@dataclass
class Scope:
    """The meanings in force.

    ``arrays`` maps a name to the sizes of its indices, ``numbers`` to a symbol,
    ``definitions`` to an expression; ``values`` are those of arguments and indices.
    """

    arrays: dict[str, tuple[sp.Expr, ...]] = field(default_factory=dict)
    numbers: dict[str, sp.Symbol] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    inside: bool = False  # in the body of a definition

    def child(self, **changes) -> Scope:
        return Scope(
            self.arrays,
            self.numbers,
            self.definitions,
            {**self.values, **changes.get("values", {})},
            changes.get("inside", self.inside),
        )

    def knows(self, name: str) -> bool:
        return any(
            name in known
            for known in (self.values, self.arrays, self.numbers, self.definitions)
        )

    def sizes(self) -> set[str]:
        """Return the names of the numbers of samples, inputs and the like."""
        return {str(size) for sizes in self.arrays.values() for size in sizes}


def notation() -> Scope:
    """Return the book's notation: w and x have d entries, y has n, X is n × d."""
    n, d = size_symbol("n"), size_symbol("d")
    return Scope(arrays={"w": (d,), "x": (d,), "X": (n, d), "y": (n,)})
