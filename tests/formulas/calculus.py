"""Calculus on the records: what SymPy can prove of a formula, piece by piece.

A formula is a list of pieces, each an analytic expression on an interval. What the
records state follows from the pieces, from limits at their ends, and from the signs of
their derivatives. Where a fact cannot be decided, `Undecided` is raised: a test that
asks has then to be given a proof, it does not pass.
"""

from itertools import pairwise

import sympy
from sympy import S, oo

X = sympy.Symbol("x", real=True)
# Analytic wherever they are defined; Abs, Max and the like would hide a kink.
_ANALYTIC = (sympy.exp, sympy.erf)


class Undecided(AssertionError):
    """What was asked could neither be proved nor refuted."""


def formula(f, **given):
    """Return a record's formula in ``X``; what is not given stays a positive symbol."""
    symbols = {name: sympy.Symbol(name, positive=True) for name in f.parameters}
    expression = sympy.sympify(f.formula, locals={"x": X, **symbols})
    return expression.subs({symbols[name]: value for name, value in given.items()})


def usual(f):
    """Return the usual values of the parameters, exactly as floats hold them."""
    return {name: sympy.Rational(value) for name, value in f.parameters.items()}


def pieces(expression):
    """Return pairs (expression, interval) that cover the line, from left to right."""
    pairs = [(expression, S.Reals)]
    if isinstance(expression, sympy.Piecewise):
        pairs = expression.as_expr_set_pairs(S.Reals)
    for piece, interval in pairs:
        if not all(isinstance(a, _ANALYTIC) for a in piece.atoms(sympy.Function)):
            raise Undecided(f"{piece} may have kinks that are not ends of pieces")
        if not _denominator_has_no_zero(piece, interval):
            raise Undecided(f"{piece} may have a pole on {interval}")
    return sorted(pairs, key=lambda pair: pair[1].inf)


def _denominator_has_no_zero(piece, interval):
    denominator = sympy.denom(sympy.together(piece))
    if denominator.is_positive:
        return True
    return sympy.solveset(denominator, X, interval) == S.EmptySet


def breakpoints(expression):
    """Return the finite ends of the pieces."""
    return [interval.inf for _, interval in pieces(expression)[1:]]


def at(expression, point):
    """Return the value at a point, an end at infinity being a limit."""
    ordered = pieces(expression)
    if point in (-oo, oo):
        return sympy.limit(ordered[0 if point == -oo else -1][0], X, point)
    (piece,) = [piece for piece, interval in ordered if point in interval]
    return piece.subs(X, point)


def one_sided_slopes(expression, point):
    """Return the limits of the difference quotient from the left and the right."""
    h = sympy.Symbol("h", real=True)
    here, found = at(expression, point), []
    ordered = pieces(expression)
    (left,) = [piece for piece, i in ordered if i.inf < point <= i.sup]
    (right,) = [piece for piece, i in ordered if i.inf <= point < i.sup]
    for side, direction in ((left, "-"), (right, "+")):
        quotient = (side.subs(X, point + h) - here) / h
        found.append(sympy.limit(quotient, h, 0, direction))
    return tuple(found)


def sign(number):
    """Return −1, 0 or 1 for an exact number or one with positive symbols."""
    for form in (number, sympy.simplify(number)):
        if form.is_zero:
            return 0
        if form.is_positive or form.is_negative:
            return 1 if form.is_positive else -1
    raise Undecided(f"the sign of {number}")


def stretches(expression):
    """Return (left, right, sign of the slope) where a formula is monotone throughout.

    Within a piece the sign of f′ is either plain from its factors, or follows from f″:
    between two zeros of f″ the slope f′ is strictly monotone, so that it has one zero
    if its signs at both ends are opposite and none if they are not.
    """
    found = []
    for piece, interval in pieces(expression):
        slope = sympy.simplify(sympy.diff(piece, X))
        try:
            found.append((interval.inf, interval.sup, sign(slope)))
            continue
        except Undecided:
            bends = sympy.solveset(sympy.diff(slope, X), X, interval)
        if not isinstance(bends, sympy.FiniteSet):
            raise Undecided(f"where {slope} is monotone on {interval}")
        found += _by_bends(slope, [interval.inf, *sorted(bends), interval.sup])
    return found


def _by_bends(slope, ends):
    found = []
    for left, right in pairwise(ends):
        signs = [sign(sympy.limit(slope, X, end)) for end in (left, right)]
        if signs[0] * signs[1] >= 0:
            found.append((left, right, signs[0] or signs[1]))
        else:
            zero = zero_between(slope, left, right)
            found += [(left, zero, signs[0]), (zero, right, signs[1])]
    return found


def zero_between(function, left, right):
    """Return a point within 1e-30 of a zero, as the signs on both sides of it prove."""
    if not (left.is_finite and right.is_finite):
        raise Undecided(f"where between {left} and {right} the zero of {function} is")
    ends = sympy.N(left, 50), sympy.N(right, 50)
    guess = sympy.nsolve(function, X, ends, solver="illinois", prec=50)
    guess = sympy.Rational(str(sympy.N(guess, 40)))
    around = [guess + side * sympy.Rational(1, 10**30) for side in (-1, 1)]
    if sign(function.subs(X, around[0])) * sign(function.subs(X, around[1])) < 0:
        return guess
    raise Undecided(f"whether {function} has a zero at {guess}")
