"""The errors on the page *On a real machine* are what they are said to be."""

from decimal import Decimal

import mpmath
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

import nnbook as nn
from nnbook import accuracy
from nnbook.figures.series import series_of
from nnbook.plots import COLOURS, house_style
from nnbook.plots import floating_point as plot
from tools.measures.ulp import BARS

TRUTH = {
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "sigmoid′": lambda x: mpmath.sech(x / 2) ** 2 / 4,
    "tanh": mpmath.tanh,
    "tanh′": lambda x: mpmath.sech(x) ** 2,
    "elu": mpmath.expm1,
    "gelu": lambda x: x * mpmath.erfc(-x / mpmath.sqrt(2)) / 2,
    "log softmax": lambda x: -mpmath.log1p(mpmath.exp(-x)),
}


@pytest.mark.parametrize("name", accuracy.TEXTBOOK)
@pytest.mark.parametrize("x", [-37.5, -8.2, -1e-9, 1e-9, 0.7, 12.0, 40.0])
def test_the_reference_is_right_to_thirty_digits(name, x):
    with mpmath.workdps(60):
        true = TRUTH[name](mpmath.mpf(x))
        got = mpmath.mpf(str(accuracy.exactly(name, x)))
        assert abs(got - true) <= mpmath.mpf("1e-25") * abs(true)


@pytest.mark.parametrize(
    ("name", "right", "wrong", "tolerance", "place"),
    [
        ("tanh", 1.0, 1000.0, 0.01, 709.78),
        ("sigmoid", -1.0, -745.0, 0.01, -709.78),
        ("sigmoid′", 1.0, 50.0, 0.999, 36.74),
        ("tanh′", 1.0, 30.0, 0.999, 18.71),
        ("gelu", -1.0, -12.0, 0.999, -8.37),
        ("log softmax", 1.0, 50.0, 0.999, 36.74),
    ],
)
def test_the_slides_fail_where_the_page_says(name, right, wrong, tolerance, place):
    found = accuracy.first_failure(name, right, wrong, tolerance)
    assert found == pytest.approx(place, abs=0.35)


@pytest.mark.parametrize(
    ("name", "careful", "x"),
    [
        ("sigmoid", nn.sigmoid, np.linspace(-740, 40, 90)),
        ("sigmoid′", nn.sigmoid.derivative, np.linspace(-45, 45, 90)),
        ("tanh", nn.tanh, np.geomspace(1e-18, 700, 90)),
        ("tanh′", nn.tanh.derivative, np.linspace(0, 30, 90)),
        ("elu", nn.elu, -np.geomspace(1e-18, 700, 90)),
        ("gelu", nn.gelu, np.linspace(-38, 5, 90)),
    ],
)
def test_the_package_keeps_the_digits_that_the_slides_lose(name, careful, x):
    measured = accuracy.compare(name, x, careful)
    assert measured.careful.max() <= BARS[name.replace("′", "'")]
    if name != "sigmoid":
        assert np.nanmax(measured.textbook) > 1e10


def test_a_formula_that_does_not_fail_is_an_error():
    with pytest.raises(ValueError, match="does not fail"):
        accuracy.first_failure("sigmoid", -1.0, 1.0)


def test_errors_count_units_in_the_last_place():
    one = np.nextafter(1.0, 2.0)
    assert accuracy.errors([one, np.nan], [Decimal(1)] * 2)[0] == 1.0
    assert np.isnan(accuracy.errors([np.inf], [Decimal(1)])[0])


def test_softmax_is_exact_where_floats_overflow():
    p = accuracy.exact_softmax([1e4, 1e4, 1e4 - 1])
    assert abs(sum(p) - 1) < Decimal("1e-50")
    assert float(p[2] / p[0]) == pytest.approx(np.exp(-1.0), rel=1e-15)


def test_a_line_of_errors_shows_the_worst_of_each_block():
    x = np.arange(8.0)
    values = np.array([1, 2, 3, 4, 1, np.nan, 1, 1])
    figure = plot.error_against_x(
        x, {"formula": (values, "error", (1, 1))}, "x", "title"
    )
    curve, crosses = figure.axes[0].lines[-2:]
    assert curve.get_ydata()[0] == 4
    assert (crosses.get_marker(), len(crosses.get_xdata())) == ("x", 1)  # for nan


def test_the_bits_are_those_of_the_number():
    boxes = plot.floats(0.1).axes[0].patches
    full = {COLOURS[name] for name in ("error", "weights", "prediction")}
    bits = "".join("01"[to_hex(box.get_facecolor()) in full] for box in boxes)
    assert np.uint64(int(bits, 2)).view(np.float64) == 0.1


def test_the_toy_floats_are_all_of_them():
    figure = plot.floats(0.1)
    drawn = {
        float(segment[0, 0])
        for lines in figure.axes[1].collections
        for segment in lines.get_segments()
    }
    toy = {m * 2.0**e / 4 for m in (4, 5, 6, 7) for e in range(-2, 2)} | {4.0}
    assert drawn == toy


def test_a_sum_is_drawn_at_the_float_that_it_is_rounded_to():
    x = np.linspace(35, 39, 41)
    true = np.exp(-x) * 2.0**52
    figure = plot.absorption(x, true, (1 + np.exp(-x) - 1) * 2.0**52)
    sums, floats = (series.y for series in series_of(figure))
    assert np.abs(floats - sums).max() <= 0.5
    assert set(floats) == {0.0, 1.0, 2.0, 3.0}
    assert x[floats == 0].min() == pytest.approx(53 * np.log(2), abs=0.1)


@pytest.mark.parametrize("x", [0.1, -1e300])
def test_labels_are_legible_and_inside(x):
    with house_style():
        figure = plot.floats(x)
        FigureCanvasAgg(figure).draw()
        renderer = figure.canvas.get_renderer()
        width, height = figure.canvas.get_width_height()
        for ax in figure.axes:
            for text in ax.texts:
                box = text.get_window_extent(renderer)
                assert text.get_fontsize() >= 9
                assert box.x0 >= -1 and box.x1 <= width + 1
                assert box.y0 >= -1 and box.y1 <= height + 1
