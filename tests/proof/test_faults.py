"""What was once proved though it is false, called false though it is right, or broke.

Each row is the smallest formula of its kind.  A false or ambiguous one is never proved;
what is refused is refused with words that name the cure.
"""

from __future__ import annotations

import pytest

from nnbook.proof import ProofError, Undecided, Unequal, Unreadable, check

MATRICES = (r"A \in \mathbb{R}^{d \times d}", r"B \in \mathbb{R}^{d \times d}")
SQUARES = (r"J(\mathbf{w}) = \mathbf{w} \cdot \mathbf{w}",)
STEP = r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"

# The formula, what is stated, the error, and a word of it.
FALSE = [
    # A chain in a condition is read whole, or not at all.
    ("a = c", ("a = b < c",), Unequal, "not so"),
    ("a < c", ("a < b > c",), Unreadable, "up and down"),
    ("a = 0.33", (r"a = \frac13 \approx 0.33",), Unreadable, "nearly"),
    ("J = 0", (r"J = \frac12 w^2 \ge 0",), Unequal, "not so"),
    ("a = b", (r"a \ne b \ne c",), Unreadable, "on its own"),
    # From what contradicts itself everything would follow.
    ("a = b", ("x > 0", "x < 0"), Unreadable, "contradict"),
    ("1 > 2", ("a > b", "b > a"), Unreadable, "contradict"),
    ("a = b", ("2a = 3", "2a = 4"), Unreadable, "contradict"),
    ("1 > 2", ("a = -1", "a > 0"), Unreadable, "contradict"),
    ("1 > 2", ("s^2 = -1",), Unreadable, "contradict"),
    ("a = 1", ("f(x) = x", "f(x) = 2x"), Unreadable, "defined twice"),
    # A name that is defined by itself.
    ("a = a + 1", ("a = a + 1",), Unreadable, "defined by itself"),
    (r"w = w - \eta g", (r"w := w - \eta g",), Unreadable, "defined by itself"),
    ("a = b", ("a = b + 1", "b = a - 1"), Unreadable, "a → b → a"),
    ("f(2) = 2", ("f(n) = n f(n - 1)",), Unreadable, "defined by itself"),
    (
        "K(2) = 3",
        ("J(w) = w + b", "K(b) = J(1)", "b = 5"),
        Unreadable,
        "another letter",
    ),
    # What nobody states may depend on anything.
    (
        r"\frac{\partial L}{\partial w} = -7 \frac{\partial L}{\partial a}"
        r"\frac{\partial a}{\partial w}",
        (),
        Unreadable,
        "state L",
    ),
    (r"\frac{d}{dx} (x + y^2) = 1", (), Unreadable, "state y"),
    (r"\frac{\partial E}{\partial w} = 0", ("E = (y - t)^2",), Unreadable, "depend on"),
    (r"\frac{dy}{dx} = 0", (), Unreadable, "state y"),
    (r"\frac{dy}{du} = 0", ("y = x^2", "u = x + 1"), Unreadable, "depend on"),
    (r"\nabla_{\mathbf{w}} L = \mathbf{w} - \mathbf{w}", (), Unreadable, "state L"),
    # A call is no product.
    (
        r"\operatorname{ReLU}(x + y) = \operatorname{ReLU}(x) + \operatorname{ReLU}(y)",
        (),
        Unreadable,
        "ReLU",
    ),
    (r"\sin(2x) = 2 \sin(x)", (), Unequal, "not so"),
    (r"\cos(x + y) = \cos(x) + \cos(y)", (), Unequal, "not so"),
    ("h(x + y) = h(x) + h(y)", (), Unreadable, "nobody says what h"),
    ("y(x + z) = y(x) + y(z)", (), Unreadable, "nobody says what y"),
    (r"\sigma(x) = \sigma x", (r"\sigma > 0",), Unreadable, "function too"),
    (r"\sigma^2(x) = \sigma(x)^2", (), Unreadable, "two things"),
    ("tanh(x) = t a n h x", (), Unreadable, r"write \\tanh"),
    ("max(a, b) = b", (), Unreadable, r"write \\max"),
    ("f(x, y) = f(x, z)", (), Unequal, "not so"),
    ("J(w, b) = w", ("J(w) = w",), Unreadable, "1 argument"),
    # Matrices.
    ("AB = BA", MATRICES, Unequal, "not so"),
    ("w^T x = x w^T", (), Unreadable, "not transposed"),
    (r"w^\top x = x w^\top", (), Unreadable, "not transposed"),
    (
        r"\mathbf{x}_i^\top \mathbf{x}_j = \mathbf{x}_i \mathbf{x}_j",
        (),
        Unreadable,
        "vector of its own",
    ),
    (r"\mathcal{L} = L", (), Unequal, "not so"),
    ("A = 2", (r"\mathbf{A} \in \mathbb{R}^{d}",), Unreadable, "in bold"),
    # Orders of derivatives.
    (r"\nabla^2 J(\mathbf{w}) = 2 \mathbf{w}", SQUARES, Unreadable, "two things"),
    (r"\frac{\partial^2}{\partial x} x^2 = 2x", (), Unreadable, "equally often"),
    (r"\frac{\partial}{\partial x^2} x^2 = 1", (), Unreadable, "equally often"),
    (r"\frac{\partial}{\partial x y} x^2 = 1", (), Unreadable, "one variable"),
    (r"\frac{d}{dn} n^2 = 0", (), Unreadable, "no variable"),
    # No slope.
    (rf"\frac{{d}}{{dx}} {STEP} = 0", (), Unreadable, "no slope"),
    ("f'(x) = 0", (f"f(x) = {STEP}",), Unreadable, "no slope"),
    (r"\frac{d^2}{dx^2} \lvert x \rvert = 0", (), Unreadable, "no slope"),
    (
        r"\begin{cases} 1 & x \ge 0 \\ 0 & x \le 0 \end{cases} = 1",
        (),
        Unreadable,
        "two cases hold at 0",
    ),
    # Rounded numbers.
    (r"\sigma'(-15) \approx 3 \cdot 10^{-1}", (), Unequal, "3.059"),
    (r"\frac12 \approx 1", (), Unreadable, "digits"),
    (r"0.4 \approx \frac12", (), Unreadable, "digits"),
    (r"0.0001 \approx 0.0", (), Unreadable, "digits"),
    (r"f(1) \approx 2.00", (), Unreadable, "no number"),
    # Sizes.
    (
        r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2} + (n-2)(n-3)(n-4)",
        (),
        Unequal,
        "not so",
    ),
    (
        r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2} + (n-1)(n-2)(n-3)(n-4)",
        (),
        Unequal,
        "not so",
    ),
    (
        r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2} + (n-2)(n-3)(n-5)(n-7)",
        (),
        Undecided,
        "not proved",
    ),
    (
        r"\sum_{k=1}^{d} w_k^2 + (d-2)(d-3) = \sum_{k=1}^{d} w_k^2",
        (),
        Unequal,
        "with",
    ),
    (r"\sum_{i=1}^{n-1} 1 = n", (), Unequal, "not so"),
    (r"1 + 2 + \dots + n = 3 + \dots + n", (), Unreadable, "dots"),
    # Two meanings.
    (r"\sigma^{-1}(x) = \frac{1}{\sigma(x)}", (), Unreadable, "two things"),
    (r"\tanh^{-1}(x) = \frac{1}{\tanh(x)}", (), Unreadable, "two things"),
    ("e^x^2 = e^{2x}", (), Unreadable, "two exponents"),
    ("x_1_2 = x_{12}", (), Unreadable, "two subscripts"),
    (r"\frac{dx}{dy} = \frac{x}{y}", (r"d \in \mathbb{R}",), Unreadable, "or a deriv"),
    (r"\sum_i^n x_i = \sum_i x_i", (), Unreadable, "one index"),
    (r"w_i + \lvert a \rvert = w_i + a", (), Unequal, "not so"),
    (r"\ln(xy) = \ln x + \ln y", (), Unequal, "state what is positive"),
    (r"\ln((x + 1)^2) = 2 \ln(x + 1)", (), Unequal, "state what is positive"),
    (r"\delta_a + \lvert a \rvert = \delta_a + a", (), Unreadable, "an index in one"),
]


@pytest.mark.parametrize(("text", "where", "error", "words"), FALSE)
def test_what_is_false_or_a_guess_is_never_proved(text, where, error, words):
    with pytest.raises(error, match=words) as caught:
        check(text, where=where)
    assert caught.value.__cause__ is None
    assert (caught.value.step is None) != (caught.value.condition is None)


RIGHT = [
    ("a < d", ("a < b \\le c = c", "c < d")),
    ("J \\ge 0", (r"J = \frac12 w^2 \ge 0",)),
    (r"\sqrt{x^2} = x", ("x > 0",)),
    (r"\sqrt{x^2} = x", (r"x \ge 0",)),
    (r"\sqrt{x^2} = -x", ("x < 0",)),
    (r"\sqrt{x^2} = x", (r"0 < x \le 1",)),
    (r"\lvert p_i \rvert = p_i", ("p_i > 0",)),
    (r"\sum_{i=1}^{n} i = \frac{n^2 + n}{2}", ()),
    (r"\sum_{i=1}^{n} i^2 = \frac{n(n+1)(2n+1)}{6}", ()),
    (r"\sum_{i=1}^{n-1} 1 = n - 1", ()),
    (r"\sum_{k=0}^{n-1} k = \frac{n(n-1)}{2}", ()),
    (r"\hat m_t (1 - \beta_1^t) = m_t", (r"\hat m_t = \frac{m_t}{1 - \beta_1^t}",)),
    (r"v_t = b", (r"v_t \in \mathbb{R}", "v_t = b")),
    (r"v_t = b", ("v_t = b", r"v_t \in \mathbb{R}")),
    (r"v_t - \beta v_{t-1} = g_t", (r"v_t = \beta v_{t-1} + g_t",)),
    ("a(b + c) = ab + ac", ()),
    (r"(AB)^\top = B^\top A^\top", MATRICES),
    ("(AB)^T = B^T A^T", MATRICES),
    ("w^T x = x^T w", (r"w, x \in \mathbb{R}^{d}",)),
    ("2^T = 2 \\cdot 2^{T-1}", (r"T \in \mathbb{R}",)),
    (r"\frac{\partial^2}{\partial x^2} x^3 = 6x", ()),
    (r"\frac{d^2}{dx^2} e^{ax} = a^2 e^{ax}", (r"a \in \mathbb{R}",)),
    (r"\frac{d}{dx} \sin(x) = \cos(x)", ()),
    (r"\sin^2 x + \cos^2 x = 1", ()),
    (r"\sigma'(-15) \approx 3.06 \cdot 10^{-7}", ()),
    (r"n \cdot n = n^2", ()),
    (r"J(w, b) = w + b", ("J(w, b) = w + b",)),
    (r"w_{t+1} = w_t - \eta g", (r"w_{t+1} = w_t - \eta g",)),
    (r"\log_2 8 = 3", ()),
    ("\\frac{a}{b} > 0", ("a > 0", "b > 0")),
    (r"(a - b)^2 \ge 0", ()),
    (r"p_i = p_i \sum_{k=1}^{d} q_k", (r"\sum_{k=1}^{d} q_k = 1",)),
]


@pytest.mark.parametrize(("text", "where"), RIGHT)
def test_what_is_right_is_proved(text, where):
    assert check(text, where=where).links == 1


BROKE = [
    (r"x = \begin{cases} 1 & x \approx 0 \\ x & x > 0 \end{cases}", (), "exact"),
    ("x = x", ("x",), "states nothing"),
    ("x = x", ("",), "too early"),
    (r"\mathbf{e}_{12} = \mathbf{e}_{12}", (), "one index"),
    (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}_{ij} = 1", (), "its numbers"),
    (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}_3 = 1", (), "no entry 3"),
    (r"x_i^{\prime} = 1", (), "not known"),
    (r"\sum_{i=1}^{n} x_{i} + \frac{d}{d 2} = 1", (), "."),
    ("x = x", (r"\mathbf{X}\mathbf{w} = \mathbf{y}",), "cannot be given"),
    ("x = x", (r"2\mathbf{x} \in \mathbb{R}^{d}",), "a name is wanted"),
    (r"x \iff y", (), "two inequalities"),
    (r"x = 1 \iff y = 2", (), "no inequality"),
]


@pytest.mark.parametrize(("text", "where", "words"), BROKE)
def test_what_broke_the_reader_is_refused(text, where, words):
    with pytest.raises(Unreadable, match=words) as caught:
        check(text, where=where)
    assert caught.value.__cause__ is None


def test_an_error_in_a_condition_names_it():
    with pytest.raises(ProofError, match=r"condition 2: .*not known") as caught:
        check("a = a", where=["a > 0", r"b \foo 1"])
    assert caught.value.condition == 2
    assert caught.value.step is None
    assert caught.value.position == 2
