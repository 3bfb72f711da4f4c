"""The drawn curves are the records' own values, and what cannot be joined is broken."""

import math

import numpy as np
import pytest

from nnbook import ACTIVATIONS, gelu, relu
from nnbook.display import Figure, Table
from nnbook.plots import COLOURS, bends, to_svg
from nnbook.plots import activation_effects as effects
from nnbook.plots import activations as plots

RECORDS = pytest.mark.parametrize("f", ACTIVATIONS.values(), ids=ACTIVATIONS)


def lines(figure, label):
    (ax,) = figure.axes
    return [line for line in ax.get_lines() if line.get_label() == label]


@RECORDS
def test_the_sheets_show_the_values_of_the_records(f):
    for sheet, function in ((plots.values(), f), (plots.slopes(), f.derivative)):
        drawn = lines(sheet, f.title)
        assert len(drawn) == 1 + len(f.kinks)
        for line in drawn:
            x, y = line.get_data()
            np.testing.assert_array_equal(y, function(x))
        assert drawn[0].get_xdata()[0] == plots.SPAN[0]
        assert drawn[-1].get_xdata()[-1] == plots.SPAN[1]


def test_the_dots_at_the_kink_say_which_slope_was_chosen():
    (ax,) = plots.slopes().axes
    found = {
        (*line.get_xydata()[0], line.get_markerfacecolor() != COLOURS["paper"])
        for line in ax.get_lines()
        if line.get_marker() == "o"
    }
    assert found == {(0.0, 0.0, True), (0.0, 1.0, False)}
    assert relu.derivative(0.0) == 0.0
    left, right = lines(plots.slopes(), "ReLU")
    assert left.get_xdata()[-1] < 0.0 < right.get_xdata()[0]


@RECORDS
def test_pieces_leave_out_the_kinks_alone(f):
    pieces = plots.pieces(f)
    for kink in f.kinks:
        x = np.concatenate([piece[0] for piece in pieces])
        assert kink not in x
        assert math.nextafter(kink, -1) in x and math.nextafter(kink, 1) in x


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


def test_the_effects_draw_what_they_are_given():
    runs = {name: 0.5 ** np.outer([1, 2, 3], np.arange(21.0)) for name in "abc"}
    panel = effects.fans("t", runs, [(10, 9, "left")] * 3)
    assert lines(panel, "b, median")[0].get_ydata()[20] == 0.25**20
    assert len(panel.axes[0].get_lines()) == 1 + 3 * 4  # with the line at 1

    costs = {name: np.geomspace(1, 0.1, 30) for name in "abcd"}
    panel = effects.learning(costs, [(1, 1)] * 4, 20)
    assert lines(panel, "a")[0].get_xdata()[-1] == 20


def test_the_bends_draw_what_they_are_given():
    x = np.linspace(-2.5, 3.0, 221)
    panel = bends.collapse(x, x - 1, x - 1, relu(x), [0.0])
    for label, y in (("one layer", x - 1), ("with a bend", relu(x))):
        np.testing.assert_array_equal(lines(panel, label)[0].get_ydata(), y)
    panel = bends.fever(x + 37, abs(x), (x[:2], x[:2]), 0 * x)
    np.testing.assert_array_equal(lines(panel, "two ReLUs")[0].get_ydata(), abs(x))


def test_three_creases_cut_a_sheet_in_seven_flat_pieces():
    corners = 3.0 * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    angles = np.radians([90.0, 210.0, 330.0])
    units = [((np.cos(a), np.sin(a)), -0.75) for a in angles]
    pieces = bends._pieces(corners, units)
    assert sorted(count for count, _ in pieces) == [0, 1, 1, 1, 2, 2, 2]
    area = 0.0
    for count, piece in pieces:
        x, y = piece.T
        area += abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2
        middle = piece.mean(axis=0)
        on = sum(middle @ np.array(w) + b > 0 for w, b in units)
        assert on == count
        height = bends._height(np.vstack([piece, middle]), units)
        assert height[-1] == pytest.approx(height[:-1].mean())  # flat
    assert area == pytest.approx(36.0)


def test_a_square_with_one_crease_lifts_the_corners_of_xor():
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], dtype=float)
    units = [((1.0, -1.0), 0.0), ((-1.0, 1.0), 0.0)]
    np.testing.assert_array_equal(bends._height(corners, units), [0, 1, 0, 1])
    assert [count for count, _ in bends._pieces(corners, units)] == [1, 1]


def test_every_panel_can_stand_in_a_page():
    samples = np.array([0.5, 1.0, 1.5, 2.0])
    panels = [
        plots.values(),
        plots.slopes(),
        plots.thumbnail(gelu),
        bends.folded_square(),
        bends.bowl_of_three(),
        effects.stranded(samples, samples, (3.0, 0.0), (0.375, -1.75)),
    ]
    for panel in panels:
        assert to_svg(panel).startswith("<svg")
    Figure(panels, name="fig-x", caption="c", alt="a")
