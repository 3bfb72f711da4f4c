"""The data behind a drawing: every kind of artist, and any change in it."""

import numpy as np
import pytest

from nnbook.plots import gradient, panel
from nnbook.plots.drawn import drawn, summary


@pytest.fixture
def picture():
    canvas, ax = panel()
    ax.plot([0, 1], [2, 3], label="a line")
    ax.scatter([4, 5], [6, 7])
    ax.fill_between([0, 1], [0, 0], [1, 2])
    ax.bar([8], [9])
    ax.annotate("here", (10, 11), (12, 13), arrowprops={"arrowstyle": "->"})
    ax.text(14, 15, "there")
    ax.set(title="A title", xlabel="a label", xlim=(-1, 20))
    ax.legend()
    return canvas


def test_arrays_of_all_artists(picture):
    arrays = drawn(picture)["arrays"]
    assert arrays["axes 0, limits"][:2] == [-1, 20]
    assert arrays["axes 0, line 0, x"] == [0, 1]
    assert arrays["axes 0, line 0, y"] == [2, 3]
    assert arrays["axes 0, collection 0, places"] == [4, 6, 5, 7]
    assert {0.0, 1.0, 2.0} >= set(arrays["axes 0, collection 1, corners"]["some"])
    assert {7.6, 8.4, 0.0, 9.0} == set(arrays["axes 0, patch 0, corners"])
    assert arrays["axes 0, text 0, place"] == [10, 11]
    assert arrays["axes 0, text 1, place"] == [14, 15]


def test_words(picture):
    words = drawn(picture)["texts"]
    for word in ("A title", "a label", "a line", "here", "there"):
        assert word in words


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda ax: ax.lines[0].set_ydata([2, 3.001]), "axes 0, line 0, y"),
        (lambda ax: ax.collections[0].set_offsets([[4, 6], [5, 7.001]]), "places"),
        (lambda ax: ax.patches[0].set_height(9.001), "patch 0"),
        (lambda ax: ax.set_xlim(-1, 21), "limits"),
        (lambda ax: ax.texts[1].set_position((14, 15.001)), "text 1"),
    ],
)
def test_a_change_is_seen(picture, change, name):
    before = drawn(picture)["arrays"]
    change(picture.axes[0])
    after = drawn(picture)["arrays"]
    assert any(name in key and before[key] != after[key] for key in before)


def test_long_arrays_are_summed_up():
    x = np.sin(np.arange(1000.0).reshape(20, 50))
    found = summary(x)
    assert found["shape"] == [20, 50]
    assert found["some"][0] == 0.0 and len(found["some"]) == 12
    assert found["mean"] == pytest.approx(x.mean(), rel=1e-8)
    assert found["rms"] == pytest.approx(np.sqrt((x**2).mean()), rel=1e-8)


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
