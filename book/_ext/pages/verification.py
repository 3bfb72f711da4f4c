"""What the build knows of the whole book, for the page on how the book is checked.

``{count}`proved formulas``` is a number in a sentence, a key of ``counts``;
``{checked} formulas`` a table, a key of ``checked_tables.TABLES``.  Both are filled in
when all pages have been read.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from book._ext.cells.records import recorded
from book._ext.formulas import equations
from book._ext.numbers import typed_numbers
from book._ext.pages.checked_tables import TABLES, folded, summary

RECORDS = ("_records", "../benchmarks")


class Unknown(ExtensionError):
    """A count or table that the build does not keep."""

    category = "Verification"


class pending(nodes.General, nodes.Element):
    """A table that is made when all pages have been read."""


def record(env: BuildEnvironment, name: str):
    """Return what a committed record holds."""
    paths = [Path(env.srcdir, folder, f"{name}.json") for folder in RECORDS]
    path = next(filter(Path.exists, paths), paths[0])
    return json.loads(path.read_text(encoding="utf-8"))


def counts(env: BuildEnvironment) -> dict[str, float]:
    """How much of the book is known in which way, by the words that pages use."""
    formulas = [one.marks for page in equations.formulas(env).values() for one in page]
    proofs = [d.proof for page in equations.derivations(env).values() for d in page]
    outputs = list(recorded(env).values())
    figures = [one for page in outputs for one in page.get("figures", {}).values()]
    numbers = sum(typed_numbers.counts(env).values(), Counter())
    mutants, accuracy = record(env, "mutants"), record(env, "accuracy")
    audit = record(env, "audit")
    return {
        "formulas": len(formulas),
        "proved formulas": sum(marks.proved for marks in formulas),
        "tested formulas": sum(bool(marks.tested) for marks in formulas),
        "defining formulas": sum(bool(marks.definition) for marks in formulas),
        "formulas that only define": sum(marks.only_defines for marks in formulas),
        "wrong formulas": sum(marks.mistake for marks in formulas),
        "derivations": len(proofs),
        "lines of derivations": sum(proof.links for proof in proofs),
        "derivations for several shapes": sum(not proof.general for proof in proofs),
        "recorded values": _many(outputs, "values"),
        "recorded texts": _many(outputs, "texts"),
        "tables": _many(outputs, "tables"),
        "figures": len(figures),
        "figures of rounding": sum(one["rounding"] for one in figures),
        "arrays": sum(len(p["arrays"]) for one in figures for p in one["panels"]),
        "bits": accuracy["bits"],
        "bar in float32": accuracy["bar in float32"],
        "absolute bar": accuracy["absolute bar"],
        "audited pages": len(audit["pages"]),
        "bar of performance": audit["bars"]["performance"],
        "bar of the other scores": min(
            bar for name, bar in audit["bars"].items() if name != "performance"
        ),
        "seeded mistakes": len(mutants),
        "caught mistakes": sum(one["caught"] for one in mutants),
    } | {f"{kind} numbers": number for kind, number in numbers.items()}


def _many(outputs: list[dict], kind: str) -> int:
    return sum(len(page.get(kind, ())) for page in outputs)


class FillIn(SphinxPostTransform):
    """Put numbers and tables where the page wants them."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs) -> None:
        wanted = list(self.document.findall(_is_wanted))
        known = counts(self.env) if wanted else {}
        for node in wanted:
            kept = known if isinstance(node, nodes.inline) else TABLES
            if (key := node["wants"]) not in kept:
                source, line = get_source_line(node)
                raise Unknown(
                    f"{source}:{line}: {key!r} is not kept; there are {', '.join(kept)}"
                )
            if isinstance(node, nodes.inline):
                node += nodes.Text(_shown(known[key]))
            else:
                node.replace_self(
                    TABLES[key](self.env, lambda name: record(self.env, name))
                )


def _shown(number: float) -> str:
    """A number as text, its power of ten written out."""
    text = str(number) if isinstance(number, int) else f"{number:g}"
    digits, _, power = text.partition("e")
    raised = f"{int(power or 0)}".translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{digits}\u00a0·\u00a010{raised}" if power else digits


def _is_wanted(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and "wants" in node


def count(name, rawtext, text, lineno, inliner, options=None, content=None):
    node = nodes.inline(rawtext, "", classes=["pasted-text"], wants=text)
    node.source, node.line = inliner.reporter.get_source_and_line(lineno)
    return [node], []


class Checked(SphinxDirective):
    """``{checked}``: a table of what is checked, and how."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        for folder in RECORDS:
            for path in Path(self.env.srcdir, folder).glob("*.json"):
                self.env.note_dependency(str(path))
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
