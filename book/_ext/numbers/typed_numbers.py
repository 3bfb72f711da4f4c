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
from sphinx.errors import ExtensionError

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
ADVICE = """
A number is computed where code can compute it: glue(limit=2 / curvature) in a cell and
{glue:text}`limit:.3f` in the sentence, {limit:.3f} in an f-string of a caption. In a
solution a {doctest} may print it. A fact has its source, {cite:p}`key`, in the same
sentence. What is neither, and no result, is marked: {given}`4`."""


class TypedNumber(ExtensionError):
    """A number stands in the text that nothing computed and no source supports."""

    category = "Typed number"


@dataclass(frozen=True)
class Finding:
    """A typed number, with its line and the sentence around it."""

    line: int
    number: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.line}: {self.number} in “{self.sentence}”"


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
    findings, counts = [], Counter(computed=0, cited=0, given=0, posed=0)
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
    if not NUMBER.search(text):
        message = f"{{given}} marks a number in digits, but got {text!r}"
        return [], [inliner.reporter.error(message, line=lineno)]
    return [nodes.inline(rawtext, text, classes=["given"])], []


def read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the rule says of the page."""
    page = app.env.docname
    source = Path(app.env.doc2path(page)).read_text("utf8")
    found = in_doctree(doctree, source) + in_cells(source)
    KEPT.of(app.env)[page] = check(found, source)


def refuse(app: Sphinx, env: BuildEnvironment) -> None:
    """Stop the build at the typed numbers of all pages together."""
    lines = [
        f"{env.doc2path(page)}:{finding}"
        for page, (findings, _) in sorted(KEPT.of(env).items())
        for finding in findings
    ]
    if lines:
        raise TypedNumber("\n" + "\n".join(lines) + ADVICE)


def counts(env: BuildEnvironment) -> dict[str, Counter]:
    """By page, how many numbers are computed, cited, given and posed."""
    return {page: known for page, (_, known) in sorted(KEPT.of(env).items())}


def setup(app: Sphinx) -> dict:
    app.add_role("given", given)
    app.connect("doctree-read", read)
    app.connect("env-updated", refuse)
    KEPT.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
