"""The passages that cells write: captions, alternative texts, rows of tables.

They are read from the syntax trees of the cells: only there can what is typed be told
from what is computed.  A value that ``glue`` publishes is computed if it is more than a
constant.  Followed are texts that a cell assigns to a name, rows that it
appends to a list, and functions of the page that pass a text on to a ``Figure``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from book._ext.numbers.passages import (
    CITED,
    COMPUTED,
    GIVEN,
    OTHER,
    Passage,
    number_alone,
)

MARKDOWN = MarkdownIt("commonmark").use(dollarmath_plugin).use(myst_role_plugin)
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.M)
ROLES = {"glue:": COMPUTED, "cite": CITED, "given": GIVEN}
# The parameters of nnbook.display in their order, and what part each writes.
CALLS = {
    "Figure": {"panels": "", "name": "", "caption": "caption", "alt": "alt"},
    "Table": {"header": "row", "rows": "rows", "name": "", "caption": "caption"},
}


def in_cells(source: str, refuse: Callable[[int, str], None]) -> list[Passage]:
    """What the cells of a page say of their figures and tables.

    ``refuse`` is told the line of a cell that is no plain Python, and why.
    """
    page, found = CellReader(), []
    for token in MARKDOWN.parse(source):
        if token.type == "fence" and token.info.startswith("{code-cell}"):
            code = _code(token.content)
            try:
                found += page.read(code, token.map[0] + 1)
            except SyntaxError:
                # Another mistake is told by the cell itself, when it is run.
                if magic := MAGIC.search(code):
                    refuse(
                        token.map[0] + 2 + code[: magic.end()].count("\n"),
                        f"{magic[0].strip()!r} is no Python: what it does, a cell does "
                        f"by an import, so that its captions can be read",
                    )
    return found


def _code(content: str) -> str:
    """The code of a cell, its options blanked so that lines keep their numbers."""
    return re.sub(
        r"\A(?::.*\n)+", lambda options: "\n" * options[0].count("\n"), content
    )


class CellReader:
    """Reads the cells of one page in their order, and what names stand for."""

    def __init__(self) -> None:
        self.texts: dict[str, ast.expr] = {}
        self.calls = dict(CALLS)

    def read(self, code: str, before: int) -> Iterator[Passage]:
        """The passages of a cell that begins after line ``before``."""
        tree = ast.increment_lineno(ast.parse(code), before)  # lines of the page
        found = [node for node in ast.walk(tree) if hasattr(node, "lineno")]
        for node in sorted(found, key=lambda node: (node.lineno, node.col_offset)):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)]):
                    self.texts[name] = node.value
                case ast.FunctionDef():
                    self._note_helper(node)
                case ast.Call(func=ast.Attribute(ast.Name(id=name), "append")):
                    self._append(name, node.args[0])
                case ast.Call(func=ast.Name("glue") | ast.Attribute(attr="glue")):
                    yield from self._glued(node)
                case ast.Call():
                    yield from self._written(node)

    def _parts(self, call: ast.Call) -> list[tuple[str, ast.expr]]:
        """Which part of a figure or table each argument of a call writes."""
        parts = self.calls.get(ast.unparse(call.func).split(".")[-1], {})
        named = [*zip(parts, call.args, strict=False)]
        named += [(word.arg, word.value) for word in call.keywords]
        return [(parts[name], value) for name, value in named if parts.get(name)]

    def _note_helper(self, function: ast.FunctionDef) -> None:
        passed = {
            value.id: part
            for call in ast.walk(function)
            if isinstance(call, ast.Call)
            for part, value in self._parts(call)
            if isinstance(value, ast.Name)
        }
        names = [argument.arg for argument in function.args.args]
        for name in names:
            self.texts.pop(name, None)
        if passed.keys() & set(names):
            self.calls[function.name] = {name: passed.get(name, "") for name in names}

    def _append(self, name: str, row: ast.expr) -> None:
        if isinstance(rows := self.texts.get(name), ast.List):
            self.texts[name] = ast.List([*rows.elts, row])

    def _written(self, call: ast.Call) -> Iterator[Passage]:
        for part, value in self._parts(call):
            if isinstance(value, ast.Name):
                value = self.texts.get(value.id, value)
            rows = (
                value.elts
                if part == "rows" and isinstance(value, ast.List)
                else [value]
            )
            for row in rows:
                text = self._typed(row)
                kind = "row" if part.startswith("row") else "text"
                yield Passage(text if part == "alt" else flat(text), row.lineno, kind)

    def _glued(self, call: ast.Call) -> Iterator[Passage]:
        """The values that are typed; others say nothing that could be read."""
        for word in call.keywords:
            match word.value:
                case (
                    ast.Constant(value=value)
                    | ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=value))
                ):
                    sign = "-" * isinstance(word.value, ast.UnaryOp)
                    yield Passage(f"{word.arg}={sign}{value}", word.value.lineno, "row")

    def _typed(self, node: ast.expr) -> str:
        """The text that an expression types; what it computes leaves a mark."""
        match node:
            case ast.Constant():
                return str(node.value)
            case ast.JoinedStr():
                return "".join(map(self._typed, node.values))
            case ast.FormattedValue():
                return self._typed(node.value)
            case ast.BinOp(op=ast.Add()) if _is_text(node) or _is_row(node):
                return self._typed(node.left) + self._typed(node.right)
            case ast.IfExp():
                return f"{self._typed(node.body)} {OTHER} {self._typed(node.orelse)}"
            case ast.List() | ast.Tuple():
                return f" {OTHER} ".join(map(self._typed, node.elts))
            case ast.ListComp() | ast.GeneratorExp():
                return self._typed(node.elt)
            case ast.Name(id=name) if _is_text(self.texts.get(name)):
                return self._typed(self.texts[name])
        return COMPUTED


def _is_text(node: ast.expr | None) -> bool:
    match node:
        case ast.BinOp():
            return _is_text(node.left) or _is_text(node.right)
        case ast.JoinedStr() | ast.Constant(value=str()):
            return True
    return False


def _is_row(node: ast.BinOp) -> bool:
    return isinstance(node.left, ast.List) or isinstance(node.right, ast.List)


def flat(markdown: str) -> str:
    """Markdown as a passage reads it."""
    return "".join(map(_flat, MARKDOWN.parseInline(markdown)[0].children))


def _flat(token: Token) -> str:
    if token.type == "text":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "myst_role":
        return _role(token.meta["name"], token.content)
    if token.type == "math_inline" and (number := number_alone(token.content)):
        return number
    # Code or a formula: no text, but what is computed in it counts.
    return OTHER * bool(token.content) + COMPUTED * token.content.count(COMPUTED)


def _role(name: str, content: str) -> str:
    for start, mark in ROLES.items():
        if name.startswith(start):
            return mark
    titled = re.fullmatch(r"(.*?)\s*<[^<>]*>", content, re.DOTALL)
    if titled or name == "term":
        return titled[1] if titled else content
    return OTHER
