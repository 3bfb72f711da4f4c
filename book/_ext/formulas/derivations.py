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
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from book._ext.formulas.proved import check
from nnbook.proof import Proof, ProofError

WHERE = "% where "


class UnprovedStep(ExtensionError):
    """A step of a derivation that is wrong, or cannot be read or proved."""

    category = "Derivation"


class DerivationDirective(SphinxDirective):
    """``{derivation}``: an ordered list of formulas with reasons."""

    has_content = True
    option_spec = {"name": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        steps = nodes.enumerated_list(
            enumtype="arabic", prefix="", suffix="", classes=["derivation"]
        )
        formulas, first_lines, where = [], [], []
        for first, block in self._blocks():
            where += [line[len(WHERE) :] for line in block if line.startswith(WHERE)]
            formula = [line for line in block if not line.startswith((":", "%"))]
            reason = [line[1:].strip() for line in block if line.startswith(":")]
            if all(line.startswith("%") for line in block):
                continue
            if not formula or not reason:
                raise self.error(f"a step needs a formula and a reason: {block!r}")
            formulas.append("\n".join(formula))
            first_lines.append(first)
            math = nodes.math_block(
                formulas[-1], formulas[-1], number=None, nowrap=False, classes=["step"]
            )
            self.set_source_info(math)
            text, messages = self.parse_inline(" ".join(reason))
            why = nodes.paragraph("", "", *text, classes=["reason"])
            steps += nodes.list_item("", math, why, *messages)
        proof = steps["proof"] = self._prove(formulas, where, first_lines)
        self.set_source_info(steps)
        self.add_name(steps)
        return [steps, nodes.paragraph("", _told(proof), classes=["proved"])]

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

    def _prove(self, formulas: list[str], where: list[str], lines: list[int]) -> Proof:
        try:
            return check(*formulas, where=where)
        except ProofError as error:
            line = lines[(error.step or 1) - 1]
            raise UnprovedStep(f"{self.env.docname}.md:{line}: {error}") from None


def _told(proof: Proof) -> str:
    reach = f", {proof.reach}," if proof.reach else ""
    return f"Each line was proved from the one before{reach} when this page was built."


def setup(app: Sphinx) -> dict:
    app.add_directive("derivation", DerivationDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
