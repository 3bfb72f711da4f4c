r"""Formulas as they stand in a text: rows, alignment, numbers, and words after them.

What only arranges a formula is replaced by blanks, so that every place in it stays
where it is; the rows of a block become formulas of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nnbook.proof.errors import Unreadable

LONGEST = 20_000  # characters of a block
_BLOCK = (
    r"\\(?:begin|end)\{(?:align|aligned|alignat|equation|gather|gathered|split|"
    r"multline|eqnarray|displaymath)\*?\}"
)
_BLANK = re.compile(
    rf"{_BLOCK}|\\(?:tag|label|eqref|ref)\*?\{{[^{{}}]*\}}|\\(?:nonumber|notag)(?![a-z])|"
    r"\\(?:left|right)\.|(?<!\\)%[^\n]*"
)
_ENDS = [("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)")]
_INNER = re.compile(r"\\(begin|end)\{(?:cases|[pb]matrix)\}")
_PIECE = re.compile(
    r"\\(?:begin|end)\{\w+\}|\\\\(?:\s*\[[^\]]*\])?|\\[a-zA-Z]+|\\.|.", re.DOTALL
)
_SO = re.compile(r"\s*\\(?:Rightarrow|implies|therefore|Longrightarrow)(?![a-zA-Z])")
_WORDS = re.compile(
    r"(?:\\q?quad|,)\s*(?:\\q?quad|\\[,;: ]|\s)*\(?\s*"
    r"\\(?:text|textrm|mbox|textit)\{[^{}]*\}\s*\)?\s*[.,;]?\s*$"
)
_STOP = re.compile(r"(?:\\[,;:! ]|\s)*[.,;](?:\\[,;:! ]|\s)*$")
# Bars that say themselves at which side they stand, and what they are read as.
_BARS = {
    r"\left\|": r"\lVert",
    r"\right\|": r"\rVert",
    r"\left|": r"\lvert",
    r"\right|": r"\rvert",
    r"\left\lVert": r"\lVert",
    r"\right\rVert": r"\rVert",
}
_PAIRS = {"|": (r"\lvert", r"\rvert"), r"\|": (r"\lVert", r"\rVert")}
# What a bar that opens cannot follow, and one that closes can stand before.
_AFTER = re.compile(
    r"(?:\s|\\[,;:! ])*($|[-+=<>^_)}\]&,.;/|]|\\\||\\\\|"
    r"\\(?:cdot|times|leq?|geq?|neq?|approx|right|end)(?![a-zA-Z]))"
)


@dataclass(frozen=True)
class Row:
    """A formula, where it begins in its text, and how its characters were moved."""

    latex: str
    text: str
    begin: int
    places: tuple[int, ...]  # of each character of ``latex``, counted from ``begin``

    def place(self, position: int) -> int:
        """Return where in the text a character of the formula stands."""
        inside = position < len(self.places)
        return self.begin + (self.places[position] if inside else self._length)

    def written(self, start: int, end: int) -> str:
        """Return a piece of the formula as it stands in the text."""
        first = self.places[start]
        if sized := re.search(r"\\(?:left|[bB]igg?l?)\s*$", self.text[:first]):
            first = sized.start()
        return self.text[first : self.places[end - 1] + 1].strip()

    @property
    def _length(self) -> int:
        return self.places[-1] + 1 if self.places else 0


def rows(text: str) -> list[Row]:
    """Return the formulas of a block, or the one formula that a text is.

    Raises
    ------
    Unreadable
        If statements stand side by side, or bars do not say where they open and close.
    """
    if len(text) > LONGEST:
        raise Unreadable(f"a block has up to {LONGEST} characters: part it", LONGEST)
    text = _BLANK.sub(lambda found: " " * len(found[0]), text)
    bare = text.strip()
    for first, last in _ENDS:
        long = len(bare) >= len(first) + len(last)
        if long and bare.startswith(first) and bare.endswith(last):
            start, end = text.index(first), text.rindex(last)
            middle = text[start + len(first) : end]
            after = text[end + len(last) :]
            text = text[:start] + " " * len(first) + middle + " " * len(last) + after
            break
    found, begin, row, depth = [], 0, "", 0
    for piece in (match[0] for match in _PIECE.finditer(text)):
        if inner := _INNER.fullmatch(piece):
            depth += 1 if inner[1] == "begin" else -1
        if piece.startswith("\\\\") and depth == 0:
            found.append((row, begin))
            begin, row = begin + len(row) + len(piece), ""
        elif (piece == "&" and depth == 0) or (
            depth and piece in (r"\quad", r"\qquad")
        ):
            row += " " * len(piece)
        else:
            row += piece
    found.append((row, begin))
    full = [(row, begin) for row, begin in found if row.strip()]
    return [_row(row, begin) for row, begin in full or found[:1]]


def _row(row: str, begin: int) -> Row:
    if so := _SO.match(row):
        row = " " * so.end() + row[so.end() :]
    row = _blank_end(_STOP, _blank_end(_WORDS, row))
    row = re.sub(r"[,.;](?=\s*(?:&|\\\\|\\end\{cases\}))", " ", row)
    if aside := re.search(r"\\q?quad(?![a-zA-Z])", row):
        raise Unreadable(
            "two statements stand side by side: check them one by one",
            begin + aside.start(),
        )
    latex, places = _bars(row, begin)
    return Row(latex, row, begin, places)


def _blank_end(pattern: re.Pattern, row: str) -> str:
    if end := pattern.search(row):
        return row[: end.start()] + " " * (len(row) - end.start())
    return row


def _bars(row: str, begin: int) -> tuple[str, tuple[int, ...]]:
    """Turn bars into brackets that open and close."""
    latex, places, open_bars, position, levels = "", [], [], 0, 0
    bars = re.compile(
        r"\\left\s*(?:\\\||\\lVert|\|)|\\right\s*(?:\\\||\\rVert|\|)|\\\||\||"
        r"[({\[]|[)}\]]|.",
        re.DOTALL,
    )
    for match in bars.finditer(row):
        piece, new = match[0], match[0]
        word = re.sub(r"\s", "", piece)
        if word in _BARS:
            new = _BARS[word] + " "
        elif piece in _PAIRS:
            level = (piece, levels)
            if open_bars and open_bars[-1] == level:
                open_bars.pop()
                new = _PAIRS[piece][1] + " "
                if not _AFTER.match(row, match.end()):
                    raise Unreadable(
                        "which bars belong together is not clear: write \\lvert … "
                        "\\rvert",
                        begin + position,
                    )
            else:
                open_bars.append(level)
                new = _PAIRS[piece][0] + " "
        elif piece in tuple("({["):
            levels += 1
        elif piece in tuple(")}]"):
            levels -= 1
        latex += new
        places += (
            [position] * len(new)
            if new != piece
            else range(position, position + len(piece))
        )
        position += len(piece)
    return latex, tuple(places)
