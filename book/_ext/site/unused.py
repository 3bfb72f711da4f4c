"""Files of the theme that no page, sheet or script names are not served."""

from __future__ import annotations

import re

from book._ext import ROOT
from book._ext.site.site import Site

# What lies here was put there on purpose, whether a page names it or not.
OWN = (ROOT / "book/_static", ROOT / "_build/static")


NAME = re.compile(r"_static/([^\"'?#)\s]+)")


def remove(site: Site) -> None:
    # Sphinx leaves there with which settings it built before.
    (site.folder / ".buildinfo.bak").unlink(missing_ok=True)
    named = {name for text in site.pages.values() for name in NAME.findall(text)}
    loading = "\n".join(
        (site.static / name).read_text(encoding="utf-8")
        for name in ("site.css", "site.js")
    )
    for path in sorted(site.static.rglob("*"), reverse=True):
        name = path.relative_to(site.static)
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and name.as_posix() not in named:
            own = any((folder / name).exists() for folder in OWN)
            if not own and path.name not in loading:
                path.unlink()
