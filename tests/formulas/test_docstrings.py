"""Display formulas in docstrings, which the package's page shows.

A formula is one of a page, but for bold letters, or has a test of its own here.
"""

import ast
import inspect
import re

import numpy as np
import pytest

import nnbook as nn
from book._ext.formulas.display_math import plain
from nnbook.proof import check, compute
from tests.pages import ROOT

SOURCES = ROOT / "src/nnbook"
rng = np.random.default_rng(2)
ON_A_PAGE = {
    "descent": "eq-update",
    "neuron": "eq-lif",
    "perceptron": "eq-cost",
    "perceptron.squared_error_gradient": "eq-gradient-matrix",
    "softmax": "eq-softmax",
}


def shown() -> dict[str, str]:
    """Return the display formulas of all docstrings by module and name."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        module = ".".join(path.relative_to(SOURCES).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                continue
            text = inspect.cleandoc(ast.get_docstring(node) or "")
            name = ".".join([module, getattr(node, "name", "")]).rstrip(".")
            for formula in re.findall(
                r"^\.\. math:: (.*?)\n\n", text + "\n\n", re.M | re.S
            ):
                assert name not in found, f"two display formulas in {name}"
                found[name] = " ".join(formula.split())
    return found


SHOWN = shown()


def same_but_for_bold(latex: str) -> str:
    """LaTeX without bold letters, and without braces around single characters."""
    return re.sub(r"\{(\w)\}", r"\1", plain(latex.replace(r"\mathbf", "")))


@pytest.mark.parametrize(("name", "label"), ON_A_PAGE.items())
def test_it_is_a_formula_of_a_page(name, label, equations):
    (page,) = [equation for equation in equations if equation.label == label]
    assert same_but_for_bold(SHOWN[name]) in same_but_for_bold(page.latex)


def gelu_tanh(formula):
    x = np.linspace(-6, 6, 25)
    got = [compute(formula, {"x": value}) for value in x]
    np.testing.assert_allclose(got, nn.gelu_tanh(x), rtol=1e-12)


def jacobian(formula):
    softmax = r"p_i = \frac{e^{z_i}}{\sum_{k=1}^{J} e^{z_k}}"
    assert check(formula, where=[r"\mathbf{z} \in \mathbb{R}^{J}", softmax]).links


def rate(formula):
    cell = nn.LeakyIntegrateAndFire(reset=-72.0)
    known = {
        r"V_{\text{threshold}}": cell.threshold,
        r"V_{\text{rest}}": cell.rest,
        r"V_{\text{reset}}": cell.reset,
        r"t_{\text{ref}}": cell.refractory,
        "R": cell.resistance,
        r"\tau": cell.time_constant,
    }
    for current in (1.6, 2.0, 50.0):
        got = 1000 * compute(formula, known | {"I": current})
        np.testing.assert_allclose(got, cell.rate(current), rtol=1e-12)


def differences(formula):
    _, quotient = formula.split(r"\approx")
    w, h = rng.normal(size=3), 2.0**-10
    cubes = (r"f(x) = \sum_{i=1}^{d} x_i^3", r"\mathbf{x} \in \mathbb{R}^{d}")
    quotient = re.sub(
        r"\bx\b|\be(?=_k)", lambda name: rf"\mathbf{{{name[0]}}}", quotient
    )
    where = [cubes[0].replace("(x)", r"(\mathbf{x})"), cubes[1]]
    got = [compute(quotient, {"x": w, "h": h, "k": k}, where) for k in (1, 2, 3)]
    # What a central difference of a cube is off by is h².
    np.testing.assert_allclose(got, 3 * w**2 + h**2, rtol=1e-12)
    np.testing.assert_allclose(
        got, nn.numerical_gradient(lambda x: (x**3).sum(), w), rtol=1e-4
    )


OWN = {
    "activations.gelu_tanh": gelu_tanh,
    "softmax.softmax_jacobian": jacobian,
    "neuron.rate": rate,
    "gradcheck": differences,
}


@pytest.mark.parametrize("name", OWN)
def test_it_is_what_the_code_computes(name):
    OWN[name](SHOWN[name])


def test_every_formula_is_accounted_for():
    assert SHOWN.keys() == ON_A_PAGE.keys() | OWN.keys()
