"""What each page weighs, part by part, as a server sends it: compressed.

`python -m weights` puts it on record, so that a page that has grown can say by what.
"""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from pages import BOOK, EXTRA, PAGES, SITE, Page

RECORD = BOOK / "_records/weights.json"
PART = re.compile(r'\s(?:href|src)="((?:\.\./)*(?:_static/|searchindex)[^"?]*)')
FONT = re.compile(r"for \(const font of (\[[^\]]*\])\)")
# The theme's icons; and slanted text, which hardly a page is without.
EVERYWHERE = ("_static/vendor/fontawesome", "_static/fonts/serif-italic.woff2")


def compressed(path: Path) -> int:
    """Return the bytes that travel; fonts are compressed already."""
    content = path.read_bytes()
    return len(content if path.suffix == ".woff2" else gzip.compress(content, mtime=0))


def parts(page: Page) -> dict[str, int]:
    """Return the bytes of a page and of all that it may ask for before a click."""
    text = page.path.read_text(encoding="utf-8")
    files = {page.path, *((page.path.parent / p).resolve() for p in PART.findall(text))}
    fonts = json.loads(FONT.search(text)[1])
    files |= {SITE / f"_static/fonts/{font}.woff2" for font in fonts}
    for place in EVERYWHERE:
        found = SITE / place
        files |= set(found.rglob("*.woff2")) if found.is_dir() else {found}
    return {file.relative_to(SITE).as_posix(): compressed(file) for file in files}


def all_parts() -> dict[str, dict[str, int]]:
    return {page.name: parts(page) for page in PAGES + EXTRA}


def grown(now: dict[str, int], before: dict[str, int]) -> str:
    """Say which parts grew, the worst first."""
    more = {name: size - before.get(name, 0) for name, size in now.items()}
    worst = sorted(more.items(), key=lambda item: -item[1])
    return "\n".join(
        f"{name}: {by:+,} to {now[name]:,}" for name, by in worst if by > 0
    )


if __name__ == "__main__":
    RECORD.write_text(json.dumps(all_parts(), indent=1, sort_keys=True) + "\n")
