"""The book's fonts, which come from packages and are cut once for each toolchain.

Each face is cut into a core, which nearly every page needs, and parts that a browser
loads only where a page shows one of their characters (``unicode-range``). So a page
pays for what it shows, whatever other pages show.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import unicodedata
from importlib import metadata, util
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx

from book._ext.site import cutting
from book._ext.site.cutting import cut, parse, ranges_of

# What a sentence in English is made of, and the accents that letters are put together
# with; letters of the west of Europe, and of the rest of it; indices and fractions;
# Greek, arrows, operators.
TEXT = {
    "": "U+20-7E, U+A0, U+A9, U+B0, U+B7, U+D7, U+302-304, U+2010-2015, U+2018-201E, "
    "U+2022, U+2026, U+2032-2033, U+2212",
    "latin": "U+A1, U+AB, U+BB, U+BF-FF, U+153, U+177",
    "european": "U+106-107, U+10C-10D, U+119, U+131, U+141-144, U+150-152, "
    "U+158-15B, U+160-161, U+174-176, U+178, U+17D-17E, U+300-301, U+308, U+30A, "
    "U+30C, U+327",
    "indices": "U+B2-B3, U+B9, U+BC-BE, U+1D62-1D65, U+2070-209C",
    "signs": "U+A3, U+A7, U+AC, U+B1, U+B5-B6, U+F7, U+391-3C9, U+2016, U+2020-2021, "
    "U+2044, U+20AC, U+2190-2193, U+2202, U+2206-2207, U+220E-2211, U+221A, U+221E, "
    "U+2248, U+2260, U+2264-2265, U+22A4, U+22C5",
}
# The letters of variables, slanted and bold, the usual operators, and all that
# stretches: a browser looks for its sizes in the first font alone. Then script
# capitals, other letters, and all other signs.
MATHS = {
    "": "U+20-7E, U+A0, U+AC, U+AF, U+B1, U+B7, U+D7, U+F7, U+2C6, U+2DC, U+394, "
    "U+398, U+39B, U+3A3, U+3A6, U+3A9, U+2016, U+2026, U+2032-2034, U+2061-2064, "
    "U+20D7, U+210E, U+2190-2194, U+21A6, U+21D2, U+21D4, U+2200, U+2202-2208, "
    "U+220F, U+2211-2213, U+2217-221A, U+221D-221E, U+2225-222B, U+223C, U+2248, "
    "U+2260-2261, U+2264-2265, U+226A-226B, U+2282-2287, U+2295-2299, U+22A4-22A5, "
    "U+22C5, U+22EE-22F1, U+2308-230B, U+23DE-23DF, U+27E8-27E9, U+27F5-27FA, "
    "U+1D400-1D467, U+1D6FC-1D71B, U+1D7CE-1D7D7",
    "script": "U+210B, U+2110, U+2112, U+211B, U+212C, U+2130-2131, U+2133, U+FE00, "
    "U+1D49C-1D4CF",
    "letters": "U+A1-17F, U+2C7-2DD, U+300-3F6, U+1D40, U+2070-209C, U+2102, "
    "U+2113-211A, U+211D-2129, U+1D538-1D56B, U+1D6A8-1D6FB",
    "signs": "U+2010-206F, U+2190-23E1, U+25A0-25CF, U+2A00-2AFF",
}
SERIF, SANS = "font_source_serif_pro", "font_source_sans_pro"
ITALIC, BOLD = "font-style: italic; ", "font-weight: 600 700; "
# Letters for smaller sizes in scripts ("ssty") are left out: they would double the font
# of formulas, and one browser in three draws them.
TEXT_FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk"]
MATHS_FEATURES = ["dtls", "flac"]


class Face(NamedTuple):
    """A font of the book: how sheets name it, where it comes from, and its parts."""

    family: str
    style: str
    package: str
    file: str
    parts: dict[str, str]
    features: list[str]

    @property
    def source(self) -> Path:
        """The whole font, in its package."""
        return Path(util.find_spec(self.package).origin).parent / self.file

    def points(self, part: str) -> set[int]:
        """The characters of a part, without those of the parts before it."""
        names = list(self.parts)
        earlier = names[: names.index(part)]
        return parse(self.parts[part]).difference(
            *(parse(self.parts[name]) for name in earlier)
        )

    @property
    def recipe(self) -> list:
        return [*self, metadata.version(self.package.replace("_", "-"))]


def _text(family: str, style: str, package: str, file: str) -> Face:
    return Face(family, style, package, f"files/Source{file}.ttf", TEXT, TEXT_FEATURES)


STIX = "fonts/STIXTwoMath-Regular.ttf"
FACES = {
    "serif": _text("Serif", "", SERIF, "SerifPro-Regular"),
    "serif-italic": _text("Serif", ITALIC, SERIF, "SerifPro-It"),
    "serif-bold": _text("Serif", BOLD, SERIF, "SerifPro-Semibold"),
    "sans": _text("Sans", "", SANS, "SansPro-Regular"),
    "sans-bold": _text("Sans", BOLD, SANS, "SansPro-Semibold"),
    "maths": Face("Maths", "", "ziamath", STIX, MATHS, MATHS_FEATURES),
}
# Each face has two names. Under the second, for pages that ask for it at once, it waits
# for the next page if it comes late: texts that were set would move.
DISPLAYS = {"": "swap", " Still": "optional"}
KEPT = ".kept.json"


def file_of(face: str, part: str) -> str:
    return f"{face}-{part}" if part else face


# -- Cut once, and kept --------------------------------------------------------------


def recipe() -> str:
    """Say what the fonts depend on: these lists, the packages, the code that cuts."""
    code = [
        Path(cutting.__file__).read_text("utf-8"),
        Path(__file__).read_text("utf-8"),
    ]
    faces = [face.recipe for face in FACES.values()]
    return hashlib.sha256(json.dumps([faces, code]).encode()).hexdigest()


def write(app: Sphinx) -> None:
    """Write the fonts and the sheet that names them, unless they are there."""
    static = Path(app.config.generated_static)
    folder = static / "fonts"
    stamp = folder / KEPT
    if stamp.exists() and json.loads(stamp.read_text())["recipe"] == recipe():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    served = {}
    for name, face in FACES.items():
        for part in face.parts:
            font, points = cut(face.source, face.points(part), face.features)
            if points:
                file = file_of(name, part)
                (folder / f"{file}.woff2").write_bytes(font)
                served[file] = ranges_of(points)
    (static / "fonts.css").write_text(sheet(served), encoding="utf-8")
    stamp.write_text(json.dumps({"recipe": recipe(), "served": served}))


def sheet(served: dict[str, str]) -> str:
    """Return the style sheet that names the fonts, given the characters of each."""
    return "".join(
        f'@font-face {{ font-family: "Book {face.family}{more}"; {face.style}'
        f'src: url("fonts/{file}.woff2") format("woff2"); font-display: {display}; '
        f"unicode-range: {served[file]}; }}\n"
        for more, display in DISPLAYS.items()
        for name, face in FACES.items()
        for part in face.parts
        if (file := file_of(name, part)) in served
    )


# -- What a page asks for at once ----------------------------------------------------

FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
SMALL = re.compile(r"<(svg|table|figcaption)\b.*?</\1>", re.DOTALL)
UNSEEN = re.compile(r"<(script|style|annotation)\b.*?</\1>|<[^>]*>", re.DOTALL)
VARIABLE = re.compile(r"<mi>(.|&[^;]+;)</mi>")


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


def shown(markup: str) -> set[str]:
    return set(html.unescape(UNSEEN.sub("", markup)))


def first_seen(body: str, static: Path) -> list[str]:
    """Return the fonts that a page shows, to ask for at once: no text is set twice.

    Of texts, a core each; a part of the plain faces where its characters occur. A sign
    in bold or italics may come late, and is shown in those from the next page on.
    """
    formulas = "".join(FORMULA.findall(body))
    rest = FORMULA.sub("", body)
    small = "".join(found[0] for found in SMALL.finditer(rest))
    italics = ["serif-italic"] if "<em" in body else []
    maths = {italic(html.unescape(v)) for v in VARIABLE.findall(formulas)}
    maths |= shown(VARIABLE.sub("", formulas))
    return [
        *_files("serif", shown(SMALL.sub("", rest)), static),
        "serif-bold",
        *italics,
        *_files("sans", shown(small), static),
        "sans-bold",
        *(_files("maths", maths, static) if formulas else []),
    ]


def _files(name: str, characters: set[str], static: Path) -> list[str]:
    served = json.loads((static / "fonts" / KEPT).read_text())["served"]
    files = [file_of(name, part) for part in FACES[name].parts]
    points = {ord(character) for character in characters}
    return [
        file
        for file in files
        if file == name or (file in served and points & parse(served[file]))
    ]
