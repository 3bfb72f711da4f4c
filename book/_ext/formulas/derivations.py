"""A derivation as numbered steps, with a reason for each, and proved line by line.

::

    :::{derivation}
    :name: derivation-gradient

    \\frac{\\partial J}{\\partial w_j}
    = \\frac{\\partial}{\\partial w_j} \\tfrac12 \\sum_i (y^{(i)} - \\hat y^{(i)})^2
    : the definition of $J$

    = …
    : the next reason

    % where \\hat y^{(i)} = \\sum_{k=1}^{d} w_k x_k^{(i)}
    :::

The steps are parted by empty lines; in each the formula comes first, then the reason
on lines that begin with ``:``.  Lines that begin with ``% where`` say what the symbols
mean, for ``nnbook.proof``, which must prove each line from the one before.
"""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from book._ext.faults import fault
from book._ext.formulas.proved import check
from nnbook.proof import Proof, ProofError

WHERE = "% where "
TOLD = "derivations-proved"  # where the book tells how
Lines = list[tuple[int, str]]


class DerivationDirective(SphinxDirective):
    """``{derivation}``: an ordered list of formulas with reasons."""

    has_content = True
    option_spec = {"name": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        steps = nodes.enumerated_list(
            enumtype="arabic", prefix="", suffix="", classes=["derivation"]
        )
        formulas, where = [], []  # each with its line
        for first, block in self._blocks():
            for number, line in enumerate(block, first):
                if line.startswith(WHERE):
                    where.append((number, line[len(WHERE) :]))
            formula = [line for line in block if not line.startswith((":", "%"))]
            reason = [line[1:].strip() for line in block if line.startswith(":")]
            if all(line.startswith("%") for line in block):
                continue
            if not formula or not reason:
                self._fault(
                    first,
                    f"a step of a derivation needs a formula and, on lines that begin "
                    f"with a colon, a reason; this one has no "
                    f"{'reason' if formula else 'formula'}",
                )
            if not formula:
                continue
            formulas.append((first, "\n".join(formula)))
            math = nodes.math_block(
                formulas[-1][1], formulas[-1][1], number=None, nowrap=False
            )
            math["classes"].append("step")
            self.set_source_info(math)
            text, messages = self.parse_inline(" ".join(reason))
            why = nodes.paragraph("", "", *text, classes=["reason"])
            steps += nodes.list_item("", math, why, *messages)
        named = "name" in self.options
        if not named:
            self._fault(
                self.lineno,
                "a derivation needs a line :name: derivation-…, by which other pages "
                "refer to it",
            )
        self.set_source_info(steps)
        self.add_name(steps)
        proof = self._prove(formulas, where)
        if proof is None or not named:
            return [steps]
        steps["proof"] = proof
        return [steps, nodes.paragraph("", "✓", classes=["proved"])]

    def _blocks(self) -> list[tuple[int, list[str]]]:
        """Return the blocks between empty lines, each with the line where it begins."""
        blocks, open_block = [], False
        for number, line in enumerate(self.content):
            if line.strip() and not open_block:
                blocks.append((self.lineno + self.content_offset + number + 1, []))
            open_block = bool(line.strip())
            if open_block:
                blocks[-1][1].append(line)
        return blocks

    def _prove(self, formulas: Lines, where: Lines) -> Proof | None:
        try:
            return check(*(f for _, f in formulas), where=[w for _, w in where])
        except ProofError as error:
            self._fault(line_of(error, formulas, where) or self.lineno, str(error))
            return None

    def _fault(self, line: int, message: str) -> None:
        fault((self.env.docname, line), message)


def line_of(error: ProofError, formulas: Lines, where: Lines) -> int | None:
    """The line of the condition or step that is wrong, both counted from 1."""
    for lines, number in (
        (where, getattr(error, "condition", None)),
        (formulas, error.step),
    ):
        if number is not None:
            return lines[number - 1][0]
    return formulas[0][0] if formulas else None


class Mark(SphinxPostTransform):
    """Lead from the mark under a derivation to how derivations are proved, if told."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs) -> None:
        if TOLD not in self.env.domains.standard_domain.labels:
            return
        for mark in self.document.findall(nodes.paragraph):
            if "proved" in mark["classes"]:
                link = pending_xref(
                    refdomain="std", reftype="ref", reftarget=TOLD, refexplicit=True
                )
                link += nodes.inline("", *mark.children, classes=["std", "std-ref"])
                mark.children = [link]
                link.parent = mark


def setup(app: Sphinx) -> dict:
    app.add_directive("derivation", DerivationDirective)
    app.add_post_transform(Mark)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
