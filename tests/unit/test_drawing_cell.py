"""The cell beside the unit, and the membrane as a bucket: what stands where."""

import itertools

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from book._ext.pictures.svg import inline
from nnbook.drawing.bucket import FOOT, LEVEL, RIM, bucket, circuit
from nnbook.drawing.cell_and_unit import COLUMNS, NAMES, SEGMENT, cell_and_unit
from nnbook.drawing.unit import PARTS
from nnbook.figures.style import to_svg

DRAWINGS = [cell_and_unit, bucket, circuit]


def boxes(figure):
    """The place of each text, in points from the lower left corner."""
    renderer, scale = FigureCanvasAgg(figure).get_renderer(), 72 / figure.dpi
    texts = [text for ax in figure.axes for text in ax.texts]
    return [(t, t.get_window_extent(renderer).extents * scale) for t in texts]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_no_word_lies_on_another_or_leaves_the_sheet(draw):
    figure = draw()
    width, height = 72 * figure.get_size_inches()
    words = [(t, box) for t, box in boxes(figure) if len(t.get_text()) > 2]
    for (one, a), (other, b) in itertools.combinations(words, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one.get_text(), other.get_text())
    for text, (left, bottom, right, top) in words:
        inside = left >= 0 and bottom >= 0 and right <= width and top <= height
        assert inside, text.get_text()


@pytest.mark.parametrize("draw", DRAWINGS)
def test_a_drawing_uses_the_palette_and_comes_out_the_same(draw):
    svg = to_svg(draw())
    assert svg == to_svg(draw())
    inline(svg, "drawing", "A drawing.")


def test_each_part_of_the_unit_has_its_counterpart_above_it():
    assert set(NAMES) == set(PARTS) == set(COLUMNS)
    (ax,) = cell_and_unit().axes
    # the initial segment, in the colour of the activation, in its column
    assert 182 + SEGMENT[0] < COLUMNS["activation"] < 182 + SEGMENT[1]
    places = {text.get_text(): text.get_position() for text in ax.texts}
    for name, word in (("weights", "synapses"), ("sum", "soma"), ("output", "axon")):
        assert places[word][0] == COLUMNS[name]


def test_the_bucket_is_not_yet_full():
    assert FOOT < LEVEL < RIM
