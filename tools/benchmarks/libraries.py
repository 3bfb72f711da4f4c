"""The same functions in each library, on NumPy arrays, the way its users write them.

A derivative is what the library's own differentiation returns; SciPy has none, so
that its users write the textbook's.
"""

from __future__ import annotations

from collections.abc import Callable

import jax
import numpy as np
import scipy.special
import torch

import nnbook

Function = Callable[[np.ndarray], np.ndarray]
jax.config.update("jax_enable_x64", True)
torch.set_num_threads(1)


def _torch(function) -> Function:
    return lambda x: function(torch.from_numpy(x)).numpy()


def _torch_slope(function) -> Function:
    def slope(x):
        leaf = torch.from_numpy(x).clone().requires_grad_()
        function(leaf).sum().backward()
        return leaf.grad.numpy()

    return slope


def _jax(function) -> Function:
    compiled = jax.jit(function)
    return lambda x: np.asarray(compiled(x))


def _jax_slope(function) -> Function:
    return _jax(jax.vmap(jax.grad(function)))


def _elu_slope(x):
    return np.where(x > 0, 1.0, np.exp(x))


def _sigmoid_slope(x):
    s = scipy.special.expit(x)
    return s * (1 - s)


def _both(name, function) -> dict[str, dict[str, Function]]:
    """The function in PyTorch and its slope."""
    return {name: _torch(function), name + "'": _torch_slope(function)}


def _jax_gelu(x):
    return jax.nn.gelu(x, approximate=False)


LIBRARIES: dict[str, dict[str, Function]] = {
    "nnbook": {
        **nnbook.ACTIVATIONS,
        **{f"{name}'": f.derivative for name, f in nnbook.ACTIVATIONS.items()},
        "softmax": nnbook.softmax,
        "log_softmax": nnbook.log_softmax,
    },
    "SciPy": {
        "sigmoid": scipy.special.expit,
        "sigmoid'": _sigmoid_slope,
        "tanh": np.tanh,
        "tanh'": lambda x: 1 - np.tanh(x) ** 2,
        "elu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "elu'": _elu_slope,
        "gelu": lambda x: x * scipy.special.ndtr(x),
        "softmax": lambda x: scipy.special.softmax(x, axis=-1),
        "log_softmax": lambda x: scipy.special.log_softmax(x, axis=-1),
    },
    "PyTorch": {
        **_both("relu", torch.relu),
        "leaky_relu": _torch(torch.nn.functional.leaky_relu),
        **_both("sigmoid", torch.sigmoid),
        **_both("tanh", torch.tanh),
        **_both("elu", torch.nn.functional.elu),
        **_both("gelu", torch.nn.functional.gelu),
        "softmax": _torch(lambda x: torch.softmax(x, -1)),
        "log_softmax": _torch(lambda x: torch.log_softmax(x, -1)),
    },
    "JAX": {
        "relu": _jax(jax.nn.relu),
        "relu'": _jax_slope(jax.nn.relu),
        "leaky_relu": _jax(jax.nn.leaky_relu),
        "sigmoid": _jax(jax.nn.sigmoid),
        "sigmoid'": _jax_slope(jax.nn.sigmoid),
        "tanh": _jax(jax.numpy.tanh),
        "tanh'": _jax_slope(jax.numpy.tanh),
        "elu": _jax(jax.nn.elu),
        "elu'": _jax_slope(jax.nn.elu),
        "gelu": _jax(_jax_gelu),
        "gelu'": _jax_slope(_jax_gelu),
        "softmax": _jax(jax.nn.softmax),
        "log_softmax": _jax(jax.nn.log_softmax),
    },
}
