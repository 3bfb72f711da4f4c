"""The derivations of the book, as the tests of the reader of LaTeX take them."""

from __future__ import annotations

import re

from tests.pages import BOOK


def derivations() -> dict[str, tuple[list[str], list[str]]]:
    """The derivations of the book: their formulas, and what they state."""
    found = {}
    for page in sorted(BOOK.rglob("*.md")):
        pattern = r":::\{derivation\}\n:name: (\S+)\n(.*?)\n:::"
        for name, body in re.findall(pattern, page.read_text("utf-8"), re.S):
            where = re.findall(r"^% where (.*)$", body, re.M)
            steps = [
                "\n".join(s for s in block.splitlines() if s[0] not in ":%")
                for block in body.strip().split("\n\n")
            ]
            found[name] = ([step for step in steps if step], where)
    return found


DERIVATIONS = derivations()
