"""Files of the theme that no page, sheet or script names are not served."""

from __future__ import annotations

from book._ext.site.site import Site


def remove(site: Site) -> None:
    texts = [*site.pages.values()]
    for name in ("site.css", "site.js"):
        texts.append((site.static / name).read_text(encoding="utf-8"))
    named = "\n".join(texts)
    for path in sorted(site.static.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.name not in named:
            path.unlink()
