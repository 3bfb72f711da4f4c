"""What the build knows of the whole book, for the page on how the book is checked.

``{count}`proved formulas``` is a number in a sentence, a key of ``counts``;
``{checked} formulas`` a table, a key of ``checked_tables.TABLES``.  Both are filled in
when all pages have been read.  What a long check has not put on record yet is said in
its place, with the command that does: a page is not to wait for it.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from book._ext.cells.records import recorded
from book._ext.faults import fault
from book._ext.formulas import equations
from book._ext.numbers import typed_numbers
from book._ext.pages.checked_tables import TABLES, folded, summary
from nnbook.figures.numbers import power

COMMANDS = {
    "accuracy": "make records",
    "audit": "make audit",
    "mutants": "make mutants",
    "speed": "make bench",
}


# What is raised where a record of an older form lacks what is wanted.
OTHER_FORM = (LookupError, TypeError, AttributeError, ValueError)


class pending(nodes.General, nodes.Element):
    """A table that is made when all pages have been read."""


class NotRecorded(LookupError):
    """A long check has no record that can be read."""


def record(env: BuildEnvironment, name: str) -> Any:
    """Return what a committed record holds.

    Raises
    ------
    NotRecorded
        If there is none that can be read, with the command that makes it.
    """
    try:
        path = Path(env.srcdir, f"_records/{name}.json")
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NotRecorded(f"not recorded yet: run {COMMANDS[name]}") from None


def counts(env: BuildEnvironment) -> dict[str, float | str]:
    """How much of the book is known in which way, by the words that pages use."""
    formulas = [one.marks for page in equations.formulas(env).values() for one in page]
    proofs = [d.proof for page in equations.derivations(env).values() for d in page]
    outputs = list(recorded(env).values())
    figures = [one for page in outputs for one in page.get("figures", {}).values()]
    numbers = sum(typed_numbers.counts(env).values(), Counter())
    kept = partial(_kept, env)
    return {
        "formulas": len(formulas),
        "proved formulas": sum(marks.proved for marks in formulas),
        "tested formulas": sum(bool(marks.tested) for marks in formulas),
        "defining formulas": sum(bool(marks.definition) for marks in formulas),
        "formulas that only define": sum(marks.only_defines for marks in formulas),
        "wrong formulas": sum(marks.mistake for marks in formulas),
        "derivations": len(proofs),
        "lines of derivations": sum(proof.links for proof in proofs),
        "recorded values": _many(outputs, "values"),
        "recorded texts": _many(outputs, "texts"),
        "tables": _many(outputs, "tables"),
        "figures": len(figures),
        "figures of rounding": sum(one["rounding"] for one in figures),
        "arrays": sum(len(p["arrays"]) for one in figures for p in one["panels"]),
        "bits": kept("accuracy", "bits"),
        "bar in float32": kept("accuracy", "bar in float32"),
        "absolute bar": kept("accuracy", "absolute bar"),
        "audited pages": kept("audit", "pages", how=len),
        "bar of performance": kept("audit", "bars", "performance"),
        "bar of the other scores": kept("audit", "bars", how=_other_bar),
        "seeded mistakes": kept("mutants", how=len),
        "caught mistakes": kept("mutants", how=_caught),
    } | {f"{kind} numbers": numbers[kind] for kind in typed_numbers.KINDS}


def _kept(env: BuildEnvironment, name: str, *keys: str, how=lambda found: found):
    try:
        found = record(env, name)
        for key in keys:
            found = found[key]
        return how(found)
    except NotRecorded as error:
        return f"({error})"
    except OTHER_FORM:
        return f"(out of date: run {COMMANDS[name]})"


def _other_bar(bars: dict[str, float]) -> float:
    return min(bar for name, bar in bars.items() if name != "performance")


def _caught(mutants: list[dict]) -> int:
    return sum(one["caught"] for one in mutants)


def _many(outputs: list[dict], kind: str) -> int:
    return sum(len(page.get(kind, ())) for page in outputs)


def table(env: BuildEnvironment, key: str) -> list[nodes.Node]:
    """Return a table, or a line that says why there is none."""
    make, name = TABLES[key]
    if name is None:
        return make(env)
    try:
        kept = record(env, name)
    except NotRecorded as error:
        return [nodes.paragraph("", f"{error}.".capitalize())]
    try:
        return make(env, kept)
    except OTHER_FORM:
        return [nodes.paragraph("", f"Out of date: run {COMMANDS[name]}.")]


class FillIn(SphinxPostTransform):
    """Put numbers and tables where the page wants them."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs) -> None:
        wanted = list(self.document.findall(_is_wanted))
        known = counts(self.env) if wanted else {}
        for node in wanted:
            is_count = isinstance(node, nodes.inline)
            kept = known if is_count else TABLES
            if (key := node["wants"]) not in kept:
                what = "count" if is_count else "table"
                fault(node, f"no {what} is called {key!r}; there are {', '.join(kept)}")
                node.replace_self(nodes.inline("", key))
            elif is_count:
                node += nodes.Text(_shown(known[key]))
            else:
                node.replace_self(table(self.env, key))


def _shown(number: float | str) -> str:
    """A number as text, its power of ten written out."""
    if isinstance(number, str):
        return number
    text = str(number) if isinstance(number, int) else f"{number:g}"
    digits, _, exponent = text.partition("e")
    return f"{digits}\u00a0·\u00a0{power(int(exponent))}" if exponent else digits


def _is_wanted(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and isinstance(node.get("wants"), str)


def count(name, rawtext, text, lineno, inliner, options=None, content=None):
    node = nodes.inline(rawtext, "", classes=["pasted-text"], wants=text)
    node.source, node.line = inliner.reporter.get_source_and_line(lineno)
    return [node], []


class Checked(SphinxDirective):
    """``{checked}``: a table of what is checked, and how."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        node = pending("", wants=self.arguments[0])
        self.set_source_info(node)
        return [node]


def _tag(name: str) -> tuple:
    """How an element of HTML opens and closes."""

    def visit(translator, node: nodes.Element) -> None:
        translator.body.append(translator.starttag(node, name, suffix=""))

    def depart(translator, node: nodes.Element) -> None:
        translator.body.append(f"</{name}>\n")

    return visit, depart


def setup(app: Sphinx) -> dict:
    app.add_node(folded, html=_tag("details"))
    app.add_node(summary, html=_tag("summary"))
    app.add_role("count", count)
    app.add_directive("checked", Checked)
    app.add_post_transform(FillIn)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
