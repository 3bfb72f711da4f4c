r"""Display formulas in the sources: what they say, and how each is known.

The last lines of a display formula are TeX comments that say how it is known::

    $$
    \frac{\partial J}{\partial w_j} = -\sum_i (y^{(i)} - \hat y^{(i)}) \, x_j^{(i)}
    % proved
    % where eq-cost
    $$ (eq-gradient)

``% proved``
    ``nnbook.proof`` proves each line from the one before.
``% definition of J, \hat y``
    It says what these symbols mean; they stand in the table of notation.  What else
    the formula says is to be proved or tested.
``% tested by test_update_rule``
    This test in ``tests/formulas`` gets the formula as it stands on the page and
    compares it with the code.
``% mistake``
    It is shown because it is wrong: a proof of it must fail.

For a proof, ``% where …`` states what symbols mean: LaTeX, or the label of a formula,
or ``above`` for the display formula before.  ``% solves …``, LaTeX or a label, names
what must hold if the symbols mean what this formula says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)")
EDGE = re.compile(r"\s*\$\$\s*(?:\((?P<label>[\w-]+)\))?\s*$")


class BadMark(ValueError):
    """A line after a formula that does not say how it is known."""


@dataclass(frozen=True)
class Formula:
    """A display formula without its marks, and what they say."""

    latex: str
    proved: bool = False
    mistake: bool = False
    definition: tuple[str, ...] = ()
    tested: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    solves: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything says how the formula is known."""
        return bool(self.proved or self.mistake or self.definition or self.tested)

    @property
    def only_defines(self) -> bool:
        """Whether it says no more than what its symbols mean."""
        return self.is_known and not (self.proved or self.tested or self.mistake)


def formula(text: str) -> Formula:
    """Return the formula in a text whose last lines may be marks.

    Raises
    ------
    BadMark
        If such a line is not one of the marks.
    """
    latex = unmarked(text)
    said: dict = {"definition": [], "tested": [], "where": [], "solves": []}
    for line in reversed(text.strip().splitlines()[len(latex.splitlines()) :]):
        line = line.strip()
        kind, _, rest = line[1:].strip().partition(" ")
        rest = rest.strip()
        if kind in ("proved", "mistake") and not rest:
            said[kind] = True
        elif kind in ("where", "solves") and rest:
            said[kind].insert(0, rest)
        elif kind == "definition" and rest.startswith("of "):
            said[kind][:0] = [symbol.strip() for symbol in rest[3:].split(", ")]
        elif kind == "tested" and rest.startswith("by "):
            said[kind][:0] = rest[3:].replace(",", " ").split()
        else:
            raise BadMark(
                f"{line!r} does not say how a formula is known: write % proved, "
                f"% definition of …, % tested by …, % mistake, % where … or % solves …"
            )
    marks = {k: tuple(v) if isinstance(v, list) else v for k, v in said.items()}
    return Formula(latex, **marks)


def unmarked(text: str) -> str:
    """Return the formula in a text without the comments at its end."""
    lines = text.strip().split("\n")
    while lines and lines[-1].lstrip().startswith("%"):
        lines.pop()
    return "\n".join(lines)


@dataclass(frozen=True)
class Placed:
    """A display formula in a source, with its line and its label or ``""``."""

    formula: Formula
    line: int
    label: str


def in_source(markdown: str) -> Iterator[Placed]:
    """Yield the display formulas of a page, in their order.

    One with a bad mark is not known: the build tells it when it reads the page.
    """
    opened, fence = None, ""
    lines = markdown.splitlines()
    for number, line in enumerate(lines, 1):
        mark = FENCE.match(line)
        if mark and opened is None and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and (edge := EDGE.match(line)):
            if opened is None:
                opened = number
                continue
            text = "\n".join(lines[opened : number - 1])
            try:
                found = formula(text)
            except BadMark:
                found = Formula(unmarked(text))
            yield Placed(found, opened + 1, edge["label"] or "")
            opened = None


def labelled(book: Path) -> dict[str, tuple[Path, Formula]]:
    """Return the formulas of a book that have a label, each with its page's path."""
    return {
        placed.label: (path, placed.formula)
        for path in sorted(book.rglob("*.md"))
        for placed in in_source(path.read_text(encoding="utf-8"))
        if placed.label
    }


# -- What a formula says -------------------------------------------------------------

INNER = re.compile(r"\\(begin|end)\{(?:cases|pmatrix)\}")
OUTER = re.compile(r"\\(?:begin|end)\{aligned\}")
# Words and units at either end, and the inputs that a row of a truth table is for.
BEFORE = re.compile(r"\s*(?:\\text\{[^}]*\}|\([01, ]+\):)\s*")
AFTER = re.compile(r"(?:\\text\{[^}]*\}|\\[,;: ]|[\s.,;])+$")
RELATION = re.compile(r":?=|<|>|\\(?:le|ge|ne|approx|leftarrow)(?![a-zA-Z])")


def statements(latex: str) -> list[list[str]]:
    r"""Return what a formula states, each as the lines of one chain.

    Rows and ``\qquad`` part statements; a row that begins with a relation goes on
    with the one before.  Left out are alignment, units, and the words between.
    """
    found: list[list[str]] = []
    for row in _rows(OUTER.sub("", latex)):
        for part in row.replace(r"\quad", " ").split(r"\qquad"):
            part = AFTER.sub("", part)
            part = part[before.end() :] if (before := BEFORE.match(part)) else part
            part = part.strip()
            if RELATION.match(part) and found:
                found[-1].append(part)
            elif part:
                found.append([part])
    return found


def _rows(latex: str) -> list[str]:
    """The rows of an aligned formula, and its columns where a comma parts them."""
    rows, depth = [""], 0
    for piece in re.split(r"(\\(?:begin|end)\{\w+\}|\\\\|&)", latex):
        if inner := INNER.fullmatch(piece):
            depth += 1 if inner[1] == "begin" else -1
        if depth:
            rows[-1] += piece
        elif piece == r"\\" or (piece == "&" and rows[-1].rstrip().endswith(",")):
            rows.append("")
        elif piece != "&":
            rows[-1] += piece
    return rows


def sides(statement: list[str]) -> list[str]:
    """Return the sides of a chain and the relations between them, in turn."""
    line, found, depth, start = " ".join(statement), [], 0, 0
    for match in re.finditer(rf"[{{}}]|{RELATION.pattern}", line):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if (
            depth == 0
            and match[0] not in "{}"
            and not _in_cases(line[start : match.start()])
        ):
            found += [line[start : match.start()].strip(), match[0]]
            start = match.end()
    return [*found, line[start:].strip()]


def _in_cases(text: str) -> bool:
    return text.count(r"\begin{") > text.count(r"\end{")


def left_side(statement: list[str]) -> str:
    """Return what stands before the first relation of a statement."""
    return sides(statement)[0]


def defines(statement: list[str], symbol: str) -> bool:
    """Whether the left side is the symbol, perhaps with indices and arguments."""
    rest = plain(left_side(statement)).removeprefix(plain(symbol))
    return rest != plain(left_side(statement)) and bool(SCRIPTS.fullmatch(rest))


SCRIPTS = re.compile(r"(?:_\w|_\{[^{}\\]*\}|\^\{\(\w\)\}|\((?:\w|\\mathbf\{\w\})\))*")


def plain(latex: str) -> str:
    """LaTeX without spaces, any layer being layer l: to compare symbols by."""
    latex = re.sub(r"\s|\\[,;:!]", "", latex)
    return re.sub(r"\[\d\]", "[l]", latex)


# -- The table of notation -----------------------------------------------------------

FIRST_CELL = re.compile(r"^\|(.*?)\|", re.M)
TERM = re.compile(r"^(.*)\n: ", re.M)
INLINE = re.compile(r"\$([^$]+)\$")


def explained(page: Path) -> set[str]:
    """Return the symbols that a page explains, in its tables and lists of terms."""
    if not page.exists():
        return set()
    text = page.read_text(encoding="utf-8")
    places = FIRST_CELL.findall(text) + TERM.findall(text)
    return {plain(symbol) for place in places for symbol in INLINE.findall(place)}


GREEK = re.compile(
    r"\\(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu"
    r"|xi|rho|sigma|tau|upsilon|phi|chi|psi|omega"
    r"|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega)(?![a-zA-Z])"
)


def greek(latex: str) -> set[str]:
    """Return the Greek letters in a formula, without π, which everybody knows."""
    return set(GREEK.findall(latex))
