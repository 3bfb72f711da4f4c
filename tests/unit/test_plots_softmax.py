"""The pictures of softmax show the numbers that softmax has."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle

from nnbook import sigmoid, softmax
from nnbook.plots import house_style
from nnbook.plots import softmax as plot
from nnbook.plots import softmax_jacobian as draw
from nnbook.plots import softmax_learning as learn
from nnbook.softmax import softmax_jacobian

SCORES = np.array([2.0, 1.0, -1.0])
ROUND = np.log([5.0, 3.0, 2.0])  # probabilities 0.5, 0.3, 0.2
HOT = np.array([0.25, 1.0, 10.0])
TEMPERATURES = np.geomspace(0.08, 120, 121)
DIFFERENCES = np.linspace(-6, 6, 13)
TEN = np.array([-3.0, -4.5, -3.5, -2.5, 1.0, -2.0, -4.0, -1.0, -1.5, 2.0])
STEP = softmax(SCORES) - [0, 1, 0]
BEFORE_AND_AFTER = softmax([SCORES, SCORES - STEP])


def _steps():
    return plot.steps(SCORES, np.exp(SCORES), softmax(SCORES))


def _curves():
    return plot.temperature_curves(
        TEMPERATURES, softmax(SCORES / TEMPERATURES[:, None])
    )


def _bars():
    return plot.temperature_bars(HOT, softmax(SCORES / HOT[:, None]))


def _plane():
    return plot.plane([0.05, 0.2, 0.5, 0.8, 0.95])


def _two():
    pairs = np.stack([DIFFERENCES, 0 * DIFFERENCES], axis=1)
    return plot.two_scores(
        DIFFERENCES, sigmoid(DIFFERENCES), DIFFERENCES, softmax(pairs)[:, 0]
    )


def _tiles():
    return draw.tiles(softmax_jacobian(ROUND))


def _simplex():
    return draw.simplex(softmax(ROUND), softmax_jacobian(ROUND), scale=1.2)


def _scores_of_ten():
    return plot.scores_of_ten(TEN)


def _probabilities_of_ten():
    return plot.probabilities_of_ten(softmax(TEN))


def _surprisal():
    return learn.surprisal(*BEFORE_AND_AFTER[:, 1])


def _before_and_after():
    return learn.before_and_after(*BEFORE_AND_AFTER, right=1)


FIGURES = [_steps, _curves, _bars, _plane, _two, _tiles, _simplex]
FIGURES += [_scores_of_ten, _probabilities_of_ten, _surprisal, _before_and_after]


def visible_texts(figure):
    texts = list(figure.texts)
    for ax in figure.axes:
        texts += [*ax.texts, ax._left_title]
        if ax.axison:
            for axis in (ax.xaxis, ax.yaxis):
                low, high = sorted(axis.get_view_interval())
                ticks = [
                    t for t in axis.get_major_ticks() if low <= t.get_loc() <= high
                ]
                texts += [axis.label, *(tick.label1 for tick in ticks)]
    return [text for text in texts if text.get_text().strip()]


@pytest.mark.parametrize("make", FIGURES)
def test_texts_are_legible_apart_and_inside(make):
    with house_style():
        figure = make()
        FigureCanvasAgg(figure).draw()
        renderer = figure.canvas.get_renderer()
        texts = visible_texts(figure)
        boxes = [text.get_window_extent(renderer) for text in texts]
    width, height = figure.canvas.get_width_height()
    for text, box in zip(texts, boxes, strict=True):
        assert text.get_fontsize() >= 9, text
        assert box.x0 >= -1 and box.x1 <= width + 1, text
        assert box.y0 >= -1 and box.y1 <= height + 1, text
    for i, first in enumerate(boxes):
        for j in range(i):
            if not texts[i].get_rotation() == 45:
                assert not first.overlaps(boxes[j]), (texts[i], texts[j])


def test_steps_show_scores_exponentials_probabilities():
    panels = _steps().axes[:3]
    drawn = [[bar.get_height() for bar in ax.patches] for ax in panels]
    np.testing.assert_allclose(drawn[0], SCORES)
    np.testing.assert_allclose(drawn[1], np.exp(SCORES))
    np.testing.assert_allclose(np.sum(drawn[2]), 1.0)
    for ax, heights in zip(panels, drawn, strict=True):
        written = [float(text.get_text().replace("−", "-")) for text in ax.texts]
        np.testing.assert_allclose(written, heights, atol=0.005)


def test_temperature_curves_go_from_arg_max_to_uniform():
    lines = _curves().axes[0].lines[1:]
    values = np.array([line.get_ydata() for line in lines])
    np.testing.assert_allclose(values.sum(axis=0), 1.0)
    np.testing.assert_allclose(values[:, 0], [1, 0, 0], atol=1e-5)
    np.testing.assert_allclose(values[:, -1], 1 / 3, atol=0.01)


def test_temperature_bars_keep_the_order():
    heights = np.array([bar.get_height() for bar in _bars().axes[0].patches])
    heights = heights.reshape(3, len(HOT)).T
    np.testing.assert_allclose(heights.sum(axis=1), 1.0)
    assert (np.diff(heights, axis=1) < 0).all()
    assert (np.diff(heights[:, 0]) < 0).all()


def test_the_lines_of_the_plane_have_one_probability_each():
    ax = _plane().axes[0]
    lines = [line for line in ax.lines if len(line.get_xdata()) == 2]
    levels = [0.05, 0.2, 0.5, 0.8, 0.95]
    for line, level in zip(lines, levels, strict=True):
        np.testing.assert_allclose(softmax(line.get_xydata())[:, 0], level)


def test_the_arrow_of_the_plane_changes_nothing():
    (arrow,) = _plane().axes[0].findobj(FancyArrowPatch)
    start, end = softmax(np.array(arrow._posA_posB))
    np.testing.assert_allclose(start, end)


def test_two_scores_lie_on_the_sigmoid():
    curve, circles = _two().axes[0].lines
    np.testing.assert_allclose(circles.get_ydata(), curve.get_ydata(), rtol=1e-14)


def test_tiles_say_the_matrix():
    ax = _tiles().axes[0]
    assert len(ax.findobj(Rectangle)) >= 9
    numbers = [
        float(text.get_text().replace("−", "-"))
        for text in ax.texts
        if "." in text.get_text()
    ]
    expected = [[0.25, -0.15, -0.10], [-0.15, 0.21, -0.06], [-0.10, -0.06, 0.16]]
    np.testing.assert_allclose(np.reshape(numbers, (3, 3)), expected)


def test_the_arrows_of_the_simplex_cancel_and_stay_inside():
    ax = _simplex().axes[0]
    triangle = next(p for p in ax.patches if isinstance(p, Polygon))
    arrows = np.array(
        [a._posA_posB for a in ax.patches if isinstance(a, FancyArrowPatch)]
    )
    moves = arrows[:, 1] - arrows[:, 0]
    np.testing.assert_allclose(moves.sum(axis=0), 0.0, atol=1e-15)
    corners = triangle.get_xy()[:3]
    for end, move, corner in zip(arrows[:, 1], moves, corners, strict=True):
        assert triangle.get_path().contains_point(end)
        assert move @ (corner - arrows[0, 0]) > 0  # towards its own corner


def test_ten_scores_and_ten_probabilities_are_drawn():
    for make, values in ((_scores_of_ten, TEN), (_probabilities_of_ten, softmax(TEN))):
        ax = make().axes[0]
        np.testing.assert_allclose([bar.get_height() for bar in ax.patches], values)
        written = [float(text.get_text().replace("−", "-")) for text in ax.texts]
        shown = [value for value in values if abs(value) >= 0.005]
        np.testing.assert_allclose(written, shown, atol=0.005)


def test_the_points_of_a_step_lie_on_the_surprisal():
    curve, before, after = _surprisal().axes[0].lines
    np.testing.assert_allclose(curve.get_ydata(), -np.log(curve.get_xdata()))
    for point, p in zip((before, after), BEFORE_AND_AFTER[:, 1], strict=True):
        np.testing.assert_allclose(point.get_xydata(), [[p, -np.log(p)]])


def test_bars_before_and_after_a_step():
    heights = [bar.get_height() for bar in _before_and_after().axes[0].patches]
    np.testing.assert_allclose(heights, BEFORE_AND_AFTER.ravel())


def test_answers_have_their_names():
    with house_style():
        figures = [
            plot.steps(SCORES, np.exp(SCORES), softmax(SCORES), "947"),
            plot.plane([0.2, 0.5, 0.8], names="94"),
            draw.tiles(softmax_jacobian(ROUND), "947"),
            learn.before_and_after(*BEFORE_AND_AFTER, right=1, names="947"),
        ]
    for figure in figures:
        texts = " ".join(text.get_text() for text in visible_texts(figure))
        assert "₉" in texts and "₄" in texts and "₁" not in texts
