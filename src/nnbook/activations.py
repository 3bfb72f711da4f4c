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

import math

import numpy as np

from nnbook import _formulas
from nnbook._blocks import elementwise
from nnbook._record import Activation, Interval

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

# Where GELU has its minimum: the zero of its derivative.
_GELU_LOWEST_AT = -0.7517915246935645
_GELU_LOWEST = float(_formulas.gelu(np.array([_GELU_LOWEST_AT]))[0])

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
    zero_centred=False,
    saturates="left",
    slope_at_0=0.0,
    limits=(0.0, math.inf),
    value_kernel=_formulas.relu,
    derivative_kernel=_formulas.relu_derivative,
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
    zero_centred=False,
    saturates="left",
    slope_at_0=1.0,
    limits=(-1.0, math.inf),
    value_kernel=_formulas.elu,
    derivative_kernel=_formulas.elu_derivative,
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
    zero_centred=False,
    saturates="no",
    slope_at_0=1.0,
    limits=(-math.inf, math.inf),
    value_kernel=_formulas.leaky_relu,
    derivative_kernel=_formulas.leaky_relu_derivative,
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
    zero_centred=True,
    saturates="both",
    slope_at_0=1.0,
    limits=(-1.0, 1.0),
    value_kernel=_formulas.tanh,
    derivative_kernel=_formulas.tanh_derivative,
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
    zero_centred=False,
    saturates="both",
    slope_at_0=0.25,
    limits=(0.0, 1.0),
    value_kernel=_formulas.sigmoid,
    derivative_kernel=_formulas.sigmoid_derivative,
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
    zero_centred=False,
    saturates="left",
    slope_at_0=0.5,
    limits=(0.0, math.inf),
    value_kernel=_formulas.gelu,
    derivative_kernel=_formulas.gelu_derivative,
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
    return elementwise(_formulas.gelu_tanh, x)
