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
        if form.is_extended_positive or form.is_extended_negative:
            return 1 if form.is_extended_positive else -1
    raise Undecided(f"the sign of {number}")


def stretches(expression):
    """Return (left, right, sign of the slope) where a formula is monotone."""
    found = []
    for piece, interval in pieces(expression):
        slope = sympy.simplify(sympy.diff(piece, X))
        found += signs(slope, interval.inf, interval.sup)
    return found


def signs(function, left, right, depth=4):
    """Return (start, end, sign) where a function keeps its sign, from left to right.

    Either the sign is plain, or it follows from the derivative: between two zeros of it
    the function is strictly monotone, so that it has one zero if its signs at both ends
    are opposite and none if they are not. Where the zeros of the derivative are not
    found at once, they follow from its own derivative, once positive factors are left
    out, which change no sign.
    """
    try:
        return [(left, right, sign(function))]
    except Undecided:
        if not depth:
            raise
    slope = sympy.diff(function, X)
    bends = sympy.solveset(slope, X, sympy.Interval(left, right))
    if not isinstance(bends, sympy.FiniteSet):
        function = _without_positive_factors(function)
        slope = sympy.diff(function, X)
        bends = [start for start, _, _ in signs(slope, left, right, depth - 1)][1:]
    found = []
    for start, end in pairwise([left, *sorted(bends), right]):
        sides = [sign(sympy.limit(function, X, point)) for point in (start, end)]
        if sides[0] * sides[1] >= 0:
            found.append((start, end, sides[0] or sides[1]))
        else:
            zero = zero_between(function, start, end)
            found += [(start, zero, sides[0]), (zero, end, sides[1])]
    return found


def _without_positive_factors(function):
    factors = sympy.Mul.make_args(sympy.factor(function.rewrite(sympy.exp)))
    return sympy.Mul(*(factor for factor in factors if not factor.is_positive))


def zero_between(function, left, right):
    """Return a point within 1e-30 of a zero, as the signs on both sides of it prove."""
    left, right = (
        end if end.is_finite else _far_out(function, end) for end in (left, right)
    )
    ends = sympy.N(left, 50), sympy.N(right, 50)
    guess = sympy.nsolve(function, X, ends, solver="illinois", prec=50)
    guess = sympy.Rational(str(sympy.N(guess, 40)))
    around = [guess + side * sympy.Rational(1, 10**30) for side in (-1, 1)]
    if sign(function.subs(X, around[0])) * sign(function.subs(X, around[1])) < 0:
        return guess
    raise Undecided(f"whether {function} has a zero at {guess}")


def _far_out(function, end):
    """Return a number at which a function has the sign that it has at infinity."""
    wanted = sign(sympy.limit(function, X, end))
    for power in range(10):
        point = sympy.sign(end) * 2**power
        if sign(function.subs(X, point)) == wanted:
            return point
    raise Undecided(f"where {function} gets the sign that it has at {end}")
