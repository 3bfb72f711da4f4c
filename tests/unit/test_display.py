"""Figures, tables and numbers that pages show."""

import pytest

from nnbook import plots
from nnbook.display import MIME, Figure, Table, glue


@pytest.fixture
def canvas():
    return plots.panel(3, 2)[0]


@pytest.mark.parametrize("part", ["name", "caption", "alt"])
@pytest.mark.parametrize("bad", ["", "  ", None])
def test_a_figure_needs_all_its_words(canvas, part, bad):
    words = {"name": "fig-a", "caption": "A caption.", "alt": "Empty axes."} | {
        part: bad
    }
    with pytest.raises(ValueError, match=f"{part} must be a text"):
        Figure(canvas, **words)


def test_a_figure_carries_its_panels_and_words(canvas):
    figure = Figure([canvas, canvas], name="fig-a", caption="Two.", alt="Two panels.")
    bundle, _ = figure._repr_mimebundle_()
    content = bundle[MIME]
    assert [panel[:4] for panel in content["panels"]] == ["<svg", "<svg"]
    assert (content["caption"], content["alt"]) == ("Two.", "Two panels.")
    assert bundle["text/html"].count("<svg") == 2


def test_the_same_drawing_gives_the_same_bytes():
    def draw():
        figure, ax = plots.panel()
        ax.plot([1, 3, 2], "o")
        return plots.to_svg(figure)

    assert draw() == draw()


def test_a_table_refuses_a_row_of_another_length():
    with pytest.raises(ValueError, match=r"rows\[1\] must have 2 cells.* got 1"):
        Table(["a", "b"], [["1", "2"], ["3"]], name="tab-a", caption="Numbers.")


def test_a_table_refuses_a_column_without_a_name():
    with pytest.raises(ValueError, match=r"header\[0\] must say .* is empty"):
        Table([" ", "b"], [["1", "2"]], name="tab-a", caption="Numbers.")


def test_a_table_holds_words_and_pictures(canvas):
    table = Table(["a", "b"], [[1, (canvas, "A hinge.")]], name="tab-a", caption="One.")
    bundle, _ = table._repr_mimebundle_()
    (row,) = bundle[MIME]["rows"]
    assert row[0] == {"text": "1"}
    assert row[1]["alt"] == "A hinge."
    assert "<td>1</td>" in bundle["text/html"]


@pytest.mark.parametrize("value", [None, [1], {"a": 1}, 1j])
def test_only_numbers_and_words_can_be_quoted(value):
    with pytest.raises(TypeError, match="limit must be a number or a text"):
        glue(limit=value)


def test_glue_publishes_what_myst_nb_reads(monkeypatch):
    import numpy as np
    from myst_nb.ext.glue import GLUE_PREFIX

    published = []
    monkeypatch.setattr(
        "IPython.display.display", lambda data, **words: published.append((data, words))
    )
    glue(limit=np.float64(0.25), steps=7)
    (data, words), (steps, _) = published
    assert data == {f"{GLUE_PREFIX}text/plain": "0.25"}
    assert words["metadata"]["scrapbook"] == {
        "name": "limit",
        "mime_prefix": GLUE_PREFIX,
    }
    assert steps == {f"{GLUE_PREFIX}text/plain": "7"}
