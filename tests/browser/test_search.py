"""What students type into the search field leads to where it is explained."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from tests.pages import SITE, Page

HITS = """() => [...document.querySelectorAll('ul.search > li > a')]
  .map((link) => link.getAttribute('href').replace('.html', '').replace('./', ''))"""
NOTATION = "appendix/notation#symbol-"
GLOSSARY = "appendix/glossary#term-"
ACTIVATIONS = "lecture/activation-functions"

QUERIES = {
    # terms
    "learning rate": "lecture/gradient-descent#the-learning-rate",
    "dead relu": f"{GLOSSARY}dead-unit",
    "vanishing gradient": (
        f"{ACTIVATIONS}#slopes-multiply-vanishing-and-exploding-gradients"
    ),
    "bias": "lecture/questions#what-is-the-bias-for",
    "cross entropy": f"{GLOSSARY}cross-entropy",
    "chain rule": "preface/before-you-start#derivatives-and-the-chain-rule",
    "temperature": "lecture/softmax#temperature",
    "xor": "lecture/perceptron#what-no-unit-can-do-xor",
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
    "np.exp overflow": "lecture/softmax#subtract-the-maximum",
    "leaky_relu": f"{ACTIVATIONS}#leaky-relu",
    "gradient_descent": "appendix/api#nnbook.descent.gradient_descent",
    "nnbook.softmax": "appendix/api#nnbook.softmax.softmax",
    # people and years
    "Rosenblatt": "lecture/perceptron#rosenblatts-rule",
    "hodgkin": "lecture/biological-neuron#a-spike-goes-up-and-comes-down",
    "rosenblatt 1958": "lecture/perceptron#who-did-what",
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
        "lecture/on-a-real-machine#the-sigmoid-and-its-derivative"
    ),
}

light = pytest.mark.parametrize("theme", ["light"], indirect=True)
wide = pytest.mark.parametrize("width", [1280], indirect=True)


def hits(tab, query: str) -> list[str]:
    """Type a query on the page of the search; return what it finds."""
    field = tab.locator(".bd-search-container input[name=q]").first
    tab.evaluate("document.getElementById('search-results').replaceChildren()")
    field.fill(query)
    field.press("Enter")
    tab.locator(".search-summary").wait_for(state="attached")
    return tab.evaluate(HITS)


def missed(tab, wanted: dict[str, str]) -> dict[str, tuple]:
    """The queries whose first three hits are not what is wanted, and what they are."""
    found = {query: hits(tab, query)[:3] for query in wanted}
    return {
        query: (hit, found[query])
        for query, hit in wanted.items()
        if hit not in found[query]
    }


@light
@wide
def test_the_first_three_hits_of_each_query(tab, address: str):
    tab.goto(f"{address}/search.html")
    assert missed(tab, QUERIES) == {}


@light
@wide
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


@light
@wide
def test_a_hit_shows_page_section_and_what_stands_there(tab, address: str):
    tab.goto(f"{address}/lecture/softmax.html")
    tab.keyboard.press("Control+K")
    tab.keyboard.type("learning rate")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search.html?q=learning+rate*")
    tab.locator(".search-summary").wait_for()
    entry, section = tab.locator("ul.search > li").all()[:2]
    assert entry.locator("a").inner_text() == "Glossary > learning rate"
    assert "The factor η on the gradient" in entry.locator("p.context").inner_text()
    assert section.locator("a").inner_text() == "Gradient descent > The learning rate"
    assert "learning rate" in section.locator("p.context").inner_text()
    section.locator("a").click()
    tab.wait_for_url("**/gradient-descent.html#the-learning-rate")
    tab.locator(".bd-article p .highlighted", has_text="learning").first.wait_for()
    assert tab.complaints == []


# What stands in menus, in figures, and in formulas that have lost their form.
STRAY = re.compile(r"As the system|On this page|\\\\|\d\d∑|\$|Link to this|\bDark\b")


@pytest.mark.parametrize("query", ["softmax", "squared error", "gradient descent"])
@light
@wide
def test_an_excerpt_is_a_sentence_of_the_page(tab, address: str, query: str):
    tab.goto(f"{address}/search.html")
    hits(tab, query)
    found = tab.locator("p.context").all_inner_texts()
    assert len(found) > 10
    assert [text for text in found if STRAY.search(text)] == []
    assert any("1/2 ∑ᵢ (y⁽ⁱ⁾ − ŷ⁽ⁱ⁾)²" in text for text in found) == (
        query == "squared error"
    )


@light
@wide
def test_it_says_how_much_it_found(tab, address: str):
    tab.goto(f"{address}/search.html")
    shown = len(hits(tab, "hillock"))
    assert f"found {shown} places" in tab.locator(".search-summary").inner_text()
    assert hits(tab, "qwertyuiop") == []
    assert "found nothing" in tab.locator(".search-summary").inner_text()
    tab.go_back()
    tab.locator("ul.search > li").first.wait_for()
    assert tab.locator(".bd-search-container input").input_value() == "hillock"


@light
@pytest.mark.parametrize("width", [390], indirect=True)
def test_a_long_name_does_not_widen_a_phone(tab, address: str):
    tab.goto(f"{address}/search.html")
    assert hits(tab, "nn.softmax")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


@light
@wide
def test_it_finds_without_a_server(tab):
    tab.goto(f"{(SITE / 'search.html').as_uri()}?q={quote('η')}")
    tab.locator("ul.search > li").first.wait_for()
    assert tab.evaluate(HITS)[0] == QUERIES["η"]
    assert "learning rate" in tab.locator("p.context").first.inner_text()
