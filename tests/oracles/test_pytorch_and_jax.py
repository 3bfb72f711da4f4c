"""PyTorch and JAX as oracles where they are accurate, and the inputs of their tests.

Where they are not, and why, is told on the page *On a real machine*.
"""

import jax
import numpy as np
import pytest
import torch
from torch.testing._internal.common_methods_invocations import op_db

import nnbook as nn
from tools.benchmarks.libraries import LIBRARIES

rng = np.random.default_rng(12)
DENSE = np.concatenate([rng.uniform(-60, 60, 4000), rng.normal(0, 1, 4000)])
# The numbers on which a library keeps its digits, and how many units it may lose.
ACCURATE = {
    "relu": (-np.inf, np.inf, 0),
    "relu'": (-np.inf, np.inf, 0),
    "leaky_relu": (-np.inf, np.inf, 1),
    "sigmoid": (-60, 60, 4),
    "sigmoid'": (-60, 2, 16),
    "tanh": (-60, 60, 4),
    "tanh'": (-1, 1, 16),
    "elu": (-60, 60, 8),
    "elu'": (-1, 60, 8),
    "gelu": (-1, 60, 16),
    "gelu'": (0, 60, 16),
}
OTHERS = pytest.mark.parametrize("library", ["PyTorch", "JAX"])


@OTHERS
@pytest.mark.parametrize("name", ACCURATE)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_values_and_slopes(name, library, dtype):
    low, high, loss = ACCURATE[name]
    x = DENSE[(low <= DENSE) & (high >= DENSE)].astype(dtype)
    got, want = LIBRARIES["nnbook"][name](x), LIBRARIES[library][name](x)
    assert got.dtype == want.dtype == dtype and len(x) > 1000
    np.testing.assert_allclose(got, want, rtol=loss * np.finfo(dtype).eps)


@OTHERS
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
@pytest.mark.parametrize("shape", [(500, 3), (200, 10), (3, 1000)])
def test_rows(name, library, shape):
    x = rng.normal(0, 5, shape)
    got, want = LIBRARIES["nnbook"][name](x), LIBRARIES[library][name](x)
    # Their rounded shift costs a unit for each unit of distance to the maximum.
    loss = (8 + np.ptp(x)) * np.finfo(float).eps
    size = want if name == "softmax" else 1 - want
    assert (np.abs(got - want) <= loss * size).all()


@OTHERS
def test_jacobian_of_softmax(library):
    x = rng.normal(0, 2, 7)
    if library == "JAX":
        want = jax.jacobian(jax.nn.softmax)(x)
    else:
        want = torch.autograd.functional.jacobian(
            lambda x: torch.softmax(x, 0), torch.from_numpy(x)
        )
    np.testing.assert_allclose(
        nn.softmax_jacobian(x), np.asarray(want), rtol=1e-13, atol=1e-16
    )


@OTHERS
def test_cost_and_gradient_of_a_linear_neuron(library):
    X, y, w = rng.normal(size=(50, 4)), rng.normal(size=50), rng.normal(size=4)
    if library == "JAX":
        cost, gradient = jax.value_and_grad(lambda w: ((y - X @ w) ** 2).sum() / 2)(w)
    else:
        leaf = torch.from_numpy(w).clone().requires_grad_()
        cost = ((torch.from_numpy(y) - torch.from_numpy(X) @ leaf) ** 2).sum() / 2
        cost.backward()
        cost, gradient = cost.item(), leaf.grad
    got_cost, got_gradient = nn.squared_error_with_gradient(w, X, y)
    np.testing.assert_allclose(got_cost, float(cost), rtol=1e-13)
    np.testing.assert_allclose(got_gradient, np.asarray(gradient), rtol=1e-12)


def ours_as_pytorch_calls_it(name):
    """One of our functions, with the arguments of PyTorch's."""
    return {
        "sigmoid": nn.sigmoid,
        "tanh": nn.tanh,
        "nn.functional.relu": lambda x, inplace=False: nn.relu(x),
        "nn.functional.elu": lambda x, alpha=1.0, inplace=False: nn.elu(x, alpha=alpha),
        "nn.functional.leaky_relu": lambda x, negative_slope=0.01, inplace=False: (
            nn.leaky_relu(x, slope=negative_slope)
        ),
        "nn.functional.gelu": lambda x, approximate="none": (
            nn.gelu_tanh(x) if approximate == "tanh" else nn.gelu(x)
        ),
        "softmax": lambda x, dim, dtype=None: nn.softmax(x, dim),
        "log_softmax": lambda x, dim, dtype=None: nn.log_softmax(x, dim),
    }.get(name)


OPERATORS = [op for op in op_db if ours_as_pytorch_calls_it(op.name)]


@pytest.mark.parametrize("op", OPERATORS, ids=lambda op: op.formatted_name)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=str)
def test_the_inputs_of_pytorchs_own_tests(op, dtype):
    ours, tried = ours_as_pytorch_calls_it(op.name), 0
    for sample in op.sample_inputs("cpu", dtype):
        want = op(sample.input, *sample.args, **sample.kwargs)
        x = sample.input.numpy()
        if x.size == 0 or (x.ndim == 0 and "softmax" in op.name):
            continue
        got = ours(x, *sample.args, **sample.kwargs)
        # Where PyTorch cancels, its error is some units of 1.
        eps = torch.finfo(dtype).eps
        np.testing.assert_allclose(got, want.numpy(), rtol=40 * eps, atol=8 * eps)
        tried += 1
    assert tried
