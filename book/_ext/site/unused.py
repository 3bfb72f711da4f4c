"""Files of the theme that no page, sheet or script names are not served."""

from __future__ import annotations

from book._ext import ROOT
from book._ext.site.site import Site

# What lies here was put there on purpose, whether a page names it or not.
OWN = (ROOT / "book/_static", ROOT / "_build/static")


def remove(site: Site) -> None:
    texts = [*site.pages.values()]
    for name in ("site.css", "site.js"):
        texts.append((site.static / name).read_text(encoding="utf-8"))
    named = "\n".join(texts)
    for path in sorted(site.static.rglob("*"), reverse=True):
        name = path.relative_to(site.static)
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.name not in named:
            if not any((folder / name).exists() for folder in OWN):
                path.unlink()
