"""A page as it is printed: alone, light, whole, with its solutions open."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.pages import Page

PRINTED = [
    Page(name)
    for name in (
        "lecture/softmax",
        "lecture/activation-functions",
        "appendix/notation",
        "appendix/glossary",
    )
]
# What is seen of the page outside its text, and what leaves the paper at the right.
AROUND = """() => [...document.querySelectorAll('body *')]
  .filter((e) => !e.closest('.bd-article') && !e.querySelector('.bd-article'))
  .filter((e) => e.checkVisibility() && e.innerText && e.innerText.trim())
  .map((e) => e.innerText)"""
CUT_OFF = """() => {
  const paper = document.documentElement.clientWidth;
  const hides = (e) => getComputedStyle(e).overflowX !== 'visible';
  return [...document.querySelectorAll('.bd-article *')]
    .filter((e) => !e.closest('svg *, math *') && e.checkVisibility())
    .filter((e) => e.getBoundingClientRect().right > paper + 1
      || (hides(e) && e.scrollWidth > e.clientWidth + 1))
    .map((e) => e.tagName + '.' + e.className);
}"""
LIGHTNESS = """() => {
  const light = (colour) => colour.match(/\\d+/g).slice(0, 3).reduce((a, b) => +a + +b);
  const of = (e) => light(getComputedStyle(e).color);
  return {
    paper: getComputedStyle(document.body).backgroundColor,
    text: [...document.querySelectorAll('.bd-article :is(p, code, pre, pre *, td, h1)')]
      .filter((e) => e.checkVisibility()).map(of),
  };
}"""

dark_paper = pytest.mark.parametrize(
    ("theme", "width"), [("dark", 658)], indirect=True
)  # A4 between its margins


@dark_paper
@pytest.mark.parametrize("page", PRINTED, ids=lambda page: page.name)
def test_a_page_is_printed_alone_light_and_whole(tab, address: str, page: Page):
    tab.goto(f"{address}/{page.name}.html")
    assert tab.evaluate(AROUND) != []
    tab.emulate_media(media="print", color_scheme="dark")
    tab.evaluate("document.fonts.ready")
    assert tab.evaluate(AROUND) == []
    assert tab.evaluate(CUT_OFF) == []
    seen = tab.evaluate(LIGHTNESS)
    assert seen["paper"] in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    assert max(seen["text"]) < 3 * 150, "pale words on white paper"
    answers = tab.locator("details.solution > .answer")
    assert all(
        answers.nth(k).evaluate("e => e.checkVisibility()")
        for k in range(answers.count())
    )
    assert tab.locator("details.hide").evaluate_all(
        "all => all.every((e) => !e.checkVisibility())"
    )


@dark_paper
def test_the_sheet_of_part_one_fits_one_page(tab, address: str):
    tab.goto(f"{address}/lecture/on-one-page.html")
    for format in ("A4", "Letter"):
        pdf = tab.pdf(format=format, print_background=True)
        assert len(PdfReader(io.BytesIO(pdf)).pages) == 1, format
