"""The drawn curves are the records' own values, and what cannot be joined is broken."""

import math

import numpy as np
import pytest

from nnbook import ACTIVATIONS, gelu, gelu_tanh, leaky_relu, relu, sigmoid, tanh
from nnbook.display import Figure, Table
from nnbook.plots import COLOURS, to_svg
from nnbook.plots import activation_effects as effects
from nnbook.plots import activations as plots

RECORDS = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)


def lines(figure, label):
    (ax,) = figure.axes
    return [line for line in ax.get_lines() if line.get_label() == label]


def dots(figure):
    """The round markers of a panel: x, y and whether each is filled."""
    (ax,) = figure.axes
    return [
        (*line.get_xydata()[0], line.get_markerfacecolor() != COLOURS["paper"])
        for line in ax.get_lines()
        if line.get_marker() == "o"
    ]


@RECORDS
def test_the_plotted_arrays_are_the_values_of_the_record(f):
    value, slope = plots.pair(f, at=1.0)
    for panel, label, function in (
        (value, "value", f),
        (slope, "derivative", f.derivative),
    ):
        drawn = lines(panel, label)
        assert len(drawn) == 1 + len(f.kinks)
        for line in drawn:
            x, y = line.get_data()
            np.testing.assert_array_equal(y, function(x))
        assert drawn[0].get_xdata()[0] == plots.SPAN[0]
        assert drawn[-1].get_xdata()[-1] == plots.SPAN[1]


@RECORDS
def test_the_tangent_has_the_slope_of_the_record(f):
    at = -0.7
    (ax,) = plots.pair(f, at)[0].axes
    (tangent,) = (line for line in ax.get_lines() if len(line.get_xdata()) == 2 and
                  line.get_color() == COLOURS["gradient"])  # fmt: skip
    (x0, x1), (y0, y1) = tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(f.derivative(at), abs=1e-12)
    assert (y0 + y1) / 2 == pytest.approx(f(at), abs=1e-12)


@pytest.mark.parametrize(
    ("f", "open_at", "filled_at"), [(relu, 1.0, 0.0), (leaky_relu, 0.01, 1.0)]
)
def test_a_jump_is_broken_and_its_dots_say_what_was_chosen(f, open_at, filled_at):
    panel = plots.pair(f, at=2.0)[1]
    at_the_kink = {(y, filled) for x, y, filled in dots(panel) if x == 0.0}
    assert at_the_kink == {(open_at, False), (filled_at, True)}
    left, right = lines(panel, "derivative")
    assert left.get_xdata()[-1] < 0.0 < right.get_xdata()[0]


@pytest.mark.parametrize("name", ["elu", "tanh", "sigmoid", "gelu"])
def test_a_smooth_function_has_no_dots_but_the_one_that_the_text_works_out(name):
    panel = plots.pair(ACTIVATIONS[name], at=2.0)[1]
    assert [x for x, _, _ in dots(panel)] == [2.0]


@RECORDS
def test_pieces_leave_out_the_kinks_alone(f):
    pieces = plots.pieces(f)
    for kink in f.kinks:
        x = np.concatenate([piece[0] for piece in pieces])
        assert kink not in x
        assert math.nextafter(kink, -1) in x and math.nextafter(kink, 1) in x


def test_all_derivatives_share_one_scale():
    scales = {plots.pair(f, 1.0)[1].axes[0].get_ylim() for f in ACTIVATIONS.values()}
    assert scales == {plots.SLOPES}


def test_the_table_has_a_small_plot_for_each_on_one_scale():
    rows = [(f.title, (plots.thumbnail(f), f.title)) for f in ACTIVATIONS.values()]
    table = Table(["Name", "Shape"], rows, name="tab-t", caption="c")
    shown = table._repr_mimebundle_()["text/markdown"]
    assert shown.count("data:image/svg+xml") == len(ACTIVATIONS)
    axes = [row[1][0].axes[0] for row in rows]
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1


@RECORDS
def test_a_small_plot_shows_the_record(f):
    for line in lines(plots.thumbnail(f), "value"):
        np.testing.assert_array_equal(line.get_ydata(), f(line.get_xdata()))


@RECORDS
def test_the_alternative_text_quotes_the_numbers_that_are_drawn(f):
    text = plots.describe(f, 1.0)
    assert f.title in text
    assert f"slope {plots._say(f.derivative(1.0))}" in text
    assert ("jumps" in text) == bool(f.kinks)
    assert "-" not in text and "nan" not in text


def test_the_alternative_text_names_the_choice_at_a_kink():
    assert "from 0 to 1; the filled dot marks the value chosen there, 0" in (
        plots.describe(relu, 1.0)
    )
    assert "from 0.01 to 1; the filled dot marks the value chosen there, 1" in (
        plots.describe(leaky_relu, 1.0)
    )


def test_the_effects_draw_what_they_are_given():
    x = np.linspace(-2.5, 3.0, 221)
    panel = effects.collapse(x, x - 1, x - 1, relu(x), [0.0])
    for label, y in (("one layer", x - 1), ("with a curve", relu(x))):
        np.testing.assert_array_equal(lines(panel, label)[0].get_ydata(), y)

    panel = effects.saturation((tanh, sigmoid), 0.01, (3.0, 4.6))
    for f in (tanh, sigmoid):
        grid, y = lines(panel, f.name)[0].get_data()
        np.testing.assert_array_equal(y, f.derivative(grid))

    sizes = {name: 0.5 ** np.arange(21.0) for name in "abcd"}
    panel = effects.chain(sizes, 0.25 ** np.arange(21.0))
    assert lines(panel, "d")[0].get_ydata()[20] == 0.5**20
    low, high = panel.axes[0].get_ylim()
    assert low < 0.25**20 and high > 1.0

    costs = {name: (np.geomspace(1, 0.1, 30), 10) for name in "abcd"}
    panel = effects.learning(costs)
    assert lines(panel, "a")[0].get_ydata()[-1] == pytest.approx(0.1)

    forms = (gelu_tanh(x), x * sigmoid(1.702 * x))
    panel = effects.gelu_valley(x, gelu(x), forms, (-0.75, -0.17))
    np.testing.assert_array_equal(lines(panel, "exact")[0].get_ydata(), gelu(x))
    error = gelu_tanh(x) - gelu(x)
    panel = effects.gelu_error(x, error, 2.7)
    np.testing.assert_array_equal(lines(panel, "error")[0].get_ydata(), 1e4 * error)


def test_every_panel_can_stand_in_a_page():
    samples = np.array([0.5, 1.0, 1.5, 2.0])
    panels = [
        *plots.pair(gelu, -1.0),
        plots.thumbnail(gelu),
        effects.stranded(samples, samples, (3.0, 0.0), (0.375, -1.75)),
    ]
    for panel in panels:
        assert to_svg(panel).startswith("<svg")
    Figure(panels, name="fig-x", caption="c", alt="a")
