"""The LaTeX of the records is their formula, and its derivative their derivative.

The book's own reader of LaTeX (`nnbook.proof`) reads what is shown; SymPy's
parser reads what the record computes with.
"""

import pytest
import sympy

from nnbook import ACTIVATIONS
from nnbook.proof import check, latex
from nnbook.proof.conditions import understand
from nnbook.proof.meaning import Reader
from tools.measures import calculus

EACH = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)
GIVEN = (r"\alpha > 0",)


def read(shown, f):
    """Return what LaTeX says, in the symbols of `calculus`."""
    tree = latex.parse_side(shown)
    scope, _ = understand(GIVEN, [tree])
    expression = Reader(scope).side(tree)
    alpha = sympy.Symbol(r"\alpha", positive=True)
    for name in f.parameters:
        expression = expression.xreplace({alpha: sympy.Symbol(name, positive=True)})
    return expression


@EACH
def test_latex_is_the_formula(f):
    shown = calculus.pieces(read(f.latex, f))
    computed = calculus.pieces(calculus.formula(f))
    assert [interval for _, interval in shown] == [i for _, i in computed]
    for (one, _), (other, _) in zip(shown, computed, strict=True):
        assert sympy.simplify(one - other) == 0


@EACH
def test_derivative_latex_is_its_derivative(f):
    """At a kink it is the slope of the branch to which the formula counts it."""
    where = [*GIVEN, f"f(x) = {f.latex}"]
    assert check(f"f'(x) = {f.derivative_latex}", where=where).links == 1
