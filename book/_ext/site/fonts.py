"""The book's fonts, which come from packages at build time, cut to what is used.

They are cut twice: to the characters that a book like this can use, which is kept
between builds, then to those that its pages do use.
"""

from __future__ import annotations

import hashlib
import html
import io
import logging
import re
import unicodedata
from importlib import metadata, util
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx

from book._ext.site.site import Site

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
SERIF, SANS = "font_source_serif_pro", "font_source_sans_pro"
ITALIC, BOLD = "font-style: italic; ", "font-weight: 600 700; "


class Face(NamedTuple):
    """A font of the book: how sheets name it, and where it comes from."""

    family: str
    style: str
    package: str
    file: str
    ranges: str


FACES = {
    "serif": Face("Serif", "", SERIF, "files/SourceSerifPro-Regular.ttf", TEXT),
    "serif-italic": Face("Serif", ITALIC, SERIF, "files/SourceSerifPro-It.ttf", TEXT),
    "serif-bold": Face("Serif", BOLD, SERIF, "files/SourceSerifPro-Semibold.ttf", TEXT),
    "sans": Face("Sans", "", SANS, "files/SourceSansPro-Regular.ttf", TEXT),
    "sans-bold": Face("Sans", BOLD, SANS, "files/SourceSansPro-Semibold.ttf", TEXT),
    "maths": Face("Maths", "", "ziamath", "fonts/STIXTwoMath-Regular.ttf", MATHS),
}
# Each face has two names. Under the second, for pages that ask for it at once, it waits
# for the next page if it comes late: texts that were set would move.
DISPLAYS = {"": "swap", " Still": "optional"}


def sheet() -> str:
    """Return the style sheet that names the fonts."""
    return "".join(
        f'@font-face {{ font-family: "Book {face.family}{more}"; {face.style}'
        f'src: url("fonts/{name}.woff2") format("woff2"); font-display: {display}; }}\n'
        for more, display in DISPLAYS.items()
        for name, face in FACES.items()
    )


# A change of this file cuts the fonts anew.
CODE = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


logging.getLogger("fontTools").setLevel(logging.WARNING)


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


def subset_of(font: Path, points: set[int], features: list[str]) -> bytes:
    """Return a font with some of its characters; nothing if it has none of them."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", hinting=False, layout_features=features)
    options.drop_tables += ["DSIG"]
    options.recalc_timestamp = False
    with subset.load_font(str(font), options) as face:
        if not points & face.getBestCmap().keys():
            return b""
        if "MATH" in face:
            even_radicals(face)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(face)
        buffer = io.BytesIO()
        subset.save_font(face, buffer, options)
    return buffer.getvalue()


def write(app: Sphinx) -> None:
    static = Path(app.config.generated_static)
    folder = static / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    (static / "fonts.css").write_text(sheet(), encoding="utf-8")
    for name, face in FACES.items():
        version = metadata.version(face.package.replace("_", "-"))
        target = folder / f"{name}.woff2"
        stamp = folder / f".{name}"
        recipe = f"{face.package} {version} {face.file} {face.ranges} {CODE}"
        if target.exists() and stamp.exists() and stamp.read_text() == recipe:
            continue
        points = set(parse(face.ranges))
        target.write_bytes(subset_of(source(face), points, features=["*"]))
        stamp.write_text(recipe)


def source(face: Face) -> Path:
    """Return the whole font, in its package."""
    return Path(util.find_spec(face.package).origin).parent / face.file


# A script can write these: the messages of the theme, what a reader types.
TYPED = {chr(point) for point in range(0x20, 0x7F)} | set("…–—‘’“”")
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
VARIABLE = re.compile(r"<mi>(.|&[^;]+;)</mi>")
# Alternative forms of a letter that mathematics asks for: small indices, no dots.
MATHS_FEATURES = ["ssty", "dtls", "flac"]
TEXT_FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk"]


def italic(letter: str) -> str:
    """Return the slanted letter that browsers draw for a variable.

    >>> italic("w") == "\N{MATHEMATICAL ITALIC SMALL W}", italic("h"), italic("∇")
    (True, 'ℎ', '𝛻')
    """
    try:
        name = unicodedata.name(letter)
    except ValueError:
        return letter
    case = name.replace("LATIN ", "").replace("GREEK ", "").replace(" LETTER", "")
    try:
        return unicodedata.lookup(f"MATHEMATICAL ITALIC {case}")
    except KeyError:
        return {"h": "ℎ"}.get(letter, letter)


def characters(pages: list[str]) -> tuple[set[str], set[str]]:
    """Return the characters of the text of pages, and those of their formulas."""
    text, maths = set(TYPED), set()
    for page in pages:
        for formula in FORMULA.findall(page):
            variables = {html.unescape(v) for v in VARIABLE.findall(formula)}
            maths |= {italic(variable) for variable in variables}
            maths |= set(html.unescape(UNSEEN.sub("", VARIABLE.sub("", formula))))
        text |= set(html.unescape(UNSEEN.sub("", FORMULA.sub("", page))))
    # A letter that a font has not got is made of that below an accent, and the accent.
    parts = "".join(unicodedata.normalize("NFD", letter) for letter in text)
    return text | set(parts), maths


def cut(site: Site) -> None:
    """Leave of each font what the pages use.

    The font of formulas keeps the characters of texts too: it is the next in line for
    those that the faces of texts have not got.
    """
    text, maths = characters(list(site.pages.values()))
    for name in FACES:
        font = site.static / f"fonts/{name}.woff2"
        points = {ord(c) for c in (maths | text - TYPED if name == "maths" else text)}
        features = MATHS_FEATURES if name == "maths" else TEXT_FEATURES
        font.write_bytes(subset_of(font, points, features))
