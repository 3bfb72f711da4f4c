"""The build itself: it stops at what is broken, each time, and repeats what changed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pages import ROOT
from small_book import SOUND, make

FIGURE = """
```{{code-cell}} python
from nnbook import plots
from nnbook.display import Figure
Figure(plots.panel()[0], name="fig-a", caption="A caption.", alt={alt!r})
```
"""
EXERCISE = """
::::{exercise} One and one
:name: ex-a
:level: 1
:time: 5
:by: hand

Add them.

:::{solution}
Two.
:::
::::
"""


BROKEN = {
    "failing cell": ("\n```{code-cell} python\n1 / 0\n```\n", "ZeroDivisionError"),
    "figure without alt": (FIGURE.format(alt=" "), "alt must be a text"),
    "figure whose curve has no name": (
        FIGURE.format(alt="Empty axes.").replace(
            "plots.panel()[0]", "plots.panel()[1].plot([1, 4, 9])[0].figure"
        ),
        "ax.plot drew 3 points without a name",
    ),
    "image without alt": ("\n![](picture.svg)\n", "has no alternative text"),
    "cell's image without alt": (
        "\n```{code-cell} python\nfrom IPython.display import SVG\n"
        "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')\n```\n",
        "has no alternative text",
    ),
    "broken reference": ("\nSee {numref}`fig-none`.\n", "fig-none"),
    "broken link": ("\nSee [there](there.md).\n", "there"),
    "broken citation": ("\nSee {cite}`nobody1900`.\n", "nobody1900"),
    "unknown function": ("\nSee {py:func}`nnbook.nothing`.\n", "nnbook.nothing"),
    "step without a reason": (
        "\n:::{derivation}\n:name: d\n\na = a\n:::\n",
        "a step needs a formula and a reason",
    ),
    "exercise without a level": (
        EXERCISE.replace(":level: 1\n", ""),
        "an exercise needs the options level",
    ),
    "exercise without a solution": (
        EXERCISE.replace(":::{solution}\nTwo.\n:::\n", ""),
        "an exercise needs a {solution} inside",
    ),
    "typed number": ("\nIt converges\nafter 27 steps.\n", "index.md:13: 27 in"),
    "bad formula": ("\nSee $\\nosuchcommand x$.\n", "nosuchcommand"),
    "formula that nothing accounts for": (
        "\n$$\na = a\n$$\n",
        "nothing says how this formula is known",
    ),
    "formula that is wrong": (
        "\n$$\n(a + b)^2 = a^2 + b^2\n% proved\n$$\n",
        "this is not so",
    ),
    "count that is not kept": ("\nSome {count}`nonsense`.\n", "'nonsense' is not kept"),
    "wrong step of a derivation": (
        "\n:::{derivation}\n(a + b)^2 = a^2 + 2ab + b^2\n: expanded\n\n"
        "= a^2 + b^2\n: wrong\n:::\n",
        "this is not so",
    ),
    "unreadable step of a derivation": (
        "\n:::{derivation}\n\\foo a = a\n: what is foo\n:::\n",
        "not known here",
    ),
    "colour of its own": (
        FIGURE.format(alt="Empty axes.").replace(
            "plots.panel()[0]", "plots.canvas().suptitle('x', color='red').figure"
        ),
        "is not a colour of",
    ),
}


# What is found when a page is read, and what when it is written: a second build, which
# may find the page read already, stops too.
BROKEN_TWICE = ("failing cell", "broken reference", "typed number")


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_page_stops_the_build(book: Path, kind: str):
    addition, words = BROKEN[kind]
    (book / "book/index.md").write_text(SOUND + addition)
    shutil.copy2(ROOT / "book/_static/favicon.svg", book / "book/picture.svg")
    attempts = 2 if kind in BROKEN_TWICE else 1
    for attempt in range(attempts):
        result = make(book)
        said = result.stdout + result.stderr
        assert result.returncode != 0, f"build {attempt + 1} passed"
        assert words in said
        assert re.search(r"index\.md:\d+", said), "file and line are not named"
        assert not (book / "_build/html").exists()


def test_a_page_that_was_mended_is_built(book: Path):
    page = book / "book/index.md"
    page.write_text(SOUND + BROKEN["failing cell"][0])
    assert make(book).returncode != 0
    page.write_text(SOUND)
    assert make(book).returncode == 0


def test_a_change_of_the_package_reaches_the_page(book: Path):
    def shown() -> str:
        result = make(book)
        assert result.returncode == 0, result.stderr
        return (book / "_build/html/index.html").read_text()

    assert "printed anew" not in shown()
    module = book / "src/nnbook/activations.py"
    module.write_text(module.read_text() + '\nprint("printed anew")\n')
    assert "printed anew" in shown()
    assert len(list((book / "_build/cells").iterdir())) == 1


def test_a_build_with_nothing_changed_does_nothing(book: Path):
    assert make(book).returncode == 0
    page = book / "_build/html/index.html"
    before = page.stat().st_mtime_ns
    assert make(book).returncode == 0
    assert page.stat().st_mtime_ns == before


def test_figures_are_drawn_whatever_backend_the_reader_has_set(book: Path):
    index = book / "book/index.md"
    index.write_text(SOUND + FIGURE.format(alt="Empty axes."))
    result = make(book)
    assert result.returncode == 0, result.stderr
    assert 'aria-label="Empty axes."' in (book / "_build/html/index.html").read_text()
