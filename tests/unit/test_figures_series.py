"""What is drawn under a name is known; what keeps readers from the data is told."""

import json
import re

import numpy as np
import pytest

from nnbook.display import Figure
from nnbook.figures.bundle import FOR_THE_BOOK, MIME
from nnbook.figures.flaws import flaws
from nnbook.figures.series import (
    bars,
    curve,
    dots,
    guide,
    points,
    series_of,
    trajectory,
)
from nnbook.figures.style import COLOURS, panel


@pytest.fixture
def drawing():
    canvas, ax = panel()
    ax.set(xlabel="x in mm", ylabel="y in s")
    return canvas, ax


# -- Series --------------------------------------------------------------------------


@pytest.mark.parametrize("draw", [curve, dots, points, trajectory])
def test_what_is_drawn_is_what_is_noted(drawing, draw):
    canvas, ax = drawing
    line = draw(ax, [0, 1, 2], [3, 5, 4], "name", "error")
    (series,) = series_of(canvas)
    assert np.array_equal(line.get_xydata(), np.transpose([series.x, series.y]))
    assert (series.name, series.colour) == ("name", "error")
    assert line.get_color() == COLOURS["error"]


def test_bars_are_noted_by_their_heights(drawing):
    canvas, ax = drawing
    drawn = bars(ax, [0, 1], [3, -5], "p", "data", width=0.5)
    (series,) = series_of(canvas)
    assert [bar.get_height() for bar in drawn] == [3, -5] == list(series.y)


def test_pieces_of_one_name_are_one_series_in_its_own_axes(drawing):
    canvas, ax = drawing
    other = canvas.add_subplot()
    for where, x in ((ax, [0, 1]), (ax, [2, 3]), (other, [4, 5])):
        curve(where, x, x, "pieces")
    assert [list(series.x) for series in series_of(canvas)] == [[0, 1, 2, 3], [4, 5]]


def test_a_moving_figure_starts_from_numbers_that_json_knows(drawing, monkeypatch):
    monkeypatch.setenv(FOR_THE_BOOK, "1")
    canvas, ax = drawing
    y = np.ma.masked_equal([1 / 3, np.nan, np.inf, 4], 4)
    curve(ax, range(4), y, "y", "error", dash=(4, 2), marker="s", lw=1.9)
    figure = Figure(canvas, name="fig-a", caption="A caption.", alt="A curve.")
    (series,) = figure._repr_mimebundle_()[MIME]["series"]
    assert json.loads(json.dumps(series, allow_nan=False)) == {
        "panel": 0,
        "axes": 0,
        "name": "y",
        "kind": "curve",
        "colour": "error",
        "dash": [4, 2],
        "marker": "s",
        "hollow": False,
        "width": 1.9,
        "x": [0, 1, 2, 3],
        "y": [0.333333, None, None, None],
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"name": ""}, "name must say what is drawn"),
        ({"x": [0, 1, 2]}, "'y' has 3 places x and 2 values y"),
        ({"y": [np.nan, np.inf]}, r"'y' has no finite value to draw \(of 2\)"),
        ({"x": [], "y": []}, r"'y' has no finite value to draw \(of 0\)"),
        ({"colour": "red"}, "colour must be one of ink, .*; got 'red'"),
    ],
)
@pytest.mark.parametrize("draw", [curve, dots, points, trajectory])
def test_what_cannot_be_drawn_is_told(drawing, draw, words, said):
    with pytest.raises(ValueError, match=said):
        draw(drawing[1], **({"x": [0, 1], "y": [0, 1], "name": "y"} | words))


# -- Flaws ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda ax: ax.plot([0, 1, 2], [0, 1, 4]), r"ax.plot .* 3 points .* curve\("),
        (lambda ax: ax.plot([0, 1, 2], [0, 1, 4], label="y"), r"ax.plot .* curve\("),
        (lambda ax: ax.scatter([0], [2]), r"ax.scatter .* use dots\("),
        (lambda ax: ax.scatter([0], [2], facecolors="none"), r"ax.scatter"),
        (lambda ax: ax.bar([0], [1]), r"ax.bar .* use bars\("),
    ],
)
def test_what_was_drawn_past_the_tables_is_told_with_the_cure(drawing, draw, said):
    canvas, ax = drawing
    draw(ax)
    (flaw,) = flaws(canvas)
    assert re.search(said, flaw)


def test_guides_and_short_strokes_need_no_name(drawing):
    canvas, ax = drawing
    ax.axhline(1)
    ax.plot([0, 1], [0, 1])
    ax.fill_between([0, 1, 2], 0, 1)
    guide(ax, [0, 1, 2], [1, 2, 3])
    assert flaws(canvas) == []


def test_an_axis_without_a_label_is_told(drawing):
    canvas, ax = drawing
    curve(ax, [0, 1, 2], [0, 1, 4], "square")
    ax.set_xlabel("")
    assert flaws(canvas) == ["the axis of x has no label"]


class TestNeverColourAlone:
    def two(self, ax, draw=curve, **other):
        draw(ax, [0, 1], [0, 1], "one", "error")
        draw(ax, [0, 1], [1, 3], "two", **({"colour": "weights"} | other))

    @pytest.mark.parametrize("draw", [curve, dots, points, trajectory, bars])
    def test_two_colours_and_nothing_else(self, drawing, draw):
        canvas, ax = drawing
        self.two(ax, draw)
        assert flaws(canvas) == ["only their colours tell 'one' and 'two' apart"]

    @pytest.mark.parametrize(
        "cue", [{"dash": (4, 2)}, {"marker": "s"}, {"lw": 8}, {"colour": "error"}]
    )
    def test_a_second_cue_tells_curves_apart(self, drawing, cue):
        canvas, ax = drawing
        self.two(ax, **cue)
        assert flaws(canvas) == []

    def test_dots_beside_a_line_and_a_trajectory_on_it(self, drawing):
        canvas, ax = drawing
        curve(ax, [0, 1], [0, 1], "one", "error")
        dots(ax, [0, 1], [1, 3], "two", "weights")
        trajectory(ax, [0, 1], [2, 5], "three", "gradient")
        assert flaws(canvas) == []

    def test_open_and_filled_dots(self, drawing):
        canvas, ax = drawing
        self.two(ax, dots, hollow=True)
        assert flaws(canvas) == []

    def test_labels_beside_the_curves(self, drawing):
        canvas, ax = drawing
        red, green = ({"color": COLOURS[name]} for name in ("error", "weights"))
        self.two(ax)
        ax.text(1, 1, "one", **red)
        assert flaws(canvas), "one label of two"
        far = ax.text(0.8, 0.1, "two", **green)
        assert flaws(canvas), "a label far from its curve"
        far.set_position((1, 3))
        assert flaws(canvas) == []

    def test_a_label_in_another_colour_is_none(self, drawing):
        canvas, ax = drawing
        self.two(ax)
        for place, name in (((1, 1), "one"), ((1, 3), "two")):
            ax.text(*place, name)
        assert flaws(canvas)
