"""The book's own Sphinx extensions, each on its own."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.utils import new_document
from lxml import etree

from book._ext.formulas import mathml
from book._ext.pictures import svg
from nnbook import plots
from nnbook.plots import COLOURS

MATHML = "{http://www.w3.org/1998/Math/MathML}"


@pytest.fixture(scope="module")
def drawn() -> str:
    with plots.house_style():
        canvas, ax = plots.panel()
        ax.plot([0, 1, 2], [0, 3, 1], color=COLOURS["prediction"], marker="o")
        ax.fill_between([0, 1], [0, 3], color=COLOURS["soft-error"])
        ax.set_xlabel("learning rate η")
        ax.text(1, 1, "ŷ", gid="class:halo", **plots.MATH)
    return plots.to_svg(canvas)


def test_colours_become_variables(drawn):
    page = svg.inline(drawn, "fig-a-0", "A rising and falling line.")
    assert "var(--fig-prediction)" in page
    assert "var(--fig-soft-error)" in page
    assert not re.search(r"#[0-9a-f]{6}", page)
    assert " style=" not in page


def test_text_stays_text_in_the_fonts_of_the_page(drawn):
    root = etree.fromstring(svg.inline(drawn, "fig-a-0", "A line."))
    words = {text.text: text for text in root.iter("{*}text")}
    assert "learning rate η" in words
    assert words["ŷ"].get("class") == "fig-math"
    assert words["ŷ"].getparent().get("class") == "halo"
    assert not any(text.get("font-family") for text in words.values())


def test_two_figures_share_no_id_and_find_their_own(drawn):
    first, second = (svg.inline(drawn, prefix, "A line.") for prefix in ("a", "b"))
    ids = [set(re.findall(r' id="([^"]+)"', page)) for page in (first, second)]
    assert ids[0] and not ids[0] & ids[1]
    for page, known in zip((first, second), ids, strict=True):
        targets = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', page)
        assert targets
        assert {a or b for a, b in targets} <= known


def test_it_says_what_is_seen_or_is_silent(drawn):
    spoken = etree.fromstring(svg.inline(drawn, "a", 'A "line" < 3'))
    assert spoken.get("role") == "img"
    assert spoken.get("aria-label") == 'A "line" < 3'
    assert {part.get("aria-hidden") for part in spoken} == {"true"}
    assert etree.fromstring(svg.inline(drawn, "a", None)).get("aria-hidden") == "true"


def test_a_colour_outside_the_palette_is_refused():
    with plots.house_style():
        canvas, ax = plots.panel()
        ax.plot([0, 1], color="#ff0000")
    with pytest.raises(
        svg.UnknownColour, match=r"stroke #ff0000 .*nnbook.plots.COLOURS"
    ):
        svg.inline(plots.to_svg(canvas), "a", "A red line.")


def test_formulas_become_mathml():
    root = etree.fromstring(mathml.to_mathml(r"\frac{1}{2}\sum_i x_i^2", True))
    assert root.get("display") == "block"
    assert (
        root.find(f".//{MATHML}mfrac") is not None or root.find(".//mfrac") is not None
    )


def test_rows_are_aligned_without_being_told():
    page = mathml.to_mathml(r"a &= b \\ &= c", True)
    assert page.count("<mtr>") == 2


def test_a_prime_stands_beside_its_letter():
    assert "<msup>" not in mathml.to_mathml("f'(z)", False)
    assert "′" in mathml.to_mathml("f'(z)", False)


def test_a_bad_formula_is_refused_and_written_as_it_is():
    with pytest.raises(mathml.BadFormula, match=r'Unknown .*"\\nosuch" in the formula'):
        mathml.to_mathml(r"\nosuch{x} < 1", False)
    assert mathml.written(r"\nosuch{x} < 1", False) == r"<code>\nosuch{x} &lt; 1</code>"


def test_punctuation_stays_with_the_formula_before_it():
    """Two texts that say the same stand beside the formula; one belongs to it."""
    link, formula = nodes.reference("", "there"), nodes.math("x", "x")
    page = new_document("page")
    page += nodes.paragraph("", "", link, nodes.Text(", "), formula, nodes.Text(", "))
    mathml.KeepPunctuation(page).run()
    assert page.astext() == "there, x, "
    kept = [node for node in page.findall(nodes.inline) if "nowrap" in node["classes"]]
    assert [node.astext() for node in kept] == ["x,"]
