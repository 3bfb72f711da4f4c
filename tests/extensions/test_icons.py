"""Icons come from a font with the glyphs in use; no script draws them."""

from pathlib import Path

import pydata_sphinx_theme
from fontTools.ttLib import TTFont
from pages import SITE, built_pages

from book._ext.site import icons

STATIC = SITE / "_static"
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
STYLES = (THEME / "styles/pydata-sphinx-theme.css").read_text("utf-8")
FONTS = sorted((STATIC / "vendor/fontawesome").rglob("*.woff2"))


def named() -> set[str]:
    """The icons that pages name, without the classes for size and style."""
    pages = (page.read_text("utf-8") for page in built_pages())
    names = {name for page in pages for name in icons.NAME.findall(page)}
    return names - {"fa-solid", "fa-regular", "fa-brands", "fa-lg", "fa-fw"}


def test_no_script_draws_them():
    assert not list(SITE.rglob("*fontawesome*.js*"))
    for page in built_pages():
        assert "fontawesome" not in page.read_text("utf-8"), page


def test_every_icon_is_in_a_font_that_is_served():
    served = {point for font in FONTS for point in TTFont(font).getBestCmap()}
    assert len(named()) > 5
    for name in named():
        points = icons.code_points(STYLES, {name})
        assert len(points) == 1 and points <= served, name


def test_the_fonts_hold_little_else():
    assert sum(font.stat().st_size for font in FONTS) < 6000
