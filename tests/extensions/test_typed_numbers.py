"""No typed numbers: each place where a digit can hide is read, each exemption holds."""

from __future__ import annotations

import re
import shutil

import pytest

from book._ext.numbers import typed_numbers
from book._ext.numbers.cell_texts import in_cells
from tests.pages import BOOK, PAGES
from tests.small_book import Built, build

pytestmark = pytest.mark.xdist_group("numbers")  # one process builds for all

FRONT = """\
---
file_format: mystnb
kernelspec: {name: python3}
myst:
  html_meta:
    description: A page with 101 numbers.
---
# Page

```{code-cell} python
:tags: [remove-cell]
from nnbook import plots
from nnbook.display import Figure, Table, glue
glue(limit=259 / 1e4)
```
"""
EXERCISE = """\
::::{{exercise}} {title}
:name: ex-{name}
:level: 1
:time: 45
:by: hand

{statement}

:::{{solution}}
{answer}
:::
::::
"""


def exercise(name: str, title="Title", statement="Do it.", answer="Done.") -> str:
    return EXERCISE.format(name=name, title=title, statement=statement, answer=answer)


def cell(code: str) -> str:
    return f"```{{code-cell}} python\n:tags: [hide-input]\n{code}\n```\n"


def figure(name: str, caption='"A caption."', alt='"Empty axes."', before="") -> str:
    return cell(
        f'{before}Figure(\n    plots.panel()[0],\n    name="fig-{name}",\n'
        f"    caption={caption},\n    alt={alt},\n)"
    )


def table(name: str, rows: str) -> str:
    return cell(f'Table(["a"], {rows}, name="tab-{name}", caption="A table.")')


# Where a number can hide, in «» here: found with its line, and nothing beside it.
HIDING = {
    "paragraph": "It converges after «211» steps.",
    "second line": "A paragraph\nof three lines\nin which «212» stands last.",
    "decimals": "The cost is «2.13» now.",
    "negative": "It returns «−214» there.",
    "superscript": "It is off by «10⁻¹⁵» at most.",
    "exponent": "It is off by «2.1e-15» at most.",
    "no leading zero": "It is .«216» in all.",
    "range": "Between 1 and «217» steps.",
    "hyphen": "Between 0-«218» steps.",
    "heading": "## The «221» ways\n\nText.",
    "emphasis": "It is **«222» steps** away.",
    "link": "See [the «223» ways](https://example.org).",
    "titled reference": "See {ref}`all «224» ways <way>`.",
    "list": "- one\n- «225» more",
    "ordered list": "1. one\n2. «226» more",
    "definition": "term\n: a set of «227» things",
    "defined term": "the «228» things\n: a set",
    "quotation": "> It takes «229» steps.",
    "table": "| a | b |\n| --- | --- |\n| c | «231» |",
    "table head": "| a | «232» |\n| --- | --- |\n| c | d |",
    "admonition": ":::{note}\nIt takes «233» steps.\n:::",
    "admonition's title": ":::{admonition} All «234» steps\nText.\n:::",
    "footnote": "Text.[^one]\n\n[^one]: It takes «235» steps.",
    "image": "![A curve with «236» points](favicon.svg)",
    "glossary": "```{glossary}\nepoch\n  A pass of «237» steps.\n```",
    "reason": ":::{derivation}\n:name: d\n\na + b\n= b + a\n: the law of «238»\n:::",
    "neighbour of a citation": "Text {cite:p}`harris2020`. It has «239» pages.",
    "solution": exercise("a", answer="It is «241»."),
    "table in a solution": exercise("b", answer="| a |\n| --- |\n| «243» |"),
    "list in a solution": exercise("c", answer="- a\n- «244» more"),
    "rounded from a doctest": exercise(
        "d", answer="It is «2.45».\n\n```{doctest}\n>>> 2.449\n2.449\n```"
    ),
    "typed in a doctest": exercise(
        "e", answer="It is «246».\n\n```{doctest}\n>>> 246 + 1\n247\n```"
    ),
    "sign of what a doctest prints": exercise(
        "f", answer="It is «−248».\n\n```{doctest}\n>>> 2 * 124\n248\n```"
    ),
    "outside of an exercise": exercise("g", statement="Take 249.") + "\nNow «249».",
    "caption": figure("a", caption='"A curve in «251» steps."'),
    "f-string": figure("b", caption='f"{1 + 1} curves in «252» steps."'),
    "constant in braces": figure("c", caption='f"{«253»} steps."'),
    "later line": figure("d", caption='"A "\n    "curve in "\n    "«254» steps."'),
    "sum of texts": figure("e", caption='"A curve " + "in «255» steps."'),
    "one of two": figure("f", caption='"one" if plots else "«256»"'),
    "alternative text": figure("g", alt='f"From {1 + 1} to «257»."'),
    "text by name": figure("h", alt="told", before='told = "Axes with «258» ticks."\n'),
    "helper": cell(
        "def show(name, told):\n"
        '    return Figure(plots.panel()[0], name=name, caption="One.", alt=told)\n\n'
        'show("fig-i", "Axes with «259» ticks.")'
    ),
    "formula that is a number": "It costs $«0.91»$ now.",
    "formula that is about a number": "It costs $\\approx «0.92»$ now.",
    "formula with a power": "It is $«-1.3» \\cdot 10^{308}$ at most.",
    "formula of a caption": figure("j", caption='"It costs $«0.94»$."'),
    "published constant": cell("glue(typed=«0.1234)»".replace(")»", "») ")),
    "published text": cell('glue(said="all «266» of them")'),
    "row": table("a", '[["«261» steps"]]'),
    "appended row": cell('rows = []\nrows.append(["«262» steps"])')
    + table("b", "rows"),
    "row of two parts": table("d", '[[] + ["«265» steps"]]'),
    "row in a loop": table("c", '[["«263» steps"] for _ in "a"]'),
}
# What may stand: the page has no finding in these lines.
FREE = {
    "computed": "It converges below {glue:text}`limit:.4f`.",
    "given": "A cell of size $w$ gets {given}`4` nA.",
    "cited": "It takes 70 mV\nand 3 ms {cite:p}`harris2020`.",
    "cited in the row": "| a | b |\n| --- | --- |\n| 70. More | {cite:p}`harris2020` |",
    "values": "Outputs are 0, 1, −1 or ±1.",
    "mathematics": "It is $w = 0.27$ and $2$, and\n\n$$\nx = 31\n% tested by a\n$$",
    "published value": cell("rate = 0.35\nglue(rate=rate, ratio=1 / 37, one=1)"),
    "code": "Call `f(12)`.\n\n```python\nx = 13\n```",
    "year": "The paper of 1958 came first, in 2022 the last.",
    "names": "See slide 5, slides 6, 7 and 8, step 3, and points 9 to 11. See [3].",
    "section": "Read section 6.2.2 and version 0.2.1 with Python 3.11.",
    "word": "In float64 the input x2 and x₁ of the Conv-7 layer.",
    "address": "See <https://example.org/4.0/> and {doc}`pages/12`.",
    "heading's number": "## 12. The title\n\nText.",
    "column's head": "| Slide | what |\n| ---: | --- |\n| 12 | title |",
    "comment": "% A comment of 14 words.\n\nText.",
    "posed": exercise(
        "p", title="Of 16", statement="Take 15, $-17$.", answer="15 and −17 are in 16."
    ),
    "printed": exercise(
        "q",
        answer="It is 0.50 of 18.\n\n```{doctest}\n>>> 1 / 2, 9 * 2\n(0.5, 18)\n```",
    ),
    "computed caption": figure("k", caption='f"In {6 * 7:.0f}, $w = {6 * 7}$."'),
    "marked caption": figure("l", caption='"{given}`19` of {cite:t}`harris2020`."'),
    "cited row": table("e", '[["20 mV. So {cite:p}`harris2020`"]]'),
    "list by its name": figure("m", caption='f"At {at}."', before="at = [22]\n"),
    "code of a cell": cell('print("21")'),
}


def joined(snippets: dict[str, str]) -> tuple[str, dict[str, range]]:
    """A page of the snippets, and the lines of each."""
    text, lines = FRONT, {}
    for name, snippet in snippets.items():
        first = text.count("\n") + 2
        text += f"\n{snippet}\n"
        lines[name] = range(first, text.count("\n") + 1)
    return text, lines


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    """A book of both pages."""
    folder = tmp_path_factory.mktemp("numbers")
    pages = {"index": "# Book\n\n(way)=\n## A way\n\n```{toctree}\nhiding\nfree\n```\n"}
    for name, snippets in (("hiding", HIDING), ("free", FREE)):
        pages[name] = re.sub("[«»]", "", joined(snippets)[0])
    (folder / "book").mkdir()
    shutil.copy2(BOOK / "_static/favicon.svg", folder / "book")
    return build(folder, pages, cells=True)


def typed(built: Built, page: str, lines: range) -> list[tuple[int, str]]:
    """The typed numbers that are told of some lines of a page."""
    found = re.findall(rf"^{page}\.md:(\d+): (\S+) in “", "\n".join(built.told), re.M)
    return [(int(line), number) for line, number in found if int(line) in lines]


@pytest.mark.parametrize("place", HIDING)
def test_a_typed_number_is_found_where_it_hides(built, place):
    text, lines = joined(HIDING)
    (number,) = re.findall("«(.*?)»", HIDING[place])
    (line,) = (n for n in lines[place] if "«" in text.splitlines()[n - 1])
    assert typed(built, "hiding", lines[place]) == [(line, number)]


def test_the_description_is_read(built):
    assert typed(built, "hiding", range(10)) == [(6, "101")]


@pytest.mark.parametrize("place", FREE)
def test_what_is_computed_cited_given_or_a_name_may_stand(built, place):
    _, lines = joined(FREE)
    assert typed(built, "free", lines[place]) == []


def test_a_message_says_what_to_do(built):
    (told,) = (
        one for one in built.told if one.startswith("hiding.md:") and "211" in one
    )
    for words in (
        "“It converges after 211 steps.” is typed",
        "{glue:text}",
        "{given}`211`",
    ):
        assert words in told


def test_what_cells_write_has_its_line():
    source = f"{FRONT}\n{figure('y')}\nText.\n\n{figure('z')}"
    lines = source.splitlines()
    found = in_cells(source, print)
    assert [passage.text for passage in found] == ["A caption.", "Empty axes."] * 2
    assert all(passage.text in lines[passage.line - 1] for passage in found)
    assert len({passage.line for passage in found}) == 4


def test_the_kinds_are_counted(built):
    counts = typed_numbers.counts(built.app.env)["free"]
    assert counts == {"computed": 4, "given": 2, "cited": 4, "posed": 8}


def test_what_is_given_is_kept_with_its_sentence(built):
    marked = typed_numbers.given_numbers(built.app.env)["free"]
    assert ("4", "A cell of size … gets 4 nA.") in marked
    assert "19" in dict(marked)  # in a caption


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It is 5. Then 6.", ["It is 5.", "Then 6."]),
        ("See e.g. that 5 of 6.", ["See e.g. that 5 of 6."]),
        ('He said "5." So did we.', ['He said "5.', "So did we."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert typed_numbers.SENTENCE_END.split(text) == sentences


def test_the_book_marks_few_numbers_as_given():
    """The mark is for the rare number; what a page computes is not marked."""
    marks = sum(page.source.count("{given}`") for page in PAGES)
    computed = sum(page.source.count("{glue:text}`") for page in PAGES)
    assert 0 < marks < computed / 10
