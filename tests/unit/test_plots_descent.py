"""What the figures of the two gradient pages show is what was computed."""

import numpy as np
import pytest

import nnbook as nn
from book._ext.pictures.svg import inline
from nnbook.plots import (
    COLOURS,
    convergence,
    descent,
    gradient,
    surface,
    to_svg,
    valleys,
)
from nnbook.plots.quadratic import Bowl

X = np.array([[1.0, -1.0], [1.0, 1.0], [2.0, 1.0]])
Y = np.array([1.0, 5.0, 1.0])
FLAT = np.array([[1.0, 2.0], [2.0, 4.0], [1.0, 2.0]])
LEVELS = [8.0, 10.0, 14.0, 20.0, 28.0]
FRAME = {"xlim": (-3, 5), "ylim": (-3.2, 4.2)}
RANDOM = np.random.default_rng(0).uniform(-4, 4, size=(200, 2))


def cost(w, inputs=X, targets=Y):
    return nn.squared_error(targets, nn.linear_neuron(w, inputs))


def slope(w):
    return nn.squared_error_gradient(w, X, Y)


@pytest.fixture(scope="module")
def path():
    return nn.gradient_descent(slope, [-2.0, 3.0], 0.05, 30).weights


def drawn(figure):
    """All lines of a figure's first axes, each of shape (k, 2)."""
    return [np.column_stack(line.get_data()) for line in figure.axes[0].lines]


def shows(figure, points):
    return any(line.shape == points.shape and np.allclose(line, points)
               for line in drawn(figure))  # fmt: skip


class TestBowl:
    @pytest.mark.parametrize("inputs", [X, FLAT], ids=["independent", "flat"])
    def test_cost_is_the_squared_error(self, inputs):
        bowl = Bowl.of(inputs, Y)
        expected = [cost(w, inputs) for w in RANDOM]
        np.testing.assert_allclose(bowl.cost(RANDOM), expected, rtol=1e-12)

    @pytest.mark.parametrize("level", LEVELS)
    def test_every_point_of_a_level_set_has_its_cost(self, level):
        ring = Bowl.of(X, Y).level_set(level)
        np.testing.assert_allclose([cost(w) for w in ring], level, rtol=1e-12)
        np.testing.assert_allclose(ring[0], ring[-1], atol=1e-12)

    def test_the_long_sides_of_a_flat_level_set_have_its_cost(self):
        corners = Bowl.of(FLAT, Y).level_set(20.0)
        np.testing.assert_allclose([cost(w, FLAT) for w in corners], 20.0)

    def test_it_is_lowest_at_its_minimum(self):
        bowl = Bowl.of(X, Y)
        np.testing.assert_allclose(bowl.minimum, [1.0, 1.0])
        np.testing.assert_allclose(slope(bowl.minimum), 0.0, atol=1e-12)
        assert all(cost(w) >= bowl.lowest for w in RANDOM)
        np.testing.assert_allclose(bowl.curvatures, [2.0, 7.0])


class TestContours:
    def test_the_path_drawn_is_the_path_computed(self, path):
        figure = descent.contours(X, Y, [path], LEVELS, **FRAME)
        assert shows(figure, path)
        assert shows(figure, path[1:]), "a dot for each step"

    def test_each_axis_is_named_after_what_it_carries(self, path):
        (ax,) = descent.contours(X, Y, [path], LEVELS, **FRAME).axes
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("w₁", "w₂")

    def test_each_level_has_its_line(self, path):
        figure = descent.contours(X, Y, [path], LEVELS, **FRAME)
        for level in LEVELS:
            assert shows(figure, Bowl.of(X, Y).level_set(level))

    def test_steps_leave_level_sets_at_right_angles(self, path):
        figure = descent.contours(X, Y, [path], LEVELS, **FRAME)
        assert figure.axes[0].get_aspect() == 1.0, "or right angles would not show"
        ring = Bowl.of(X, Y).level_set(cost(path[0]), corners=3600)
        here = np.argmin(np.linalg.norm(ring - path[0], axis=1))
        along = ring[here + 1] - ring[here - 1]
        step = path[1] - path[0]
        assert abs(along @ step) < 1e-2 * np.linalg.norm(along) * np.linalg.norm(step)

    def test_levels_are_labelled_with_their_cost_where_they_lie(self, path):
        figure = descent.contours(X, Y, [path], LEVELS, label_at=25, **FRAME)
        labels = {text.get_text(): text.xy for text in figure.axes[0].texts}
        for level in LEVELS:
            assert cost(labels[f"{level:g}"]) == pytest.approx(level)

    def test_a_flat_valley_has_a_line_of_minima(self, path):
        figure = descent.contours(FLAT, Y, [path], [20, 40], **FRAME)
        lowest = Bowl.of(FLAT, Y).lowest
        assert any(
            len(line) == 2 and np.allclose([cost(w, FLAT) for w in line], lowest)
            for line in drawn(figure)
        )


class TestOneWeight:
    inputs, targets = np.array([[4.0], [5.0], [6.0]]), np.array([3.0, 4.0, 4.0])

    def test_residuals_join_targets_and_predictions(self):
        figure = descent.fit(self.inputs, self.targets, 1.0)
        (bars,) = figure.axes[0].collections
        ends = np.array([segment[:, 1] for segment in bars.get_segments()])
        np.testing.assert_allclose(ends, [[3, 4], [4, 5], [4, 6]])
        assert "y − ŷ = −2" in [text.get_text() for text in figure.axes[0].texts]
        assert figure.axes[0].get_ylabel() == "target y"

    def test_the_path_lies_on_the_parabola(self):
        weights = np.array([0.0, 0.56, 0.6888])
        figure = descent.parabola(self.inputs, self.targets, weights, xlim=(-1, 2))
        heights = [cost([w], self.inputs, self.targets) for w in weights]
        assert shows(figure, np.column_stack([weights, heights]))
        assert figure.axes[0].get_xlabel() == "weight w"

    def test_the_tangent_has_the_slope_it_is_labelled_with(self):
        figure = descent.parabola(
            self.inputs, self.targets, xlim=(-1, 2), tangent_at=1.0
        )
        (ends,) = [line for line in drawn(figure) if len(line) == 2]
        rise, run = np.diff(ends[:, 1]), np.diff(ends[:, 0])
        assert rise / run == pytest.approx(21.0)
        assert "slope 21" in [text.get_text() for text in figure.axes[0].texts]


class TestSurface:
    view = surface.View()
    shape = Bowl.of(X, Y)
    rim = 33.0

    def hidden(self, w):
        """Follow the line of sight from the wall to the reader, step by step."""
        tilt = np.radians(self.view.tilt)
        toward = np.array([*(-np.cos(tilt) * self.view.away), np.sin(tilt)])
        height = self.view.deepness * (self.shape.cost(w) - self.shape.lowest)
        way = np.append(w, height) + np.linspace(0.01, 24, 2400)[:, None] * toward
        wall = self.shape.cost(way[:, :2])
        below_rim = wall < self.rim
        above = way[:, 2] > self.view.deepness * (wall - self.shape.lowest)
        # Inside the bowl the line is above the wall; it is blocked where it
        # comes out again below the rim.
        return bool((below_rim & ~above).any()) or not above[0]

    def test_the_brim_bounds_exactly_what_is_seen_of_the_inside(self):
        from matplotlib.path import Path

        brim = Path(self.view.wall(self.shape, self.shape.level_set(self.rim, 720)).T)
        checked = 0
        for w in RANDOM:
            if self.shape.cost(w) > 0.97 * self.rim:
                continue
            place = self.view.wall(self.shape, w)
            if brim.contains_point(place, radius=0.03) != brim.contains_point(
                place, radius=-0.03
            ):
                continue  # too close to the line to tell
            assert brim.contains_point(place) == (not self.hidden(w)), w
            checked += 1
        assert checked > 50

    def test_lit_patches_are_where_the_normal_is_at_the_angle(self):
        patch = surface._lit(self.shape, self.view, 20.0)
        slopes = self.view.slope(self.shape, patch)
        normals = np.column_stack([-slopes, np.ones(len(slopes))])
        normals /= np.linalg.norm(normals, axis=1, keepdims=True)
        x, y, up = np.array(surface._LIGHT) / np.linalg.norm(surface._LIGHT)
        light = np.array([*(x * self.view.right + y * self.view.away), up])
        np.testing.assert_allclose(normals @ light, np.cos(np.radians(20.0)))

    def test_the_path_and_its_shadow_are_those_computed(self, path):
        figure = surface.bowl(
            X, Y, path, LEVELS, rim=self.rim, floor=((-3, 5), (-4, 6))
        )
        assert shows(figure, self.view.floor(path).T)
        assert shows(figure, self.view.wall(self.shape, path[1:]).T)

    def test_a_shadow_falls_straight_down(self, path):
        wall, floor = self.view.wall(self.shape, path), self.view.floor(path)
        np.testing.assert_allclose(wall[0], floor[0])
        assert (wall[1] > floor[1]).all()


class TestGradientFigures:
    def test_the_product_shows_every_number(self):
        residual = Y - X @ [2.0, 0.0]
        texts = [t.get_text() for t in gradient.product(X, residual).axes[0].texts]
        numbers = [t.replace("−", "-") for t in texts if t.strip("−").isdigit()]
        expected = [*X.T.ravel(), *residual, *slope(np.array([2.0, 0.0]))]
        assert [float(n) for n in numbers] == expected
        assert {"(2, 3)", "(3,)", "(2,)"} <= set(texts)

    def test_errors_are_drawn_as_they_are_and_zeros_left_out(self):
        h = np.array([1e-9, 1e-6, 1e-3])
        figure = gradient.differences(h, {"central": np.array([1e-3, 1e-9, 0.0])})
        points = drawn(figure)[0]
        np.testing.assert_allclose(points[:2], [[1e-9, 1e-3], [1e-6, 1e-9]])
        assert np.isnan(points[2, 1])


class TestConvergence:
    def test_the_feet_on_the_axes_add_up_to_the_path(self, path):
        figure = convergence.eigenvectors(X, Y, path, LEVELS, rate=0.05, **FRAME)
        feet = {
            part.name: np.column_stack([part.x, part.y]) - 1
            for part in figure.series
            if part.name.startswith("error along")
        }
        flat, steep = (
            feet["error along the flat axis"],
            feet["error along the steep axis"],
        )
        shown = path[: convergence.STEPS]
        np.testing.assert_allclose(flat + steep, shown - 1, atol=1e-12)
        np.testing.assert_allclose(flat @ [2, 1], 0, atol=1e-12)
        np.testing.assert_allclose(steep @ [1, -2], 0, atol=1e-12)

    def test_the_labels_tell_curvatures_and_factors(self, path):
        figure = convergence.eigenvectors(X, Y, path, LEVELS, rate=0.05, **FRAME)
        texts = [text.get_text() for text in figure.axes[0].texts]
        assert texts == ["flat: λ = 2\nfactor 0.9", "steep: λ = 7\nfactor 0.65"]

    def test_costs_are_drawn_against_the_step(self):
        fall = convergence.Fall("η = 0.1", [4.0, 2.0, 1.0], "weights", 1)
        figure = convergence.costs([fall], ylim=(0.1, 10))
        assert shows(figure, np.array([[0, 4], [1, 2], [2, 1]]))


class TestValleys:
    def test_descents_lie_on_the_cost_and_meet_under_one_label(self):
        x, y, paths = (
            np.array([1.0, 2.0]),
            np.array([1.0, 2.0]),
            [[0.5, 1.0], [2.0, 1.0]],
        )
        figure = valleys.valleys(x, y, np.asarray, paths, xlim=(-1, 3), ylim=(-1, 9))
        for path in paths:
            heights = [cost([w], x[:, None], y) for w in path]
            assert shows(figure, np.column_stack([path, heights]))
        (label,) = figure.axes[0].texts
        assert label.get_text() == "w = 1, J = 0"

    def test_a_relu_has_a_valley_on_each_side(self):
        x, y = np.array([-2.0, 1.0, 2.0]), np.array([2.0, 2.0, 3.0])
        figure = valleys.valleys(x, y, nn.relu, [[1.6]], xlim=(-3, 3), ylim=(0, 20))
        w, costs = drawn(figure)[0].T
        lowest = (costs[1:-1] < costs[:-2]) & (costs[1:-1] < costs[2:])
        np.testing.assert_allclose(w[1:-1][lowest], [-1.0, 1.6], atol=0.02)


def test_figures_use_the_palette_alone(path):
    figures = [
        descent.contours(X, Y, [path], LEVELS, arrow=0.1, label_at=25, **FRAME),
        descent.fit([[4.0], [5.0]], [3.0, 4.0], 1.0),
        convergence.eigenvectors(X, Y, path, LEVELS, rate=0.05, **FRAME),
        convergence.costs(
            [convergence.Fall("η", [3.0, 2.0], "weights", 1)], ylim=(1, 9)
        ),
        valleys.valleys([1], [1], np.asarray, [[0.0, 1.0]], xlim=(0, 2), ylim=(0, 1)),
        gradient.product(X, Y),
        gradient.differences([1e-9, 1e-3], {"forward": [1e-6, 1e-3]}),
        surface.bowl(X, Y, path, LEVELS, rim=33, floor=((-3, 5), (-4, 6))),
    ]
    for number, figure in enumerate(figures):
        inline(to_svg(figure), f"f{number}", "seen")  # raises at any other colour
    assert COLOURS["error"] != COLOURS["weights"]


def test_the_bowl_is_small(path):
    figure = surface.bowl(X, Y, path, LEVELS, rim=33, floor=((-3, 5), (-4, 6)))
    svg = inline(to_svg(figure), "bowl", "a bowl")
    assert len(svg) < 60_000, "a handful of outlines, not a mesh"
