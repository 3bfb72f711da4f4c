"""The index of the search: what can be found, and what comes first."""

from __future__ import annotations

import json

import pytest
from docutils import nodes
from pages import SITE, Page
from sphinx.search import js_index

from book._ext.search.index import ranked, sections
from book._ext.search.words import formula_words, words


@pytest.fixture(scope="module")
def index() -> dict:
    return js_index.loads((SITE / "searchindex.js").read_text(encoding="utf-8"))


def test_every_section_of_the_index_is_in_its_page(index):
    names = index["docnames"]
    ids = {name: set(Page(name).tree.xpath("//@id")) for name in names}
    lost = [
        (names[page], anchor)
        for page, anchor, _ in index["sections"]
        if anchor and anchor not in ids[names[page]]
    ]
    assert lost == []


def test_every_symbol_exercise_and_term_can_be_found(index):
    found = {(page, anchor) for page, anchor, _ in index["sections"]}
    number = {name: place for place, name in enumerate(index["docnames"])}
    for name in index["docnames"]:
        article = Page(name).article
        wanted = article.xpath('.//section[contains(@class, "exercise")]/@id')
        wanted += article.xpath('.//tr[starts-with(@id, "symbol-")]/@id')
        # Of terms that share a meaning, the first.
        first = "dt[not(preceding-sibling::*[1][self::dt])]"
        wanted += article.xpath(f'.//dl[starts-with(dt/@id, "term-")]/{first}/@id')
        assert {(number[name], anchor) for anchor in wanted} <= found
    symbols = Page("appendix/notation").article.xpath("count(.//tr[@id])")
    assert symbols > 50


def test_of_numbers_only_years_are_words(index):
    years = {term for term in index["terms"] if term[0].isdigit()}
    assert years
    assert all(1800 <= int(year) < 2100 for year in years)


def test_the_layout_of_a_formula_is_no_word():
    latex = r"\begin{aligned}\frac{a}{b} \qquad \mathrm{d}x\end{aligned} % proved"
    assert formula_words(latex) == ["a", "b", "d", "x"]


def page(*body: nodes.Node) -> nodes.document:
    document = nodes.document(None, None)
    document += nodes.section("", nodes.title("", "A page"), *body, ids=["a-page"])
    return document


def test_a_section_has_its_own_words_only():
    inner = nodes.section(
        "",
        nodes.title("", "Inside"),
        nodes.paragraph("", "deep ", nodes.math("", r"\eta")),
        ids=["inside"],
    )
    whole, part = sections("p", "A page", page(nodes.paragraph("", "flat"), inner))
    assert (whole.anchor, whole.named, whole.text) == (
        "",
        ["A", "page"],
        ["A", "page", "flat"],
    )
    assert (part.anchor, part.title) == ("inside", "Inside")
    assert part.text == ["Inside", "deep", "eta"]


def test_a_title_comes_before_a_mention_and_an_explanation_before_a_use():
    much = ["softmax", *["else"] * 30]
    found = [
        ([], much, 1.0),
        (["softmax"], much, 1.0),
        (["softmax"], much, 0.6),
        ([], ["else"] * 30, 1.0),
    ]
    assert ranked(found)["softmax"][:2] == [1, 2]
    assert 3 not in ranked(found)["softmax"]


def test_a_letter_is_found_in_titles_only():
    assert ranked([([], ["w", "weight"], 1.0), (["w"], ["weight"], 1.0)])["w"] == [1]


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("∇J", r"\nabla J"),
        ("ŷ = σ(z)", r"\hat{y} = \sigma(z)"),
        ("wᵀx", r"\mathbf{w}^\top \mathbf{x}"),
        ("λ, Δ, φ, ε", r"\lambda, \Delta, \varphi, \varepsilon"),
        ("∂J/∂η", r"\frac{\partial J}{\partial\eta}"),
    ],
)
def test_a_formula_has_the_words_of_its_text(text: str, latex: str):
    assert sorted(words(text)) == sorted(formula_words(latex))


def test_the_script_knows_the_same_signs():
    script = (SITE / "_static/language_data.js").read_text(encoding="utf-8")
    known = script.partition("const SIGNS = ")[2].partition(";\n")[0]
    assert words("".join(json.loads(known))) == list(json.loads(known).values())
