"""One style sheet a page, without the rules that no page can use.

The theme and its extensions bring nine sheets, most of whose rules are for things that
this book does not have. A rule stays if each class and each id of one of its selectors
is a word of some page or script: what a script may add is a word of the script.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from tinycss2.ast import Node

SHEET = "site.css"
LINK = re.compile(r'[ \t]*<link\b(?=[^>]*rel="stylesheet")[^>]*href="([^"]*)"[^>]*>\n?')
WORD = re.compile(r"[\w-]+")
UP = re.compile(r"((?:url\(|@import\s+)['\"]?)\.\./")
IMPORT = re.compile(r"@import\s+['\"]([^'\"]+)['\"];")
NESTED = {"media", "supports", "layer", "container"}


class StyleSheet(ExtensionError):
    """A style sheet that cannot be put together with the others."""

    category = "Style sheet"


def purged(css: str, words: set[str]) -> str:
    """Return a style sheet without the rules for classes and ids that do not occur."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tinycss2.serialize(list(_kept(rules, words)))


def _kept(rules: list[Node], words: set[str]) -> Iterator[Node]:
    for rule in rules:
        if rule.type == "error":
            raise StyleSheet(f"line {rule.source_line}: {rule.message}")
        if rule.type == "qualified-rule":
            selectors = [s for s in _selectors(rule.prelude) if _occurs(s, words)]
            if selectors:
                comma = tinycss2.ast.LiteralToken(0, 0, ",")
                rule.prelude = [
                    token
                    for number, selector in enumerate(selectors)
                    for token in ([comma] if number else []) + selector
                ]
                yield rule
        elif rule.content is not None and rule.lower_at_keyword in NESTED:
            inner = tinycss2.parse_rule_list(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            rule.content = list(_kept(inner, words))
            if rule.content:
                yield rule
        else:
            yield rule


def _selectors(prelude: list[Node]) -> Iterator[list[Node]]:
    """Yield what stands between the commas."""
    selector: list[Node] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _occurs(selector: list[Node], words: set[str]) -> bool:
    """Whether a page may hold all classes and ids; those in :not(), :is() count not."""
    for before, token in zip([None, *selector], selector, strict=False):
        is_class = (
            token.type == "ident"
            and before is not None
            and before.type == "literal"
            and before.value == "."
        )
        if (is_class or token.type == "hash") and token.value not in words:
            return False
    return True


def sheets(page: str) -> list[str]:
    """Return the sheets that a page links to, as paths in the folder of the static."""
    return [link.split("?")[0].partition("_static/")[2] for link in LINK.findall(page)]


def linked_once(page: str, sheet: str) -> str:
    """Return a page with a link to one sheet where it had its first."""
    first = LINK.search(page)
    path = first[1].partition("_static/")[0] + f"_static/{sheet}"
    link = f'<link rel="stylesheet" href="{path}" />\n'
    start, end = page[: first.start()], page[first.end() :]
    return start + link + LINK.sub("", end)


def read(static: Path, name: str) -> str:
    """Return a sheet and those it imports, with addresses as seen from the folder."""
    text = (static / name).read_text(encoding="utf-8")
    for _ in Path(name).parts[1:]:
        text = UP.sub(r"\1", text)
    return IMPORT.sub(lambda found: read(static, found[1]), text)


def bundle(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    static = Path(app.outdir, "_static")
    for template in static.glob("*webpack-macros.html"):
        template.unlink()  # the theme's own, no page
    pages = {
        path: path.read_text(encoding="utf-8")
        for path in sorted(Path(app.outdir).rglob("*.html"))
    }
    lists = {tuple(names) for names in map(sheets, pages.values())} - {(SHEET,)}
    if len(lists) > 1:
        raise StyleSheet(f"pages link to different sheets: {sorted(lists)}")
    for names in lists:
        scripts = (p.read_text(encoding="utf-8") for p in static.rglob("*.js"))
        words = {w for text in (*pages.values(), *scripts) for w in WORD.findall(text)}
        css = purged("\n".join(read(static, name) for name in names), words)
        for sheet in [*static.rglob("*.css"), *static.rglob("*.css.map")]:
            sheet.unlink()
        (static / SHEET).write_text(css, encoding="utf-8")
    digest = hashlib.sha256((static / SHEET).read_bytes()).hexdigest()[:8]
    for path, page in pages.items():
        path.write_text(linked_once(page, f"{SHEET}?v={digest}"), encoding="utf-8")


def setup(app: Sphinx) -> dict:
    # After the icons, which look for their characters in the theme's sheet.
    app.connect("build-finished", bundle, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
