"""A derivation as numbered steps, with a reason for each.

::

    :::{derivation}
    :name: derivation-gradient

    \\frac{\\partial J}{\\partial w_j}
    = \\frac{\\partial}{\\partial w_j} \\tfrac12 \\sum_i (y^{(i)} - \\hat y^{(i)})^2
    : the definition of $J$

    = …
    : the next reason
    :::

The steps are parted by empty lines; in each the formula comes first, then the reason
on lines that begin with ``:``.
"""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class DerivationDirective(SphinxDirective):
    """``{derivation}``: an ordered list of formulas with reasons."""

    has_content = True
    option_spec = {"name": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        steps = nodes.enumerated_list(
            enumtype="arabic", prefix="", suffix="", classes=["derivation"]
        )
        for block in "\n".join(self.content).split("\n\n"):
            lines = block.strip().splitlines()
            formula = [line for line in lines if not line.startswith(":")]
            reason = [line[1:].strip() for line in lines if line.startswith(":")]
            if not formula or not reason:
                raise self.error(f"a step needs a formula and a reason: {block!r}")
            latex = "\n".join(formula)
            math = nodes.math_block(latex, latex, number=None, nowrap=False)
            self.set_source_info(math)
            text, messages = self.parse_inline(" ".join(reason))
            why = nodes.paragraph("", "", *text, classes=["reason"])
            steps += nodes.list_item("", math, why, *messages)
        self.set_source_info(steps)
        self.add_name(steps)
        return [steps]


def setup(app: Sphinx) -> dict:
    app.add_directive("derivation", DerivationDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
