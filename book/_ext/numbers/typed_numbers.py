"""No typed numbers: what code can compute is not typed into the text.

A number in digits, in prose, headings, tables, captions, alternative texts and the
page's description, is computed (``{glue:text}`` or an expression of an f-string), or
shares its sentence, in a table its row, with a citation, or is marked as given::

    The cell gets {given}`4` nA.

Free are 0, 1 and −1; years; names (float64, slide 5, Python 3.11, [3]); and in an
exercise the numbers that its statement poses or a ``{doctest}`` of its solution prints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book._ext.faults import fault
from book._ext.numbers.cell_texts import in_cells
from book._ext.numbers.passages import CITED, COMPUTED, GIVEN, Passage, in_doctree
from book._ext.per_page import PerPage

# A letter before the digits, or a letter and a hyphen, makes them part of a word.
NUMBER = re.compile(
    r"(?<!\w)(?<!\d\.)(?<![^\W\d_][-‑])[−±+-]?"
    r"\d+(?:\.\d+)*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|e[-−+]?\d+)?"
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\W_A-Z])")
VALUES = {"0", "1", "−1", "-1", "±1", "+1"}
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
WORDS = (
    "slide page pp p section chapter part point step line figure table exercise "
    "equation question row column panel station layer pass reference"
)
NAME = re.compile(
    rf"\b(?i:{WORDS.replace(' ', '|')})(?i:s?\.?)\s+"
    r"\d+(?:(?:,|–|,?\sand|\sor|\sto)\s*\d+)*\b(?!\.\d)"
    r"|\b(?i:section|version)\s+\d+(?:\.\d+)+"
    r"|\b(?:Python|IEEE|BSD|CC BY|Attribution)\s+\d+(?:\.\d+)*"
    r"|\[\d+\]"
)
HEADING_NUMBER = re.compile(r"\A\d+\.\s")

KEPT = PerPage("typed_numbers")
KINDS = ("computed", "cited", "given", "posed")
# What an author does about a number; the rest stands in CONTRIBUTING.md.
CURE = (
    "is typed: compute it ({{glue:text}}`name:.3f`), cite its source "
    "({{cite:p}}`key`), or mark it as given ({{given}}`{number}`)"
)


@dataclass(frozen=True)
class Finding:
    """A typed number, with its line and the sentence around it."""

    line: int
    number: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.number} in “{self.sentence}” {CURE.format(number=self.number)}"


# -- The rule ----------------------------------------------------------------------


def judge(passage: Passage) -> Iterator[tuple[str, str, str]]:
    """Each number of a passage, its sentence, and why it may stand there, or ``""``."""
    text = passage.text
    for sentence in SENTENCE_END.split(text) if passage.kind == "text" else [text]:
        unnamed = NAME.sub(lambda name: " " * len(name[0]), sentence)
        if passage.kind == "heading":
            unnamed = HEADING_NUMBER.sub(lambda own: " " * len(own[0]), unnamed)
        for match in NUMBER.finditer(sentence):
            named = unnamed[match.start()] == " "
            reason = "free" if named else _reason(match[0], sentence, passage.known)
            yield match[0], sentence, reason


def _reason(number: str, sentence: str, known: str) -> str:
    if number in VALUES or YEAR.fullmatch(number):
        return "free"
    if CITED in sentence:
        return "cited"
    return "posed" if _value(number) in _values(known) else ""


def _values(text: str) -> set[str]:
    return {_value(number) for number in NUMBER.findall(text)}


def _value(number: str) -> str:
    number = number.replace("−", "-").lstrip("+")
    return f"{float(number)}" if re.fullmatch(r"-?\d+(\.\d+)?", number) else number


def check(found: Iterable[Passage], source: str) -> tuple[list[Finding], Counter]:
    """The typed numbers among passages, and how many numbers are known in which way."""
    findings, counts = [], Counter(dict.fromkeys(KINDS, 0))
    for passage in found:
        counts["computed"] += passage.text.count(COMPUTED)
        counts["given"] += passage.text.count(GIVEN)
        at = _offset(source, passage.line)
        for number, sentence, reason in judge(passage):
            at = _find(number, source, at)
            if reason == "":
                line = source.count("\n", 0, at) + 1
                findings.append(Finding(line, number, _shown(sentence)))
            elif reason != "free":
                counts[reason] += 1
    return sorted(findings, key=lambda finding: finding.line), counts


def _offset(source: str, line: int) -> int:
    return sum(map(len, source.splitlines(keepends=True)[: line - 1]))


def _find(number: str, source: str, start: int) -> int:
    """Where the number ends in the source: its line, not only that of its passage."""
    place = re.compile(rf"(?<!\w){re.escape(number)}(?!\d|\.\d)").search(source, start)
    return place.end() if place else start


def _shown(sentence: str) -> str:
    """The sentence as the message quotes it, with ⟨…⟩ for what is not typed."""
    return re.sub(r"\s+", " ", re.sub("[\ue000-\ue003]+", "⟨…⟩", sentence)).strip()


# -- The build ---------------------------------------------------------------------


def given(name, rawtext, text, lineno, inliner, options=None, content=None):
    """``{given}`4```: a number that is neither computed nor cited, and no result."""
    node = nodes.inline(rawtext, text, classes=["given"])
    node.source, node.line = inliner.reporter.get_source_and_line(lineno)
    if not NUMBER.search(text):
        fault(node, f"{{given}} marks a number in digits, but got {text!r}")
    return [node], []


def read(app: Sphinx, doctree: nodes.document) -> None:
    """Tell the typed numbers of the page, and keep how the others are known."""
    page = app.env.docname
    path = Path(app.env.doc2path(page))
    source = path.read_text("utf8")

    def tell(line: int, message: object) -> None:
        fault(f"{path}:{line}", str(message))

    passages = in_doctree(doctree, source) + in_cells(source, tell)
    findings, known = check(passages, source)
    for finding in findings:
        tell(finding.line, finding)
    KEPT.of(app.env)[page] = known, list(_given(doctree))


def _given(doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """The numbers that the page marks, each with its sentence."""
    for node in doctree.findall(nodes.inline):
        if "given" in node["classes"]:
            around = _without_formulas(node.parent)
            sentences = SENTENCE_END.split(" ".join(around.split()))
            number = node.astext()
            yield number, next((s for s in sentences if number in s), around)


def _without_formulas(node: nodes.Node) -> str:
    if isinstance(node, nodes.math):
        return "…"
    return "".join(map(_without_formulas, node.children)) or node.astext()


def counts(env: BuildEnvironment) -> dict[str, Counter]:
    """By page, how many numbers are computed, cited, given and posed."""
    return {page: known for page, (known, _) in sorted(KEPT.of(env).items())}


def given_numbers(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    """By page, the numbers that are marked as given, each with its sentence."""
    return {page: marked for page, (_, marked) in KEPT.of(env).items() if marked}


def setup(app: Sphinx) -> dict:
    app.add_role("given", given)
    app.connect("doctree-read", read)
    KEPT.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
