r"""The six activation functions of the lecture, one record each.

A record holds all that the book says about a function: its formula, its value
and derivative as code, its parameters and its properties. Formulas, plots,
tables and tests are made from it, so that they cannot disagree. The page
*Activation functions* introduces them.

At a kink there is no derivative, and a number has to be chosen. These records
follow the branches on the slides: ReLU counts 0 to its left branch
(:math:`x \le 0`), so its derivative there is 0; Leaky ReLU counts 0 to its
right branch (:math:`x \ge 0`), so its derivative there is 1; ELU counts 0 to
its left branch, so its derivative there is :math:`\alpha`, which is no choice
at all for :math:`\alpha = 1`. In theory any number between the two slopes would
do as well. In practice x = 0 does occur in short number formats: Bertoin et al.
(*Numerical influence of ReLU'(0) on backpropagation*, 2021) found no effect of
the choice in double precision, an effect in 32 and 16 bits, and 0 to be the
best value for ReLU under plain stochastic descent.
"""

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from nnbook._kernels import activations as kernels
from nnbook._kernels.blocks import elementwise
from nnbook._kernels.checks import as_positive

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Interval",
    "elu",
    "gelu",
    "gelu_tanh",
    "leaky_relu",
    "relu",
    "sigmoid",
    "tanh",
]


class Interval(NamedTuple):
    """The values between ``low`` and ``high``; the flags say which ends belong."""

    low: float
    high: float
    low_closed: bool = False
    high_closed: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Activation:
    r"""An activation function: call it for values, or ask for its derivative.

    ``gelu(x)`` is the value, ``gelu.derivative(x)`` the derivative; parameters
    go by name, as in ``elu(x, alpha=0.5)``. Both take numbers or arrays of any
    shape and keep the shape. Integers become float64; float32 and float16 stay
    what they are, evaluated in float64 and rounded once. nan gives nan,
    infinities give the limits, and no input raises a warning.

    A record can be passed on like any function: it has the name of one, and a
    copy of it, or what comes out of a pickle, is the record itself.

    Parameters
    ----------
    name : str
        The Python name, ``"leaky_relu"``.
    title : str
        The name in prose, ``"Leaky ReLU"``.
    summary : str
        One line on what the function does.
    formula : str
        f(x), readable by SymPy, in ``x`` and the parameters.
    latex, derivative_latex : str
        Right-hand sides of f(x) = … and f′(x) = … as on the slides. A
        parameter is written :math:`\alpha`.
    range : Interval
        The values that f takes on finite x. This and all properties below hold
        at the usual values of the parameters.
    range_latex : str
        The same for print.
    monotone : bool
        Whether f never decreases.
    smooth : bool
        Whether f′ exists and is continuous everywhere.
    odd : bool
        Whether f(−x) = −f(x), so that inputs spread evenly about 0 give
        outputs spread evenly about 0.
    saturates : {"no", "left", "both"}
        The sides on which f′ goes to 0.
    value_kernel, derivative_kernel : callable
        The code for float64, from `nnbook._kernels.activations`.
    kinks : tuple of float
        The x where f has no derivative.
    defaults : tuple of (str, float)
        The parameters and their usual values; see `parameters`.

    Examples
    --------
    >>> from nnbook import elu, leaky_relu, relu
    >>> print(relu([-1.0, 0.0, 2.0]))
    [0. 0. 2.]
    >>> print(relu.derivative([-1.0, 0.0, 2.0]))
    [0. 0. 1.]
    >>> leaky_relu.parameters
    {'slope': 0.01}
    >>> print(elu(-1.0, alpha=2.0).round(4))
    -1.2642
    """

    name: str
    title: str
    summary: str
    formula: str
    latex: str
    derivative_latex: str
    range: Interval
    range_latex: str
    monotone: bool
    smooth: bool
    odd: bool
    saturates: str
    value_kernel: Callable
    derivative_kernel: Callable
    kinks: tuple[float, ...] = ()
    defaults: tuple[tuple[str, float], ...] = ()

    def __post_init__(self):
        by_name = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=value)
            for name, value in self.defaults
        ]
        x = inspect.Parameter("x", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        vars(self).update(
            __name__=self.name,
            __qualname__=self.name,
            __doc__=f"{self.summary}\n\nf(x) = {self.formula}",
            __signature__=inspect.Signature([x, *by_name]),
        )

    def __repr__(self):
        return f"<Activation {self.name}>"

    def __reduce_ex__(self, protocol):
        if ACTIVATIONS.get(self.name) is self:
            return self.name  # found again by its name, as a function is
        return super().__reduce_ex__(protocol)

    @property
    def parameters(self):
        """The parameters with their usual values, as a new dict."""
        return dict(self.defaults)

    @property
    def slope_at_0(self):
        """The derivative at 0; at a kink, the choice described in the module."""
        return float(self.derivative(0.0))

    @property
    def limits(self):
        """The limits of f at −∞ and at +∞."""
        return float(self(-math.inf)), float(self(math.inf))

    def __call__(self, x, **parameters):
        """Return f(x), elementwise.

        Parameters
        ----------
        x : array_like of float
            Any shape.
        **parameters : float
            Positive numbers in place of the usual values.

        Returns
        -------
        numpy scalar or ndarray
            Same shape as ``x``.

        Raises
        ------
        TypeError
            If ``x`` is not made of real numbers, or a parameter is unknown.
        ValueError
            If a parameter is not positive and finite.
        """
        return elementwise(partial(self.value_kernel, **self._filled(parameters)), x)

    def derivative(self, x, **parameters):
        """Return f′(x), elementwise; arguments, result and errors as in a call."""
        kernel = partial(self.derivative_kernel, **self._filled(parameters))
        return elementwise(kernel, x)

    def _filled(self, given):
        parameters = self.parameters
        for name, value in given.items():
            if name not in parameters:
                takes = ", ".join(parameters) or "none"
                raise TypeError(
                    f"{self.name} has no parameter {name!r}; its parameters: {takes}."
                )
            cure = " For zero, use relu." if value == 0 else ""
            parameters[name] = as_positive(name, value, cure)
        return parameters


# Where GELU has its minimum: the zero of its derivative.
_GELU_LOWEST_AT = -0.7517915246935645
_GELU_LOWEST = float(kernels.gelu(_GELU_LOWEST_AT))

relu = Activation(
    name="relu",
    title="ReLU",
    summary="Passes what is positive and gives 0 for the rest.",
    formula="Piecewise((x, x > 0), (0, True))",
    latex=r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}",
    derivative_latex=r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
    kinks=(0.0,),
    range=Interval(0.0, math.inf, low_closed=True),
    range_latex=r"[0, \infty)",
    monotone=True,
    smooth=False,
    odd=False,
    saturates="left",
    value_kernel=kernels.relu,
    derivative_kernel=kernels.relu_derivative,
)

elu = Activation(
    name="elu",
    title="ELU",
    summary="Passes what is positive and bends the rest towards −α.",
    formula="Piecewise((x, x > 0), (alpha*(exp(x) - 1), True))",
    latex=r"\begin{cases} x & x > 0 \\ \alpha(e^x - 1) & x \le 0 \end{cases}",
    derivative_latex=r"\begin{cases} 1 & x > 0 \\ \alpha e^x & x \le 0 \end{cases}",
    defaults=(("alpha", 1.0),),
    range=Interval(-1.0, math.inf),
    range_latex=r"(-\alpha, \infty)",
    monotone=True,
    smooth=True,
    odd=False,
    saturates="left",
    value_kernel=kernels.elu,
    derivative_kernel=kernels.elu_derivative,
)

leaky_relu = Activation(
    name="leaky_relu",
    title="Leaky ReLU",
    summary="Passes what is positive and lets a little of the rest through.",
    formula="Piecewise((x, x >= 0), (slope*x, True))",
    latex=r"\begin{cases} x & x \ge 0 \\ \alpha x & x < 0 \end{cases}",
    derivative_latex=r"\begin{cases} 1 & x \ge 0 \\ \alpha & x < 0 \end{cases}",
    defaults=(("slope", 0.01),),
    kinks=(0.0,),
    range=Interval(-math.inf, math.inf),
    range_latex=r"(-\infty, \infty)",
    monotone=True,
    smooth=False,
    odd=False,
    saturates="no",
    value_kernel=kernels.leaky_relu,
    derivative_kernel=kernels.leaky_relu_derivative,
)

tanh = Activation(
    name="tanh",
    title="tanh",
    summary="Squeezes the line into (−1, 1), evenly about 0.",
    formula="(exp(x) - exp(-x))/(exp(x) + exp(-x))",
    latex=r"\frac{e^x - e^{-x}}{e^x + e^{-x}}",
    derivative_latex=r"1 - \tanh^2(x)",
    range=Interval(-1.0, 1.0),
    range_latex="(-1, 1)",
    monotone=True,
    smooth=True,
    odd=True,
    saturates="both",
    value_kernel=kernels.tanh,
    derivative_kernel=kernels.tanh_derivative,
)

sigmoid = Activation(
    name="sigmoid",
    title="Sigmoid",
    summary="Squeezes the line into (0, 1), like a probability.",
    formula="1/(1 + exp(-x))",
    latex=r"\frac{1}{1 + e^{-x}}",
    derivative_latex=r"\frac{e^{-x}}{(1 + e^{-x})^2}",
    range=Interval(0.0, 1.0),
    range_latex="(0, 1)",
    monotone=True,
    smooth=True,
    odd=False,
    saturates="both",
    value_kernel=kernels.sigmoid,
    derivative_kernel=kernels.sigmoid_derivative,
)

gelu = Activation(
    name="gelu",
    title="GELU",
    summary="Weighs x by the share of a normal distribution that lies below it.",
    formula="x*(1 + erf(x/sqrt(2)))/2",
    latex=(
        r"\frac{1}{2} x \left(1 + \operatorname{erf}"
        r"\left(\frac{x}{\sqrt{2}}\right)\right)"
    ),
    derivative_latex=(
        r"\frac{1}{2} \left(1 + \operatorname{erf}"
        r"\left(\frac{x}{\sqrt{2}}\right)\right)"
        r" + \frac{x}{\sqrt{2 \pi}} e^{-x^2 / 2}"
    ),
    range=Interval(_GELU_LOWEST, math.inf, low_closed=True),
    range_latex=rf"[{_GELU_LOWEST:.3f}, \infty)",
    monotone=False,
    smooth=True,
    odd=False,
    saturates="left",
    value_kernel=kernels.gelu,
    derivative_kernel=kernels.gelu_derivative,
)

# In the order of the lecture.
ACTIVATIONS = {f.name: f for f in (relu, elu, leaky_relu, tanh, sigmoid, gelu)}


def gelu_tanh(x):
    r"""Return the tanh approximation of GELU, elementwise.

    .. math:: \tfrac12 x \left(1 + \tanh\left(\sqrt{2/\pi}\,
              (x + 0.044715\, x^3)\right)\right)

    Parameters
    ----------
    x : array_like of float
        Any shape.

    Returns
    -------
    numpy scalar or ndarray
        Same shape and, for float16 and float32, same type as ``x``.

    Raises
    ------
    TypeError
        If ``x`` is not made of real numbers.

    References
    ----------
    .. [1] D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units (GELUs)",
       2016. https://arxiv.org/abs/1606.08415

    Examples
    --------
    >>> print(f"{gelu_tanh(1.0):.5f} {gelu(1.0):.5f}")
    0.84119 0.84134
    """
    return elementwise(kernels.gelu_tanh, x)
