"""One script a page, deferred, and none that the book has no use for.

The book's own come first in it, each apart from the others: one that fails leaves the
rest at work. Those of Sphinx and its extensions share their names, and follow.
"""

from __future__ import annotations

import re
from pathlib import Path

from rjsmin import jsmin

from book._ext.site.site import Site, WebsiteError

SCRIPT = "site.js"
TAG = re.compile(
    r"[ \t]*<script(?P<more>(?:\s[^>]*)?)>(?P<body>.*?)</script>\n?", re.DOTALL
)
ADDRESS = re.compile(r'\ssrc="([^"?]*)')
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
# What the theme and its extensions bring, and why the book does without.
LEFT_OUT = {
    "design-tabs.js": "no page has tabs",
    "sphinx-book-theme.js": "frame.js does what the book needs of it",
    "pydata-sphinx-theme.js": "frame.js does what the book needs of it",
    "DOCUMENTATION_OPTIONS.pagename": "it serves a choice among versions alone",
    "DOCUMENTATION_OPTIONS.search_as_you_type": "the theme's script reads it alone",
}


def _kept(found: re.Match[str]) -> bool:
    return not any(name in found[0] for name in LEFT_OUT)


def is_early(found: re.Match[str]) -> bool:
    """Whether it must run where it stands, or is no script but data."""
    return "data-early" in found["more"] or "type=" in found["more"]


def listed(page: str) -> list[str]:
    """Return the scripts of a page: a path in the static folder, or the script."""
    return [
        address[1].partition("_static/")[2] or address[1]
        if (address := ADDRESS.search(found["more"]))
        else found["body"]
        for found in TAG.finditer(page)
        if _kept(found) and not is_early(found)
    ]


def _files(page: str) -> set[str]:
    """Return the files of all scripts that a page may load, modules too."""
    addresses = (ADDRESS.search(found["more"]) for found in TAG.finditer(page))
    return {one[1].partition("_static/")[2] for one in addresses if one}


def text_of(static: Path, script: str) -> str:
    if not script.endswith(".js"):
        return script.strip()
    text = (static / script).read_text(encoding="utf-8")
    text = SOURCE_MAP.sub("", text).strip()
    if is_own(script):
        return f"try {{\n{text}\n}} catch (error) {{ console.error(error); }}"
    return text


def is_own(script: str) -> bool:
    """Whether it is one of those in ``book/_web``, each of which is a block."""
    return script.startswith("page/")


def join(site: Site) -> None:
    """Join the scripts that all pages have; defer the others, which follow them."""
    lists = {path: listed(page) for path, page in site.pages.items()}
    first = next(iter(lists.values()))
    common = [s for s in first if all(s in scripts for scripts in lists.values())]
    common.sort(key=is_own, reverse=True)
    text = ";\n".join(text_of(site.static, script) for script in common) + "\n"
    named = {script for page in site.pages.values() for script in _files(page)}
    for script in site.static.rglob("*.js"):
        if script.relative_to(site.static).as_posix() not in named - {*common}:
            script.unlink()
    address = site.put(SCRIPT, jsmin(text))
    for path, page in site.pages.items():
        root = "../" * len(path.relative_to(site.folder).parts[1:])
        own = [script for script in lists[path] if script not in common]
        if odd := [script for script in own if not script.endswith(".js")]:
            raise WebsiteError(f"{path.name} has a script of its own: {odd[0]!r}")
        own = [s if s == "searchindex.js" else f"_static/{s}" for s in own]
        site.pages[path] = deferred(
            page, [root + s for s in (f"_static/{address}", *own)]
        )


def deferred(page: str, addresses: list[str]) -> str:
    """Return a page with these scripts alone, at the end of its head."""
    page = TAG.sub(lambda found: found[0] if is_early(found) else "", page)
    tags = "".join(
        f'<script defer src="{address}"></script>\n' for address in addresses
    )
    return page.replace("</head>", f"{tags}</head>", 1)
