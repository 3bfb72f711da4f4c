"""What each page weighs, part by part, as a server sends it: compressed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from tests.pages import SITE, Page

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


def told(parts: dict[str, int]) -> str:
    """Say what a page weighs, the heaviest part first."""
    heaviest = sorted(parts.items(), key=lambda part: -part[1])
    listed = (f"{size:>8,}  {name}" for name, size in heaviest)
    return "\n".join([f"{sum(parts.values()):>8,} bytes in all", *listed])
