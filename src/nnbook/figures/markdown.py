"""Markdown for notebooks: pictures, tables, and text that means no mark."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Sequence

# A dollar begins and ends a formula; within words an underscore is no mark.
SPECIAL = re.compile(r"[\\`*\[\]<>$~]|(?<!\w)_|_(?!\w)")
MATHS = re.compile(r"(?<![\\$])\$[^$]+\$")
# MyST: {term}`words` or {doc}`words <target>`, which no notebook reads.
ROLE = re.compile(r"\{([a-z:]+)\}`([^`<]*?)(?: *<[^`]*>)?`")


def escaped(text: str) -> str:
    r"""Return Markdown that shows a text as it is.

    >>> escaped("2 * 3 [m] of snake_case")
    '2 \\* 3 \\[m\\] of snake_case'
    """
    return SPECIAL.sub(lambda mark: "\\" + mark[0], text)


def without_roles(text: str) -> str:
    """Return Markdown in which the words of MyST's roles are plain words.

    A citation stays a key in brackets: the references are the book's.

    >>> without_roles("{term}`scores <logit>` and {term}`softmax` {cite:p}`bridle1990`")
    'scores and softmax [bridle1990]'
    """

    def words(role: re.Match) -> str:
        return f"[{role[2]}]" if role[1].startswith("cite") else role[2]

    return ROLE.sub(words, text)


def picture(svg: str, alt: str, width: str = "") -> str:
    """Return an image that carries its SVG; its ids and colours are its own.

    >>> picture("<svg/>", 'a "dot"', "49%")
    '<img alt="a &quot;dot&quot;" width="49%" src="data:image/svg+xml;base64,PHN2Zy8+">'
    """
    data = base64.b64encode(svg.encode()).decode()
    wide = f' width="{width}"' if width else ""
    source = f"data:image/svg+xml;base64,{data}"
    return f'<img alt="{html.escape(alt)}"{wide} src="{source}">'


def pipe_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    r"""Return a table, its cells being Markdown.

    A bar would split cells, in formulas too.

    >>> print(pipe_table(["$|x|$"], [["1|2"]]))
    | $\vert x\vert $ |
    | --- |
    | 1\|2 |
    """
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """Markdown on one line, without a bar that would split cells."""
    text, at, pieces = " ".join(text.split("\n")), 0, []
    for formula in MATHS.finditer(text):
        pieces.append(text[at : formula.start()].replace("|", r"\|"))
        latex = formula[0].replace(r"\|", r"\Vert ")
        pieces.append(latex.replace("|", r"\vert "))
        at = formula.end()
    return "".join(pieces) + text[at:].replace("|", r"\|")
