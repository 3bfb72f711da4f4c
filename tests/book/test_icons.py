"""Icons come from a font with the glyphs in use; no script draws them."""

import re
from pathlib import Path

import icons
import pydata_sphinx_theme
import pytest
from fontTools.ttLib import TTFont
from pages import SITE

STATIC = SITE / "_static"
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
STYLES = (THEME / "styles/pydata-sphinx-theme.css").read_text("utf-8")
FONTS = sorted((STATIC / "vendor/fontawesome").rglob("*.woff2"))


def named():
    """The icons that pages name, without the classes for size and style."""
    pages = (page.read_text("utf-8") for page in SITE.rglob("*.html"))
    names = {name for page in pages for name in icons.NAME.findall(page)}
    return names - {"fa-solid", "fa-regular", "fa-brands", "fa-lg", "fa-fw"}


def test_no_page_asks_for_the_script():
    assert not list(STATIC.rglob("*fontawesome.js*"))
    for page in SITE.rglob("*.html"):
        assert icons.SCRIPT not in page.read_text("utf-8"), page


def test_every_icon_is_in_a_font_that_is_served():
    served = {point for font in FONTS for point in TTFont(font).getBestCmap()}
    assert len(named()) > 5
    for name in named():
        points = icons.code_points(STYLES, {name})
        assert len(points) == 1 and points <= served, name


def test_the_fonts_hold_little_else():
    assert sum(font.stat().st_size for font in FONTS) < 6000


@pytest.mark.parametrize(
    "tag",
    [
        '<script defer src="../_static/scripts/fontawesome.js?digest=9"></script>\n',
        '  <link rel="preload" href="_static/scripts/fontawesome.js?digest=9">\n',
    ],
)
def test_what_is_taken_out(tag):
    assert icons.TAG.sub("", f"<p>\n{tag}</p>") == "<p>\n</p>"
    assert re.search(icons.TAG, '<script src="bootstrap.js"></script>') is None
