"""The theme's icons as a font with the glyphs in use."""

from __future__ import annotations

import re

from book._ext.site.fonts import subset_of
from book._ext.site.site import Site

NAME = re.compile(r"\bfa-[a-z0-9-]+")
GLYPH = re.compile(r'((?:\.fa-[a-z0-9-]+,?)+)\{--fa:"\\([0-9a-f]+)"\}')


def code_points(styles: str, used: set[str]) -> set[int]:
    """Return the characters of the icons in use, as the style sheet has them."""
    return {
        int(point, 16)
        for names, point in GLYPH.findall(styles)
        if used & set(NAME.findall(names))
    }


def cut(site: Site) -> None:
    """Leave of each font the icons in use; take away one that has none of them."""
    used = {name for text in site.pages.values() for name in NAME.findall(text)}
    used |= set(NAME.findall(site.scripts))
    sheets = (site.static / "styles").glob("*.css")
    styles = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    points = code_points(styles, used)
    for font in (site.static / "vendor/fontawesome").rglob("*.woff2"):
        if smaller := subset_of(font, points, features=[]):
            font.write_bytes(smaller)
        else:
            font.unlink()
