"""The theme's icons as a font with the glyphs in use, in place of half a megabyte.

The theme draws its icons by a script of 540 KB, although it comes with the same icons
as a font. The script is left out, and the font cut to what pages and scripts name.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from sphinx.application import Sphinx

SCRIPT = "fontawesome.js"
TAG = re.compile(
    rf"[ \t]*<(?:script|link)\b[^>]*{re.escape(SCRIPT)}[^>]*>(?:</script>)?\n?"
)
NAME = re.compile(r"\bfa-[a-z0-9-]+")
GLYPH = re.compile(r'((?:\.fa-[a-z0-9-]+,?)+)\{--fa:"\\([0-9a-f]+)"\}')


def code_points(styles: str, used: set[str]) -> set[int]:
    """Return the characters of the icons in use, as the style sheet has them."""
    return {
        int(point, 16)
        for names, point in GLYPH.findall(styles)
        if used & set(NAME.findall(names))
    }


def cut(font: Path, points: set[int]) -> None:
    """Leave of a font the characters wanted; take away one that has none of them."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", hinting=False)
    options.recalc_timestamp = False
    with subset.load_font(str(font), options) as icons:
        wanted = points & icons.getBestCmap().keys()
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(icons)
        buffer = io.BytesIO()
        subset.save_font(icons, buffer, options)
    if wanted:
        font.write_bytes(buffer.getvalue())
    else:
        font.unlink()


def lighten(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    site, used = Path(app.outdir), set()
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        used |= set(NAME.findall(text))
        if (lighter := TAG.sub("", text)) != text:
            page.write_text(lighter, encoding="utf-8")
    for script in (site / "_static").rglob("*.js*"):
        if script.name.startswith(SCRIPT):
            script.unlink()
        elif script.suffix == ".js":
            used |= set(NAME.findall(script.read_text(encoding="utf-8")))
    sheets = (site / "_static/styles").glob("*.css")
    styles = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    for font in (site / "_static/vendor/fontawesome").rglob("*.woff2"):
        cut(font, code_points(styles, used))


def setup(app: Sphinx) -> dict:
    app.connect("build-finished", lighten)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
