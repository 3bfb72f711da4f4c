"""The code of the course book *Introduction to Neural Networks*.

Short modules, one idea each, in plain NumPy. Where to find what: `activations`,
`softmax`, `perceptron`, `rosenblatt`, `descent`, `neuron`, `gradcheck` and
`datasets`.

Every function takes plain numbers: lists, arrays and columns of tables, in float64 or
narrower. What carries more, such as a mask, units or more digits, is refused with a
word on what to do, since it would be lost.

``nnbook.softmax`` is the function. It lives in a module of the same name, whose
other contents come by ``from nnbook.softmax import softmax_jacobian``.
"""

from nnbook import datasets
from nnbook.activations import (
    ACTIVATIONS,
    Activation,
    elu,
    gelu,
    gelu_tanh,
    leaky_relu,
    relu,
    sigmoid,
    tanh,
)
from nnbook.descent import Descent, DivergenceWarning, gradient_descent
from nnbook.gradcheck import GradientError, check_gradient, numerical_gradient
from nnbook.neuron import LeakyIntegrateAndFire
from nnbook.perceptron import (
    largest_learning_rate,
    linear_neuron,
    squared_error,
    squared_error_gradient,
    squared_error_with_gradient,
    threshold_neuron,
    with_bias,
)
from nnbook.rosenblatt import perceptron_rule
from nnbook.softmax import log_softmax, softmax, softmax_jacobian

__version__ = "0.1.0"

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Descent",
    "DivergenceWarning",
    "GradientError",
    "LeakyIntegrateAndFire",
    "check_gradient",
    "datasets",
    "elu",
    "gelu",
    "gelu_tanh",
    "gradient_descent",
    "largest_learning_rate",
    "leaky_relu",
    "linear_neuron",
    "log_softmax",
    "numerical_gradient",
    "perceptron_rule",
    "relu",
    "sigmoid",
    "softmax",
    "softmax_jacobian",
    "squared_error",
    "squared_error_gradient",
    "squared_error_with_gradient",
    "tanh",
    "threshold_neuron",
    "with_bias",
]
