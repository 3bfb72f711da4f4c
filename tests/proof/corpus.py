r"""Derivations as lecturers write them, each with what must be stated for it.

``wrong`` are slips: a piece of the formula and what a student may write in its place.
Each makes the derivation false, so none of them may be proved.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    name: str
    latex: str
    where: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...]


SOFTMAX = (
    r"z, y \in \mathbb{R}^K",
    r"p_i = \frac{e^{z_i}}{\sum_{k=1}^K e^{z_k}}",
)
LOGISTIC = (
    r"w, b, x, y \in \mathbb{R}",
    r"z = wx + b",
    r"a = \sigma(z)",
)
LINEAR = (
    r"X \in \mathbb{R}^{m \times d}",
    r"y \in \mathbb{R}^m",
    r"\theta \in \mathbb{R}^d",
)
LAYER = (
    r"w^l \in \mathbb{R}^{m \times d}",
    r"a^{l-1} \in \mathbb{R}^d",
    r"b^l, y \in \mathbb{R}^m",
    r"z^l_j = \sum_{k=1}^d w^l_{jk} a^{l-1}_k + b^l_j",
    r"a^l_j = \sigma(z^l_j)",
    r"C = \frac12 \sum_{j=1}^m (a^l_j - y_j)^2",
)
CHAIN = (
    "L = L(a)",
    "a = a(z)",
    "z = wx + b",
    r"w, x, b \in \mathbb{R}",
)

CORPUS = [
    Written(
        "sigmoid: slope",
        r"""\begin{align*}
        \sigma'(x) &= \frac{d}{dx} \left( 1 + e^{-x} \right)^{-1} \\
        &= -(1 + e^{-x})^{-2} (-e^{-x}) \\
        &= \frac{e^{-x}}{(1 + e^{-x})^2} \\
        &= \sigma(x) (1 - \sigma(x)). \tag{3}
        \end{align*}""",
        (),
        (("(-e^{-x})", "e^{-x}"), (r"(1 - \sigma(x)).", r"(1 + \sigma(x)).")),
    ),
    Written(
        "sigmoid: symmetry",
        r"1 - \sigma(x) = \frac{e^{-x}}{1 + e^{-x}} = \frac{1}{1 + e^x} = \sigma(-x)",
        (),
        ((r"\sigma(-x)", r"\sigma(x)"), ("1 + e^x}", "1 - e^x}")),
    ),
    Written(
        "tanh: slope",
        r"\frac{d}{dx} \tanh x = 1 - \tanh^2 x = \frac{4}{(e^x + e^{-x})^2}",
        (),
        (("1 - ", "1 + "), (r"\frac{4}", r"\frac{2}")),
    ),
    Written(
        "tanh: three of them",
        r"\frac{\partial E}{\partial w} = (\hat y - y) (1 - \hat y^2) (1 - h^2) x",
        (
            r"w, x, y \in \mathbb{R}",
            r"h = \tanh(wx)",
            r"\hat y = \tanh(h)",
            r"E = \frac12 (\hat y - y)^2",
        ),
        (("(1 - h^2)", "(1 - h)"), (" x", "")),
    ),
    Written(
        "one unit with tanh",
        r"\frac{\partial E}{\partial w_j} = -(y - \hat y) (1 - \hat y^2) x_j",
        (
            r"y \in \mathbb{R}",
            r"\hat y = \tanh(\mathbf{w} \cdot \mathbf{x})",
            r"E = \frac12 (y - \hat y)^2",
        ),
        (("-(y", "(y"), (r"\hat y^2", r"\hat y")),
    ),
    Written(
        "ReLU: slope",
        r"r'(x) = \begin{cases} 1, & \text{if } x > 0 \\ 0, & \text{otherwise.} "
        r"\end{cases}",
        (
            r"r(x) = \begin{cases} x & \text{if } x > 0, \\ 0 & \text{otherwise}"
            r" \end{cases}",
        ),
        (("1,", "x,"), ("0,", "1,")),
    ),
    Written(
        "ReLU: by an indicator",
        r"\max(0, x) = x \, \mathbb{1}[x > 0]",
        (),
        (("x > 0", "x < 0"),),
    ),
    Written(
        "softplus: slope",
        r"\frac{d}{dx} \ln\left( 1 + e^x \right) = \frac{e^x}{1 + e^x} = \sigma(x)",
        (),
        ((r"\sigma(x)", r"\sigma(-x)"),),
    ),
    Written(
        "swish: slope",
        r"f'(x) = \sigma(x) + x \sigma(x) (1 - \sigma(x)) = f(x) + \sigma(x)(1 - f(x))",
        (r"f(x) = x \sigma(x)",),
        (("(1 - f(x))", "(1 + f(x))"),),
    ),
    Written(
        "softmax: sums to one",
        r"\sum_{i=1}^K p_i = \frac{\sum_{i=1}^K e^{z_i}}{\sum_{k=1}^K e^{z_k}} = 1",
        SOFTMAX,
        (("= 1", "= 2"),),
    ),
    Written(
        "softmax: Jacobian",
        r"\frac{\partial p_i}{\partial z_j} = p_i (\mathbb{1}\{i = j\} - p_j)"
        r" = p_i (\delta_{ij} - p_j)",
        SOFTMAX,
        ((r"- p_j)", r"+ p_j)"), ("= p_i", "= p_j")),
    ),
    Written(
        "softmax: Jacobian in cases",
        r"\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i (1 - p_i), & i = j \\"
        r" -p_i p_j, & i \neq j \end{cases}",
        SOFTMAX,
        (("-p_i p_j", "p_i p_j"), ("(1 - p_i)", "(1 - p_i)^2")),
    ),
    Written(
        "cross entropy of softmax",
        r"""\begin{align}
        \frac{\partial L}{\partial z_j}
        &= -\sum_{i=1}^K y_i \frac{\partial \ln p_i}{\partial z_j} \\
        &= -\sum_{i=1}^K y_i (\delta_{ij} - p_j) \\
        &= -y_j + p_j \sum_{i=1}^K y_i \\
        &= p_j - y_j \quad \text{since the labels sum to one}
        \end{align}""",
        (*SOFTMAX, r"L = -\sum_{i=1}^K y_i \ln p_i", r"\sum_{i=1}^K y_i = 1"),
        (("= p_j - y_j", "= y_j - p_j"), ("-y_j + p_j", "-y_j + y_j")),
    ),
    Written(
        "softmax: shift",
        r"\frac{e^{z_i - c}}{\sum_{k=1}^K e^{z_k - c}} = p_i",
        (*SOFTMAX, r"c \in \mathbb{R}"),
        (("e^{z_i - c}", "e^{z_i + c}"),),
    ),
    Written(
        "softmax with two classes",
        r"\frac{e^{a}}{e^{a} + e^{b}} = \frac{1}{1 + e^{-(a - b)}} = \sigma(a - b)",
        (),
        ((r"\sigma(a - b)", r"\sigma(b - a)"),),
    ),
    Written(
        "log-sum-exp: gradient",
        r"\frac{\partial}{\partial z_j} \log \sum_{k=1}^K \exp(z_k) = p_j",
        SOFTMAX,
        (("= p_j", r"= \exp(z_j)"),),
    ),
    Written(
        "logistic regression: cost by z",
        r"""\begin{aligned}
        \frac{\partial L}{\partial z} &= -\frac{y}{a} a (1 - a)
        + \frac{1 - y}{1 - a} a (1 - a) \\ &= -y (1 - a) + (1 - y) a \\ &= a - y
        \end{aligned}""",
        (*LOGISTIC, r"L = -y \ln a - (1 - y) \ln(1 - a)"),
        (("= a - y", "= y - a"), ("-y (1 - a)", "-y a")),
    ),
    Written(
        "logistic regression: cost by w",
        r"\frac{\partial L}{\partial w} = (a - y) x",
        (*LOGISTIC, r"L = -\left[ y \log a + (1 - y) \log(1 - a) \right]"),
        (("(a - y)", "(y - a)"), (" x", "")),
    ),
    Written(
        "logistic regression: all samples",
        r"\frac{\partial J}{\partial \theta_j} = \frac{1}{m} \sum_{i=1}^m "
        r"(h^{(i)} - y^{(i)}) x^{(i)}_j",
        (
            *LINEAR,
            r"h^{(i)} = \sigma\left( \sum_{k=1}^d \theta_k x^{(i)}_k \right)",
            r"J(\theta) = -\frac1m \sum_{i=1}^m \left( y^{(i)} \log h^{(i)}"
            r" + (1 - y^{(i)}) \log(1 - h^{(i)}) \right)",
        ),
        (("h^{(i)} - y^{(i)}", "h^{(i)} + y^{(i)}"), (r"\frac{1}{m}", "m")),
    ),
    Written(
        "logistic regression: second derivative",
        r"\frac{d^2 L}{dz^2} = \sigma(z) (1 - \sigma(z))",
        (r"z, y \in \mathbb{R}", r"L = \ln(1 + e^z) - y z"),
        (("(1 - ", "(2 - "),),
    ),
    Written(
        "least squares: gradient",
        r"""\begin{align*}
        \nabla_\theta \frac12 \| X\theta - y \|^2
        &= X^T (X\theta - y) \\ &= X^T X \theta - X^T y
        \end{align*}""",
        LINEAR,
        (("- X^T y", "+ X^T y"), ("X^T (", "2 X^T (")),
    ),
    Written(
        "least squares: multiplied out",
        r"\|y - X\theta\|_2^2 = y^T y - 2 \theta^T X^T y + \theta^T X^T X \theta",
        LINEAR,
        (("- 2", "-"), ("+ ", "- ")),
    ),
    Written(
        "least squares: one partial derivative",
        r"\frac{\partial J}{\partial \theta_j} = \frac{1}{m} \sum_{i=1}^{m} "
        r"\left( h_\theta(x^{(i)}) - y^{(i)} \right) x_j^{(i)}",
        (
            *LINEAR,
            r"x \in \mathbb{R}^d",
            r"h_\theta(x) = \theta^T x",
            r"J(\theta) = \frac{1}{2m} \sum_{i=1}^m "
            r"\left( h_\theta(x^{(i)}) - y^{(i)} \right)^2",
        ),
        ((r"\frac{1}{m}", r"\frac{2}{m}"), ("- y", "+ y")),
    ),
    Written(
        "ridge: gradient",
        r"\nabla_\theta J = X^\top (X\theta - y) + \lambda \theta",
        (
            *LINEAR,
            r"\lambda \in \mathbb{R}",
            r"J = \frac12 \|X\theta - y\|^2 + \frac{\lambda}{2} \|\theta\|^2",
        ),
        ((r"+ \lambda", r"- \lambda"), (r"\lambda \theta", r"2 \lambda \theta")),
    ),
    Written(
        "a line through points: the best slope",
        r"J'(w) = \sum_{i=1}^n (w x_i - y_i) x_i "
        r"= w \sum_{i=1}^n x_i^2 - \sum_{i=1}^n x_i y_i",
        (r"x, y \in \mathbb{R}^n", r"J(w) = \frac12 \sum_{i=1}^n (w x_i - y_i)^2"),
        (("x_i^2", "x_i"), ("- y_i) x_i", "- y_i)")),
    ),
    Written(
        "mean squared error: gradient of the bias",
        r"\frac{\partial J}{\partial b} = \frac2n \sum_{i=1}^n (w x_i + b - y_i)",
        (
            r"x, y \in \mathbb{R}^n",
            r"w, b \in \mathbb{R}",
            r"J = \frac1n \sum_{i=1}^n (w x_i + b - y_i)^2",
        ),
        ((r"\frac2n", r"\frac1n"),),
    ),
    Written(
        "backprop: error of the last layer",
        r"\delta_j = \frac{\partial C}{\partial z^l_j}"
        r" = (a^l_j - y_j) \sigma'(z^l_j)",
        (*LAYER, r"\delta_j = \frac{\partial C}{\partial z^l_j}"),
        (("- y_j", "+ y_j"), (r"\sigma'", r"\sigma")),
    ),
    Written(
        "backprop: gradient of a weight",
        r"\frac{\partial C}{\partial w^l_{jk}} = (a^l_j - y_j) a^l_j (1 - a^l_j)"
        r" a^{l-1}_k",
        LAYER,
        ((r" a^{l-1}_k", ""), ("(1 - a^l_j)", "(1 + a^l_j)")),
    ),
    Written(
        "backprop: gradient of a bias",
        r"\frac{\partial C}{\partial b^l_j} = (a^l_j - y_j) \sigma'(z^l_j)",
        LAYER,
        (("a^l_j - y_j", "y_j - a^l_j"),),
    ),
    Written(
        "backprop: to the layer before",
        r"\frac{\partial C}{\partial a^{l-1}_k} = "
        r"\sum_{j=1}^m w^l_{jk} (a^l_j - y_j) \sigma'(z^l_j)",
        LAYER,
        (("w^l_{jk} ", ""), (r"\sigma'", r"\sigma")),
    ),
    Written(
        "chain rule: symbols",
        r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} "
        r"\frac{\partial a}{\partial z} \frac{\partial z}{\partial w} = "
        r"\frac{\partial L}{\partial a} \frac{\partial a}{\partial z} x",
        CHAIN,
        ((" x", ""), (r"\partial z} x", r"\partial z} w")),
    ),
    Written(
        "chain rule: two ways",
        r"\frac{dL}{dt} = \frac{\partial L}{\partial u} \frac{du}{dt} + "
        r"\frac{\partial L}{\partial v} \frac{dv}{dt}",
        ("L = L(u, v)", "u = u(t)", "v = v(t)", r"t \in \mathbb{R}"),
        (("+", "-"), (r"\frac{dv}{dt}", r"\frac{du}{dt}")),
    ),
    Written(
        "two layers: gradient",
        r"\frac{\partial E}{\partial w_j} = (o - y) v_j \sigma'(w_j x) x",
        (
            r"w, v \in \mathbb{R}^m",
            r"x, y \in \mathbb{R}",
            r"o = \sum_{j=1}^m v_j \sigma(w_j x)",
            r"E = \frac12 (o - y)^2",
        ),
        ((" v_j", ""), ("(o - y)", "(y - o)")),
    ),
    Written(
        "momentum: two steps",
        r"v_{t+1} = \beta (\beta v_{t-1} + g_t) + g_{t+1}"
        r" = \beta^2 v_{t-1} + \beta g_t + g_{t+1}",
        (r"v_{t+1} = \beta v_t + g_{t+1}", r"v_t = \beta v_{t-1} + g_t"),
        ((r"\beta^2", r"\beta"), (r"+ \beta g_t", "+ g_t")),
    ),
    Written(
        "momentum: update",
        r"w_{t+1} - w_t = \beta (w_t - w_{t-1}) - \eta g_t",
        (
            r"\beta, \eta \in \mathbb{R}",
            r"w_{t+1} = w_t + \beta (w_t - w_{t-1}) - \eta g_t",
        ),
        (("- w_{t-1})", "+ w_{t-1})"),),
    ),
    Written(
        "Adam: bias of the mean",
        r"\hat m_t (1 - \beta_1^t) = m_t",
        (r"\hat m_t = \frac{m_t}{1 - \beta_1^t}",),
        (("1 - ", "1 + "), ("^t)", "^2)")),
    ),
    Written(
        "gradient descent on a parabola",
        r"w_{t+1} = w_t - \eta \lambda w_t = (1 - \eta \lambda) w_t",
        (r"\eta, \lambda \in \mathbb{R}", r"w_{t+1} = w_t - \eta \lambda w_t"),
        (("(1 - ", "(1 + "),),
    ),
    Written(
        "mean and variance",
        r"\frac1n \sum_{i=1}^n (x_i - \mu)^2 = \frac1n \sum_{i=1}^n x_i^2 - \mu^2",
        (r"x \in \mathbb{R}^n", r"\mu = \frac1n \sum_{i=1}^n x_i"),
        (("- \\mu^2", "+ \\mu^2"), ("x_i^2", "x_i")),
    ),
    Written(
        "batch normalization: zero mean",
        r"\sum_{i=1}^n \frac{x_i - \mu}{s} = 0",
        (r"x \in \mathbb{R}^n", r"s > 0", r"\mu = \frac1n \sum_{i=1}^n x_i"),
        (("x_i - \\mu", "x_i + \\mu"),),
    ),
    Written(
        "Gauss: likelihood by the mean",
        r"\frac{d\ell}{d\mu} = \frac{1}{s^2} \sum_{i=1}^n (x_i - \mu)",
        (
            r"x \in \mathbb{R}^n",
            r"\mu \in \mathbb{R}",
            "s > 0",
            r"\ell = -n \ln s - \sum_{i=1}^n \frac{(x_i - \mu)^2}{2 s^2}",
        ),
        ((r"\frac{1}{s^2}", r"\frac{1}{s}"), (r"x_i - \mu", r"\mu - x_i")),
    ),
    Written(
        "quadratic form: gradient",
        r"\nabla_{\mathbf{x}} \left( \mathbf{x}^\top \mathbf{A} \mathbf{x} \right)"
        r" = (\mathbf{A} + \mathbf{A}^\top) \mathbf{x}",
        (r"\mathbf{A} \in \mathbb{R}^{d \times d}", r"\mathbf{x} \in \mathbb{R}^{d}"),
        ((r"(\mathbf{A} + \mathbf{A}^\top)", r"2 \mathbf{A}"), ("+", "-")),
    ),
    Written(
        "descent: a step multiplies the error",
        r"\mathbf{w} - \eta \mathbf{X}^\top \mathbf{X} (\mathbf{w} - \mathbf{w}^*)"
        r" - \mathbf{w}^* = (\mathbf{I} - \eta \mathbf{X}^\top \mathbf{X})"
        r" (\mathbf{w} - \mathbf{w}^*)",
        (r"\mathbf{w}^* \in \mathbb{R}^{d}",),
        (
            (r"(\mathbf{I} -", r"(\mathbf{I} +"),
            (r"(\mathbf{I} - \eta", r"(2 \mathbf{I} - \eta"),
        ),
    ),
    Written(
        "linear form: gradient",
        r"\nabla_x (a^T x) = a",
        (r"a, x \in \mathbb{R}^d",),
        (("= a", "= x"),),
    ),
    Written(
        "transpose of a product",
        r"(ABx)^T = x^T B^T A^T",
        (r"A, B \in \mathbb{R}^{d \times d}", r"x \in \mathbb{R}^d"),
        (("B^T A^T", "A^T B^T"),),
    ),
    Written(
        "convolution: geometric weights",
        r"(1 - \beta) \sum_{k=0}^{2} \beta^k = 1 - \beta^3",
        (),
        ((r"1 - \beta^3", r"1 - \beta^2"),),
    ),
    Written(
        "perceptron: the norm grows by at most one",
        r"""\begin{aligned}
        \|w'\|^2 &= \|w + y x\|^2 \\ &= \|w\|^2 + 2 y w^T x + \|x\|^2 \\
        &\leq \|w\|^2 + 1
        \end{aligned}""".replace("w'", "u"),
        (
            r"w, x, u \in \mathbb{R}^d",
            r"y \in \mathbb{R}",
            "u = w + y x",
            "y^2 = 1",
            r"y w^T x \le 0",
            r"\|x\|^2 \le 1",
        ),
        (("+ 2 y", "+ y"), (r"\|w\|^2 + 1", r"\|w\|^2 - 1")),
    ),
]
