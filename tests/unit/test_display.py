"""Figures, tables and numbers that pages show."""

import base64
import re

import pytest

from nnbook import plots
from nnbook.display import Figure, Table, glue
from nnbook.figures.bundle import FOR_THE_BOOK, MIME
from nnbook.figures.style import HALO, _family, to_svg

SVG = re.compile(
    r'<img alt="([^"]*)"(?: width="49%")? src="data:image/svg\+xml;base64,([^"]*)">'
)


@pytest.fixture
def canvas():
    return plots.panel(3, 2)[0]


@pytest.fixture
def in_the_book(monkeypatch):
    """As in a kernel that runs the cells of a page for the site."""
    monkeypatch.setenv(FOR_THE_BOOK, "1")


@pytest.mark.parametrize("part", ["name", "caption", "alt"])
@pytest.mark.parametrize("bad", ["", "  ", None])
def test_a_figure_needs_all_its_words(canvas, part, bad):
    words = {"name": "fig-a", "caption": "A caption.", "alt": "Empty axes."} | {
        part: bad
    }
    with pytest.raises(ValueError, match=f"{part} must be a text"):
        Figure(canvas, **words)


@pytest.mark.parametrize("panels", [[], ()])
def test_a_figure_needs_a_panel(panels):
    with pytest.raises(ValueError, match="panels must hold at least one figure"):
        Figure(panels, name="fig-a", caption="A caption.", alt="Nothing.")


@pytest.mark.parametrize("as_panels", [lambda ax: ax, lambda ax: [ax], str])
def test_a_panel_is_a_figure_and_no_axes(as_panels):
    with pytest.raises(TypeError, match=r"panels must be matplotlib figures, but got"):
        panels = as_panels(plots.panel()[1])
        Figure(panels, name="fig-a", caption="A caption.", alt="Empty axes.")


def test_a_figure_carries_its_panels_and_words(canvas, in_the_book):
    figure = Figure([canvas, canvas], name="fig-a", caption="Two.", alt="Two panels.")
    content = figure._repr_mimebundle_()[MIME]
    assert [panel[:4] for panel in content["panels"]] == ["<svg", "<svg"]
    assert (content["caption"], content["alt"]) == ("Two.", "Two panels.")


def test_elsewhere_a_figure_is_markdown_with_pictures(canvas):
    caption = "Two, by $x$ and {term}`bias`."
    figure = Figure([canvas, canvas], name="fig-a", caption=caption, alt='A "panel".')
    bundle = figure._repr_mimebundle_()
    assert bundle.keys() == {"text/markdown", "text/plain"}
    (one, svg), (other, _) = SVG.findall(bundle["text/markdown"])
    assert (one, other) == ("A &quot;panel&quot;.", "")
    assert base64.b64decode(svg).startswith(b"<svg")
    assert bundle["text/markdown"].count('width="49%"') == 2
    assert bundle["text/markdown"].endswith("\n\nTwo, by $x$ and bias.")


def test_a_picture_alone_brings_paper_and_letters_and_halos():
    figure, ax = plots.panel()
    bare = to_svg(figure, alone=True)
    ax.text(0.5, 0.5, "label", **HALO)
    haloed = to_svg(figure, alone=True)
    assert "<text" not in haloed and "var(" not in haloed
    paper = f"fill: {plots.COLOURS['paper']}"
    assert paper in bare
    halo = f"stroke: {plots.COLOURS['paper']}; stroke-width: 3.5"
    assert halo in haloed and halo not in bare


def test_a_font_that_is_not_there_is_not_asked_for():
    assert _family("no_such_font", "No Such", "DejaVu Sans") == ["DejaVu Sans"]


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


def test_a_table_holds_words_and_pictures(canvas, in_the_book):
    table = Table(["a", "b"], [[1, (canvas, "A hinge.")]], name="tab-a", caption="One.")
    (row,) = table._repr_mimebundle_()[MIME]["rows"]
    assert row[0] == {"text": "1"}
    assert row[1]["alt"] == "A hinge."


def test_elsewhere_a_table_is_markdown(canvas):
    cells = ["$|x|$, a|b", (canvas, "A hinge.")]
    table = Table(["**a**", "b"], [cells], name="tab-a", caption="One.")
    bundle = table._repr_mimebundle_()
    assert bundle.keys() == {"text/markdown", "text/plain"}
    caption, empty, head, rule, row = bundle["text/markdown"].splitlines()
    assert (caption, empty) == ("One.", "")
    assert (head, rule) == ("| **a** | b |", "| --- | --- |")
    assert row.startswith(r"| $\vert x\vert $, a\|b | <img alt=")
    assert SVG.search(row)[1] == "A hinge."


@pytest.mark.parametrize("value", [None, [1], {"a": 1}, 1j])
def test_only_numbers_and_words_can_be_quoted(value):
    with pytest.raises(TypeError, match="limit must be a number or a text"):
        glue(limit=value)


def test_glue_publishes_what_myst_nb_reads(monkeypatch, in_the_book):
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


def test_elsewhere_glue_puts_out_nothing(monkeypatch):
    monkeypatch.setattr(
        "IPython.display.display", lambda *data, **words: pytest.fail("put out")
    )
    glue(limit=0.25)
