"""The gradient check passes what is right and catches what is wrong."""

import math

import numpy as np
import pytest
import scipy.optimize

from nnbook import (
    ACTIVATIONS,
    GradientError,
    check_gradient,
    gelu,
    linear_neuron,
    numerical_gradient,
    relu,
    squared_error,
    squared_error_gradient,
)

RNG = np.random.default_rng(3)


def rosenbrock(x):
    return scipy.optimize.rosen(x)


def test_numerical_gradient_against_scipy():
    x = np.array([-1.2, 1.0, 0.7])
    got = numerical_gradient(rosenbrock, x)
    np.testing.assert_allclose(got, scipy.optimize.rosen_der(x), rtol=1e-8)


@pytest.mark.parametrize("shape", [(), (1,), (4,), (2, 3), (2, 1, 2)])
def test_any_shape(shape):
    x = RNG.normal(size=shape)
    got = numerical_gradient(lambda x: np.sum(x**3), x)
    assert got.shape == shape
    np.testing.assert_allclose(got, 3 * x**2, atol=1e-8)
    assert check_gradient(lambda x: np.sum(x**3), lambda x: 3 * x**2, x) < 1e-7


@pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_elementwise_functions_by_their_sum(f):
    x = RNG.normal(size=(3, 4)) + 0.1
    assert check_gradient(lambda x: f(x).sum(), f.derivative, x) < 1e-7


def test_the_gradient_of_the_lecture():
    X, y, w = RNG.normal(size=(8, 3)), RNG.normal(size=8), RNG.normal(size=3)
    error = check_gradient(
        lambda w: squared_error(y, linear_neuron(w, X)),
        lambda w: squared_error_gradient(w, X, y),
        w,
    )
    assert error < 1e-8


@pytest.mark.parametrize(
    "wrong",
    [
        lambda x: -3 * x**2,
        lambda x: 3.001 * x**2,
        lambda x: 3 * x**2 + 1e-3 * (np.arange(x.size) == 2),
        lambda x: np.zeros_like(x),
        lambda x: np.full_like(x, np.nan),
        lambda x: np.full_like(x, np.inf),
    ],
)
def test_wrong_gradients_are_caught(wrong):
    x = np.array([0.5, -1.0, 2.0, 1.5])
    with pytest.raises(GradientError):
        check_gradient(lambda x: np.sum(x**3), wrong, x)


def test_message_gives_index_and_both_values():
    def wrong(x):
        return np.array([[2.0, 4.0], [7.5, 8.0]])

    with pytest.raises(AssertionError, match=r"index \(1, 0\).* 7\.5.* (6|5\.9999)"):
        check_gradient(lambda x: np.sum(x**2), wrong, [[1.0, 2.0], [3.0, 4.0]])


def test_random_directions_catch_a_function_that_changes_its_mind():
    calls = 0

    def steady(x):
        nonlocal calls
        calls += 1
        return np.sum(x**2)

    numerical_gradient(steady, np.ones(3))
    changes, calls = calls, 0

    def moody(x):
        return steady(x) * (1 if calls <= changes else 2)

    with pytest.raises(GradientError, match="random direction"):
        check_gradient(moody, lambda x: 2 * x, np.ones(3))


def test_zero_components_are_not_held_against_rounding():
    def f(x):
        return 1.0 + x[0] ** 2

    assert check_gradient(f, lambda x: [2 * x[0], 0.0], np.array([1.0, 5.0])) < 1e-7
    assert check_gradient(lambda x: 0.0, lambda x: 0 * x, np.ones(2)) == 0.0


def test_the_same_seed_gives_the_same_answer():
    x = RNG.normal(size=5)
    answers = {
        check_gradient(rosenbrock, scipy.optimize.rosen_der, x, seed=4)
        for _ in range(3)
    }
    assert len(answers) == 1


def test_arguments_are_not_changed_even_by_rude_functions():
    def rude(x):
        value = np.sum(x**2)
        x[:] = 0.0
        return value

    def rude_gradient(x):
        gradient = 2 * x
        x[:] = 0.0
        return gradient

    x = np.array([1.0, 2.0])
    assert check_gradient(rude, rude_gradient, x) < 1e-7
    assert list(x) == [1.0, 2.0]


def test_errors():
    x = np.ones(3)
    with pytest.raises(ValueError, match=r"f must return one number.*pass its sum"):
        check_gradient(gelu, gelu.derivative, x)
    with pytest.raises(ValueError, match=r"f\(x\) must be finite"):
        check_gradient(lambda x: np.nan, np.ones_like, x)
    with pytest.raises(ValueError, match=r"grad must have the shape of x, \(3,\)"):
        check_gradient(lambda x: x.sum(), lambda x: 1.0, x)
    with pytest.raises(ValueError, match="x must not be empty"):
        numerical_gradient(lambda x: 0.0, [])
    with pytest.raises(ValueError, match=r"x\[1\] = nan"):
        numerical_gradient(lambda x: 0.0, [0.0, np.nan])
    with pytest.raises(ValueError, match="tolerance must be positive"):
        check_gradient(lambda x: x.sum(), np.ones_like, x, tolerance=0.0)
    with pytest.raises(TypeError, match="directions must be a whole number"):
        check_gradient(lambda x: x.sum(), np.ones_like, x, directions=2.5)
    with pytest.raises(GradientError):
        check_gradient(lambda x: relu(x).sum(), relu.derivative, np.zeros(2))


def log(x):
    return np.log(x).sum()


@pytest.mark.parametrize("x", [1e-12, 1e-8, 1e-3, 0.1, 1.0, 1e6])
def test_near_the_edge_of_a_domain(x):
    np.testing.assert_allclose(numerical_gradient(log, [x]), [1 / x], rtol=1e-7)
    assert check_gradient(log, lambda x: 1 / x, [x]) < 1e-6
    assert check_gradient(lambda x: math.log(x[0]), lambda x: 1 / x, [x]) < 1e-6
    if x <= 1.0:  # further out the slope is small beside the value
        for wrong in (-1.0, 1.001):
            with pytest.raises(GradientError, match="wrong sign or factor"):
                check_gradient(log, lambda x, wrong=wrong: wrong / x, [x])


def test_components_of_very_different_size():
    assert check_gradient(log, lambda x: 1 / x, [1e-6, 1.0, 1e3]) < 1e-4
    # A step that went with the component would be lost in the rounding of the sum.
    assert check_gradient(lambda x: np.sum(x**2), lambda x: 2 * x, [1.0, 1e-8]) < 1e-7
    with pytest.raises(GradientError):
        check_gradient(lambda x: x.sum(), np.zeros_like, [1e-20])


@pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_functions_that_compute_in_float32(f):
    x = np.random.default_rng(1).normal(size=(3, 4)).astype(np.float32)
    x += np.float32(0.1) * np.sign(x)  # away from kinks

    def single(x):
        return f(x.astype(np.float32)).sum()

    assert check_gradient(single, f.derivative, x) < 0.01
    for factor in (-1.0, 1.02):
        with pytest.raises(GradientError, match="wrong sign or factor"):
            check_gradient(single, factor * f.derivative(x), x)


def test_what_cannot_be_judged_is_said_to_be_so():
    def coarse(x):
        return np.float16(np.sum(x**2))

    with pytest.raises(GradientError, match=r"these are unsure.*Compute it in float64"):
        check_gradient(coarse, lambda x: 2 * x, [1.0, 2.0])
    with pytest.raises(ValueError, match=r"on both sides of x.*edge of its domain"):
        check_gradient(lambda x: np.sqrt(x).sum(), np.ones_like, [0.0])
