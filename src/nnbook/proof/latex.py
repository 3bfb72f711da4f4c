"""From LaTeX to a tree: the grammar in ``latex.lark``, and the way around in a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput

from nnbook.proof.errors import Unreadable

# Far more than any formula of a page, and few enough to be worked out at once.
LONGEST = 1500  # characters
DEEPEST = 120  # levels of the tree: a pair of braces makes about four
UNWRAPPED = ("sum", "product", "factor", "braces")
NAMES = ("name", "styled", "accented", "words")
BOLD = (r"\mathbf", r"\boldsymbol", r"\bm")
# Fonts that set a word upright; those of one letter alone make a symbol of its own.
UPRIGHT = (r"\mathrm", r"\operatorname", r"\mathit")
SAME = {r"\widehat": r"\hat", r"\widetilde": r"\tilde", r"\overline": r"\bar"}
# Words that are typed without a backslash read as a product of their letters.
SPELLED = re.compile(
    r"(?<![\\a-zA-Z{])(tanh|sinh|cosh|sin|cos|tan|exp|ln|log|max|min|argmax|argmin|sum|"
    r"sigmoid|softmax|[Rr]e[Ll][Uu]|softplus|sign|erf|sqrt)(?![a-zA-Z])"
)
WORDS = re.compile(r"^\\\w+\{")
DOTS = re.compile(r"\\[lcvd]?dots[a-z]?(?![a-zA-Z])|\.\.\.|…")


@cache
def _parser() -> Lark:
    grammar = resources.files("nnbook.proof").joinpath("latex.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=True)


def parse(latex: str) -> Tree:
    """Return the tree of a statement: a chain of sides, or "… is a real number".

    Raises
    ------
    Unreadable
        If the text does not follow the grammar, or is too long or too deep to be
        worked out, with the position.
    """
    if len(latex) > LONGEST:
        raise Unreadable(
            f"a formula has up to {LONGEST} characters, this one {len(latex)}: part it",
            LONGEST,
        )
    if dots := DOTS.search(latex):
        raise Unreadable(
            "dots leave to the reader what stands there: write a sum or product sign",
            dots.start(),
        )
    if word := SPELLED.search(latex):
        raise Unreadable(
            f"{word[0]} is read as a product of letters: write \\{word[0]} or "
            f"\\operatorname{{{word[0]}}}",
            word.start(),
        )
    try:
        return _unscrambled(_shallow(_parser().parse(latex)))
    except UnexpectedInput as error:
        position = min(max(error.pos_in_stream or 0, 0), len(latex))
        if getattr(getattr(error, "token", None), "type", "") == "$END":
            position = len(latex)
            raise Unreadable("the formula ends too early", position) from None
        what = latex[position : position + 12].split("\n")[0]
        unknown = isinstance(error, UnexpectedCharacters)
        known = "this is not known here" if unknown else "this does not fit here"
        raise Unreadable(f"{known}: {what!r}", position) from None


def _shallow(tree: Tree) -> Tree:
    level = [tree]
    for _ in range(DEEPEST):
        level = [c for t in level for c in t.children if isinstance(c, Tree)]
        if not level:
            return tree
    raise Unreadable("the formula is nested too deeply: part it", place(level[0]) or 0)


def _unscrambled(tree: Tree) -> Tree:
    """Refuse two exponents or two subscripts of one thing, as TeX does."""
    for factor in tree.find_data("factor"):
        scripts = [kind(script) for script in factor.children[1:]]
        for script, word in (("above", "exponents"), ("below", "subscripts")):
            if scripts.count(script) > 1:
                raise Unreadable(
                    f"two {word} follow each other: use braces or parentheses",
                    place(factor),
                )
    return tree


def parse_side(latex: str) -> Tree:
    """Return the tree of a formula without a relation."""
    tree = parse(latex)
    if kind(tree) != "chain" or len(tree.children) != 1:
        raise Unreadable(f"a formula without a relation is wanted, not {latex!r}", 0)
    return tree.children[0]


def relation(tree: Tree) -> str:
    """Return a relation in one of its spellings: = > < \\ge \\le \\ne \\approx."""
    word = str(tree.children[0])
    if word in (":=", r"\coloneqq"):
        return "="
    return re.sub(r"^(\\[gln]e)q(slant)?$", r"\1", word)


def place(tree: Tree | Token) -> int | None:
    """Return where in the text a tree begins."""
    if isinstance(tree, Token):
        return tree.start_pos
    return getattr(tree.meta, "start_pos", None)


def bare(tree: Tree | Token) -> Tree | Token:
    """Take off what only holds a single thing: a sum of one, a product of one."""
    while isinstance(tree, Tree) and tree.data in UNWRAPPED and len(tree.children) == 1:
        tree = tree.children[0]
    return tree


def kind(tree: Tree | Token) -> str:
    return tree.data if isinstance(tree, Tree) else tree.type


def factors(tree: Tree | Token) -> list[Tree]:
    """Return the row of factors of a product; a single thing is a row of one."""
    while isinstance(tree, Tree) and tree.data in ("sum", "braces"):
        if len(tree.children) != 1:
            return [tree]
        tree = tree.children[0]
    return list(tree.children) if kind(tree) == "product" else [tree]


def split(factor: Tree) -> tuple[Tree, list[Tree]]:
    """Return what a factor begins with, and its scripts."""
    if kind(factor) == "factor":
        return factor.children[0], list(factor.children[1:])
    return factor, []


def named(tree: Tree) -> Iterator[tuple[Tree, bool]]:
    """Yield each factor of a tree that is a name, and whether parentheses follow."""
    called = set()
    for product in tree.find_data("product"):
        for factor, after in zip(product.children, product.children[1:], strict=False):
            if kind(split(after)[0]) == "group":
                called.add(id(split(factor)[0]))
    inner = {id(factor.children[0]) for factor in tree.find_data("factor")}
    for part in tree.iter_subtrees():
        if kind(part) == "factor" and kind(part.children[0]) in NAMES:
            yield part, id(part.children[0]) in called
        elif kind(part) in NAMES and id(part) not in inner:
            yield part, id(part) in called


def text(tree: Tree | Token) -> str:
    """Return the text of a tree, without what changes only its looks."""
    if isinstance(tree, Token):
        return str(tree)
    parts = "".join(text(child) for child in tree.children)
    match tree.data:
        case "styled":
            font, inner = str(tree.children[0]).rstrip("*"), text(tree.children[1])
            if font in BOLD or (font in UPRIGHT and inner in "deT"):
                return inner
            word = font in UPRIGHT and len(inner) > 1
            return f"\\text{{{inner}}}" if word else f"{font}{{{inner}}}"
        case "words":
            return f"\\text{{{WORDS.sub('', str(tree.children[0]))[:-1].strip()}}}"
        case "accented":
            accent = SAME.get(str(tree.children[0]), tree.children[0])
            return f"{accent}{{{text(tree.children[1])}}}"
        case "below" | "above":
            inner = tree.children[0]
            return f"{'_' if tree.data == 'below' else '^'}{{{text(inner)}}}"
        case "star" | "top":
            return {"star": "*", "top": "⊤"}[tree.data]
        case "group":
            return f"({','.join(text(child) for child in tree.children)})"
        case "list":
            return ",".join(text(child) for child in tree.children)
        case _:
            return parts


def is_bold(tree: Tree | Token) -> bool:
    """Tell whether a name is set in bold, so that it means a vector or a matrix."""
    if kind(tree) == "styled":
        return str(tree.children[0]) in BOLD
    if kind(tree) == "accented" and tree.children[0] == r"\vec":
        return True
    return isinstance(tree, Tree) and any(is_bold(child) for child in tree.children)
