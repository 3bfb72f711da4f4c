"""Formulas as they stand on the pages, against the code that they describe.

A formula names its test by ``% tested by …``; the test computes what its LaTeX says,
with `nnbook.proof.compute`, and compares.
"""

import re
import struct

import numpy as np
import pytest
import sympy

import nnbook as nn
from nnbook._kernels import normal
from nnbook.proof import check, compute

rng = np.random.default_rng(0)
COST = (
    r"\hat y^{(i)} = \sum_{k=1}^{d} w_k x_k^{(i)}",
    r"J(\mathbf{w}) = \frac12 \sum_{i=1}^{n} (y^{(i)} - \hat y^{(i)})^2",
)
# The three samples of the pages on descent.
X = np.array([[1.0, -1.0], [1.0, 1.0], [2.0, 1.0]])
y = X @ [1.0, 1.0]


def close(got, want, rtol=1e-14):
    np.testing.assert_allclose(got, want, rtol=rtol, atol=1e-300)


def lines(n, d):
    """Return random samples, targets and weights."""
    return rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d)


# -- Units -------------------------------------------------------------------------


def test_gate(equation):
    """Each row is the condition on one output of a threshold unit."""
    outputs = []
    for row in equation.latex.split("\\\\\n"):
        inputs = [
            int(digit) for digit in re.match(r".*?\((\d), (\d)\):", row, re.S).groups()
        ]
        (_, statement) = row.split("&&")
        left, relation = re.match(r"(.*)&(<|\\ge) 0", statement.strip()).groups()
        outputs.append(int(relation == r"\ge"))
        for w1, w2, b in rng.integers(-4, 5, (20, 3)) / 4:
            z = compute(left, {"w_1": w1, "w_2": w2, "b": b})
            assert z == nn.linear_neuron([w1, w2], np.array(inputs, float)) + b
            fires = nn.threshold_neuron([w1, w2], np.array(inputs, float), b)
            assert fires == (z >= 0)
    assert outputs == ([0, 1, 1, 0] if equation.label == "eq-xor" else [0, 0, 0, 1])


def test_decision_line(equation):
    """It holds on the border between firing and silence, and nowhere else."""
    ((left, relation, right),) = equation.sides
    assert (relation, right) == ("=", "0")
    for _ in range(10):
        w, b = rng.normal(size=3), rng.normal()
        along = np.cross(w, rng.normal(size=3))
        point = -b * w / (w @ w) + along
        assert abs(compute(left, {"w": w, "x": point, "b": b})) < 1e-14
        for side in (-1e-6, 1e-6):
            moved = point + side * w
            assert compute(left, {"w": w, "x": moved, "b": b}) * side > 0
            assert nn.threshold_neuron(w, moved, b) == (side > 0)


def test_distance_of_the_line(equation):
    ((expression,),) = equation.sides
    for _ in range(10):
        w, b = rng.normal(size=3), rng.normal()
        distance = compute(expression, {"w": w, "b": b})
        direction = w / np.linalg.norm(w)
        assert abs(nn.linear_neuron(w, distance * direction) + b) < 1e-14


def test_bias_as_weight(equation):
    ((product, _, summed, _, z),) = equation.sides
    assert z == "z"
    for _ in range(5):
        x, w, b = rng.normal(size=3), rng.normal(size=3), rng.normal()
        (row,) = nn.with_bias(x[None])
        want = nn.linear_neuron(w, x) + b
        longer = {r"\tilde{\mathbf{w}}": [b, *w], r"\tilde{\mathbf{x}}": row}
        close(compute(product, longer), want)
        close(compute(summed, {"w": w, "x": x, "b": b}), want)


def test_perceptron_rule(equation):
    """The rule of the page, sample by sample, gives the path that the code records."""
    (_, _, new_w), (_, _, new_b) = equation.sides
    X, classes, rate = rng.normal(size=(8, 2)), rng.integers(0, 2, 8), 0.5
    path = nn.perceptron_rule(X, classes, learning_rate=rate, epochs=3)
    w, b, rows = np.zeros(2), 0.0, [[0.0, 0.0, 0.0]]
    for _ in range(len(path.mistakes)):
        for x, target in zip(X, classes, strict=True):
            fires = nn.threshold_neuron(w, x, b)
            known = {r"\eta": rate, r"\hat y": float(fires), "y": float(target)}
            w, b = (
                compute(new_w, {"w": w, "x": x} | known),
                float(compute(new_b, {"b": b} | known)),
            )
            if fires != target:
                rows.append([*w, b])
    close(np.column_stack([path.weights, path.biases]), rows)


SIGNS = np.array([-1, -1, -1, 1])
INPUTS = nn.with_bias(np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]))


def test_margin(equation):
    """The smallest of all the signed products, one for each sample of AND."""
    ((_, _, right),) = equation.sides
    product = right.removeprefix(r"\min_{i}\;")
    assert product != right
    u = np.array([-3, 2, 2]) / np.sqrt(17)
    known = {r"\tilde{\mathbf{u}}": u, r"s": SIGNS.astype(float)}
    products = []
    for i, row in enumerate(INPUTS):
        one = product.replace(r"\tilde{\mathbf{x}}^{(i)}", r"\tilde{\mathbf{x}}")
        products.append(compute(one, known | {r"\tilde{\mathbf{x}}": row, "i": i + 1}))
    close(min(products), 1 / np.sqrt(17))


def test_margin_conditions(equation):
    """The left sides are the signed products of (0, 1), (1, 0) and (1, 1)."""
    for (left, relation, right), i in zip(equation.sides, (1, 2, 3), strict=True):
        assert (relation, right) == (r"\ge", r"\gamma")
        u = rng.normal(size=3)
        known = {"b": u[0], "w_1": u[1], "w_2": u[2]}
        close(compute(left, known), SIGNS[i] * (INPUTS[i] @ u))


# -- The cell ----------------------------------------------------------------------

CELL = nn.LeakyIntegrateAndFire()
VALUES = {
    r"V_{\text{th}}": CELL.threshold,
    r"V_{\text{rest}}": CELL.rest,
    r"V_{\text{reset}}": CELL.reset,
    r"t_{\text{ref}}": CELL.refractory,
    r"I_{\text{rh}}": CELL.rheobase,
    "R": CELL.resistance,
    r"\tau": CELL.time_constant,
}


def test_firing_rate(equation, climb):
    ((_, _, cases),) = equation.sides
    for current in CELL.rheobase * np.array([0.5, 0.99, 1.01, 1.5, 20.0]):
        known = VALUES | {
            "I": current,
            "T": climb(current) if current > CELL.rheobase else 1,
        }
        close(1000 * compute(cases, known), CELL.rate(current), rtol=1e-12)


@pytest.fixture
def climb(equations):
    """Return T as the page has it, for a current above the rheobase."""
    (page,) = [
        e for e in equations if "T" in e.formula.definition and "neuron" in e.page
    ]
    (right,) = [s[2] for s in page.sides if s[0] == "T"]
    return lambda current: float(compute(right, VALUES | {"I": current}))


def test_line_of_the_firing_rate(equation):
    """The terms are those of the series, for which SymPy is asked."""
    ((_, _, series, _, line),) = equation.sides
    u = sympy.Symbol("u", positive=True)
    terms = sympy.series(-1 / sympy.log(1 - u), u, 0, 2).removeO()
    series, _ = re.fullmatch(r"(.*?)( - \\dots )\\right\)", series, re.S).groups()
    for current in (2.0, 3.0, 40.0):
        known = {"I": current, r"I_{\text{rh}}": 1.5, r"\tau": 10.0}
        want = terms.subs(u, sympy.Rational(3, 2) / sympy.Rational(current)) / 10
        close(compute(series + r"\right)", known), float(want))
        without_last = want + sympy.Rational(3, 2) / sympy.Rational(current) / 120
        close(compute(line, known), float(without_last))


# -- Activation functions ----------------------------------------------------------


def test_activation(equation):
    """f and f′ of the page are proved equal to those of the record."""
    record = nn.ACTIVATIONS[equation.label.removeprefix("eq-").replace("-", "_")]
    (name, _, value, *_), (slope, _, derivative, *_) = equation.sides
    where = [f"{name} = {value}"]
    if r"\alpha" in equation.latex:
        where.append(r"\alpha \in \mathbb{R}")
    elif record.parameters:
        where.append(rf"\alpha = {next(iter(record.parameters.values())):g}")
    check(f"{value} = {record.latex}", where=where)
    check(f"{derivative} = {record.derivative_latex}", where=where)
    assert slope == name.replace("(x)", "'(x)")
    for x in (-2.5, -1.0, 0.0, 0.5, 2.0):
        known = {"x": x} | ({r"\alpha": 1.0} if r"\alpha" in equation.latex else {})
        close(compute(value, known), record(x))
        close(compute(derivative, known, where[:1]), record.derivative(x))


def test_approximations_of_gelu(equation):
    grid = np.linspace(-6, 6, 41)
    (_, relation, first), (_, same, second) = equation.sides
    assert relation == same == r"\approx"
    by_tanh = [float(compute(first, {"x": x})) for x in grid]
    by_sigmoid = [float(compute(second, {"x": x})) for x in grid]
    close(by_tanh, nn.gelu_tanh(grid), rtol=1e-12)
    close(by_sigmoid, grid * nn.sigmoid(1.702 * grid), rtol=1e-12)
    assert 2e-4 < np.abs(by_tanh - nn.gelu(grid)).max() < 5e-4
    assert 1e-2 < np.abs(by_sigmoid - nn.gelu(grid)).max() < 2.1e-2


def test_chain_of_slopes(equation):
    ((_, _, product),) = equation.sides
    w, x = np.array([0.5, -1.5, 2.0]), sympy.Symbol("x")
    a, z = x, []
    for weight in w:
        z.append(sympy.Rational(weight) * a)
        a = sympy.tanh(z[-1])
    where = [r"\mathbf{w}, \mathbf{z} \in \mathbb{R}^{m}", r"f(x) = \tanh(x)"]
    known = {"w": w, "z": [float(entry.subs(x, 0.75)) for entry in z]}
    close(compute(product, known, where), float(sympy.diff(a, x).subs(x, 0.75)))


# -- Softmax -----------------------------------------------------------------------


def test_softmax(equation):
    *_, right = equation.sides[0]
    for J in (2, 3, 6):
        z = rng.normal(0, 3, J)
        got = [compute(right, {"z": z, "i": i + 1}, SCORES) for i in range(J)]
        close(got, nn.softmax(z))


SCORES = (r"\mathbf{z} \in \mathbb{R}^{J}",)


def test_temperature(equation):
    *_, right = equation.sides[0]
    z = rng.normal(0, 3, 4)
    for T in (0.25, 1.0, 10.0):
        known = {"z": z, "T": T}
        got = [compute(right, known | {"i": i + 1}, SCORES) for i in range(4)]
        close(got, nn.softmax(z / T), rtol=1e-13)


def test_surprisal(equation):
    """It is minus the logarithm of the probability of the right answer."""
    ((_, _, right),) = equation.sides
    p = nn.softmax(rng.normal(0, 3, 4))
    shapes = [r"\mathbf{p}, \mathbf{y} \in \mathbb{R}^{J}"]
    for answer, y in enumerate(np.eye(4)):
        close(compute(right, {"p": p, "y": y}, shapes), -np.log(p[answer]))


# -- Descent -----------------------------------------------------------------------


def test_update(equation):
    """The right side, again and again, is the path that gradient_descent records."""
    ((_, _, right),) = equation.sides
    X, y, w = lines(4, 2)
    path = nn.gradient_descent(
        lambda w: nn.squared_error_gradient(w, X, y), w, learning_rate=0.125, steps=3
    )
    where = [*COST, r"\mathbf{w}_t \in \mathbb{R}^{d}"]
    for weights in path.weights:
        close(w, weights, rtol=1e-12)
        known = {"X": X, "y": y, r"\mathbf{w}_t": w, r"\eta": 0.125}
        w = compute(right, known, where)


def test_step(equation):
    (_, _, by_slope, _, by_sum), (_, assign, new) = equation.sides
    assert assign == ":="
    X, y, w = lines(3, 2)
    path = nn.gradient_descent(
        lambda w: nn.squared_error_gradient(w, X, y), w, learning_rate=0.25, steps=1
    )
    for side in (by_slope, by_sum):
        change = [
            compute(side, {"X": X, "y": y, "w": w, r"\eta": 0.25, "j": j}, COST)
            for j in (1, 2)
        ]
        known = {"w": w, r"\Delta \mathbf{w}": change}
        got = compute(new, known, [r"\Delta \mathbf{w} \in \mathbb{R}^{d}"])
        close(got, path.weights[1], rtol=1e-13)


def test_first_step(equation):
    ((_, _, step, _, result),) = equation.sides
    data = nn.datasets.load("noint2")
    rate = nn.largest_learning_rate(data.X) / 2
    path = nn.gradient_descent(
        lambda w: nn.squared_error_gradient(w, data.X, data.y), [0.0], rate, steps=1
    )
    close(path.weights[1], compute(step, {}))
    close(path.weights[1], compute(result, {}))


def test_momentum(equation):
    """Both rows, in turn, are Polyak's ball: a step downhill and part of the last."""
    (_, becomes, new_v), (_, again, new_w) = equation.sides
    assert becomes == again == r"\leftarrow"
    X, y, w = lines(4, 2)
    v, path = np.zeros(2), [w, w]
    where = [*COST, r"\mathbf{v} \in \mathbb{R}^{d}"]
    for _ in range(4):
        slope = nn.squared_error_gradient(path[-1], X, y)
        path.append(path[-1] - 0.125 * slope + 0.5 * (path[-1] - path[-2]))
        known = {"X": X, "y": y, "w": w, "v": v, r"\eta": 0.125, r"\beta": 0.5}
        v = compute(new_v, known, where)
        w = compute(new_w, known | {"v": v}, where)
        close(w, path[-1], rtol=1e-12)


def test_rate_limit(equation):
    """Just below it the descent shrinks every distance, just above it does not."""
    (zero, below, eta, less, limit), *_ = equation.sides
    assert (zero, below, eta, less) == ("0", "<", r"\eta", "<")
    X, y, _ = lines(5, 2)
    largest = np.linalg.eigvalsh(X.T @ X)[-1]
    limit = float(compute(limit, {r"\lambda_{\max}": largest}))
    close(limit, nn.largest_learning_rate(X), rtol=1e-12)
    best = np.linalg.lstsq(X, y)[0]
    for factor, arrives in ((0.99, True), (1.01, False)):
        path = nn.gradient_descent(
            lambda w: nn.squared_error_gradient(w, X, y), best + 1, factor * limit, 500
        )
        far = np.linalg.norm(path.weights - best, axis=1)
        assert (far[-1] < far[0]) == arrives


def test_best_rate(equation):
    """No other rate makes the larger of the two factors smaller."""
    best = next(s for s in equation.sides if re.fullmatch(r"\\eta(_\{.*\})?", s[0]))[2]
    low, high = 0.5, 3.0
    rates = np.linspace(0.01, 1, 100001)
    factors = np.maximum(abs(1 - rates * low), abs(1 - rates * high))
    got = compute(best, {r"\lambda_{\min}": low, r"\lambda_{\max}": high})
    assert abs(got - rates[factors.argmin()]) <= rates[1] - rates[0]


def test_gradient_from_the_minimum(equation):
    ((_, _, right),) = equation.sides
    X, y, w = lines(5, 3)
    where = [r"\mathbf{w}^* \in \mathbb{R}^{d}"]
    known = {"X": X, "w": w, r"\mathbf{w}^*": np.linalg.lstsq(X, y)[0]}
    want = nn.squared_error_gradient(w, X, y)
    close(compute(right, known, where), want, rtol=1e-12)


def test_residuals_at_the_minimum(equation):
    """They are perpendicular to every input, at the minimum and nowhere else."""
    ((product, relation, zero),) = equation.sides
    assert (relation, zero) == ("=", r"\mathbf{0}")
    X, y, w = lines(5, 3)
    where = [r"\mathbf{w}^* \in \mathbb{R}^{d}"]
    for weights, perpendicular in ((np.linalg.lstsq(X, y)[0], True), (w, False)):
        known = {"X": X, "y": y, r"\mathbf{w}^*": weights}
        found = compute(product, known, where)
        assert np.allclose(found, 0, atol=1e-12) == perpendicular


def test_bowl(equation):
    ((left, _, right),) = equation.sides
    X, y, w = lines(5, 3)
    where = [*COST, r"\mathbf{w}^* \in \mathbb{R}^{d}"]
    known = {"X": X, "y": y, "w": w, r"\mathbf{w}^*": np.linalg.lstsq(X, y)[0]}
    want = nn.squared_error(y, nn.linear_neuron(w, X))
    close(compute(left, known, where), want, rtol=1e-13)
    close(compute(right, known, where), want, rtol=1e-12)


def test_normal_equations(equation):
    unit = np.eye(2)
    for row, (left, _, right) in enumerate(equation.sides):
        got = [compute(left, {"w_1": a, "w_2": b}) for a, b in unit]
        assert got == (X.T @ X)[row].tolist()
        assert compute(right, {}) == (X.T @ y)[row]


def test_curvature_of_noint1(equation):
    ((_, *rest),) = equation.sides
    want = 2 / nn.largest_learning_rate(nn.datasets.load("noint1").X)
    for side in rest[1::2]:
        close(compute(side, {}), want)


def test_differences(equation):
    """One is exact for this cost, the other off by h/2 times the curvature."""
    (forward,), (central,) = equation.sides
    X, y, w = lines(4, 2)
    gradient, h = nn.squared_error_gradient(w, X, y), 0.125
    for j in (1, 2):
        known = {"X": X, "y": y, "w": w, "h": h, "j": j}
        close(compute(central, known, COST), gradient[j - 1], rtol=1e-12)
        off = compute(forward, known, COST) - gradient[j - 1]
        close(off, h / 2 * (X.T @ X)[j - 1, j - 1], rtol=1e-12)


def test_matrix_of_a_loop(equation):
    """It carries the distances through one loop over the weights, each in its turn."""
    ((_, _, matrix),) = equation.sides
    start = rng.normal(size=2)
    w = start + 1
    for j in (0, 1):
        w[j] -= 0.3 * nn.squared_error_gradient(w, X, y)[j]
    close(compute(matrix, {}) @ start, w - 1, rtol=1e-12)


# -- Floats ------------------------------------------------------------------------


def test_float(equation):
    """Any float is put together from as many digits as the formula shows."""
    digits = int(re.search(r"b_\{(\d+)\} \\times 2\^e", equation.latex)[1])
    assert digits == np.finfo(float).nmant
    assert equation.latex.startswith(r"\pm\, 1.b_1 b_2")
    for number in [*rng.normal(size=20), 5.0, -1e300, 2.0**-1022]:
        (bits,) = struct.unpack(">Q", struct.pack(">d", number))
        e = (bits >> digits & 0x7FF) - 1023
        b = [bits >> (digits - k) & 1 for k in range(1, digits + 1)]
        size = 1 + sum(bit * 2.0**-k for k, bit in enumerate(b, 1))
        assert (-1) ** (bits >> 63) * size * 2.0**e == number


def test_flat(equation):
    ((_, _, right),) = equation.sides
    t = np.array([0.0, 0.75, 2.0, 5.0])
    want = [compute(right, {"t": value}) for value in t]
    np.testing.assert_allclose(1 + normal.deviation(t), want, rtol=1e-14)


def test_pair(equation):
    """What is left out shrinks with the square of r."""
    ((left, _, _, _, right),) = equation.sides
    off = []
    for r in (2.0**-7, 2.0**-8):
        known = {"s": 1.25, "r": r}
        off.append(compute(left, known) - compute(right, known))
    assert off[0] / off[1] == pytest.approx(4, rel=0.02)
