"""The reader of derivations: it proves what is right, and refuses everything else."""

from __future__ import annotations

import re

import pytest

from nnbook.proof import (
    Captured,
    ProofError,
    Undecided,
    Unequal,
    Unreadable,
    check,
)
from tests.proof.derivations import DERIVATIONS

COST = (
    r"\hat y^{(i)} = \sum_{k=1}^{d} w_k x_k^{(i)}",
    r"J(\mathbf{w}) = \frac12 \sum_{i=1}^{n} (y^{(i)} - \hat y^{(i)})^2",
)
GRADIENT = (
    r"\frac{\partial J}{\partial w_j} = -\sum_i (y^{(i)} - \hat y^{(i)}) x_j^{(i)}"
)


# Changes that leave a step true: softmax(x − c) is softmax(x + c), 0 − 0 is 0 + 0.
STILL_TRUE = {"derivation-shift-1-34", "derivation-xor-2-6"}


def mistakes() -> list:
    """Each step of the book's derivations, with one sign changed or one ½ lost."""
    cases = []
    for name, (steps, _) in DERIVATIONS.items():
        for number, step in enumerate(steps):
            for sign in re.finditer(r"(?<![{t])[-+]|\\t?frac12 ", step):
                new = {"-": "+", "+": "-"}.get(sign[0], "")
                wrong = step[: sign.start()] + new + step[sign.end() :]
                label = f"{name}-{number + 1}-{sign.start()}"
                if label in STILL_TRUE:
                    continue
                cases.append(pytest.param(name, number, wrong, id=label))
    return cases


@pytest.mark.parametrize(("name", "number", "wrong"), mistakes())
def test_a_changed_sign_or_a_lost_half_is_refused(name, number, wrong):
    steps, where = DERIVATIONS[name]
    with pytest.raises(ProofError):
        check(*steps[:number], wrong, *steps[number + 1 :], where=where)


def test_the_lectures_gradient_holds_for_every_size():
    steps, where = DERIVATIONS["derivation-gradient"]
    proof = check(*steps, where=where)
    assert (proof.links, proof.sizes) == (6, ("d", "n"))


def test_a_bound_index_that_captures_a_free_one_is_refused_with_advice():
    wrong = r"\frac{\partial}{\partial w_j} \sum_j w_j x_j = x_j"
    with pytest.raises(Captured, match=r"index j is bound .* rename .* to k") as caught:
        check(wrong)
    assert wrong[caught.value.position :].startswith(r"\sum")


def test_a_sum_in_a_sum_needs_its_own_index():
    with pytest.raises(Captured, match="bound already"):
        check(r"\sum_k w_k \sum_k x_k = 0")


def test_a_lost_minus_comes_with_numbers_for_which_it_is_wrong():
    with pytest.raises(Unequal) as caught:
        check(GRADIENT.replace("= -", "= "), where=COST)
    told = str(caught.value)
    assert r"\frac{\partial J}{\partial w_j}  =  \sum_i" in told
    left, right = map(float, re.findall(r"side (?:is )?(-?[\d.]+)", told))
    assert left == pytest.approx(-right)
    assert re.search(r"w_1 = -?[\d.]+", told)


@pytest.mark.parametrize(
    "wrong",
    [
        GRADIENT.replace("x_j^", "x_k^").replace(r"\sum_i", r"\sum_k \sum_i"),
        GRADIENT.replace("x_j^{(i)}", "x_j^{(i)} x_j^{(i)}"),
        GRADIENT.replace(r"- \hat y^{(i)}", ""),
        r"\nabla J(\mathbf{w}) = \mathbf{X}^\top (\mathbf{y} - \mathbf{X}\mathbf{w})",
        r"\nabla J = -2 \mathbf{X}^\top (\mathbf{y} - \mathbf{X}\mathbf{w})",
    ],
)
def test_wrong_gradients_are_unequal(wrong):
    with pytest.raises(Unequal):
        check(wrong, where=COST)


@pytest.mark.parametrize(
    "right",
    [
        GRADIENT,
        r"\nabla J(\mathbf{w}) = -\mathbf{X}^\top (\mathbf{y} - \mathbf{X}\mathbf{w})",
        r"\frac{\partial^2 J}{\partial w_j \, \partial w_m} = "
        r"\sum_{i=1}^{n} x_j^{(i)} x_m^{(i)} = (\mathbf{X}^\top \mathbf{X})_{jm}",
        r"J(\mathbf{w}) = \tfrac12 \lVert \mathbf{y} - \mathbf{X}\mathbf{w} \rVert^2",
    ],
)
def test_right_gradients_are_proved_for_every_size(right):
    assert check(right, where=COST).links


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\foo x = 1", "not known"),
        (r"x = ", "ends too early"),
        (r"\frac{1}{2 = 2", "does not fit"),
        (r"1/2x = x/2", "what the slash divides by"),
        (r"\ln a b = \ln b a", "how far"),
        (r"\mathbf{w}\mathbf{x} = 0", "dot product"),
        (r"\mathbf{q} = 0", "how many numbers"),
        (r"\mathbf{X}\mathbf{y} = 0", "does not fit"),
        (r"\sum_k 2 = 2d", "where k ends"),
        (r"\sum_{k=1}^{n} w_k = \mathbf{w} \cdot \mathbf{w}", "runs to"),
        (r"x^2 + 1", "no relation"),
    ],
)
def test_what_is_unreadable_or_ambiguous_is_an_error(latex, words):
    with pytest.raises(Unreadable, match=words):
        check(latex)


def test_later_lines_begin_with_their_relation():
    with pytest.raises(Unreadable, match="begins with its relation"):
        check("x = x", "x = x")


def test_inequalities_follow_from_what_is_given():
    given = ("b < 0", r"w_1 + b \ge 0", r"w_2 + b \ge 0")
    assert check(r"w_1 + w_2 + b \ge -b", "> 0", where=given).links == 2
    with pytest.raises(Undecided):
        check(r"w_1 + w_2 + b \ge -b", "> 0", where=given[1:])
    assert check("3 > 1").links == 1
    for too_much in (r"w_1 + b > 0", "b > 0"):
        with pytest.raises(Undecided):
            check(too_much, where=given)


def test_a_rounded_number_is_checked_to_its_last_digit():
    check(r"\frac{1.5}{1 - e^{-0.2}} \approx 8.27")
    with pytest.raises(Unequal):
        check(r"\frac{1.5}{1 - e^{-0.2}} \approx 8.28")
    with pytest.raises(Unequal):
        check(r"\frac{1.5}{1 - e^{-0.2}} = 8.27")


def test_a_corner_is_proved_on_both_sides_and_at_it():
    assert check(r"\lvert x \rvert = \max(x, -x)").links == 1
    right = r"\lvert x \rvert = \begin{cases} x & x > 0 \\ -x & x \le 0 \end{cases}"
    check(right)
    with pytest.raises(Unequal):
        check(right.replace("-x", "x"))


def test_two_inequalities_are_equivalent():
    given = ("R > 0",)
    check(r"a + R I > b \Longleftrightarrow I > \frac{b - a}{R}", where=given)
    check(r"e^{-g/R} \ge 0.5 \Longleftrightarrow g \le -R \ln 0.5", where=given)
    for wrong in (
        r"a + R I > b \Longleftrightarrow I < \frac{b - a}{R}",
        r"a + R I > b \Longleftrightarrow I \ge \frac{b - a}{R}",
        r"a + R I > b \Longleftrightarrow I > \frac{b + a}{R}",
        r"e^{-g/R} \ge 0.5 \Longleftrightarrow g \ge -R \ln 0.5",
        r"e^{-g/R} \ge 0.5 \Longleftrightarrow g \le -R \ln 0.6",
    ):
        with pytest.raises(Undecided):
            check(wrong, where=given)
    with pytest.raises(Undecided):  # R may be negative
        check(r"a + R I > b \Longleftrightarrow I > \frac{b - a}{R}")
    with pytest.raises(Unreadable, match="two inequalities alone"):
        check(r"a > b > c \Longleftrightarrow a > c")


def test_a_prime_differentiates_what_is_defined():
    square = (r"J(w) = (4 - 5w)^2",)
    check("J'(w) = -10 (4 - 5w)", "= 50w - 40", where=square)
    check("J''(1) = 50", where=square)
    with pytest.raises(Unequal):
        check("J'(w) = 10 (4 - 5w)", where=square)
    with pytest.raises(Unreadable, match="one number"):
        check("J'(w) = 0", where=[r"J(\mathbf{w}) = \mathbf{w} \cdot \mathbf{w}"])


def test_a_declared_index_makes_a_vector_of_its_own():
    step = (
        r"\mathbf{w}_k, \mathbf{w}_{k-1} \in \mathbb{R}^{d}",
        r"\mathbf{w}_k = \mathbf{w}_{k-1} + s \mathbf{x}",
        "s^2 = 1",
    )
    length = (
        r"\lVert \mathbf{w}_k \rVert^2 = \lVert \mathbf{w}_{k-1} \rVert^2"
        r" + 2 s \mathbf{w}_{k-1} \cdot \mathbf{x} + \lVert \mathbf{x} \rVert^2"
    )
    assert check(length, where=step).links
    for without in (step[:2], ("s = 1", *step[:2])):
        wrong = length.replace("2 s", "3 s")
        with pytest.raises(Unequal):
            check(wrong, where=without)
    with pytest.raises(Unequal):
        check(length, where=step[:2])


def test_single_numbers_beside_the_rows_of_a_matrix():
    one = (r"x \in \mathbb{R}^{n}", r"J(w) = \frac12 \sum_{i=1}^{n} (w x^{(i)})^2")
    assert check(r"J'(w) = w \sum_{i=1}^{n} (x^{(i)})^2", where=one).sizes == ("n",)


def test_a_proof_names_the_sizes_that_it_holds_for():
    assert check(GRADIENT, where=COST).reach == "for every d and n"
    assert check("a = a").reach == ""


def test_delta_belongs_to_the_name_after_it():
    change = (r"\Delta w_j = -\eta w_j",)
    check(r"w_j + \Delta w_j = (1 - \eta) w_j", where=change)
