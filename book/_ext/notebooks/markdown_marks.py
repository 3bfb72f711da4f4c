"""The marks of Markdown around a text that is Markdown already."""

from __future__ import annotations

import re

AT_LINE_START = re.compile(r"^(?=[#+>-]|=+$)|(?<=^\d)(?=[.)]\s)", re.M)


def paragraph(text: str) -> str:
    """A paragraph of which no line begins with a mark by chance."""
    return AT_LINE_START.sub(r"\\", text.strip())


def aligned(latex: str) -> str:
    r"""LaTeX with its rows in an environment, as Sphinx sets a bare ``a &= b \\``."""
    latex = latex.strip()
    bare = ("&" in latex or r"\\" in latex) and r"\begin" not in latex
    return rf"\begin{{aligned}}{latex}\end{{aligned}}" if bare else latex


def one_line(text: str) -> str:
    return " ".join(text.split())


def code(text: str) -> str:
    """A span of code, within as many backticks as it needs."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * (longest + 1)}{pad}{text}{pad}{'`' * (longest + 1)}"


def fenced(text: str, language: str = "") -> str:
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def around(mark: str, text: str) -> str:
    """Emphasis: its marks touch the words, or they would be read as characters."""
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}" if inner else text


def indented(text: str, by: int) -> str:
    """All lines but the first moved in."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * by, text)


def quoted(text: str) -> str:
    return re.sub(r"^", "> ", text, flags=re.M).replace("> \n", ">\n")


def folded(summary: str, text: str) -> str:
    return f"<details>\n<summary>{summary}</summary>\n\n{text}\n\n</details>"
