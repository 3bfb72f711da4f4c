"""The tables of the page on how the book is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from book._ext.cells.records import recorded
from book._ext.formulas import equations
from book._ext.formulas.equations import Equation
from book._ext.numbers import typed_numbers
from book._ext.pages.parts import in_order

Cell = list[nodes.Node]


class folded(nodes.General, nodes.Element):
    """A summary, and what it unfolds."""


class summary(nodes.General, nodes.TextElement):
    """What is seen of something folded."""


# -- Formulas and derivations ---------------------------------------------------------


def formulas(env: BuildEnvironment) -> list[nodes.Node]:
    """A folded list for each page that has display formulas."""
    found = []
    for page, ones in _in_order(env, equations.formulas(env)):
        many = f" · {len(ones)} formula{'s' if len(ones) > 1 else ''}"
        title = [nodes.strong("", env.titles[page].astext()), nodes.Text(many)]
        known = nodes.bullet_list("", *map(_known, ones), classes=["known"])
        found.append(folded("", summary("", "", *title), known))
    return found


def _known(one: Equation) -> nodes.list_item:
    """A formula, and under it how it is known: on a phone no column is out of sight."""
    shown = nodes.math_block(one.latex, one.latex, number=None, nowrap=False)
    return nodes.list_item("", shown, nodes.paragraph("", "", *_how(one)))


def _how(one: Equation) -> Cell:
    marks, said = one.marks, []
    if one.label:
        said.append([_link("math", "eq", one.label)])
    if marks.definition:
        symbols = [[_maths(symbol)] for symbol in marks.definition]
        said.append([nodes.Text("defines "), *_joined(symbols)])
    if marks.proved:
        said.append([nodes.Text(f"proved {one.proof.reach}".rstrip())])
    for test in marks.tested:
        said.append([nodes.Text("compared with the code by "), nodes.literal("", test)])
    if marks.mistake:
        said.append([nodes.Text("shown because it is wrong: its proof is refused")])
    return _joined(said)


def derivations(env: BuildEnvironment) -> list[nodes.Node]:
    """One table of all derivations."""
    rows = []
    for page, ones in _in_order(env, equations.derivations(env)):
        for one in ones:
            title = one.name.removeprefix("derivation-").replace("-", " ")
            reach = one.proof.reach.removeprefix("for ") or "no size occurs in it"
            rows.append(
                [
                    [_link("std", "ref", one.name, title)],
                    [_page(env, page)],
                    [nodes.Text(str(one.proof.links))],
                    [nodes.Text(reach)],
                ]
            )
    return [_table(["Derivation", "Page", "Lines proved", "For"], rows)]


# -- Numbers ---------------------------------------------------------------------------


def given(env: BuildEnvironment) -> list[nodes.Node]:
    """The numbers that are marked as given, each in its sentence, folded."""
    rows = [
        [[nodes.Text(number)], [nodes.Text(sentence)], [_page(env, page)]]
        for page, ones in _in_order(env, typed_numbers.given_numbers(env))
        for number, sentence in ones
    ]
    table = _table(["Number", "Where it stands", "Page"], rows)
    return [folded("", summary("", "", nodes.strong("", "All of them")), table)]


# -- Outputs ---------------------------------------------------------------------------


def figures(env: BuildEnvironment) -> list[nodes.Node]:
    """All figures, with the functions that drew them, folded."""
    rows = []
    for _, outputs in _in_order(env, recorded(env)):
        for name, figure in outputs.get("figures", {}).items():
            arrays = sum(len(panel["arrays"]) for panel in figure["panels"])
            by = [[nodes.literal("", one)] for one in figure["drawn by"]]
            rows.append(
                [
                    [_link("std", "numref", name, explicit=False)],
                    _joined(by) or [nodes.Text("the page itself")],
                    [nodes.Text(f"{arrays}" + " (by size)" * figure["rounding"])],
                ]
            )
    table = _table(["Figure", "Drawn by", "Arrays compared"], rows)
    return [folded("", summary("", "", nodes.strong("", "All figures")), table)]


# -- Accuracy --------------------------------------------------------------------------


def errors(env: BuildEnvironment, kept: dict) -> list[nodes.Node]:
    """The largest errors of each function, as the tests measured them."""
    rows = []
    for one in kept["functions"]:
        name = one["function"].replace("'", "′")
        at = "" if one["at"] is None or not one["float64"] else f"{one['at']:.4g}"
        cells = [f"{one['float64']:g}", at.replace("-", "−"), f"{one['bar']:g}"]
        cells += [f"{one['float32']:g}", f"{one['points']:,}".replace(",", "\u00a0")]
        rows.append([[nodes.literal("", name)], *([nodes.Text(c)] for c in cells)])
    header = ["Function", "float64", "at x", "bar", "float32", "Points"]
    return [_table(header, rows)]


# -- Speed -----------------------------------------------------------------------------


def speeds(env: BuildEnvironment, kept: dict) -> list[nodes.Node]:
    """Ratios of time to the peers, and what they were measured with."""
    rows = []
    for one in kept["rows"]:
        low, high = (f"{quartile:.2f}" for quartile in one["quartiles"])
        bar = "" if one["bar"] is None else f"{one['bar']:g}"
        cells = (f"{one['ratio']:.2f}", f"{low} to {high}", bar)
        name = nodes.literal("", one["what"])
        rows.append(
            [[name], [nodes.Text(one["beside"])], *([nodes.Text(c)] for c in cells)]
        )
    table = _table(["Task", "Beside", "Ratio of times", "Middle half", "Bar"], rows)
    met = kept["circumstances"]
    said = _measured(met, "one core", {"Python": met["python"], **met["versions"]})
    return [table, said]


def _measured(met: dict, where: str, versions: dict[str, str]) -> nodes.paragraph:
    """When, where and with what something was measured."""
    with_ = ", ".join(f"{name} {which}" for name, which in versions.items())
    said = f"Measured on {met['date']} on {where} ({met['processor']}, {met['system']})"
    return nodes.paragraph("", f"{said}, with {with_}.")


# -- Pages -----------------------------------------------------------------------------


# Pages that the build adds, which have no title in the sources.
ADDED = {"genindex": "Index", "search": "Search"}


def audits(env: BuildEnvironment, kept: dict) -> list[nodes.Node]:
    """The scores of every page, and how it loads, folded."""
    rows = []
    for page, one in kept["pages"].items():
        scores, measures = dict(one["scores"]), one["measures"]
        cells = (
            env.titles[page].astext() if page in env.titles else ADDED.get(page, page),
            f"{scores.pop('performance')}",
            f"{min(scores.values())}",
            f"{measures['largest contentful paint'] / 1000:.1f} s",
            f"{measures['cumulative layout shift']:.2f}",
            f"{measures['bytes'] / 1000:.0f} KB",
        )
        rows.append([[nodes.Text(cell)] for cell in cells])
    header = ["Page", "Performance", "Others", "Largest part", "Shift", "Weight"]
    title, met = nodes.strong("", "All pages"), kept["circumstances"]
    return [
        folded("", summary("", "", title), _table(header, rows)),
        _measured(met, f"{met['cores']} cores", met["versions"]),
    ]


# -- Seeded mistakes -------------------------------------------------------------------


def mistakes(env: BuildEnvironment, kept: list[dict]) -> list[nodes.Node]:
    """The record of the seeded mistakes, folded."""
    rows = [
        [
            [nodes.Text(one["name"])],
            [nodes.literal("", one["check"])],
            [nodes.Text("yes" if one["caught"] else "no")],
        ]
        for one in kept
    ]
    table = _table(["Mistake", "Check that must catch it", "Caught"], rows)
    return [folded("", summary("", "", nodes.strong("", "All of them")), table)]


# Each with the record that it shows, which may be missing.
TABLES: dict[str, tuple[Callable[..., list[nodes.Node]], str | None]] = {
    "errors": (errors, "accuracy"),
    "speeds": (speeds, "speed"),
    "audits": (audits, "audit"),
    "figures": (figures, None),
    "formulas": (formulas, None),
    "derivations": (derivations, None),
    "given": (given, None),
    "mistakes": (mistakes, "mutants"),
}


# -- Nodes -----------------------------------------------------------------------------


def _in_order(env: BuildEnvironment, pages: dict[str, list]) -> Iterator[tuple]:
    """The pages that have something, in the order of the table of contents."""
    for page in in_order(env):
        if pages.get(page):
            yield page, pages[page]


def _page(env: BuildEnvironment, page: str) -> nodes.Text:
    return nodes.Text(env.titles[page].astext())


def _maths(latex: str) -> nodes.math:
    return nodes.math(latex, latex)


def _joined(parts: list[Cell]) -> Cell:
    cell = []
    for part in parts:
        cell += [nodes.Text(", "), *part] if cell else part
    return cell


def _link(domain: str, kind: str, target: str, title="", explicit=True):
    return addnodes.pending_xref(
        "",
        nodes.inline("", title or target),
        refdomain=domain,
        reftype=kind,
        reftarget=target,
        refexplicit=explicit,
        refwarn=True,
    )


def _table(header: list[str], rows: Iterable[list[Cell]]) -> nodes.table:
    group = nodes.tgroup(cols=len(header))
    group += [nodes.colspec(colwidth=1) for _ in header]
    group += nodes.thead("", _row([[nodes.Text(text)] for text in header]))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group, classes=["computed"])


def _row(cells: list[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *c)) for c in cells))
