"""The page on how the book is checked says what is in the sources and records."""

from __future__ import annotations

import json
import re

import pytest

from book._ext.formulas.display_math import in_source
from tests.pages import BOOK, PAGES, Page, figures_in

FORMULAS = [one.formula for page in PAGES for one in in_source(page.source)]
DERIVATIONS = [
    name
    for page in PAGES
    for name in re.findall(
        r"^:::\{derivation\}\n:name: derivation-(\S+)", page.source, re.M
    )
]


@pytest.fixture(scope="module")
def article():
    return Page("appendix/verification").article


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (r"There are (\d+) derivations in the book", len(DERIVATIONS)),
        (r"the book displays (\d+) formulas", len(FORMULAS)),
        (r"(\d+) are proved like", sum(f.proved for f in FORMULAS)),
        (r"(\d+) are compared with", sum(bool(f.tested) for f in FORMULAS)),
        (r"(\d+) define a symbol", sum(bool(f.definition) for f in FORMULAS)),
        (r"(\d+) is shown because it is wrong", sum(f.mistake for f in FORMULAS)),
    ],
)
def test_its_counts_are_those_of_the_sources(article, words, number):
    text = " ".join(article.text_content().split())
    assert int(re.search(words, text)[1]) == number


def test_every_formula_is_listed_with_how_it_is_known(article):
    items = article.xpath('.//ul[contains(@class, "known")]/li')
    listed = sorted(item.findtext(".//annotation").strip() for item in items)
    assert listed == sorted(one.latex.strip() for one in FORMULAS)
    for item in items:
        assert re.search("proved|compared|defines|wrong", item.find("p").text_content())


def test_every_derivation_is_listed(article):
    listed = {link.text_content() for link in article.xpath(".//td[1]//a")}
    assert {name.replace("-", " ") for name in DERIVATIONS} <= listed


def test_every_figure_is_listed_with_what_drew_it(article):
    links = article.xpath('.//table//a[starts-with(text(), "Figure") or span]/@href')
    listed = {link.partition("#")[2] for link in links}
    for page in PAGES:
        names = [name for name in figures_in(page.source) if name.startswith("fig-")]
        assert {name for name in names if "{" not in name} <= listed


def test_every_number_that_is_given_is_listed(article):
    listed = [row.findtext("td[1]/p") for row in article.iter("tr")]
    for page in PAGES:
        for number in re.findall(r"\{given\}`([^`]+)`", page.source):
            assert number in listed, f"{page.name}: {number}"


def test_no_record_is_missing_or_out_of_date(article):
    text = article.text_content()
    commands = re.findall(
        "(?:[Nn]ot recorded yet|Out of date): run (make [a-z]+)", text
    )
    assert not commands, f"run {' and '.join(sorted(set(commands)))}"


def test_every_seeded_mistake_is_listed(article):
    record = json.loads((BOOK / "_records/mutants.json").read_text(encoding="utf-8"))
    rows = {
        row.findtext("td[1]/p"): row.findtext("td[3]/p") for row in article.iter("tr")
    }
    assert all(
        rows[one["name"]] == ("yes" if one["caught"] else "no") for one in record
    )


def test_every_audited_page_is_listed_with_its_scores(article):
    record = json.loads((BOOK / "_records/audit.json").read_text(encoding="utf-8"))
    (table,) = article.xpath('.//section[@id="pages"]//table')
    shown = [
        tuple(int(row.findtext(f"td[{column}]/p")) for column in (2, 3))
        for row in table.findall("tbody/tr")
    ]
    assert shown == [
        (scores.pop("performance"), min(scores.values()))
        for scores in (dict(one["scores"]) for one in record["pages"].values())
    ]
