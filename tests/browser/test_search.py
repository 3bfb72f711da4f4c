"""What students type into the search field leads to where it is explained."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from pages import SITE, Page

# Without excerpts, for each of which a page is read.
SEARCH = """(query) => {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  document.getElementById('search-results').replaceChildren();
  Search.performSearch(query);
}"""
FINISHED = """() => /found|did not match/.test(
  document.querySelector('.search-summary')?.innerText ?? '')"""
HITS = """() => [...document.querySelectorAll('ul.search > li > a')]
  .map((link) => link.getAttribute('href').replace('.html', ''))"""
NOTATION = "appendix/notation#symbol-"
GLOSSARY = "appendix/glossary#term-"
ACTIVATIONS = "lecture/activation-functions"

QUERIES = {
    # terms
    "learning rate": "lecture/gradient-descent#the-learning-rate",
    "dead relu": f"{GLOSSARY}dead-unit",
    "vanishing gradient": f"{ACTIVATIONS}#slopes-in-a-chain-the-vanishing-gradient",
    "bias": "lecture/questions#what-is-the-bias-for",
    "cross entropy": "lecture/softmax#the-logarithm-of-softmax",
    "chain rule": "preface/before-you-start#derivatives-and-the-chain-rule",
    "temperature": "lecture/softmax#temperature",
    "xor": "lecture/artificial-neuron#what-no-unit-can-do-xor",
    "loss function": f"{GLOSSARY}cost",
    # symbols and their names
    "eta": f"{NOTATION}eta",
    "η": f"{NOTATION}eta",
    "nabla": f"{NOTATION}nabla-j",
    "∇": f"{NOTATION}nabla-j",
    "theta": f"{NOTATION}theta",
    "sigma": f"{NOTATION}sigma-x",
    "σ": f"{ACTIVATIONS}#sigmoid",
    "w transpose x": "lecture/deriving-the-gradient#all-weights-at-once",
    "wᵀx": "lecture/deriving-the-gradient#all-weights-at-once",
    "partial derivative": "preface/before-you-start#partial-derivatives",
    "∂": "preface/before-you-start#partial-derivatives",
    "ŷ": f"{NOTATION}hat-y-hat-y",
    # functions
    "gelu": f"{ACTIVATIONS}#gelu",
    "softmax(": "lecture/softmax",
    "np.exp overflow": "lecture/softmax#only-differences-count",
    "leaky_relu": f"{ACTIVATIONS}#leaky-relu",
    "gradient_descent": "appendix/api#nnbook.descent.gradient_descent",
    "nnbook.softmax": "appendix/api#nnbook.softmax.softmax",
    # people and years
    "Rosenblatt": "lecture/artificial-neuron#a-rule-that-learns",
    "hodgkin": "lecture/biological-neuron#the-way-of-a-signal",
    "rosenblatt 1958": "lecture/artificial-neuron#who-did-what",
    "1958": f"{GLOSSARY}perceptron",
    # other forms of a word
    "neurons": f"{GLOSSARY}neuron",
    "overflowing": f"{GLOSSARY}overflow",
    "dendrites": "lecture/biological-neuron#the-parts-of-the-cell",
    # questions
    "why square the error": "lecture/questions#why-the-squares-and-why-the-12",
    "how do I choose the learning rate?": (
        "lecture/questions#how-do-i-choose-the-learning-rate"
    ),
    "derivative of sigmoid": (
        "lecture/on-a-real-machine#the-derivatives-of-sigmoid-and-tanh"
    ),
}

pytestmark = [
    pytest.mark.parametrize("theme", ["light"], indirect=True),
    pytest.mark.parametrize("width", [1280], indirect=True),
]


def hits(tab) -> list[str]:
    tab.wait_for_function(FINISHED)
    return tab.evaluate(HITS)


def missed(tab, wanted: dict[str, str]) -> dict[str, tuple]:
    """The queries whose first three hits are not what is wanted, and what they are."""
    found = {}
    for query in wanted:
        tab.evaluate(SEARCH, query)
        found[query] = hits(tab)[:3]
    return {
        query: (hit, found[query])
        for query, hit in wanted.items()
        if hit not in found[query]
    }


def test_the_first_three_hits_of_each_query(tab, address: str):
    tab.goto(f"{address}/search.html")
    assert missed(tab, QUERIES) == {}


def test_every_term_finds_its_entry_in_the_glossary(tab, address: str):
    entries = {}
    for name in Page("appendix/glossary").article.xpath(".//dl[@class]/dt"):
        before = name.getprevious()
        shares = before is not None and before.tag == "dt"
        anchor = before.get("id") if shares else name.get("id")
        entries[name.text] = f"appendix/glossary#{anchor}"
    assert len(entries) > 100
    tab.goto(f"{address}/search.html")
    assert missed(tab, entries) == {}


def test_a_hit_shows_page_section_and_what_stands_there(tab, address: str):
    tab.goto(f"{address}/search.html")
    field = tab.locator("input[name=q]:visible")
    field.fill("learning rate")
    field.press("Enter")
    tab.wait_for_url("**/search.html?q=learning+rate*")
    assert hits(tab)
    tab.wait_for_load_state("networkidle")
    entry, section = tab.locator("ul.search > li").all()[:2]
    assert entry.locator("a").inner_text() == "Glossary > learning rate"
    assert "The factor η on the gradient" in entry.locator("p.context").inner_text()
    assert section.locator("a").inner_text() == "Gradient descent > The learning rate"
    assert "\\" not in section.locator("p.context").inner_text()
    assert tab.complaints == []


def test_it_finds_without_a_server(tab):
    tab.goto(f"{(SITE / 'search.html').as_uri()}?q={quote('η')}")
    assert hits(tab)[0] == QUERIES["η"]
