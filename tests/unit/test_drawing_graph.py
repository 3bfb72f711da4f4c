"""The computational graph and the perpendicular of least squares, measured."""

import numpy as np
import pytest

import nnbook as nn
from nnbook.drawing.graph import PLACES, chain
from nnbook.drawing.projection import projection, seen_from
from nnbook.figures.style import COLOURS
from tests.unit.test_drawing_unit import boxes, clashes

X = np.array([[1.0, -1.0], [1.0, 1.0], [2.0, 1.0]])
Y = np.array([1.0, 5.0, 1.0])
GRAPHS = {
    "linear": lambda: chain(2, 2, 1),
    "dead": lambda: chain(-1, 2, 1, nn.relu),
    "sigmoid": lambda: chain(0.5, -3, 1, nn.sigmoid),
}


def column(figure, name):
    """Return the numbers in a column of the table, by row."""
    return {
        cell.row: float(cell.text.replace("−", "-"))
        for cell in figure.cells
        if cell.column == name
    }


def test_values_go_forward_and_slopes_come_back():
    w, x, y = 0.5, -3.0, 1.0
    figure = chain(w, x, y, nn.sigmoid)
    z, prediction = w * x, nn.sigmoid(w * x)
    values = {"w": w, "x": x, "z": z, "ŷ": prediction, "y": y}
    values["J"] = 0.5 * (y - prediction) ** 2
    assert column(figure, "value") == pytest.approx(values, rel=5e-3)
    slopes = {"w → z": x, "z → ŷ": nn.sigmoid.derivative(z), "ŷ → J": prediction - y}
    assert column(figure, "slope back") == pytest.approx(slopes, rel=5e-3)


def test_the_product_is_the_slope_of_the_cost():
    def cost(w):
        return 0.5 * (1 - nn.sigmoid(-3 * w[0])) ** 2

    slopes = column(chain(0.5, -3, 1, nn.sigmoid), "slope back")
    measured = nn.numerical_gradient(cost, np.array([0.5]))[0]
    assert np.prod([*slopes.values()]) == pytest.approx(measured, rel=2e-2)


@pytest.mark.parametrize("name", [*GRAPHS, "projection"])
def test_no_two_labels_overlap_and_none_is_cut(name):
    figure = projection(X, Y) if name == "projection" else GRAPHS[name]()
    assert clashes(figure) == []
    width, height = figure.get_size_inches() * 72
    assert width <= 353
    for box in boxes(figure).values():
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def test_every_quantity_of_the_graph_has_its_node():
    written = {text.get_text() for text in chain(2, 2, 1).axes[0].texts}
    assert set(PLACES) <= written


def test_the_residual_is_seen_upright_and_its_foot_level():
    right, up = seen_from(X, Y)
    best = X @ np.linalg.lstsq(X, Y)[0]
    assert right @ (Y - best) == pytest.approx(0)
    assert up @ best == pytest.approx(0)
    assert right @ up == pytest.approx(0)
    assert np.linalg.norm([right, up], axis=1) == pytest.approx([1, 1])


def test_the_plane_is_that_of_the_inputs():
    """Its four corners lie where weights, seen the same way, have them."""
    figure = projection(X, Y)
    (outline,) = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 5]
    corners = outline.get_xydata()
    assert corners[0] + corners[2] == pytest.approx(corners[1] + corners[3])
    along = np.array(seen_from(X, Y)) @ X
    for side, direction in ((corners[1] - corners[0], 0), (corners[2] - corners[1], 1)):
        seen = along[:, direction]
        assert side[0] * seen[1] == pytest.approx(side[1] * seen[0])
        assert outline.get_color() == COLOURS["prediction"]
