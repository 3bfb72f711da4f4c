"""How a page says that a formula is known, and that what it says is looked into."""

from __future__ import annotations

from pathlib import Path

import pytest

from book._ext.formulas import equations
from book._ext.formulas.display_math import (
    BadMark,
    defines,
    explained,
    formula,
    greek,
    in_source,
    sides,
    statements,
)
from book._ext.formulas.equations import Judge, formula_tests
from nnbook.proof import Captured, ProofError, Unequal, Unreadable
from tests.pages import BOOK, ROOT
from tests.small_book import build

# -- Marks ---------------------------------------------------------------------------


def test_marks_are_taken_off_the_formula():
    text = "J = 0\n% definition of J, \\hat y\n% tested by test_a, test_b\n% where eq-a"
    found = formula(text)
    assert found.latex == "J = 0"
    assert found.definition == ("J", r"\hat y")
    assert found.tested == ("test_a", "test_b")
    assert found.where == ("eq-a",)
    assert found.is_known and not found.proved


def test_a_formula_without_marks_is_not_known():
    assert not formula("a = a\n% where b = 1").is_known


@pytest.mark.parametrize(
    "mark", ["% prooved", "% proved twice", "% definition", "% tested test_a", "%"]
)
def test_an_unknown_mark_is_refused(mark):
    with pytest.raises(BadMark, match="does not say how a formula is known"):
        formula(f"a = a\n{mark}")


SOURCE = """# Page

$$
a = b
% proved
$$ (eq-one)

```text
$$
not a formula
$$
```

:::{solution}
  $$
  c = d
  $$
:::
"""


def test_formulas_are_found_in_a_source():
    one, two = in_source(SOURCE)
    assert (one.formula.latex, one.line, one.label) == ("a = b", 4, "eq-one")
    assert (two.formula.latex.strip(), two.line, two.label) == ("c = d", 16, "")


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        ("a = b ,", [["a = b"]]),
        (r"a = b, \qquad \text{or} \qquad c = d .", [["a = b"], ["c = d"]]),
        (r"\begin{aligned} a &= b \\ &= c \\ d &= e \end{aligned}", None),
        (r"a = 1.5 \text{ nA}", [["a = 1.5"]]),
        (r"z = V_{\text{rest}}", [[r"z = V_{\text{rest}}"]]),
        (r"(0, 1): && w &< 0", [["w < 0"]]),
        (
            r"f = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
            [[r"f = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"]],
        ),
        (r"a &= 1, & b &= 2", [["a = 1"], ["b = 2"]]),
    ],
)
def test_a_formula_is_parted_into_its_statements(latex, wanted):
    found = [[" ".join(s.split()) for s in chain] for chain in statements(latex)]
    assert found == (wanted or [["a = b", "= c"], ["d = e"]])


def test_a_statement_is_parted_into_its_sides():
    cases = r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"
    assert sides([f"f = {cases}", r"\le g"]) == ["f", "=", cases, r"\le", "g"]
    assert sides([r"\sum_{k=1}^{d} a_k"]) == [r"\sum_{k=1}^{d} a_k"]


@pytest.mark.parametrize(
    ("statement", "symbol", "whether"),
    [
        (r"\hat y^{(i)} = 0", r"\hat y", True),
        (r"J(\mathbf{w}) = 0", "J", True),
        (r"\mathbf{W}^{[2]} = 0", r"\mathbf{W}^{[l]}", True),
        ("p_i = 0", "p_i", True),
        ("f'(x) = 0", "f", False),
        (r"\tau V = 0", "V", False),
        (r"V_{\text{rest}} = 0", "V", False),
    ],
)
def test_which_symbol_a_left_side_is(statement, symbol, whether):
    assert defines([statement], symbol) == whether


# -- What is said is looked into -------------------------------------------------------


@pytest.fixture(scope="module")
def court() -> Judge:
    return Judge(BOOK, ROOT / "tests/formulas")


def judge(court: Judge, text: str, above: str | None = None):
    return court.judge(formula(text), formula(above) if above else None)


def test_a_proof_counts_its_lines(court):
    proof = judge(court, "(a + b)^2 = a^2 + 2ab + b^2, \\qquad a = a\n% proved")
    assert proof.links == 2


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("a = a", BadMark, "nothing says"),
        ("a = b\n% proved", Unequal, "not so"),
        ("a = a, \\qquad a = b\n% proved", Unequal, "not so"),
        ("a = a\n% tested by test_of_nothing", BadMark, "there is no test_of_nothing"),
        ("a = a\n% tested by close", BadMark, "there is no close"),
        ("\\Xi = 1\n% definition of \\Xi", BadMark, "no symbol of the table"),
        ("J = 1\n% definition of \\kappa", BadMark, "stands on no left side"),
        ("J = 1 = 2\n% definition of J", BadMark, "more than a definition"),
        ("f(x) = x, \\qquad f'(x) = 1\n% definition of f", BadMark, "more than"),
        ("f(x) = x, \\qquad f'(x) = x\n% definition of f\n% proved", Unequal, "not so"),
        ("a = b\n% proved\n% where eq-none", BadMark, "no formula has the label"),
        ("a = b\n% proved\n% where above", BadMark, "no formula above"),
        ("a = a\n% mistake", BadMark, "can be proved"),
        ("\\foo = a\n% mistake", Unreadable, "not known"),
        ("V = t\n% definition of V\n% solves V(0) = 1", BadMark, "more than"),
        (
            "\\frac{\\partial}{\\partial w_j} \\sum_j w_j x_j = x_j\n% proved",
            Captured,
            "rename",
        ),
    ],
)
def test_what_is_not_so_is_refused(court, text, error, words):
    with pytest.raises(error, match=words):
        judge(court, text)


def test_meanings_come_from_labels_and_from_the_formula_above(court):
    gradient = (
        "\\frac{\\partial J}{\\partial w_j} = "
        "-\\sum_{i=1}^{n} (y^{(i)} - \\hat y^{(i)}) x_j^{(i)}\n% proved"
    )
    with pytest.raises(ProofError):
        judge(court, gradient)
    assert judge(court, f"{gradient}\n% where eq-linear-model\n% where eq-cost").links
    assert judge(court, "2a = 6\n% proved\n% where above", above="a = 3").links == 1


def test_what_is_proved_is_kept_for_the_page_on_how_the_book_is_checked(tmp_path):
    text = (
        "# Book\n\n:::{derivation}\n:name: derivation-square\n\n(a + b)^2\n"
        "= a (a + b) + b (a + b)\n: once\n\n= a^2 + 2ab + b^2\n: again\n:::\n\n"
        "$$\na + b = b + a\n% proved\n$$ (eq-sum)\n"
    )
    built = build(tmp_path, {"index": text})
    assert not built.told
    (derivation,) = equations.derivations(built.app.env)["index"]
    assert (derivation.name, derivation.proof.links) == ("derivation-square", 2)
    (formula,) = equations.formulas(built.app.env)["index"]
    assert (formula.label, formula.latex) == ("eq-sum", "a + b = b + a")
    assert formula.proof.links == 1


def test_a_definition_may_solve_an_equation(court):
    decay = (
        "V = {} e^{{-t}}\n% definition of V\n% solves \\frac{{dV}}{{dt}} = -V\n% proved"
    )
    judge(court, decay.format(3))
    with pytest.raises(Unequal):
        judge(court, decay.format(3).replace("-t", "t"))


def test_a_mistake_is_one(court):
    wrong = "(a + b)^2 \\overset{?}{=} a^2 + b^2\n% mistake"
    assert judge(court, wrong) is None


def test_tests_are_those_that_get_a_formula(tmp_path: Path):
    (tmp_path / "test_a.py").write_text(
        "def test_one(equation): ...\ndef test_two(): ...\ndef helper(equation): ...\n"
    )
    assert formula_tests(tmp_path) == {"test_one"}


def test_greek_letters_are_found():
    assert greek(r"\eta_t \etax + \varepsilon^{(i)} \pi \Delta w") == {
        r"\eta",
        r"\varepsilon",
        r"\Delta",
    }


def test_a_greek_letter_that_no_table_explains_is_told_where_it_stands(tmp_path):
    pages = {
        "index": "# Book\n\n```{toctree}\nappendix/notation\n```\n\nThe $\\eta$.\n\n"
        "A $\\xi$.\n",
        "appendix/notation": "# Notation\n\n| $\\eta$ | a rate |\n| --- | --- |\n",
    }
    (told,) = build(tmp_path, pages).told
    assert told.startswith(
        "index.md:9: no symbol of the table of notation has the letter"
    )
    assert "\\xi" in told


def test_the_table_of_notation_explains_its_first_column(tmp_path: Path):
    page = tmp_path / "notation.md"
    page.write_text("| $a$, $b_1$ | like $c$ |\n\n$d$\n: with $e$\n")
    assert explained(page) == {"a", "b_1", "d"}
