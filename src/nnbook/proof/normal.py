"""One form for equal expressions with sums over any number of terms.

Sums are multiplied out, what does not depend on the index comes before them, a sum
over a Kronecker delta keeps its one term, nested sums become one, and their indices
are named by their place.
"""

from __future__ import annotations

from itertools import permutations

import sympy as sp

from nnbook.proof.values import Index


def normal(expression: sp.Expr) -> sp.Expr:
    """Return the expression with its sums in normal form."""
    if isinstance(expression, sp.Sum):
        return _sum(expression.function, expression.variables)
    if isinstance(expression, sp.Product):
        (limits,) = expression.limits
        constant = not expression.function.has(limits[0])
        return expression.function ** limits[2] if constant else expression
    if not expression.has(sp.Sum, sp.Product, sp.KroneckerDelta):
        return expression
    return expression.func(*map(normal, expression.args))


def expand(expression: sp.Expr) -> sp.Expr:
    return _logs(sp.expand(expression))


def _logs(expression: sp.Expr) -> sp.Expr:
    """Turn the logarithm of a product of many into a sum of logarithms."""

    def split(argument):
        (limits,) = argument.limits
        inside = sp.expand_log(sp.log(argument.function), force=True)
        return sp.Sum(sp.expand(inside), limits)

    return expression.replace(
        lambda part: isinstance(part, sp.log) and isinstance(part.args[0], sp.Product),
        lambda part: split(part.args[0]),
    )


def _sum(body: sp.Expr, indices: tuple[Index, ...]) -> sp.Expr:
    body = _multiplied(expand(normal(body)), indices)
    return sp.Add(*(_term(term, indices) for term in sp.Add.make_args(body)))


def _multiplied(body: sp.Expr, indices) -> sp.Expr:
    """Merge sums that stand in a term with the sum around it."""
    terms = []
    for term in sp.Add.make_args(body):
        factors = []
        for factor in sp.Mul.make_args(term):
            base, power = factor.as_base_exp()
            whole = isinstance(base, sp.Sum) and power.is_Integer and power > 1
            factors += [base] * int(power) if whole else [factor]
        terms.append((term, factors))
    return sp.Add(*(_merge(factors, indices) for _, factors in terms))


class _Open(sp.Function):
    """A product together with the indices over which it is still to be summed."""


def _merge(factors: list[sp.Expr], indices) -> sp.Expr:
    inner, product = [], []
    for factor in factors:
        if isinstance(factor, sp.Sum) and factor.has(*indices):
            fresh = {k: Index(size=k.size) for k in factor.variables}
            inner += fresh.values()
            product.append(factor.function.xreplace(fresh))
        else:
            product.append(factor)
    if not inner:
        return sp.Mul(*product)
    return _Open(sp.Mul(*product), sp.Tuple(*inner))


def _term(term: sp.Expr, indices: tuple[Index, ...]) -> sp.Expr:
    """Sum one term, which is a product, over all the indices."""
    coefficient, opened = (
        term.as_independent(_Open) if term.has(_Open) else (term, None)
    )
    if opened is not None and isinstance(opened, _Open):
        body, inner = opened.args
        return _sum(coefficient * body, (*indices, *inner))
    indices = list(indices)
    factors = list(sp.Mul.make_args(term))
    for delta in [f for f in factors if isinstance(f, sp.KroneckerDelta)]:
        bound = [k for k in delta.args if k in indices]
        if not bound:
            continue
        k = bound[0]
        other = next(a for a in delta.args if a != k)
        if isinstance(other, Index) and other.size is None:
            other.runs_to(k.size)
        if isinstance(other, Index) and other.size != k.size:
            continue
        factors.remove(delta)
        indices.remove(k)
        rest = sp.Mul(*factors).xreplace({k: other})
        return _sum(rest, tuple(indices)) if indices else normal(rest)
    free = [f for f in factors if not f.has(*indices)] if indices else factors
    rest = sp.Mul(*(f for f in factors if f not in free))
    for k in [k for k in indices if not rest.has(k)]:
        indices.remove(k)
        free.append(k.size)
    parts = _apart(rest, indices)
    if len(parts) > 1:
        return sp.Mul(*free, *(_term(part, inner) for part, inner in parts))
    if len(indices) == 1 and rest.free_symbols == {indices[0]}:
        (k,) = indices
        if rest.is_polynomial(k):  # 1 + 2 + … + n has a value without a sum
            return sp.Mul(*free, sp.summation(rest, (k, 1, k.size)))
    return sp.Mul(*free, _named(rest, indices)) if indices else sp.Mul(*free, rest)


def _apart(term: sp.Expr, indices) -> list[tuple[sp.Expr, tuple[Index, ...]]]:
    """Return the factors that share no index, each with its own indices."""
    parts: list[tuple[sp.Expr, tuple[Index, ...]]] = []
    for factor in sp.Mul.make_args(term):
        own = [k for k in indices if factor.has(k)]
        joined = [part for part in parts if set(part[1]) & set(own)]
        inner = [k for k in indices if k in own or any(k in i for _, i in joined)]
        product = sp.Mul(factor, *(part for part, _ in joined))
        parts = [p for p in parts if p not in joined] + [(product, tuple(inner))]
    return parts


def _named(body: sp.Expr, indices: list[Index]) -> sp.Sum:
    """Return the sum with its indices named by place; of all orders, the first."""
    depth = 1 + max((int(str(s)[1:].split("·")[0]) for s in _inner(body)), default=-1)
    forms = []
    for order in permutations(indices):
        renamed = {k: _Place(depth, n, k.size) for n, k in enumerate(order)}
        new = body.xreplace(renamed)
        limits = [(renamed[k], 1, k.size) for k in order]
        forms.append(
            (
                sp.default_sort_key(sp.Tuple(new, *(s for _, _, s in limits))),
                new,
                limits,
            )
        )
    _, body, limits = min(forms, key=lambda form: form[0])
    return sp.Sum(body, *limits)


def _inner(body: sp.Expr) -> set[sp.Symbol]:
    return {s for part in body.atoms(sp.Sum) for s in part.variables}


def _Place(depth: int, number: int, size: sp.Expr) -> Index:
    """The index of a sum by its depth and its place there."""
    name = f"s{depth}·{number}·{size}"
    symbol = sp.Symbol.__xnew__(Index, name, integer=True, positive=True)
    Index.sizes.setdefault(name, size)
    return symbol


def deltas(expression: sp.Expr) -> sp.Expr:
    """Let i stand for j wherever a term is multiplied by the delta of i and j."""
    terms = []
    for term in sp.Add.make_args(sp.expand(expression)):
        factors = sp.Mul.make_args(term)
        for delta in (
            f for f in factors if isinstance(f.as_base_exp()[0], sp.KroneckerDelta)
        ):
            delta = delta.as_base_exp()[0]
            first, second = sorted(delta.args, key=lambda a: (not a.is_number, str(a)))
            rest = sp.Mul(*(f for f in factors if f.as_base_exp()[0] != delta))
            term = delta * rest.xreplace({second: first})
            factors = sp.Mul.make_args(term)
        terms.append(term)
    return sp.Add(*terms)
