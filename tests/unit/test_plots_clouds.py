"""The two clouds, the swing of the weights, and XOR by three units, measured."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.patches import FancyArrowPatch

import nnbook as nn
from nnbook.figures.series import cells_of
from nnbook.plots import clouds, hidden, rosenblatt

X, Y = nn.datasets.avocados()
PATH = nn.perceptron_rule(X, Y)
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
UNITS = (([1, 1], -0.5), ([1, 1], -1.5), ([1, -1], -0.5))


def table(figure):
    """Return what a figure writes into its table: rows of columns."""
    rows = {}
    for cell in cells_of(figure):
        rows.setdefault(cell.row, {})[cell.column] = cell.text.replace("−", "-")
    return rows


def lines(ax):
    """Return the ends of the decision lines in some axes."""
    return [line.get_xydata() for line in ax.lines if line.get_gid() == "decision-line"]


def rings(ax):
    return [
        line.get_xydata()[0]
        for line in ax.lines
        if line.get_markersize() >= 14 and line.get_markerfacecolor() == "none"
    ]


def test_the_clouds_can_be_parted_and_both_have_seven():
    assert PATH.converged
    assert np.bincount(Y).tolist() == [7, 7]
    assert len(np.unique(X, axis=0)) == 14
    assert np.abs(X).max() <= 5


def test_the_avocado_that_gets_a_wrong_label_is_the_middle_of_two_ripe_ones():
    ripe = X[Y == 1].tolist()
    assert [2, 1] in ripe and [4, 3] in ripe and [3, 2] in ripe
    spoiled = np.where((X == [3, 2]).all(axis=1), 0, Y)
    assert not nn.perceptron_rule(X, spoiled, epochs=200).converged


def moments():
    samples, signs = rosenblatt.corrected(PATH)
    return [
        (PATH.weights[k], PATH.biases[k], samples[k], signs[k])
        for k in range(2, len(signs))
    ]


def test_each_correction_moves_the_sample_to_the_wanted_side():
    for w, b, x, sign in moments():
        before = w @ x + b
        after = (w + sign * x) @ x + b + sign
        assert after - before == sign * (x @ x + 1)
        assert (before >= 0) == (sign < 0)


def test_the_swing_shows_the_line_across_the_weights_before_and_after():
    two = moments()[-2:]
    figure = clouds.swing(two)
    assert len(figure.axes) == 4
    wanted = [
        state for w, b, x, s in two for state in ((w, b, x), (w + s * x, b + s, x))
    ]
    for ax, (w, b, x), row in zip(
        figure.axes, wanted, table(figure).values(), strict=True
    ):
        (line,) = lines(ax)
        assert np.allclose(line @ w + b, 0)
        assert (line[1] - line[0]) @ w == pytest.approx(0)
        arrows = [
            np.array(patch._posA_posB)
            for patch in ax.artists + ax.patches
            if isinstance(patch, FancyArrowPatch)
        ]
        assert any(np.allclose(arrow, [(0, 0), w]) for arrow in arrows)
        assert row["z of the sample"] == f"{w @ x + b:g}"
        assert row["w"] == f"({w[0]:g}, {w[1]:g})"


def test_a_ring_marks_the_sample_that_is_corrected_next():
    samples, _ = rosenblatt.corrected(PATH)
    stages = [0, 2, 5, 7]
    figure = clouds.run(PATH, X, Y, stages)
    for ax, k in zip(figure.axes, stages, strict=True):
        marked = rings(ax)
        assert len(marked) == (k < len(samples))
        if marked:
            assert np.array_equal(marked[0], samples[k])
            fires = nn.threshold_neuron(PATH.weights[k], samples[k], PATH.biases[k])
            assert fires != Y[(X == samples[k]).all(axis=1).argmax()]
    assert [row["b"] for row in table(figure).values()] == ["0", "0", "-3", "-3"]


def test_three_units_compute_xor_and_a_line_parts_what_the_third_sees():
    figure = hidden.three_units(*UNITS)
    rows = table(figure)
    assert [row["output"] for row in rows.values()] == list("0110")
    assert [row["OR, h₁"] for row in rows.values()] == list("0111")
    assert [row["AND, h₂"] for row in rows.values()] == list("0001")
    (line,) = lines(figure.axes[2])
    (w, b) = UNITS[2]
    assert np.allclose(line @ np.array(w) + b, 0)
    # The strip lies between the lines of the two hidden units.
    both = [line.get_xydata() for line in figure.axes[1].lines[:2]]
    for points, (w, b) in zip(both, UNITS[:2], strict=True):
        assert np.allclose(points @ np.array(w) + b, 0)


def test_the_step_and_the_sigmoid_are_what_they_are_called():
    curves = {
        line.get_label(): line.get_xydata()
        for line in rosenblatt.soft_step().axes[0].lines
    }
    z, step = curves["step"].T
    known = np.isfinite(step)
    want = nn.threshold_neuron([1.0], z[known, None], 0.0)
    assert np.array_equal(step[known], want)
    z, soft = curves["sigmoid"].T
    assert np.allclose(soft, nn.sigmoid(z))
    assert (np.diff(soft) > 0).all()
