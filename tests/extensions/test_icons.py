"""Icons come from a font with the glyphs in use; no script draws them."""

import pytest
from fontTools.ttLib import TTFont

from book._ext.site import icons
from book._ext.site.site import Site, WebsiteError
from tests.pages import SITE, built_pages

STYLES = icons.SHEET.read_text("utf-8")
FOLDER = SITE / "_static" / icons.FOLDER


def test_no_script_draws_them():
    assert not list(SITE.rglob("*fontawesome*.js*"))
    for page in built_pages():
        assert "fontawesome" not in page.read_text("utf-8"), page


@pytest.mark.parametrize("name", icons.ICONS)
def test_every_icon_is_in_the_font_that_is_served(name: str):
    points = icons.code_points(STYLES, {name})
    assert len(points) == 1
    assert points <= TTFont(FOLDER / icons.FONT).getBestCmap().keys()


def test_the_signs_of_notes_are_in_it():
    """They stand in the sheet by their characters."""
    signs = {"\uf05a", "\uf071", "\uf057", "\uf0eb", "\uf0f3"}  # i, !, ×, idea, bell
    assert set(map(ord, signs)) <= icons.unnamed(STYLES)
    assert set(map(ord, signs)) <= TTFont(FOLDER / icons.FONT).getBestCmap().keys()


def test_it_holds_little_else_and_is_the_only_one():
    assert [font.name for font in FOLDER.iterdir()] == [icons.FONT]
    assert (FOLDER / icons.FONT).stat().st_size < 4000


def test_an_icon_that_it_has_not_got_is_refused(tmp_path):
    page = '<i class="fa-solid fa-dragon fa-fw"></i>'
    (tmp_path / "index.html").write_text(page)
    with pytest.raises(WebsiteError, match=r"index\.html: the icon fa-dragon .*ICONS"):
        icons.check(Site.read(tmp_path, tmp_path, "Book", "", ""))
