"""Derivations pasted whole are proved, and none of their slips is."""

import pytest

from nnbook.proof import ProofError, Unequal, Unreadable, check
from tests.proof.corpus import CORPUS

# What stands in texts and notebooks, one formula each.
READ = [
    (r"\sum_{n=1}^N 1 = N", ()),
    (
        r"\sum_{i=1}^{n} \sum_{j=1}^{n} x_i x_j = \left( \sum_{i=1}^{n} x_i \right)^2",
        (),
    ),
    (r"\sum_{i,j} x_i x_j = \left(\sum_{i} x_i\right)^2", ()),
    (r"\sum_{j=1}^m \sum_{k=1}^n a_{jk} = \sum_{k=1}^n \sum_{j=1}^m a_{jk}", ()),
    (
        r"\frac{\partial E}{\partial w_i} = -\sum_{n=1}^N "
        r"\left( t_n - \sum_{k=1}^D w_k x_{nk} \right) x_{ni}",
        (
            r"w \in \mathbb{R}^D",
            r"E = \frac12 \sum_{n=1}^N \left( t_n - \sum_{i=1}^D w_i x_{ni} \right)^2",
        ),
    ),
    (r"\partial_w \frac12 (wx - y)^2 = (wx - y) x", (r"w, x, y \in \mathbb{R}",)),
    (r"\frac{\mathrm{d}}{\mathrm{d}x} \mathrm{e}^{2x} = 2 \mathrm{e}^{2x}", ()),
    (
        r"\operatorname{relu}(x) = \frac{x + |x|}{2}",
        (r"\operatorname{relu}(x) = \max(0, x)",),
    ),
    (
        r"\mathrm{MSE} = \frac1n \| \mathbf{y} - \hat{\mathbf{y}} \|^2",
        (
            r"\hat{\mathbf{y}} \in \mathbb{R}^n",
            r"\mathrm{MSE} = \frac1n \sum_{i=1}^n (y_i - \hat y_i)^2",
        ),
    ),
    ("x_{10} - x_{10} = 0", (r"x \in \mathbb{R}^{12}",)),
    (r"\mathcal{L}'(w) = 2 (w - 1)", (r"\mathcal{L}(w) = (w - 1)^2",)),
    (r"\frac{d^2 y}{dx^2} = 6x", ("y = x^3",)),
    (
        r"\frac{\partial^2 f}{\partial x \partial y} = 1",
        ("f = x y", r"x, y \in \mathbb{R}"),
    ),
    (r"\langle \mathbf{w}, \mathbf{x} \rangle = \mathbf{w}^\top \mathbf{x}", ()),
    (
        r"(\mathbf{x} \mathbf{x}^\top) \mathbf{w} "
        r"= (\mathbf{x}^\top \mathbf{w}) \mathbf{x}",
        (),
    ),
    (
        r"\frac{\partial h_j}{\partial W_{jk}} = x_k",
        (
            r"\mathbf{W} \in \mathbb{R}^{m \times d}",
            r"\mathbf{h} = \mathbf{W}\mathbf{x}",
        ),
    ),
    (
        r"\nabla_w L = (\hat y - y) x",
        (
            r"w, x \in \mathbb{R}^d",
            r"b, y \in \mathbb{R}",
            r"\hat y = \sigma(w^T x + b)",
            r"L = -y \log \hat y - (1 - y) \log(1 - \hat y)",
        ),
    ),
    (r"|a| + |b| = |b| + |a|", ()),
    (r"\|\mathbf{w}\|_1 = \sum_i |w_i|", ()),
    (r"$$ a + a &= 2a, \\ b + b &= 2b. $$", ()),
    (r"a + b = b + a \quad \text{(addition commutes)}", ()),
]
# What looks like that, and has two meanings or none.
REFUSED = [
    (r"|a|b|c| = abc", "which bars"),
    (r"a = b \quad b = a", "side by side"),
    (r"a = a \text{ nA}", "a word that nobody states"),
    ("p(y|x) = p(y)", "does not fit"),
    (r"\sum_{i,i} x_i = 1", "one index"),
    (r"\langle a, b \rangle = ab", "two vectors"),
]

SLIPS = [
    pytest.param(one, old, new, id=f"{one.name}: {old} → {new}")
    for one in CORPUS
    for old, new in one.wrong
]


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.name)
def test_what_lecturers_write_is_proved(one):
    assert check(one.latex, where=one.where).links >= 1


@pytest.mark.parametrize(("one", "old", "new"), SLIPS)
def test_a_slip_is_not_proved(one, old, new):
    assert old in one.latex
    head, _, tail = one.latex.rpartition(old)
    with pytest.raises(ProofError) as caught:
        check(head + new + tail, where=one.where)
    assert caught.value.condition is None  # the formula is wrong, not what is stated
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(("latex", "where"), READ)
def test_what_stands_in_texts_is_read(latex, where):
    assert check(latex, where=where).links >= 1


@pytest.mark.parametrize(("latex", "words"), REFUSED)
def test_what_has_two_meanings_is_refused(latex, words):
    with pytest.raises(Unreadable, match=words):
        check(latex)


def test_an_error_in_a_block_has_its_place_there():
    block = r"\begin{align} |a| &= |a| \tag{1} \\ &= \foo \end{align}"
    with pytest.raises(Unreadable) as caught:
        check(block)
    assert block[caught.value.position :].startswith(r"\foo")


def test_rows_that_begin_anew_are_proved_on_their_own():
    assert check(r"a + a = 2a \\ b = b").links == 2
    with pytest.raises(Unequal):
        check(r"a + a = 2a \\ b = a")
