"""The tables of a drawing: read from its artists, thinned where a curve is long."""

import numpy as np
import pytest

from nnbook.plots import COLOURS, panel
from nnbook.plots.named import unnamed
from nnbook.plots.tables import tables
from nnbook.plots.thinning import MOST, telling
from nnbook.plots.told_apart import alike


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
    ax.plot([0, 1, 2], [0, 1, 4], label="square")
    ax.plot([0, 2], [5, 6], "o", label="some")
    ax.scatter([0, 1, 2], [7, 8, 9], label="dots")
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
    ax.plot([0, 1, 2], [0, 1, 4], label="one")
    ax.plot([0.5, 1.5], [5, 6], label="other")
    assert [table["head"][1:] for table in tables(canvas)] == [["one"], ["other"]]


def test_decoration_stays_out(drawing):
    canvas, ax = drawing
    ax.axhline(1)
    ax.grid(True)
    ax.fill_between([0, 1, 2], 0, 1)
    ax.plot([0, 1, 2], [1, 2, 3], label="_level set")
    ax.annotate("here", (0, 0), (1, 1), arrowprops={"arrowstyle": "->"})
    assert tables(canvas) == [] == unnamed(canvas)


def test_pieces_of_one_name_are_one_curve_that_jumps(drawing):
    canvas, ax = drawing
    below, above = np.nextafter(0, -1), np.nextafter(0, 1)
    ax.plot([-1, below], [0, 0], label="slope")
    ax.plot([above, 1], [1, 1], label="slope")
    assert only(canvas)["rows"] == [
        ["−1", "0"],
        ["0 from the left", "0"],
        ["0 from the right", "1"],
        ["1", "1"],
    ]


def test_a_way_is_told_by_its_steps(drawing):
    canvas, ax = drawing
    ax.plot([3, 1, 2], [0, -5, 0.5], gid="way", label="descent")
    table = only(canvas)
    assert table["head"] == ["step", "x in mm", "y in s"]
    assert table["rows"] == [["0", "3", "0"], ["1", "1", "−5"], ["2", "2", "0.5"]]
    assert table["title"] == "A title: descent"


def test_points_are_told_by_their_names(drawing):
    canvas, ax = drawing
    for x, y, name in ((0, 1, "class 0"), (0, 2, "class 1"), (3, 2, "class 0")):
        ax.plot(x, y, "o", gid="point", label=name)
    assert only(canvas)["rows"] == [
        ["class 0", "0", "1"],
        ["class 0", "3", "2"],
        ["class 1", "0", "2"],
    ]


def test_bars_stand_by_their_ticks(drawing):
    canvas, ax = drawing
    ax.bar([-0.2, 0.8], [1, 2], label="cold")
    ax.bar([0.2, 1.2], [3, 4], label="hot")
    ax.set_xticks([0, 1], ["low", "high"])
    table = only(canvas)
    assert table["head"] == ["x in mm", "cold", "hot"]
    assert table["rows"] == [["low", "1", "3"], ["high", "2", "4"]]


def test_texts_and_dots_that_name_their_place(drawing):
    canvas, ax = drawing
    ax.text(0, 0, "p = 0.5", label="after 1 | p")
    ax.text(0, 1, "0.7", label="after 2 | p")
    ax.plot(3, 4, "o", label="after 1 | wrong")
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
    ax.plot([1, 2, 3], [1, value, 1], label="y")
    ax.set_yscale("log")
    assert only(canvas)["rows"][1][1] == said


def test_on_a_linear_axis_what_cannot_be_seen_is_zero(drawing):
    canvas, ax = drawing
    ax.plot([1, 2], [1, 1e-9], label="y")
    assert only(canvas)["rows"][1][1] == "0"


def test_places_that_would_read_alike_have_more_digits(drawing):
    canvas, ax = drawing
    ax.plot([8.373, 8.374, 8.375], [0, 1, 0], label="y")
    assert [row[0] for row in only(canvas)["rows"]] == [
        "8.373",
        "8.374",
        "8.375",
    ]


class TestThinning:
    x = np.linspace(-5, 5, 1001)

    def chosen(self, y, x=x, **logs):
        columns = np.atleast_2d(y)
        return x[telling(x, columns, np.zeros(columns.shape, dtype=bool), **logs)]

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
        found = telling(self.x, np.array([self.x, self.x]), absent)
        assert {123, 456, 789} <= set(found)


def test_what_a_table_would_lack_is_told(drawing):
    canvas, ax = drawing
    ax.plot([0, 1, 2], [0, 1, 4])
    ax.scatter([0, 1], [2, 3])
    ax.bar([0], [1])
    assert unnamed(canvas) == [
        "a line of 3 points has no label",
        "dots have no label",
        "bars have no label",
    ]
    ax.plot([0, 1, 2], [0, 1, 4], label="square")
    ax.set_xlabel("")
    assert unnamed(canvas)[-1] == "the axis of x has no label"


class TestNeverColourAlone:
    red, green = ({"color": COLOURS[name]} for name in ("error", "weights"))

    def two(self, ax, **other):
        ax.plot([0, 1], [0, 1], label="one", **self.red)
        ax.plot([0, 1], [1, 3], label="two", **(self.green | other))

    @pytest.mark.parametrize(
        "cue",
        [
            {"linestyle": "--"},
            {"dashes": (4, 2)},
            {"marker": "s"},
            {"linewidth": 8},
            {"gid": "way"},
            red,
        ],
    )
    def test_a_second_cue_tells_curves_apart(self, drawing, cue):
        canvas, ax = drawing
        self.two(ax, **cue)
        assert alike(canvas) == []

    def test_open_and_filled_dots(self, drawing):
        canvas, ax = drawing
        paper = {"mfc": COLOURS["paper"], "mec": COLOURS["weights"]}
        ax.plot([0, 1], [0, 1], "o", label="one", **self.red)
        ax.plot([0, 1], [1, 3], "o", label="two", **paper)
        assert alike(canvas) == []

    def test_labels_beside_the_curves(self, drawing):
        canvas, ax = drawing
        self.two(ax)
        ax.text(1, 1, "one", **self.red)
        assert alike(canvas), "one label of two"
        far = ax.text(0.8, 0.1, "two", **self.green)
        assert alike(canvas), "a label far from its curve"
        far.set_position((1, 3))
        assert alike(canvas) == []

    def test_a_label_in_another_colour_is_none(self, drawing):
        canvas, ax = drawing
        self.two(ax)
        for place, name in (((1, 1), "one"), ((1, 3), "two")):
            ax.text(*place, name)
        assert alike(canvas)
