"""The functions that every formula may use, and functions of which nothing is known."""

from __future__ import annotations

import sympy as sp

x = sp.Dummy("x", real=True)
_SHARE = (1 + sp.erf(x / sp.sqrt(2))) / 2
_DENSITY = sp.exp(-(x**2) / 2) / sp.sqrt(2 * sp.pi)


class Sigmoid(sp.Function):
    """σ, kept as it is: its derivative is a polynomial in it."""

    nargs = 1
    is_real = True
    is_positive = True

    def fdiff(self, argindex=1):
        return self * (1 - self)

    def _eval_rewrite_as_exp(self, argument, **_):
        return 1 / (1 + sp.exp(-argument))

    def _eval_rewrite(self, rule, args, **hints):
        return self._eval_rewrite_as_exp(*args) if rule == sp.exp else None

    def _eval_simplify(self, **_):
        return self._eval_rewrite_as_exp(*self.args)

    def _eval_evalf(self, prec):
        return self._eval_rewrite_as_exp(*self.args)._eval_evalf(prec)


# Each is a function of one number.
FUNCTIONS: dict[str, sp.Lambda] = {
    r"\ln": sp.Lambda(x, sp.log(x)),
    r"\log": sp.Lambda(x, sp.log(x)),
    r"\exp": sp.Lambda(x, sp.exp(x)),
    r"\tanh": sp.Lambda(x, sp.tanh(x)),
    r"\sinh": sp.Lambda(x, (sp.exp(x) - sp.exp(-x)) / 2),
    r"\cosh": sp.Lambda(x, (sp.exp(x) + sp.exp(-x)) / 2),
    r"\sin": sp.Lambda(x, sp.sin(x)),
    r"\cos": sp.Lambda(x, sp.cos(x)),
    r"\tan": sp.Lambda(x, sp.sin(x) / sp.cos(x)),
    r"\arctan": sp.Lambda(x, sp.atan(x)),
    r"\sigma": sp.Lambda(x, Sigmoid(x)),
    r"\Phi": sp.Lambda(x, _SHARE),
    r"\varphi": sp.Lambda(x, _DENSITY),
    r"\text{erf}": sp.Lambda(x, sp.erf(x)),
    r"\text{erfc}": sp.Lambda(x, 1 - sp.erf(x)),
    r"\text{expm1}": sp.Lambda(x, sp.exp(x) - 1),
    r"\text{log1p}": sp.Lambda(x, sp.log(1 + x)),
}
# Letters that are functions only where an argument in parentheses or a prime follows.
ALSO_LETTERS = {r"\sigma", r"\Phi", r"\varphi"}
ANY_FUNCTION = {"f", "g"}


class AnyFunction(sp.Function):
    """A function of which nothing is known but that it has derivatives.

    ``orders`` says how often it is differentiated by each of its arguments.
    """

    is_real = True
    letter = ""
    orders: tuple[int, ...] = ()

    def fdiff(self, argindex=1):
        orders = list(self.orders)
        orders[argindex - 1] += 1
        return any_function(self.letter, tuple(orders))(*self.args)


_known: dict[tuple[str, tuple[int, ...]], type] = {}


def any_function(letter: str, orders: tuple[int, ...] = (0,)) -> type:
    """Return the function of a name, or a derivative of it."""
    if (letter, orders) not in _known:
        name = f"{letter}{orders}"
        more = {"letter": letter, "orders": orders, "nargs": len(orders)}
        _known[letter, orders] = type(name, (AnyFunction,), more)
    return _known[letter, orders]


def as_exponentials(expression: sp.Expr) -> sp.Expr:
    """Write σ and tanh by exponentials, which have no relations but those of powers."""

    def written(part):
        if isinstance(part, Sigmoid):
            return 1 / (1 + sp.exp(-part.args[0]))
        up, down = sp.exp(part.args[0]), sp.exp(-part.args[0])
        return (up - down) / (up + down)

    return expression.replace(lambda part: isinstance(part, Sigmoid | sp.tanh), written)
