"""Turn every formula into MathML when the book is built, so that no script is needed.

The renderer is the ``math-core`` wheel; what it gets wrong with the book's mathematics
font is put right here and in ``_static/book.css``.
"""

from __future__ import annotations

import html
import re

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.math import get_node_equation_number

from book._ext.faults import fault
from book._ext.formulas import strict
from book._ext.formulas.plain import plain_of
from book._ext.formulas.spoken import spoken

CONVERTER = LatexToMathML(fancy_error=False, annotation=True)
# A prime set as a superscript comes out tiny and high: the font's own is right.
PRIME = re.compile(r"<msup>(<m[ion][^>]*>[^<]*</m[ion]>)<mo>(′+)</mo></msup>")
POSITION = re.compile(r"^\d+: ")
CLOSING = re.compile(r"[,.;:!?)\]’”'\"–-]+")
ENVIRONMENT = re.compile(r"\\begin\{(align|gather|split)\*?\}(.*)\\end\{\1\*?\}", re.S)


class BadFormula(ValueError):
    """A formula that cannot be converted."""


def to_mathml(latex: str, display: bool) -> str:
    """Return the MathML of one formula.

    Raises
    ------
    BadFormula
        If the formula cannot be read, with the reason.
    """
    body = ENVIRONMENT.sub(r"\\begin{aligned}\2\\end{aligned}", latex.strip())
    if display and "&" in body and r"\begin" not in body:
        body = rf"\begin{{aligned}}{body}\end{{aligned}}"
    try:
        mathml = CONVERTER.convert_with_local_state(body, displaystyle=display)
    except LatexError as error:
        reason = POSITION.sub("", str(error)).rstrip(".")
        raise BadFormula(f"{reason} in the formula ${latex.strip()}$") from error
    return PRIME.sub(r"<mrow>\1<mo>\2</mo></mrow>", mathml)


def read(app: Sphinx, doctree: nodes.document) -> None:
    """Tell the formulas that cannot be written, wherever they stand, each once."""
    for node in doctree.findall(_is_formula):
        try:
            to_mathml(node.astext(), isinstance(node, nodes.math_block))
        except BadFormula as error:
            fault(node, str(error))


def _is_formula(node: nodes.Node) -> bool:
    return isinstance(node, nodes.math | nodes.math_block)


def written(latex: str, display: bool) -> str:
    """Return the MathML of a formula, or its source if that cannot be converted."""
    try:
        return to_mathml(latex, display)
    except BadFormula:  # told when the page was read
        return f"<code>{html.escape(latex)}</code>"


def _mathml(translator, node: nodes.Node, display: bool) -> str:
    mathml = written(node.astext(), display)
    if translator.builder.name == "epub":
        return strict.formula(mathml, plain_of(mathml))
    return mathml


def visit_inline(translator, node: nodes.math) -> None:
    mathml = _mathml(translator, node, False)
    if heads_a_column(node):
        label = html.escape(spoken(mathml), quote=True)
        mathml = mathml.replace("<math", f'<math aria-label="{label}"', 1)
    translator.body.append(mathml)
    raise nodes.SkipNode


def heads_a_column(node: nodes.math) -> bool:
    """Whether a formula is all that stands in the head of a column."""
    entry = node.parent
    while isinstance(entry, nodes.paragraph | nodes.inline):
        entry = entry.parent
    return (
        isinstance(entry, nodes.entry)
        and isinstance(entry.parent.parent, nodes.thead)
        and entry.astext() == node.astext()
    )


def visit_display(translator, node: nodes.math_block) -> None:
    name = node["ids"][0] if node.get("ids") else ""
    anchor = f' id="{name}"' if name else ""
    number = get_node_equation_number(translator, node) if node["number"] else ""
    formula = _mathml(translator, node, True)
    translator.body.append(f'<div class="equation"{anchor}>')
    translator.body.append(f'<div class="formula">{formula}</div>')
    if number:
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


class KeepPunctuation(SphinxPostTransform):
    """Let no line begin with the comma that follows a formula."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs) -> None:
        for formula in list(self.document.findall(nodes.math)):
            after = formula.next_node(descend=False, siblings=True)
            mark = CLOSING.match(after) if isinstance(after, nodes.Text) else None
            if mark:
                kept = nodes.inline("", "", classes=["nowrap"])
                formula.replace_self(kept)
                kept += [formula, nodes.Text(mark[0])]
                # By identity: another text beside it may say the same.
                texts = after.parent.children
                place = next(k for k, text in enumerate(texts) if text is after)
                after.parent[place] = nodes.Text(after[mark.end() :])


def setup(app: Sphinx) -> dict:
    app.connect("doctree-read", read)
    app.add_post_transform(KeepPunctuation)
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_display, None))
    app.config.html_math_renderer = "mathml"
    return {"parallel_read_safe": True, "parallel_write_safe": True}
