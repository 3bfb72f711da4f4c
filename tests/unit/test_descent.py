"""Gradient descent: the update, the certified answers, and how it ends."""

import warnings

import numpy as np
import pytest

from nnbook import (
    DivergenceWarning,
    datasets,
    gradient_descent,
    largest_learning_rate,
    linear_neuron,
    squared_error,
    squared_error_gradient,
    squared_error_with_gradient,
)

pytestmark = pytest.mark.filterwarnings("error")


def problem(name):
    data = datasets.load(name)
    X, y = data.design, data.y
    return (
        data,
        lambda w: squared_error_gradient(w, X, y),
        lambda w: squared_error(y, linear_neuron(w, X)),
    )


@pytest.mark.parametrize("name", ["noint1", "noint2"])
@pytest.mark.parametrize("share", [0.1, 0.4, 0.5, 0.9])
def test_certified_weights_to_14_digits(name, share):
    data, gradient, cost = problem(name)
    rate = share * largest_learning_rate(data.design)
    path = gradient_descent(gradient, [0.0], rate, 400, cost)
    np.testing.assert_allclose(path.w, data.certified, rtol=5e-15)


def test_one_step_is_exact_at_the_inverse_curvature():
    _, gradient, _ = problem("noint2")
    path = gradient_descent(gradient, [0.0], 1 / 77, 1)
    assert path.w == pytest.approx(8 / 11, rel=1e-15)


def test_the_path_is_the_update_rule():
    _, gradient, cost = problem("noint2")
    path = gradient_descent(gradient, [1.0], 0.01, 5, cost)
    w = np.array([1.0])
    for step in range(6):
        np.testing.assert_array_equal(path.weights[step], w)
        assert path.costs[step] == cost(w)
        assert path.gradient_norms[step] == pytest.approx(abs(gradient(w)[0]))
        w = w - 0.01 * gradient(w)
    assert (path.stopped, path.steps, path.learning_rate) == ("steps", 5, 0.01)


def test_the_cost_may_come_with_the_gradient():
    data, gradient, cost = problem("noint2")
    apart = gradient_descent(gradient, [1.0], 0.01, 5, cost)
    calls = []

    def both(w):
        calls.append(w)
        return squared_error_with_gradient(w, data.design, data.y)

    together = gradient_descent(both, [1.0], 0.01, 5, cost=True)
    np.testing.assert_array_equal(together.weights, apart.weights)
    np.testing.assert_allclose(together.costs, apart.costs, rtol=1e-15)
    assert len(calls) == 6


@pytest.mark.parametrize(("factor", "falls"), [(0.99, True), (1.01, False)])
def test_the_largest_learning_rate_is_the_limit(factor, falls):
    X = np.random.default_rng(0).normal(size=(20, 3))
    y = X @ [1.0, 2.0, 3.0] + 0.1
    rate = factor * largest_learning_rate(X)

    def gradient(w):
        return squared_error_gradient(w, X, y)

    path = gradient_descent(gradient, np.zeros(3), rate, 1500)
    best = np.linalg.lstsq(X, y)[0]
    distance = np.linalg.norm(path.weights - best, axis=1)
    assert (distance[-1] < 1e-3 * distance[0]) == falls
    assert (distance[-1] > 1e3 * distance[0]) == (not falls)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 1, 2)])
def test_any_shape_and_a_result_that_stays(shape):
    start = np.ones(shape)
    path = gradient_descent(lambda w: 2 * w, start, 0.1, 4, lambda w: np.sum(w**2))
    assert path.weights.shape == (5, *shape)
    assert path.costs.shape == path.gradient_norms.shape == (5,)
    np.testing.assert_allclose(path.w, 0.8**4 * start)
    assert (start == 1).all()
    with pytest.raises(ValueError, match="read-only"):
        path.weights[0] = 7.0
    with pytest.raises(AttributeError):
        path.stopped = "no"


def test_functions_that_change_their_argument_do_no_harm():
    def rude(w):
        gradient = 2 * w
        w[:] = 99.0
        return gradient

    path = gradient_descent(rude, [1.0], 0.25, 2)
    assert path.weights.ravel().tolist() == [1.0, 0.5, 0.25]
    assert path.costs is None


def test_a_gradient_that_reuses_its_array():
    buffer = np.empty(2)

    def gradient(w):
        buffer[:] = w
        return buffer

    path = gradient_descent(gradient, [1.0, 2.0], 0.5, 3)
    np.testing.assert_array_equal(path.weights[:, 0], [1, 0.5, 0.25, 0.125])


def test_stops_where_the_gradient_is_zero():
    path = gradient_descent(lambda w: w, [1.0], 1.0, 50, lambda w: w @ w / 2)
    assert (path.stopped, path.steps) == ("gradient is zero", 1)
    assert path.w == 0.0 and len(path.costs) == 2
    start_at_minimum = gradient_descent(lambda w: w, [0.0], 1.0, 50)
    assert start_at_minimum.steps == 0 and start_at_minimum.w == 0.0


def test_a_tiny_gradient_is_not_zero():
    path = gradient_descent(lambda w: w, [1e-200], 0.5, 3)
    assert path.stopped == "steps"


def test_types():
    assert gradient_descent(lambda w: w, [3, 4], 0.5, 1).weights.dtype == np.float64
    single = gradient_descent(lambda w: w.astype(float), np.ones(2, np.float32), 0.5, 1)
    assert single.weights.dtype == np.float32


def test_divergence_warns_once_with_step_and_rate():
    _, gradient, cost = problem("noint2")
    with pytest.warns(DivergenceWarning, match=r"step \d+.*rate 0\.1\..*as 0\.01"):
        path = gradient_descent(gradient, [0.0], 0.1, 2000, cost)
    assert path.stopped == "diverged" and 10 < path.steps < 400
    for recorded in (path.weights, path.costs, path.gradient_norms):
        assert np.isfinite(recorded).all() and len(recorded) == path.steps + 1
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        gradient_descent(gradient, [0.0], 0.1, 2000)
    assert len(caught) == 1
    assert issubclass(caught[0].category, RuntimeWarning)
    assert caught[0].filename == __file__


def test_wrong_numbers():
    def run(rate=0.1, steps=3):
        return gradient_descent(lambda w: w, [1.0], rate, steps)

    for bad in (0, -0.1, np.nan, np.inf):
        with pytest.raises(ValueError, match=r"learning_rate must be .*got"):
            run(rate=bad)
    for bad in ("0.1", None, True, [0.1]):
        with pytest.raises(TypeError, match="learning_rate must be one number"):
            run(rate=bad)
    for bad in (0, -3):
        with pytest.raises(ValueError, match="steps must be at least 1"):
            run(steps=bad)
    for bad in (1.0, "3", None, True):
        with pytest.raises(TypeError, match="steps must be a whole number"):
            run(steps=bad)
    assert run(rate=np.float32(0.5), steps=np.int64(2)).steps == 2


def test_wrong_start_and_functions():
    def run(start, gradient=lambda w: w, cost=None):
        return gradient_descent(gradient, start, 0.1, 3, cost)

    with pytest.raises(ValueError, match=r"start\[1\] = nan"):
        run([0.0, np.nan])
    with pytest.raises(ValueError, match="start must not be empty"):
        run([])
    with pytest.raises(TypeError, match="start must be real numbers"):
        run("zero")
    with pytest.raises(ValueError, match=r"weights, \(2,\); got shape \(1,\)"):
        run([1.0, 2.0], lambda w: w[:1])
    with pytest.raises(ValueError, match=r"gradient\(start\).*nan"):
        run([1.0], lambda w: w * np.nan)
    with pytest.raises(ValueError, match=r"cost\(start\)"):
        run([1.0], cost=lambda w: np.inf)
    with pytest.raises(ValueError, match=r"cost\(w\) must be one number"):
        run([1.0, 2.0], cost=lambda w: w)
    with pytest.raises(TypeError, match=r"gradient must be a function"):
        run([1.0], np.ones(1))
    with pytest.raises(TypeError, match="because of cost=True; got ndarray"):
        run([1.0], cost=True)
    with pytest.raises(TypeError, match="cost must be a function"):
        run([1.0], cost=3.0)


@pytest.mark.parametrize("size", [1e-200, 1e200, 1.7e308])
def test_a_gradient_whose_square_no_float_holds(size):
    path = gradient_descent(lambda w: np.full(2, size), [1.0, 2.0], 0.5 / size, 3)
    assert (path.stopped, path.steps) == ("steps", 3)
    np.testing.assert_allclose(path.w, [-0.5, 0.5])
    if size < 1e308:
        np.testing.assert_allclose(path.gradient_norms, np.sqrt(2) * size)
    else:
        assert (path.gradient_norms == np.inf).all()


def test_there_is_always_a_start():
    """However soon it diverges: all that is finite there is kept."""
    with pytest.warns(DivergenceWarning, match="step 1"):
        path = gradient_descent(lambda w: -1e308 * w, [1.0, 1.0], 10.0, 5)
    assert path.steps == 0
    np.testing.assert_array_equal(path.w, [1.0, 1.0])
