"""The reader of LaTeX accepts, or refuses with a position: nothing else, ever.

Texts are the book's derivations with pieces changed, and pieces in any order. Meanings
are compared with an evaluator of their own: each random expression is made twice, as
LaTeX and as a function in plain Python. More examples: FUZZ=20 makes twenty times as
many.
"""

from __future__ import annotations

import math
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from nnbook.proof import Captured, ProofError, Unequal, Unreadable, check, compute
from tests.proof.derivations import DERIVATIONS

TIMES = int(os.environ.get("FUZZ", "1"))
LONGEST = 10.0  # seconds for one formula, on a busy machine


def many(examples: int) -> settings:
    return settings(
        deadline=None,
        derandomize=TIMES == 1,
        max_examples=examples * TIMES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


# -- Any text ------------------------------------------------------------------------

PIECE = re.compile(r"\\[a-zA-Z]+|\\.|[0-9]+|.", re.DOTALL)
STEPS = [(step, tuple(w)) for steps, w in DERIVATIONS.values() for step in steps]
PIECES = sorted({piece for step, _ in STEPS for piece in PIECE.findall(step)})


def accepted(text: str, where: tuple[str, ...] = ()) -> bool:
    """Return whether a text is accepted; fail if it is neither that nor refused."""
    begin = time.process_time()
    try:
        check(text, where=where)
    except (Unreadable, Captured) as error:
        assert error.__cause__ is None
        if error.condition is None:
            assert error.position is not None
            assert 0 <= error.position <= len(text)
        elif error.position is not None:
            assert 0 <= error.position <= len(where[error.condition - 1])
    except ProofError as error:
        assert error.__cause__ is None  # SymPy got through, or was stopped in time
    else:
        return True
    finally:
        assert time.process_time() - begin < LONGEST, (text, where)
    return False


def changed(draw, text: str) -> str:
    pieces = PIECE.findall(text)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(pieces)))
        match draw(st.sampled_from(["delete", "insert", "swap", "double"])):
            case "delete":
                del pieces[place : place + 1]
            case "insert":
                pieces.insert(place, draw(st.sampled_from(PIECES)))
            case "swap" if len(pieces) > 1:
                other = draw(st.integers(0, len(pieces) - 1))
                place = min(place, len(pieces) - 1)
                pieces[place], pieces[other] = pieces[other], pieces[place]
            case _:
                pieces[place:place] = pieces[max(place - 3, 0) : place]
    return "".join(pieces)


def whole(step: str) -> str:
    """Return a step with a left side."""
    return "a " * step.startswith(("=", r"\ge", ">")) + step


@st.composite
def changed_steps(draw) -> tuple[str, tuple[str, ...]]:
    step, where = draw(st.sampled_from(STEPS))
    return whole(changed(draw, step)), where


@st.composite
def changed_conditions(draw) -> tuple[str, tuple[str, ...]]:
    step, where = draw(st.sampled_from([s for s in STEPS if s[1]]))
    conditions = list(where)
    place = draw(st.integers(0, len(conditions) - 1))
    conditions[place] = changed(draw, conditions[place])
    return whole(step), tuple(conditions)


@many(600)
@given(changed_steps())
@example((r"a \ge +0 \log 0 -b", ("b < 0",)))
@example((r"\,> 0", ()))
def test_changed_derivations(step):
    accepted(*step)


@many(150)
@given(changed_conditions())
def test_changed_conditions(step):
    accepted(*step)


# Each is true of some numbers; none makes the false line after it true.
CONDITIONS = [
    "a > 0",
    r"b \le 0",
    "0 < c < 1",
    r"a \ge b",
    "a + b > c",
    "2a = b + 1",
    "m = a b",
    "m^2 = 4",
    r"m = a^2 \ge 0",
    r"f(x) = x^2",
    "a = b < c",
    r"c \in \mathbb{R}",
]
NEVER = [
    "1 > 2",
    "0 = 1",
    "c = c + 1",
    r"a^2 \ge a^2 + 1",
    r"\frac{d}{dx} x = 0",
    "f(x) = f(x) + 1",
]


@many(60)
@given(
    st.lists(st.sampled_from(CONDITIONS), max_size=5, unique=True),
    st.sampled_from(NEVER),
)
def test_from_no_conditions_follows_what_is_never_true(conditions, wrong):
    assert not accepted(wrong, tuple(conditions))


@many(400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_pieces_in_any_order(text):
    accepted(text)


@many(200)
@given(st.text(max_size=40))
def test_any_text(text):
    assert not accepted(text) or "=" in text or re.search(r"[<>]", text)


TOO_MUCH = {
    "deep fractions": r"\frac{1}{" * 150 + "2" + "}" * 150 + " = 1",
    "deep brackets": "(" * 700 + "a" + ")" * 700 + " = a",
    "hat on hat": r"\hat" * 300 + " y = 1",
    "tower of numbers": "2^{9^{9^{9}}} = 1",
    "tower of towers": "2^{2^{2^{2^{2^{2}}}}} = 1",
    "power of a large power": "((9^{1000})^{1000})^{1000} = 1",
    "power of a sum": "(a + b)^{20000} = 1",
    "large powers": "10^{10^{10}} = 10^{10^{10}}",
    "long sum": r"\sum_{k=1}^{999999999} k = 0",
    "long vector": r"\sum_{k=1}^{999999999} w_k = 0",
    "no terms": r"\sum_{k=1}^{0} k = 0",
    "many digits": "9" * 200 + " = 1",
    "long": " + ".join(["a"] * 5000) + " = 5000a",
    "empty": "",
    "blank": "  ",
    "nothing on both sides": "=",
    "division by zero": r"\frac{1}{0} = \frac{2}{0}",
    "zero to the power −1": "0^{-1} = 1",
    "logarithm of zero": r"\ln 0 = \ln 0",
    "root of −1": r"\sqrt{-1} = \sqrt{-1}",
    "zero by zero": r"\frac{0}{0} = 1",
    "zero byte": "\0 = 1",
    "dollars": "$a$ = a",
}


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_is_too_much_or_nothing_is_refused(text):
    assert not accepted(text)
    with pytest.raises(Unreadable):
        check(text)


def test_brackets_that_would_multiply_out_to_too_many_terms():
    left = "((a+b+c)^{30} + d)^{30}"
    right = "(d + (c+b+a)^{30})^{30} + a - a"
    begin = time.process_time()
    accepted(f"{left} = {right}")
    assert time.process_time() - begin < LONGEST


# -- What is read is what was meant ----------------------------------------------------

NUMBERS = {"a": 0.75, "b": -1.25, "c": 0.5}
VECTORS = {"w": (0.5, -1.5, 2.0), "x": (1.25, 0.25, -0.75)}


@dataclass(frozen=True)
class Made:
    """An expression as LaTeX, and its value computed without the reader."""

    latex: str
    value: float

    def __str__(self) -> str:
        return f"({self.latex})"

    @property
    def bare(self) -> str:
        """Without brackets where a sign may stand before it."""
        return str(self) if self.latex.startswith("-") else self.latex


def worked(latex: str, function: Callable[[], float]) -> Made:
    try:
        value = float(function())
    except (OverflowError, ZeroDivisionError, ValueError):
        value = math.inf
    assume(abs(value) < 1e6 and (value == 0 or abs(value) > 1e-6))
    return Made(latex, value)


def leaves():
    letters = [Made(name, value) for name, value in NUMBERS.items()]
    entries = [
        Made(f"{name}_{k + 1}", entry)
        for name, vector in VECTORS.items()
        for k, entry in enumerate(vector)
    ]
    w, x = VECTORS.values()
    sums = [
        Made(r"\sum_{k=1}^{d} w_k x_k", sum(p * q for p, q in zip(w, x, strict=True))),
        Made(
            r"\mathbf{w} \cdot \mathbf{x}",
            sum(p * q for p, q in zip(w, x, strict=True)),
        ),
        Made(r"\lVert \mathbf{x} \rVert^2", sum(q * q for q in x)),
        Made(r"\sum_k w_k^2", sum(p * p for p in w)),
        Made(r"\prod_{k=1}^{d} x_k", math.prod(x)),
    ]
    numbers = [
        Made("2", 2.0),
        Made("8.27", 8.27),
        Made("0.5", 0.5),
        Made(r"\frac13", 1 / 3),
        Made("12", 12.0),
    ]
    return st.sampled_from(letters + entries + sums + numbers)


def larger(smaller):
    @st.composite
    def made(draw) -> Made:
        p, q = draw(smaller), draw(smaller)
        m = next(letter for letter in "lqrstuv" if f"_{letter}" not in p.latex)
        forms = {
            "plus": lambda: worked(f"{p} + {q.bare}", lambda: p.value + q.value),
            "minus": lambda: worked(f"{p.latex} - {q}", lambda: p.value - q.value),
            "negative": lambda: worked(f"-{p}", lambda: -p.value),
            "beside": lambda: worked(f"{p}{q}", lambda: p.value * q.value),
            "dot": lambda: worked(rf"{p} \cdot {q}", lambda: p.value * q.value),
            "slash": lambda: worked(f"{p} / {q}", lambda: p.value / q.value),
            "fraction": lambda: worked(
                rf"\frac{{{p.latex}}}{{{q.latex}}}", lambda: p.value / q.value
            ),
            "square": lambda: worked(f"{p}^2", lambda: p.value**2),
            "minus square": lambda: worked(f"-{p}^2", lambda: -(p.value**2)),
            "exp": lambda: worked(f"e^{{{p.latex}}}", lambda: math.exp(p.value)),
            "tanh": lambda: worked(rf"\tanh{p}", lambda: math.tanh(p.value)),
            "sigmoid": lambda: worked(
                rf"\sigma{p}", lambda: 1 / (1 + math.exp(-p.value))
            ),
            "modulus": lambda: worked(
                rf"\lvert {p.latex} \rvert", lambda: abs(p.value)
            ),
            "max": lambda: worked(
                rf"\max({p.latex}, {q.latex})", lambda: max(p.value, q.value)
            ),
            "sum": lambda: worked(
                rf"\sum_{{{m}=1}}^{{d}} w_{m} {p}", lambda: sum(VECTORS["w"]) * p.value
            ),
        }
        return forms[draw(st.sampled_from(sorted(forms)))]()

    return made()


EXPRESSIONS = st.recursive(leaves(), larger, max_leaves=5)


@many(250)
@given(EXPRESSIONS)
def test_a_formula_means_what_was_meant(made):
    got = float(compute(made.latex, {**NUMBERS, **VECTORS}))
    assert got == pytest.approx(made.value, rel=1e-9, abs=1e-9)


@many(150)
@given(EXPRESSIONS, EXPRESSIONS)
def test_no_two_formulas_of_different_value_are_proved_equal(one, other):
    assume(abs(one.value - other.value) > 1e-6 * (1 + abs(one.value)))
    assert not accepted(f"{one.latex} = {other.latex}")


TRUE = {
    "commute": "{p} + {q} = {q} + {p}",
    "distribute": "{p} ({q} + {r}) = {p}{q} + {p}{r}",
    "square": "({p} + {q})^2 = {p}^2 + 2 {p}{q} + {q}^2",
    "negate": "-({p} - {q}) = {q} - {p}",
    "divide": r"\frac{{{p}}}{{{q}}} {q} = {p}",
    "factor of a sum": r"\sum_{{m=1}}^{{d}} w_m {p} = {p} \sum_{{l=1}}^{{d}} w_l",
    "sum of a sum": r"\sum_m (w_m + x_m) {p} = {p} \sum_m w_m + {p} \sum_m x_m",
    "exponents": "e^{{{p} + {q}}} = e^{{{p}}} e^{{{q}}}",
}


@many(120)
@given(st.sampled_from(sorted(TRUE)), EXPRESSIONS, EXPRESSIONS, EXPRESSIONS)
def test_what_is_true_is_never_called_unequal(name, p, q, r):
    text = TRUE[name].format(p=p, q=q, r=r)
    try:
        check(text)
    except Unequal as error:  # pragma: no cover
        pytest.fail(f"{text}\n{error}")
    except ProofError:
        pass  # too much, or not seen to be true: no harm


FALSE = {
    "minus for plus": ("{p} + {q}", "{p} - {q}", lambda p, q: 2 * q),
    "a lost factor": ("2 {p}{q}", "{p}{q}", lambda p, q: p * q),
    "a lost square": ("{p}^2", "{p}", lambda p, q: p * p - p),
    "a term of a sum only": (
        r"\sum_{{m=1}}^{{d}} w_m {p}",
        "w_1 {p}",
        lambda p, q: p * sum(VECTORS["w"][1:]),
    ),
}


@many(120)
@given(st.sampled_from(sorted(FALSE)), EXPRESSIONS, EXPRESSIONS)
def test_what_is_false_is_never_proved(name, p, q):
    left, right, difference = FALSE[name]
    assume(abs(difference(p.value, q.value)) > 1e-6)
    assert not accepted(f"{left} = {right}".format(p=p, q=q))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8.27", 8.27),
        ("-a^2", -(0.75**2)),
        ("a/b", 0.75 / -1.25),
        ("2a", 1.5),
        ("2 \\cdot 3", 6.0),
        ("x_{2}", 0.25),
        ("e^{-a^2/2}", math.exp(-(0.75**2) / 2)),
        (r"\frac12 a", 0.375),
        (r"\tanh a", math.tanh(0.75)),
        (r"\tanh^2(a)", math.tanh(0.75) ** 2),
        ("a - b + c", 0.75 + 1.25 + 0.5),
        ("a - (b + c)", 0.75 + 1.25 - 0.5),
        (r"\sum_k w_k + a", 1.0 + 0.75),
        (r"\sum_k w_k x_k", 0.5 * 1.25 - 1.5 * 0.25 - 2 * 0.75),
        (r"\sum_k (w_k + a)", 1.0 + 3 * 0.75),
    ],
)
def test_conventions_of_print(text, value):
    got = compute(text, {**NUMBERS, **VECTORS})
    assert float(got) == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(
    "text", ["2 3", "a 2", "1.5 2", "a/b c", r"\tanh a b", "8.", ".5", "x_{}"]
)
def test_what_could_mean_two_things_is_refused(text):
    with pytest.raises(Unreadable):
        compute(text, {**NUMBERS, **VECTORS})
