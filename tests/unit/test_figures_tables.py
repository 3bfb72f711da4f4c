"""The tables of a drawing: made of its series, thinned where a curve is long."""

import numpy as np
import pytest

from nnbook.figures.series import bars, cell, curve, dots, guide, points, trajectory
from nnbook.figures.style import panel
from nnbook.figures.tables import tables
from nnbook.figures.thinning import MOST, landmarks


@pytest.fixture
def drawing():
    canvas, ax = panel()
    ax.set(xlabel="x in mm", ylabel="y in s", title="A title")
    return canvas, ax


def only(canvas):
    (table,) = tables(canvas)
    return table


def test_curves_over_the_same_places_share_a_table(drawing):
    canvas, ax = drawing
    curve(ax, [0, 1, 2], [0, 1, 4], "square")
    dots(ax, [0, 2], [5, 6], "some")
    dots(ax, [2, 1, 0], [9, 8, 7], "dots")
    table = only(canvas)
    assert table["head"] == ["x in mm", "square", "some", "dots"]
    assert table["over"] == "y in s"
    assert table["title"] == "A title"
    assert table["rows"] == [
        ["0", "0", "5", "7"],
        ["1", "1", "", "8"],
        ["2", "4", "6", "9"],
    ]


def test_curves_over_other_places_have_a_table_of_their_own(drawing):
    canvas, ax = drawing
    curve(ax, [0, 1, 2], [0, 1, 4], "one")
    curve(ax, [0.5, 1.5], [5, 6], "other")
    assert [table["head"][1:] for table in tables(canvas)] == [["one"], ["other"]]


def test_decoration_stays_out(drawing):
    canvas, ax = drawing
    ax.axhline(1)
    ax.grid(True)
    ax.fill_between([0, 1, 2], 0, 1)
    guide(ax, [0, 1, 2], [1, 2, 3])
    ax.annotate("here", (0, 0), (1, 1), arrowprops={"arrowstyle": "->"})
    assert tables(canvas) == []


def test_pieces_of_one_name_are_one_curve_that_jumps(drawing):
    canvas, ax = drawing
    below, above = np.nextafter(0, -1), np.nextafter(0, 1)
    curve(ax, [-1, below], [0, 0], "slope")
    curve(ax, [above, 1], [1, 1], "slope")
    assert only(canvas)["rows"] == [
        ["−1", "0"],
        ["0 from the left", "0"],
        ["0 from the right", "1"],
        ["1", "1"],
    ]


def test_a_trajectory_is_told_by_its_steps(drawing):
    canvas, ax = drawing
    trajectory(ax, [3, 1, 2], [0, -5, 0.5], "descent")
    table = only(canvas)
    assert table["head"] == ["step", "x in mm", "y in s"]
    assert table["rows"] == [["0", "3", "0"], ["1", "1", "−5"], ["2", "2", "0.5"]]
    assert table["title"] == "A title: descent"


def test_points_are_told_by_their_names(drawing):
    canvas, ax = drawing
    for x, y, name in ((0, 1, "class 0"), (0, 2, "class 1"), (3, 2, "class 0")):
        points(ax, x, y, name)
    assert only(canvas)["rows"] == [
        ["class 0", "0", "1"],
        ["class 0", "3", "2"],
        ["class 1", "0", "2"],
    ]


def test_bars_stand_by_their_ticks(drawing):
    canvas, ax = drawing
    bars(ax, [-0.2, 0.8], [1, 2], "cold")
    bars(ax, [0.2, 1.2], [3, 4], "hot")
    ax.set_xticks([0, 1], ["low", "high"])
    table = only(canvas)
    assert table["head"] == ["x in mm", "cold", "hot"]
    assert table["rows"] == [["low", "1", "3"], ["high", "2", "4"]]


def test_values_of_a_diagram_stand_in_their_rows_and_columns(drawing):
    canvas, ax = drawing
    cell(ax, "after 1", "p", "p = 0.5", (0, 0))
    cell(ax, "after 2", "p", "0.7", (0, 1))
    cell(ax, "after 1", "wrong", "(3, 4)")
    assert [text.get_text() for text in ax.texts] == ["p = 0.5", "0.7"]
    table = only(canvas)
    assert table["head"] == ["", "p", "wrong"]
    assert table["rows"] == [["after 1", "0.5", "(3, 4)"], ["after 2", "0.7", ""]]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1 / 3, "0.333"),
        (-0.0, "0"),
        (1234.0, "1234"),
        (12345.678, "12300"),
        (1e6, "10⁶"),
        (-2.5e-7, "−2.5·10⁻⁷"),
        (np.nan, "no number"),
    ],
)
def test_numbers_are_short(drawing, value, said):
    canvas, ax = drawing
    curve(ax, [1, 2, 3], [1, value, 1], "y")
    ax.set_yscale("log")
    assert only(canvas)["rows"][1][1] == said


def test_on_a_linear_axis_what_cannot_be_seen_is_zero(drawing):
    canvas, ax = drawing
    curve(ax, [1, 2], [1, 1e-9], "y")
    assert only(canvas)["rows"][1][1] == "0"


def test_places_that_would_read_alike_have_more_digits(drawing):
    canvas, ax = drawing
    curve(ax, [8.373, 8.374, 8.375], [0, 1, 0], "y")
    assert [row[0] for row in only(canvas)["rows"]] == [
        "8.373",
        "8.374",
        "8.375",
    ]


class TestThinning:
    x = np.linspace(-5, 5, 1001)

    def chosen(self, y, x=x, **logs):
        columns = np.atleast_2d(y)
        return x[landmarks(x, columns, np.zeros(columns.shape, dtype=bool), **logs)]

    def test_a_short_curve_is_told_whole(self):
        x = np.arange(MOST)
        assert list(self.chosen(x**2, x)) == list(x)

    def test_both_ends_and_round_places(self):
        found = self.chosen(np.tanh(self.x))
        assert len(found) <= MOST
        assert {-5.0, -4.0, 0.0, 4.0, 5.0} <= set(found.round(9))

    def test_extremes_and_kinks_are_kept(self):
        spike = np.where(np.isclose(self.x, 0.37), 9.0, 0.0)
        assert np.isclose(self.chosen(spike), 0.37).any()
        kinked = np.maximum(self.x - 1.63, 0)
        assert np.abs(self.chosen(kinked) - 1.63).min() < 0.02

    def test_both_sides_of_a_jump_are_kept(self):
        found = self.chosen(np.where(self.x < 2.345, 0.0, 1.0))
        assert np.abs(found - 2.34).min() < 1e-9 > np.abs(found - 2.35).min()

    def test_decades_of_a_logarithmic_axis(self):
        x = np.geomspace(0.1, 1e4, 501)
        assert {0.1, 1, 10, 100, 1e3, 1e4} <= set(
            self.chosen(x, x, log_x=True).round(6)
        )

    def test_few_points_beside_many_are_all_kept(self):
        absent = np.ones((2, 1001), dtype=bool)
        absent[0], absent[1, [123, 456, 789]] = False, False
        found = landmarks(self.x, np.array([self.x, self.x]), absent)
        assert {123, 456, 789} <= set(found)

    def test_a_curve_with_nothing_to_see_takes_no_rows(self):
        columns = np.array([self.x, np.full(1001, np.nan)])
        found = landmarks(self.x, columns, np.zeros(columns.shape, dtype=bool))
        assert list(found) == list(
            landmarks(self.x, columns[:1], np.isnan(columns[:1]))
        )


def test_a_table_leaves_the_series_as_they_are(drawing):
    canvas, ax = drawing
    curve(ax, [2, 0, 1], [4, 0, 1], "square")
    tables(canvas)
    assert list(canvas.series[0].x) == [2, 0, 1]
