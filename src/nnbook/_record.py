"""What the book records of an activation function, and how such a record is called.

The module `nnbook.activations` holds the six records themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from nnbook._blocks import elementwise
from nnbook._checks import as_positive


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

    The page *Activation functions* introduces the six of the lecture.

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
    defaults : tuple of (str, float)
        The parameters and their usual values; see `parameters`.
    kinks : tuple of float
        The x where f has no derivative. This and all properties below hold at the
        usual values of the parameters.
    range : Interval
        The values that f takes on finite x.
    range_latex : str
        The same for print.
    monotone : bool
        Whether f never decreases.
    smooth : bool
        Whether f′ exists and is continuous everywhere.
    zero_centred : bool
        Whether f(−x) = −f(x), so that inputs spread evenly about 0 give
        outputs spread evenly about 0.
    saturates : {"no", "left", "both"}
        The sides on which f′ goes to 0.
    slope_at_0 : float
        ``derivative(0)``; at a kink, the choice described in the module.
    limits : tuple of two float
        f at −∞ and at +∞.
    value_kernel, derivative_kernel : callable
        The code on float64 arrays.

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
    zero_centred: bool
    saturates: str
    slope_at_0: float
    limits: tuple[float, float]
    value_kernel: Callable
    derivative_kernel: Callable
    kinks: tuple[float, ...] = ()
    defaults: tuple[tuple[str, float], ...] = ()

    def __repr__(self):
        return f"<Activation {self.name}>"

    @property
    def parameters(self):
        """The parameters with their usual values, as a new dict."""
        return dict(self.defaults)

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
