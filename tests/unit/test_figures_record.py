"""The record of a drawing: its series, its words, and any change in what is drawn."""

import numpy as np
import pytest

from nnbook.figures.labels import note, pointer
from nnbook.figures.record import drawn, summary
from nnbook.figures.series import bars, curve
from nnbook.figures.style import panel
from nnbook.plots import gradient


def picture(**change):
    at = {"line": 3, "fill": 2, "bar": 9, "arrow": 12, "text": 14, "right": 20} | change
    canvas, ax = panel()
    curve(ax, [0, 1], [2, at["line"]], "a line")
    ax.fill_between([0, 1], [0, 0], [1, at["fill"]])
    bars(ax, [8], [at["bar"]], "a bar")
    pointer(ax, (10, 11), (at["arrow"], 13))
    note(ax, "there", (at["text"], 15))
    ax.set(title="A title", xlabel="a label", xlim=(-1, at["right"]), ylim=(0, 20))
    return drawn(canvas)


def test_series_by_name_and_all_else_by_kind():
    arrays = picture()["arrays"]
    assert arrays["limits"][:2] == [-1, 20]
    assert (arrays["a line, x"], arrays["a line, y"]) == ([0, 1], [2, 3])
    assert (arrays["a bar, x"], arrays["a bar, y"]) == ([8], [9])
    assert arrays["arrows"] == [10, 11, 12, 13]
    assert arrays["places of texts"][:2] == [14, 15]
    assert {0.0, 1.0, 2.0} >= set(arrays["guides"]["some"])
    assert not arrays.keys() & {"shapes"}, "bars are told once"


def test_words():
    words = picture()["texts"]
    assert all(word in words for word in ("A title", "a label", "there"))


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"line": 3.001}, "a line, y"),
        ({"fill": 2.001}, "guides"),
        ({"bar": 9.001}, "a bar, y"),
        ({"arrow": 12.001}, "arrows"),
        ({"text": 14.001}, "places of texts"),
        ({"right": 21}, "limits"),
    ],
)
def test_a_change_is_seen_where_it_is(change, name):
    before, after = picture()["arrays"], picture(**change)["arrays"]
    assert [key for key in before if before[key] != after[key]] == [name]


def test_several_axes_are_told_apart():
    canvas, ax = panel()
    curve(ax, [0, 1], [2, 3], "y")
    curve(canvas.add_subplot(), [0, 1], [4, 5], "y")
    arrays = drawn(canvas)["arrays"]
    assert (arrays["axes 0, y, y"], arrays["axes 1, y, y"]) == ([2, 3], [4, 5])


def test_long_arrays_are_summed_up():
    x = np.sin(np.arange(1000.0).reshape(20, 50))
    found = summary(x)
    assert found["shape"] == [20, 50]
    assert found["some"][0] == 0.0 and len(found["some"]) == 8
    assert found["mean"] == pytest.approx(x.mean(), rel=1e-7)
    assert found["rms"] == pytest.approx(np.sqrt((x**2).mean()), rel=1e-7)


def test_what_is_not_finite():
    assert summary([1.0, np.nan, -np.inf]) == [1.0, None, None]
    assert summary(np.ma.masked_equal([1.0, 2.0], 2.0)) == [1.0, None]
    assert summary([]) == []
    holed = np.where(np.arange(100) % 2, np.nan, 3.0)
    assert summary(holed)["mean"] == 3.0
    assert summary(np.full(100, np.nan))["rms"] is None


def test_a_drawing_names_the_function_that_the_page_called():
    figure = gradient.differences([1e-9, 1e-3], {"forward": [1e-6, 1e-3]})
    assert figure.drawn_by == "nnbook.plots.gradient.differences"
    assert panel()[0].drawn_by == ""
