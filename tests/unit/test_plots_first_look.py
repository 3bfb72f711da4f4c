"""The title page's drawing shows the numbers that it was given."""

import numpy as np
import pytest

from nnbook.plots import COLOURS, to_svg
from nnbook.plots.first_look import cost_curve, stage, standardised

X, Y, Y_HAT = [3.0, 1.0, 2.0], [4.0, 2.0, 3.0], [2.5, 1.5, 2.0]


def draw(w=-1.0, b=0.5, **more):
    return stage(
        X, Y, Y_HAT, w=w, b=b, title="Before", labels=("x", "y"), ylim=(0, 5), **more
    )


def texts(figure):
    return [text.get_text() for ax in figure.axes for text in ax.texts]


def test_standardised_has_mean_0_and_deviation_1():
    values = standardised([234.289, 259.426, 554.894])
    assert values.mean() == pytest.approx(0.0, abs=1e-15)
    assert values.std() == pytest.approx(1.0)


def test_stage_names_both_numbers_with_a_real_minus():
    assert {"w = −1.00", "b = 0.50"} <= set(texts(draw()))


def test_stage_draws_the_points_the_line_and_every_error():
    _, ax = draw().axes
    (errors,) = ax.collections
    line, dots = ax.lines
    np.testing.assert_array_equal(line.get_xydata(), [[1, 1.5], [2, 2], [3, 2.5]])
    np.testing.assert_array_equal(dots.get_xydata(), [[1, 2], [2, 3], [3, 4]])
    ends = [segment[:, 1].tolist() for segment in errors.get_segments()]
    assert ends == [[2, 1.5], [3, 2], [4, 2.5]]


def test_wires_are_as_thick_as_their_numbers_and_dashed_below_zero():
    wires = draw(w=-1.0, b=0.5).axes[0].lines
    assert wires[0].get_linewidth() > wires[1].get_linewidth()
    assert [wire.get_linestyle() for wire in wires] == ["--", "-"]


def test_line_and_error_are_named_on_request():
    assert {"prediction ŷ", "error"} <= set(texts(draw(legend=True)))
    assert "error" not in texts(draw())


def test_cost_curve_marks_each_stage_with_its_cost():
    figure = cost_curve([4.0, 1.0, 0.5], stops=[0, 1, 2], names=["a", "b", "c"])
    assert texts(figure) == ["a: 4.00", "b: 1.00", "c: 0.50"]
    np.testing.assert_array_equal(figure.axes[0].lines[0].get_ydata(), [4, 1, 0.5])


def test_each_stage_needs_a_name():
    with pytest.raises(ValueError):
        cost_curve([4.0, 1.0], stops=[0, 1], names=["a"])


@pytest.mark.parametrize("figure", [draw(), cost_curve([2.0, 1.0], [0], ["a"])])
def test_drawings_use_the_palette_alone(figure):
    from book._ext.pictures.svg import inline

    assert "<svg" in inline(to_svg(figure), "fig", "seen")
    assert COLOURS["paper"] in to_svg(figure)
