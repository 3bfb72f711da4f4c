"""The drawn unit and the plots of its decision line, measured rather than looked at."""

import itertools

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

import nnbook as nn
from book._ext.pictures import svg
from nnbook.drawing.unit import PARTS, unit
from nnbook.figures.series import cells_of, series_of
from nnbook.plots import decisions, gates, rosenblatt, to_svg

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
TARGETS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}
# A unit, and the samples of a week that the page shows it.
W, B = np.array([1.5, 2.0]), -5.0
WEEK = np.array([[3, 1], [1, 1], [2, 3], [2, 0], [2, 1]])
UNITS = {
    "AND": ([1, 1], -1.5),
    "OR": ([1, 1], -0.5),
    "NAND": ([-1, -1], 1.5),
    "NOT": ([-1], 0.5),
}


def renderer(figure):
    """Draw a figure, so that its texts have a size."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return canvas.get_renderer()


def boxes(figure):
    """Return what stands in a figure and where, in points.

    The pieces of one formula count as one text.
    """
    draw = renderer(figure)
    found = {}
    for number, text in enumerate(figure.findobj(match=type(figure.text(0, 0, "")))):
        if not text.get_text().strip() or not text.get_visible():
            continue
        name = text.get_gid() or f"text {number}: {text.get_text()}"
        box = text.get_window_extent(draw)
        found.setdefault((name, round(box.y0 / 60)), []).append(box)
    scale = 72 / figure.dpi
    return {
        name: scale
        * np.array(
            [
                min(b.x0 for b in group),
                min(b.y0 for b in group),
                max(b.x1 for b in group),
                max(b.y1 for b in group),
            ]
        )
        for (name, _), group in found.items()
    }


def overlap(a, b):
    """Return the smaller side of the rectangle that two boxes share, in points."""
    return min(min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1]))


def clashes(figure):
    found = boxes(figure).items()
    return [
        (name, other)
        for (name, box), (other, second) in itertools.combinations(found, 2)
        if overlap(box, second) > 0.5
    ]


def decision_lines(figure):
    return [
        line.get_xydata()
        for line in figure.findobj(lambda artist: artist.get_gid() == "decision-line")
    ]


# -- the unit ------------------------------------------------------------------------


def test_the_unit_names_all_its_parts():
    figure = unit()
    gids = {text.get_gid() for text in figure.axes[0].texts}
    symbols = ["x_1", "x_2", "x_d", "w_1", "w_2", "w_d", "b", "Σ", "z", "f", "ŷ"]
    assert {f"maths:{symbol}" for symbol in symbols} <= gids
    words = {text.get_text() for text in figure.axes[0].texts}
    assert {
        "inputs",
        "weights",
        "weighted sum",
        "bias",
        "activation",
        "output",
    } <= words


def test_no_two_labels_of_the_unit_overlap_and_none_is_cut():
    figure = unit()
    assert clashes(figure) == []
    width, height = figure.get_size_inches() * 72
    for box in boxes(figure).values():
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def test_the_unit_fits_a_phone_and_its_words_can_be_read():
    figure = unit()
    assert figure.get_size_inches()[0] * 72 <= 353
    sizes = [text.get_fontsize() for text in figure.axes[0].texts]
    assert min(sizes) >= 11  # the subscripts; all else is larger


def test_arrows_go_from_the_inputs_to_the_output():
    arrows = {}
    for patch in unit().axes[0].patches:
        if (patch.get_gid() or "").startswith("arrow:"):
            arrows.setdefault(patch.get_gid(), []).append(patch.get_path().vertices)
    assert len(arrows) == 6
    for name, (shaft, head) in arrows.items():
        tip = head[0]
        if name == "arrow:b Σ":  # from above
            assert shaft[0, 1] > shaft[-1, 1] > tip[1]
        else:
            assert shaft[0, 0] < shaft[-1, 0] < tip[0]
    places = [place for _, _, place in PARTS.values()]
    assert places == sorted(places)
    # What leaves the sum meets the activation, what leaves that meets the output.
    enters = arrows["arrow:Σ f"][1][0]
    leaves = arrows["arrow:f ŷ"][0][0]
    assert enters[0] < PARTS["activation"][2] < leaves[0]
    assert enters[1] == pytest.approx(leaves[1])


def test_the_box_shows_the_curve_of_the_function_that_is_given():
    def curve(activation):
        (line,) = [
            line for line in unit(activation).axes[0].lines if len(line.get_xdata()) > 2
        ]
        return line.get_ydata()

    for activation in (nn.sigmoid, nn.relu, nn.tanh):
        z = np.linspace(-5, 5, 101)
        correlation = np.corrcoef(curve(activation), activation(z))[0, 1]
        assert correlation == pytest.approx(1)


# -- the line ------------------------------------------------------------------------


def test_the_drawn_line_of_each_gate_parts_its_samples():
    figure = gates.gates(UNITS)
    lines = decision_lines(figure)
    assert len(lines) == len(UNITS)
    for (start, end), (w, b) in zip(lines, UNITS.values(), strict=True):
        corners = X if len(w) == 2 else np.array([[0, 0], [1, 0]])
        w = np.array([*w, 0.0])[:2]
        fires = nn.threshold_neuron(w, corners, b)
        along = end - start
        sides = np.array(
            [along[0] * (x - start)[1] - along[1] * (x - start)[0] for x in corners]
        )
        assert np.abs(sides).min() > 0
        assert len(set(np.sign(sides[fires == 1]))) == 1
        assert len(set(np.sign(sides[fires == 0]))) == 1
        assert np.sign(sides[fires == 1][0]) != np.sign(sides[fires == 0][0])


def test_the_line_lies_at_its_signed_distance_from_the_origin():
    (line,) = decision_lines(decisions.decision_line(W, B, WEEK[:1], ["Monday"]))
    assert np.allclose(line @ W + B, 0)
    start, along = line[0], line[1] - line[0]
    distance = abs(along[0] * start[1] - along[1] * start[0]) / np.linalg.norm(along)
    assert distance == pytest.approx(-B / np.linalg.norm(W))


def test_dashes_lead_from_the_origin_and_from_samples_straight_to_the_line():
    (ax,) = decisions.decision_line(W, B, WEEK[:2], ["Monday", "Tuesday"]).axes
    dashed = [
        line.get_xydata()
        for line in ax.lines
        if line.get_linestyle() == "--" and line.get_gid() is None
    ]
    assert [start.tolist() for start, _ in dashed] == [[0, 0], [3, 1], [1, 1]]
    for start, end in dashed:
        assert end @ W + B == pytest.approx(0, abs=1e-12)
        assert np.cross(np.append(end - start, 0), np.append(W, 0)) == pytest.approx(0)


def test_the_labels_of_the_decision_line_do_not_overlap():
    figure = decisions.decision_line(W, B, WEEK[[0, 3]], ["Monday", "Thursday"])
    assert clashes(figure) == []
    words = {text.get_text() for text in figure.axes[0].texts}
    assert {"−b / ‖w‖ = 2.0", "Monday: 0.6", "Thursday: −0.8"} <= words


# -- decisions -----------------------------------------------------------------------


def test_a_walk_ends_at_the_sum_and_says_what_the_unit_answers():
    cases = {
        "dry": ((1.5, 2), (3, 1), -5),
        "wet": ((1.5, 2), (1, 1), -5),
        "tired": ((1.5, 2, -1), (3, 1, 2), -5),
    }
    figure = decisions.walks(cases)
    assert clashes(figure) == []
    told = {(c.row, c.column): c.text for c in cells_of(figure)}
    assert [told[case, "z"] for case in cases] == ["1.5", "−1.5", "−0.5"]
    assert [told[case, "answer"] for case in cases] == ["bike", "bus", "bus"]
    assert told["tired", "w₃ · x₃"] == "−2"


def test_the_week_has_a_point_and_a_name_for_each_sample():
    days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
    figure = decisions.week(W, B, WEEK, days)
    assert clashes(figure) == []
    assert set(days) <= {text.get_text() for text in figure.axes[0].texts}
    fires = WEEK @ W + B >= 0
    drawn = {s.name: np.column_stack([s.x, s.y]) for s in series_of(figure)}
    assert drawn["bike"].tolist() == WEEK[fires].tolist()
    assert drawn["bus"].tolist() == WEEK[~fires].tolist()


@pytest.mark.parametrize("after", [((1.5, 4.0), B), (W, -2.0)])
def test_rings_mark_the_samples_that_a_change_decides_otherwise(after):
    figure = decisions.changed((W, B), after, WEEK, "(a) Changed")
    (rings,) = [line for line in figure.axes[0].lines if line.get_markersize() == 17]
    new = (WEEK @ after[0] + after[1] >= 0) != (WEEK @ W + B >= 0)
    assert rings.get_xydata().tolist() == WEEK[new].tolist() != []
    (line,) = decision_lines(figure)
    assert np.allclose(line @ after[0] + after[1], 0)


# -- Rosenblatt's rule ---------------------------------------------------------------


def test_each_ring_marks_a_sample_that_the_unit_gets_wrong():
    for y in TARGETS.values():
        path = nn.perceptron_rule(X, y, epochs=9)
        samples, signs = rosenblatt.corrected(path)
        for x, sign, w, b in zip(
            samples, signs, path.weights, path.biases, strict=False
        ):
            target = y[(X == x).all(axis=1).argmax()]
            assert nn.threshold_neuron(w, x, b) != target == (sign == 1)


def test_the_weights_stay_between_the_bounds_of_the_proof():
    y = np.array(TARGETS["AND"])
    path = nn.perceptron_rule(X, y)
    inputs, signs = nn.with_bias(X), 2 * y - 1
    u = np.array([-3, 2, 2]) / np.sqrt(17)
    margin, radius = (signs * (inputs @ u)).min(), np.sqrt(3)
    k = np.arange(len(path.biases))
    lengths = np.sqrt((path.weights**2).sum(axis=1) + path.biases**2)
    assert (margin * k <= lengths + 1e-12).all()
    assert (lengths <= radius * np.sqrt(k) + 1e-12).all()
    assert k[-1] <= (radius / margin) ** 2 == pytest.approx(51)
    (dots,) = [
        line
        for line in rosenblatt.squeeze(path, radius, margin).axes[0].lines
        if len(line.get_xdata()) == len(k)
    ]
    assert np.allclose(dots.get_ydata(), lengths)


def test_each_state_of_the_rule_has_its_panel():
    path = nn.perceptron_rule(X, TARGETS["AND"])
    figure = rosenblatt.steps(path, X, TARGETS["AND"])
    assert len(figure.axes) == len(path.biases)
    assert clashes(figure) == []
    xor = nn.perceptron_rule(X, TARGETS["XOR"], epochs=6)
    assert len(rosenblatt.steps(xor, X, TARGETS["XOR"], 6, 10, loop=True).axes) == 5


def test_all_drawings_use_the_colours_of_the_house():
    path = nn.perceptron_rule(X, TARGETS["AND"])
    for figure in (
        unit(),
        decisions.walks({"dry": (W, (3, 1), B)}),
        decisions.decision_line(W, B, WEEK[:1], ["Monday"]),
        gates.gates(UNITS),
        gates.diagonals(X, TARGETS["XOR"]),
        rosenblatt.steps(path, X, TARGETS["AND"]),
        rosenblatt.soft_step(),
    ):
        assert "var(--fig-" in svg.inline(to_svg(figure), "fig", "A drawing.")
