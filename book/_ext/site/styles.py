"""One style sheet a page, without the rules that no page can use.

The theme and its extensions bring nine sheets, most of whose rules are for things that
this book does not have. A rule stays if each element, class and id of one of its
selectors occurs on some page or is a word of a script, which may add it. A custom
property stays if something uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

from book._ext.kept import kept
from book._ext.site.site import PROPERTY_IN_USE, Site, WebsiteError

SHEET = "site.css"
LINK = re.compile(r'[ \t]*<link\b(?=[^>]*rel="stylesheet")[^>]*href="([^"]*)"[^>]*>\n?')
UP = re.compile(r"((?:url\(|@import\s+)['\"]?)\.\./")
IMPORT = re.compile(r"@import\s+['\"]([^'\"]+)['\"];")
PROPERTY = re.compile(r"(?<=[{;\s])(--[\w-]+)\s*:[^;{}]*(?:;|(?=\}))")
NESTED = {"media", "supports", "layer", "container"}


@kept("book/_ext/site/styles.py")
def cut(css: str, words: tuple[str, ...]) -> str:
    """Return a style sheet with the rules that a page of these words can use."""
    return without_unused_properties(purged(css, {*words}), {*words})


def purged(css: str, words: set[str]) -> str:
    """Return a style sheet without the rules for what does not occur."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tinycss2.serialize(list(_kept(rules, words)))


def without_unused_properties(css: str, words: set[str]) -> str:
    """Return a style sheet without the custom properties that nothing uses.

    One may serve only another, so this is done until nothing more goes.
    """
    used = words | set(PROPERTY_IN_USE.findall(css))
    less = PROPERTY.sub(lambda found: found[0] if found[1] in used else "", css)
    return css if less == css else without_unused_properties(less, words)


def _kept(rules: list[Node], words: set[str]) -> Iterator[Node]:
    for rule in rules:
        if rule.type == "error":
            raise WebsiteError(f"style sheet, line {rule.source_line}: {rule.message}")
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
    """Whether a page may hold all it names; what is in :not(), :is() does not count."""
    for before, token in zip([None, *selector], selector, strict=False):
        after_dot = before is not None and before.type == "literal"
        if token.type == "hash" or (
            token.type == "ident" and not (after_dot and before.value == ":")
        ):
            if token.value not in words:
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


def join(site: Site) -> None:
    lists = {tuple(names) for names in map(sheets, site.pages.values())}
    if len(lists) != 1:
        raise WebsiteError(f"pages link to different style sheets: {sorted(lists)}")
    (names,) = lists
    words = site.words()
    css = cut(
        "\n".join(read(site.static, name) for name in names), tuple(sorted(words))
    )
    for sheet in [*site.static.rglob("*.css"), *site.static.rglob("*.css.map")]:
        sheet.unlink()
    address = site.put(SHEET, css)
    for path, page in site.pages.items():
        site.pages[path] = linked_once(page, address)
