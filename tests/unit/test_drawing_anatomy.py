"""The drawn neuron, measured: its labels, its leader lines, the order of its parts."""

import itertools

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from book._ext.pictures.svg import inline
from nnbook.drawing import anatomy
from nnbook.drawing.shapes import sheet
from nnbook.drawing.signal_path import signal_path
from nnbook.figures.style import to_svg
from nnbook.neuron import LeakyIntegrateAndFire

pytestmark = pytest.mark.xdist_group("anatomy")  # one process builds for all

NAMED = {
    "dendrites", "dendritic spine", "soma (cell body)", "nucleus", "axon hillock",
    "axon initial segment", "axon", "myelin sheath", "node of Ranvier",
    "axon terminals", "vesicles", "synaptic cleft", "receptors",
}  # fmt: skip
UNLED = {"synapse", "next neuron", "signal"}  # words that stand at what they name


def boxes(figure):
    """The place of each visible text, in points from the lower left corner."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    scale = 72 / figure.dpi
    found = []
    for ax in figure.axes:
        ticks = [*ax.get_xticklabels(), *ax.get_yticklabels()] if ax.axison else []
        for text in [*ax.texts, *ticks]:
            if text.get_text() and text.get_visible():
                found.append((text, text.get_window_extent(renderer).extents * scale))
    return found


def apart(a, b):
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def plain(name):
    return name.removeprefix("leader:").replace("\n", " ")


@pytest.fixture(scope="module")
def drawn():
    figure, ax = sheet(anatomy.WIDTH, anatomy.HEIGHT)
    parts = anatomy.draw(ax)
    return figure, ax, parts


def leaders(ax):
    return [(plain(line.get_gid()), np.transpose(line.get_data())) for line in ax.lines]


def test_each_part_bears_its_name(drawn):
    _, ax, parts = drawn
    assert {plain(text.get_text()) for text in ax.texts} == NAMED | UNLED
    assert {name for name, _ in leaders(ax)} == NAMED
    assert set(parts) >= NAMED


def test_no_two_labels_overlap_and_all_lie_on_the_sheet(drawn):
    found = boxes(drawn[0])
    for (one, a), (other, b) in itertools.combinations(found, 2):
        assert apart(a, b), (one.get_text(), other.get_text())
    for text, (left, bottom, right, top) in found:
        assert left > 0 and bottom > 0, text
        assert right < anatomy.WIDTH and top < anatomy.HEIGHT, text
        assert text.get_fontsize() >= 10


def test_every_leader_ends_on_the_part_that_it_names(drawn):
    _, ax, parts = drawn
    for name, points in leaders(ax):
        assert any(
            path.contains_point(points[-1], radius=sign * 0.3)
            for path in parts[name]
            for sign in (1, -1)
        ), name


def test_no_leader_runs_through_a_word(drawn):
    figure, ax, _ = drawn
    found = boxes(figure)
    for name, (start, end) in leaders(ax):
        line = start + np.linspace(0, 1, 200)[:, None] * (end - start)
        for text, (left, bottom, right, top) in found:
            inside = (line > (left, bottom)) & (line < (right, top))
            assert not inside.all(axis=1).any(), (name, text.get_text())


def test_no_dendrite_runs_through_a_word(drawn):
    figure, _, parts = drawn
    points = np.concatenate([path.vertices for path in parts["dendrites"]])
    for text, (left, bottom, right, top) in boxes(figure):
        inside = (points > (left, bottom)) & (points < (right, top))
        assert not inside.all(axis=1).any(), text.get_text()


def test_parts_follow_each_other_along_the_axon():
    """The initial segment comes after the hillock, and myelin after both."""
    assert anatomy.HILLOCK[1] <= anatomy.INITIAL_SEGMENT[0]
    assert anatomy.INITIAL_SEGMENT[1] < anatomy.SHEATHS[0][0]
    for (_, last), (first, _) in itertools.pairwise(anatomy.SHEATHS):
        assert last < first


def test_the_nucleus_lies_in_the_soma_and_off_the_hillock(drawn):
    parts = drawn[2]
    (nucleus,), (soma,) = parts["nucleus"], parts["soma (cell body)"]
    assert soma.contains_points(nucleus.vertices).all()
    (hillock,) = parts["axon hillock"]
    assert not nucleus.intersects_path(hillock)


def test_myelin_wraps_the_axon_and_never_a_dendrite(drawn):
    parts = drawn[2]
    (axon,) = parts["axon"]
    for sheath in parts["myelin sheath"]:
        assert sheath.intersects_path(axon)
        assert not any(sheath.intersects_path(d) for d in parts["dendrites"])


def test_each_drawing_uses_the_palette_and_comes_out_the_same():
    svg = to_svg(anatomy.neuron())
    assert svg == to_svg(anatomy.neuron())
    assert len(inline(svg, "neuron", "A neuron.")) < 400_000


def test_signal_path_has_room_for_its_words():
    cell = LeakyIntegrateAndFire()
    time = np.arange(1500) * 0.1
    sizes = {"A": 5, "B": 9, "C": -6}
    answers = {name: np.exp(-time / 20) * size for name, size in sizes.items()}
    trace = cell.simulate(2.0, 150.0, 0.1)
    arrivals = {"A": [10], "B": [45, 80], "C": [115]}
    rest = {name: np.append(v, 0.0) for name, v in answers.items()}
    figure = signal_path(trace.time, arrivals, rest, trace, cell.threshold, 5.0)
    found = [(text, box) for text, box in boxes(figure) if len(text.get_text()) > 1]
    for (one, a), (other, b) in itertools.combinations(found, 2):
        assert apart(a, b), (one.get_text(), other.get_text())
    inline(to_svg(figure), "path", "A signal.")
