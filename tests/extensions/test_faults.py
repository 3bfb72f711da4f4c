"""All mistakes of a page are told in one build, each once, with its line and the cure.

In a snippet « stands before the line that is to be told; it is taken off.
"""

from __future__ import annotations

import re

import pytest

from book._ext.formulas.derivations import line_of
from nnbook.proof import Unreadable
from tests.small_book import FRONT, Built, build

EXERCISE = """\
«::::{{exercise}} One and one
:name: ex-{name}
:level: 1
:time: 5
:by: hand

Add them.

:::{{solution}}
Two.
:::
::::"""


def exercise(name: str, old: str = "", new: str = "") -> str:
    return EXERCISE.format(name=name).replace(old, new)


# By kind: a snippet, and what is told of its line.
MISTAKES = {
    # Formulas
    "formula that nothing accounts for": ("«$$\na = a\n$$", "nothing says how"),
    "formula that is wrong": (
        "«$$\n(a + b)^2 = a^2 + b^2\n% proved\n$$",
        r"this is not so:\n +\(a \+ b\)\^2 +=.*\n +with a = ",
    ),
    "formula with an unknown mark": ("«$$\na = a\n% prooved\n$$", "% prooved.* write"),
    "formula of nothing but a mark": ("«$$\n% proved\n$$", "no formula here"),
    "test that there is not": (
        "«$$\na = a\n% tested by test_b\n$$",
        "there is no test_b with the argument",
    ),
    "symbol outside of the notation": (
        "«$$\n\\Xi = 1\n% definition of \\Xi\n$$",
        "no symbol of the table of notation: add it",
    ),
    "formula that explains itself": (
        "«$$\na = b\n% proved\n% where eq-here\n$$ (eq-here)",
        "what eq-here means is said by eq-here itself",
    ),
    "command that no formula knows": ("«See $\\nosuch x$.", r"nosuch.* \$\\nosuch x\$"),
    "command in a heading": ("«## A $\\nosuchhead x$", "nosuchhead"),
    "command in a table": ("| a |\n| --- |\n«| $\\nosuchcell x$ |", "nosuchcell"),
    "nothing at all": ("«$$\n$$", "no formula here"),
    # Derivations
    "step without a reason": (
        ":::{derivation}\n:name: derivation-a\n\n«a = a\n:::",
        "needs a formula and.* a reason; this one has no reason",
    ),
    "wrong step": (
        ":::{derivation}\n:name: derivation-b\n\n(a + b)^2 = a^2 + 2ab + b^2\n"
        ": expanded\n\n«= a^2 + b^2\n: wrong\n:::",
        "this is not so",
    ),
    "unreadable step": (
        ":::{derivation}\n:name: derivation-c\n\n«\\overbrace{a} = a\n: what\n:::",
        "overbrace",
    ),
    "derivation without a name": (
        "«:::{derivation}\na = a\n: the same\n:::",
        "a derivation needs a line :name: derivation-…",
    ),
    # Exercises
    "exercise without a level": (
        exercise("a", ":level: 1\n"),
        "an exercise needs a line :level: 1, 2 or 3",
    ),
    "exercise of another level": (
        exercise("b", ":level: 1", ":level: 9"),
        "a line :level: 1, 2 or 3, but got '9'",
    ),
    "exercise without a name": (
        exercise("c", ":name: ex-c\n"),
        "an exercise needs a line :name: ex-…",
    ),
    "exercise without a solution": (
        exercise("d", ":::{solution}\nTwo.\n:::\n"),
        r"an exercise needs a \{solution\} inside",
    ),
    "solution without an exercise": (
        "«:::{solution}\nTwo.\n:::",
        r"a \{solution\} belongs inside its \{exercise\}",
    ),
    # Numbers, tables and pictures
    "typed number": (
        "It converges\n«after 27 steps.",
        r"27 in “It converges after 27 steps.” is typed: compute it .*\{given\}`27`",
    ),
    "mark without a number": ("«It takes {given}`many` steps.", "but got 'many'"),
    "count that is not kept": ("«Some {count}`nonsense`.", "no count is called"),
    "table that is not kept": (
        "«```{checked} nonsense\n```",
        "no table is called 'nonsense'; there are errors",
    ),
    "image without alt": (
        "«![](picture.svg)",
        "the image picture.svg has no alternative text: say what is seen",
    ),
    # What Sphinx and MyST tell
    "missing figure": ("«See {numref}`fig-none`.", "undefined label: 'fig-none'"),
    "missing page": ("«See [there](there.md).", "not found: 'there.md'"),
    "missing heading": ("«See [there](other.md#gone).", "gone"),
    "missing citation": ("«See {cite}`nobody1900`.", "nobody1900"),
    "missing function": ("«See {py:func}`nnbook.nothing`.", "nnbook.nothing"),
    "missing term": ("«See {term}`nonsense`.", "nonsense"),
    "missing value": ("«See {glue:text}`nothing`.", "No key 'nothing' found"),
    "unknown directive": ("«```{nonsense}\n```", "nonsense"),
    "unknown role": ("«See {nonsense}`x`.", "nonsense"),
    "name that is taken": (
        exercise("e", "«") + "\n\n" + exercise("e"),
        'Duplicate explicit target name: "ex-e"',
    ),
}  # fmt: skip


def page(front: str) -> tuple[str, dict[str, int]]:
    """A page of all snippets, and the line of each that is to be told."""
    text = f"{front}# Page"
    for name, (snippet, _) in MISTAKES.items():
        text += f"\n\n% {name}\n\n{snippet}"
    lines = text.splitlines()
    wanted = [number for number, line in enumerate(lines, 1) if "«" in line]
    return text.replace("«", "") + "\n", dict(zip(MISTAKES, wanted, strict=True))


# A page without cells; and one with, where MyST-NB counts lines in its own way.
FRONTS = {"plain": "", "notebook": FRONT}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    folder = tmp_path_factory.mktemp("faults")
    picture = folder / "book/picture.svg"
    picture.parent.mkdir()
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    pages = {name: page(front)[0] for name, front in FRONTS.items()}
    contents = "```{toctree}\nplain\nnotebook\nother\n```\n"
    pages |= {"index": f"# Book\n\n{contents}", "other": "# Other\n"}
    return build(folder, pages, jobs=2)


@pytest.mark.parametrize("name", FRONTS)
@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_to_do(built, name, kind):
    _, lines = page(FRONTS[name])
    _, words = MISTAKES[kind]
    place = f"{name}.md:{lines[kind]}: "
    found = [told for told in built.told if told.startswith(place)]
    assert any(re.search(words, told) for told in found), "\n".join(built.told)


def test_each_is_told_once_and_nothing_else(built):
    """Both pages have the same labels; of each that is told, on the second of them."""
    places = {
        f"{name}.md:{line}:"
        for name, front in FRONTS.items()
        for line in page(front)[1].values()
    }
    told = [one for one in built.told if "is taken by plain.md" not in one]
    assert len(set(told)) == len(told) == len(places)
    assert {one.partition(" ")[0] for one in told} == places


def test_a_label_of_two_pages_is_told_also_where_two_processes_read_them(built):
    told = [one for one in built.told if "is taken by plain.md" in one]
    labels = re.findall("the label (.*) is taken", "\n".join(told))
    assert {"eq-here", "derivation-a", "ex-b"} <= set(labels)
    assert all(one.startswith("notebook.md:") for one in told)


def test_the_build_goes_on_and_fails(built):
    assert built.failed
    assert {"plain", "notebook", "other"} <= built.app.env.found_docs


def test_what_is_wrong_leaves_pages_that_can_be_written(tmp_path):
    built = build(tmp_path, {"index": page(FRONT)[0]}, builder="html")
    written = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert built.failed
    assert "\\nosuchhead x" in written
    assert "% proved" not in written


def cell(code: str) -> str:
    return f"```{{code-cell}} python\n«{code}\n```"


def figure(
    name: str, caption: str = "A caption.", draw: str = "plots.panel()[0]"
) -> str:
    return cell(
        f'Figure({draw}, name="fig-{name}", caption={caption!r}, alt="Empty axes.")'
    )


# What cells show: told at their first line.
SHOWN = {
    "curve without a name": (
        figure(
            "a",
            draw="plots.panel()[1].plot([1, 4, 9], "
            "color=plots.COLOURS['weights'])[0].figure",
        ),
        r"fig-a: ax\.plot drew 3 points without a name: use curve\(",
    ),
    "colour of its own": (
        figure("b", draw="plots.canvas().suptitle('x', color='red').figure"),
        "fig-b.*#ff0000 is not a colour of nnbook.plots.COLOURS",
    ),
    "caption of two paragraphs": (
        figure("c", caption="One.\n\nTwo."),
        "a caption is one paragraph, but got 'One",
    ),
    "formula in a caption": (figure("d", caption=r"A $\nosuch x$."), "nosuch"),
    "reference in a caption": (
        figure("e", caption="See {numref}`fig-none`."),
        "undefined label: 'fig-none'",
    ),
    "name of another figure": (
        figure("f").replace("«", "") + "\n\n" + figure("f"),
        "Duplicate explicit target name: .*fig-f",
    ),
    "picture of a library": (
        cell("SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"),
        "the image .* has no alternative text",
    ),
    "picture in a table": (
        cell('Table(["a"], [[(plots.panel()[0], " ")]], name="tab-a", caption="One.")'),
        "tab-a.*column 1 has no alternative text",
    ),
    "magic": (cell("%matplotlib inline"), "'%matplotlib inline' is no Python"),
}


def test_a_cell_that_fails_is_told_with_what_it_raised(tmp_path):
    text = f"{FRONT}# Page\n\n```{{code-cell}} python\n1 / 0\n```\n"
    built = build(tmp_path, {"index": text}, cells=True)
    line = text[: text.index("```")].count("\n") + 1
    (told,) = built.told
    assert told == f"index.md:{line}: a cell failed: ZeroDivisionError: division by zero"


def test_what_cells_show_is_told_at_the_cell(tmp_path):
    text = (
        f"{FRONT}# Page\n\n```{{code-cell}} python\nfrom IPython.display import SVG\n"
        "from nnbook import plots\nfrom nnbook.display import Figure, Table\n```\n\n"
        + "\n\n".join(snippet for snippet, _ in SHOWN.values())
    )
    lines = [n for n, line in enumerate(text.splitlines(), 1) if "«" in line]
    built = build(tmp_path, {"index": text.replace("«", "")}, cells=True)
    for line, (_, words) in zip(lines, SHOWN.values(), strict=True):
        assert any(
            re.match(rf"index.md:{line}: .*{words}", told, re.S) for told in built.told
        ), "\n".join([f"{line}: {words}", *built.told])
    assert len(built.told) == len(SHOWN)


@pytest.mark.parametrize("options", [":tags: [hide-input", "---\ntags: {\n---"])
def test_options_that_cannot_be_read_are_told_and_left_out(tmp_path, options):
    cell = f"```{{code-cell}} python\n{options}\nx = 1\n```"
    text = f"{FRONT}# Page\n\n{cell}\n\n{cell}\n"
    told = [one for one in build(tmp_path, {"index": text}).told if "options" in one]
    lines = [n for n, line in enumerate(text.splitlines(), 1) if "{code-cell}" in line]
    assert len(told) == len(lines)
    for line, one in zip(lines, told, strict=True):
        assert one.startswith(
            f"index.md:{line}: the options of this cell cannot be read"
        )


def test_lines_are_those_of_the_file_however_the_cells_stand(tmp_path):
    text = (
        f"{FRONT}{{ref}}`none-1`\n\n```{{code-cell}}\n```\n{{ref}}`none-2`\n\n"
        "```{code-cell}\n```\n\n\n\n{ref}`none-3`\n\n+++\n\n{ref}`none-4`\n"
    )
    lines = text.splitlines()
    told = build(tmp_path, {"index": text}).told
    found = re.findall(r"index.md:(\d+): undefined label: '(none-\d)'", "\n".join(told))
    assert len(found) == 4
    assert all(lines[int(line) - 1] == f"{{ref}}`{label}`" for line, label in found)


def test_a_mistake_in_a_condition_is_told_at_its_line():
    error = Unreadable("what is this?")
    formulas, where = [(5, "a = b"), (8, "= c")], [(11, "b = c"), (12, "d")]
    assert line_of(error, formulas, where) == 5
    error.step = 2
    assert line_of(error, formulas, where) == 8
    error.condition = 2
    assert line_of(error, formulas, where) == 12
