"""The index of the search: what can be found, and what comes first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docutils import nodes

from book._ext.search.index import ranked
from book._ext.search.sections import plain, said_in, sections
from book._ext.search.words import formula_words, words
from tests.pages import SITE, Page


def loaded(path: Path):
    """What a script of the search gives a name to."""
    return json.loads(path.read_text(encoding="utf-8").partition("=")[2].rstrip(";\n"))


@pytest.fixture(scope="module")
def index() -> dict:
    return loaded(SITE / "searchindex.js")


def test_every_section_of_the_index_is_in_its_page(index):
    names = [name for name, _ in index["pages"]]
    ids = {name: set(Page(name).tree.xpath("//@id")) for name in names}
    places = [*index["sections"], *([*one[1:]] for one in index["objects"])]
    lost = [
        (names[page], anchor)
        for page, anchor, _ in places
        if anchor and anchor not in ids[names[page]]
    ]
    assert lost == []


def test_every_symbol_exercise_and_term_can_be_found(index):
    found = {(page, anchor) for page, anchor, _ in index["sections"]}
    for number, (name, _) in enumerate(index["pages"]):
        article = Page(name).article
        wanted = article.xpath('.//section[contains(@class, "exercise")]/@id')
        wanted += article.xpath('.//tr[starts-with(@id, "symbol-")]/@id')
        # Of terms that share a meaning, the first.
        first = "dt[not(preceding-sibling::*[1][self::dt])]"
        wanted += article.xpath(f'.//dl[starts-with(dt/@id, "term-")]/{first}/@id')
        assert {(number, anchor) for anchor in wanted} <= found
    symbols = Page("appendix/notation").article.xpath("count(.//tr[@id])")
    assert symbols > 50


def test_each_place_has_its_text(index):
    texts = loaded(SITE / "searchtexts.js")
    assert len(texts) == len(index["sections"]) + len(index["objects"])
    number = [name for name, _ in index["pages"]].index("appendix/glossary")
    terms = [
        text
        for (page, anchor, _), text in zip(index["sections"], texts, strict=False)
        if page == number and anchor.startswith("term-")
    ]
    assert len(terms) > 80 and all(terms)


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


def test_an_excerpt_has_the_words_of_the_page_without_code_and_figures():
    body = [
        nodes.paragraph("", "", nodes.Text("See "), nodes.emphasis("", "this"),
                        nodes.Text(": "), nodes.math("", r"\frac{a}{b + 1}")),
        nodes.literal_block("", "import numpy"),
        nodes.raw("", "<svg><text>a label</text></svg>", format="html"),
        nodes.paragraph("", "And that."),
    ]  # fmt: skip
    (whole,) = sections("p", "A page", page(*body))
    assert whole.said == "See this: a/(b + 1) And that."
    assert {"import", "numpy", "label"} <= set(whole.text)


def test_a_title_has_its_formula_as_text():
    title = nodes.title("", "", nodes.Text("Why the "), nodes.math("", r"\tfrac12"))
    assert said_in(title) == "Why the 1/2"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{1}{2\sigma^2}", "1/(2σ²)"),
        (r"e^{-x_i/T}", "e^(−xᵢ/T)"),
        (r"\mathbf{w}_{t+1} = \mathbf{w}_t - \eta \nabla J", "wₜ₊₁ = wₜ − η∇J"),
        (r"-\log \prod_{i=1}^{n} p^{(i)}", "− log ∏ᵢ₌₁ⁿ p⁽ⁱ⁾"),
        (r"\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}", "{1, x > 0; 0, x ≤ 0"),
        (r"f''(x)", "f′′(x)"),
        (r"\sqrt{2\pi}", "√(2π)"),
        (r"\underbrace{a + b}_{c}", "a + b_c"),
        (r"\tilde x, \bar x", "x̃, x̄"),
    ],
)
def test_a_formula_keeps_its_form_in_one_line(latex: str, text: str):
    assert plain(latex) == text


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


def test_the_script_knows_the_same_signs(index):
    assert words("".join(index["signs"])) == list(index["signs"].values())
