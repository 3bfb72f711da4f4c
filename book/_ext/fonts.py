"""Serve the book's fonts, cut to the characters that a book like this can use.

They come from packages at build time; the cut files are kept between builds.
"""

from __future__ import annotations

import hashlib
import io
from importlib import metadata, util
from pathlib import Path

from sphinx.application import Sphinx

# Latin, punctuation, Greek, sub- and superscripts, arrows, the operators of the text.
TEXT = (
    "U+20-7E, U+A0-FF, U+131, U+152-153, U+160-161, U+17D-17E, U+302, U+304, "
    "U+391-3A9, U+3B1-3C9, U+1D62-1D65, U+2010-2026, U+2032-2033, U+2070-209C, "
    "U+20AC, U+2190-2193, U+2202, U+2206-2207, U+2211-2212, U+221A, U+221E, U+2248, "
    "U+2260, U+2264-2265, U+22C5"
)
MATHS = (
    "U+20-7E, U+A0-FF, U+2C6-2DD, U+300-30F, U+338, U+391-3F6, U+1D40, U+2010-2044, "
    "U+2057, U+2070-209C, U+2102-2134, U+2190-21FF, U+2200-22FF, U+2308-230B, "
    "U+23B4-23E1, U+27E8-27E9, U+27F5-27FA, U+2A00-2A2F, U+2A7D-2A7E, U+FE00, "
    "U+1D400-1D467, U+1D49C-1D4CF, U+1D6A8-1D71B, U+1D7CE-1D7D7"
)
FACES = {
    "serif": ("font_source_serif_pro", "files/SourceSerifPro-Regular.ttf", TEXT),
    "serif-italic": ("font_source_serif_pro", "files/SourceSerifPro-It.ttf", TEXT),
    "serif-bold": ("font_source_serif_pro", "files/SourceSerifPro-Semibold.ttf", TEXT),
    "sans": ("font_source_sans_pro", "files/SourceSansPro-Regular.ttf", TEXT),
    "sans-bold": ("font_source_sans_pro", "files/SourceSansPro-Semibold.ttf", TEXT),
    "maths": ("ziamath", "fonts/STIXTwoMath-Regular.ttf", MATHS),
}


# A change of this file cuts the fonts anew.
CODE = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def parse(ranges: str) -> list[int]:
    """Return the code points of a list such as ``U+20-7E, U+A0``."""
    points: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        points += range(int(first, 16), int(last or first, 16) + 1)
    return points


def even_radicals(font) -> None:
    """Give all heights of the root sign the width of the lowest.

    Browsers reserve the width of the widest, which leaves a gap after each low root.
    The taller ones now reach out to the left instead; ``book.css`` makes room there.
    """
    variants = font["MATH"].table.MathVariants
    sign = font.getBestCmap()[ord("√")]
    root = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(sign)]
    taller = {record.VariantGlyph for record in root.MathGlyphVariantRecord}
    taller |= {part.glyph for part in root.GlyphAssembly.PartRecords}
    width, _ = font["hmtx"][sign]
    for name in taller:
        advance, left = font["hmtx"][name]
        font["glyf"][name].coordinates.translate((width - advance, 0))
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, left + width - advance)


def cut(source: Path, ranges: str) -> bytes:
    """Return the font as WOFF2 with the characters of ``ranges`` alone."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", hinting=False, layout_features=["*"])
    options.drop_tables += ["DSIG"]
    options.recalc_timestamp = False
    with subset.load_font(str(source), options) as font:
        if "MATH" in font:
            even_radicals(font)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=parse(ranges))
        subsetter.subset(font)
        buffer = io.BytesIO()
        subset.save_font(font, buffer, options)
    return buffer.getvalue()


def write_fonts(app: Sphinx) -> None:
    folder = Path(app.config.generated_static) / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (package, inside, ranges) in FACES.items():
        version = metadata.version(package.replace("_", "-"))
        target = folder / f"{name}.woff2"
        stamp = folder / f".{name}"
        recipe = f"{package} {version} {inside} {ranges} {CODE}"
        if target.exists() and stamp.exists() and stamp.read_text() == recipe:
            continue
        source = Path(util.find_spec(package).origin).parent / inside
        target.write_bytes(cut(source, ranges))
        stamp.write_text(recipe)


def setup(app: Sphinx) -> dict:
    app.connect("builder-inited", write_fonts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
