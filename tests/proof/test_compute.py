"""What a formula says, computed: against NumPy, and with what it refuses."""

import numpy as np
import pytest

from nnbook import softmax, squared_error_gradient
from nnbook.proof import Unreadable, compute

rng = np.random.default_rng(1)


@pytest.mark.parametrize(("n", "d"), [(1, 1), (4, 2), (2, 3)])
def test_matrices_and_gradients(n, d):
    X, y, w = rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d)
    known = {"X": X, "y": y, "w": w}
    want = squared_error_gradient(w, X, y)
    got = compute(r"-\mathbf{X}^\top (\mathbf{y} - \mathbf{X}\mathbf{w})", known)
    np.testing.assert_allclose(got, want, rtol=1e-12)
    cost = r"J(\mathbf{w}) = \frac12 \lVert \mathbf{y} - \mathbf{X}\mathbf{w} \rVert^2"
    got = compute(r"\nabla J(\mathbf{w})", known, [cost])
    np.testing.assert_allclose(got, want, rtol=1e-12)
    gram = compute(r"\mathbf{X}^\top \mathbf{X}", {"X": X})
    np.testing.assert_allclose(gram, X.T @ X, rtol=1e-12)


def test_a_free_index_is_a_whole_number():
    x = rng.normal(size=4)
    formula = r"\frac{e^{x_i}}{\sum_{k=1}^{d} e^{x_k}}"
    got = [compute(formula, {"x": x, "i": i}) for i in (1, 2, 3, 4)]
    np.testing.assert_allclose(got, softmax(x), rtol=1e-14)


def test_it_is_rounded_once():
    assert compute(r"\frac{e^{x} - 1}{x}", {"x": 1e-12}) == 1.0 + 0.5e-12


@pytest.mark.parametrize(
    ("formula", "numbers", "words"),
    [
        ("a + b", {"a": 1.0}, "no number is given for b"),
        ("a = b", {"a": 1.0, "b": 1.0}, "without a relation"),
        (
            r"\mathbf{X}\mathbf{w}",
            {"X": [[1.0, 2.0]], "w": [1.0, 2.0, 3.0]},
            "w has 3 entries, but d is 2",
        ),
        (r"\mathbf{w}", {"w": [[1.0]]}, r"w has the shape \(1, 1\), wanted is \(d,\)"),
    ],
)
def test_what_cannot_be_computed_is_refused(formula, numbers, words):
    with pytest.raises(Unreadable, match=words):
        compute(formula, numbers)
