"""The theme's icons: of its font, cut once, what this book uses."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pydata_sphinx_theme
from sphinx.application import Sphinx

from book._ext.site.cutting import cut
from book._ext.site.site import Site, WebsiteError

# Templates name these, and so do the theme's.
ICONS = """
angle-left angle-right bars book circle-half-stroke code download list magnifying-glass
moon pen print sun xmark
""".split()
STYLES = {"fa-solid", "fa-fw"}
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
SHEET = THEME / "styles/pydata-sphinx-theme.css"
FOLDER, FONT = "vendor/fontawesome/webfonts", "fa-solid-900.woff2"
CLASS = re.compile(r'\sclass="([^"]*\bfa-[^"]*)"')
GLYPH = re.compile(r'((?:\.fa-[a-z0-9-]+,?)+)\{--fa:"\\([0-9a-f]+)"\}')
# What the theme's sheet shows before notes and links, without naming an icon.
UNNAMED = re.compile(r'--pst-icon-[a-z-]+:"(.)"')


def code_points(styles: str, icons: set[str]) -> set[int]:
    """Return the characters of these icons."""
    return {
        int(point, 16)
        for names, point in GLYPH.findall(styles)
        if icons & set(re.findall(r"\.fa-([a-z0-9-]+)", names))
    }


def unnamed(styles: str) -> set[int]:
    """Return the characters that the sheet shows before notes and links."""
    return {ord(sign) for sign in UNNAMED.findall(styles)}


def write(app: Sphinx) -> None:
    """Write the font to where it takes the place of the theme's, unless it is there."""
    folder = Path(app.config.generated_static, FOLDER)
    stamp = folder / ".kept"
    recipe = (
        f"{metadata.version('pydata-sphinx-theme')} {Path(__file__).read_text('utf-8')}"
    )
    if stamp.exists() and stamp.read_text("utf-8") == recipe:
        return
    folder.mkdir(parents=True, exist_ok=True)
    styles = SHEET.read_text(encoding="utf-8")
    points = code_points(styles, set(ICONS)) | unnamed(styles)
    (folder / FONT).write_bytes(cut(THEME / FOLDER / FONT, points, features=[])[0])
    stamp.write_text(recipe, encoding="utf-8")


def check(site: Site) -> None:
    """Refuse an icon that the font has not got; take the theme's other fonts away."""
    known = STYLES | {f"fa-{name}" for name in ICONS}
    for path, page in site.pages.items():
        for classes in CLASS.findall(page):
            names = {name for name in classes.split() if name.startswith("fa-")}
            if unknown := sorted(names - known):
                raise WebsiteError(
                    f"{path.relative_to(site.folder)}: the icon {unknown[0]} is not in "
                    "the font; add it to ICONS in book/_ext/site/icons.py"
                )
    for font in (site.static / FOLDER).iterdir():
        if font.name != FONT:
            font.unlink()
