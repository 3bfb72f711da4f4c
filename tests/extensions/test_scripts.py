"""One script a page, deferred; what the book has no use for is left out."""

from __future__ import annotations

import re

import pytest

from book._ext.site import scripts
from book._ext.site.site import Site, WebsiteError
from tests.pages import built_pages

EARLY = "<script data-early>let early = 1;</script>"
DATA = '<script type="application/json">{"a": 1}</script>'
COMMON = '<script src="{root}_static/menus.js?v=1"></script>'
OWN = '<script src="{root}_static/search.js"></script>'
INLINE = "<script>{body}</script>"
PAGE = "<html><head>{head}</head><body>{body}</body></html>"


@pytest.fixture
def site(tmp_path):
    """A site of two pages, which have one script in common."""
    (tmp_path / "_static").mkdir()
    (tmp_path / "deep").mkdir()
    for name in ("menus", "search", "design-tabs", "unheard-of"):
        script = f"// says what it does\nconst {name[0]} = 1;\n"
        (tmp_path / f"_static/{name}.js").write_text(script)
    common = COMMON.format(root="")
    for path, more in (("index.html", ""), ("search.html", OWN.format(root=""))):
        page = PAGE.format(head=EARLY + DATA + common, body=more)
        (tmp_path / path).write_text(page)
    scripts = COMMON.format(root="../") + OWN.format(root="../")
    deep = PAGE.format(head=scripts, body="<p>Deep</p>")
    (tmp_path / "deep/page.html").write_text(deep)
    return Site.read(tmp_path, tmp_path, "Book", "", "")


def test_what_all_pages_have_is_one_script_and_the_rest_follows(site):
    scripts.join(site)
    page = site.pages[site.folder / "search.html"]
    sources = re.findall(r'<script defer src="([^"]*)"></script>', page)
    assert [source.split("?")[0] for source in sources] == [
        "_static/site.js",
        "_static/search.js",
    ]
    assert EARLY in page and DATA in page and page.count("<script") == 4
    deep = site.pages[site.folder / "deep/page.html"]
    assert 'src="../_static/site.js?v=' in deep and 'src="../_static/search.js"' in deep
    assert (site.static / "site.js").read_text().strip() == "const m=1;"
    kept = {path.name for path in site.static.iterdir()}
    assert kept == {"site.js", "search.js"}


def test_the_books_own_come_first_and_stand_alone(site):
    (site.static / "page").mkdir()
    (site.static / "page/ours.js").write_text("{ const o = 1; fail(); }")
    for path in site.pages:
        root = "../" if path.parent != site.folder else ""
        tag = f'<script src="{root}_static/page/ours.js"></script>'
        site.pages[path] = site.pages[path].replace("</head>", f"{tag}</head>")
    scripts.join(site)
    text = (site.static / "site.js").read_text()
    first, _, rest = text.partition("catch(error){console.error(error);}")
    assert first == "try{{const o=1;fail();}}" and "menus" not in rest
    assert "const m=1" in rest


def test_a_script_that_is_left_where_it_stands_is_served(site):
    path = site.folder / "index.html"
    tag = '<script type="module" src="_static/live.js"></script>'
    site.pages[path] += tag
    (site.static / "live.js").write_text("export {};")
    scripts.join(site)
    assert tag in site.pages[path]
    assert (site.static / "live.js").exists()


def test_another_script_has_another_address(site):
    scripts.join(site)
    before = site.pages[site.folder / "index.html"]
    (site.static / "menus.js").write_text("const m = 2;")
    again = Site.read(site.folder, site.folder, "Book", "", "")
    scripts.join(again)
    assert again.pages[site.folder / "index.html"] != before


@pytest.mark.parametrize("name", scripts.LEFT_OUT)
def test_a_script_without_use_is_left_out(name: str):
    script = INLINE.format(body=f"{name} = 1") + f'<script src="_static/{name}">'
    assert scripts.listed(f"<head>{script}</script></head>") == []


def test_a_page_with_a_script_that_no_other_has_is_refused(site):
    path = site.folder / "index.html"
    site.pages[path] += INLINE.format(body="alert(1)")
    with pytest.raises(WebsiteError, match=r"index\.html has .*alert"):
        scripts.join(site)


def test_the_pages_wait_for_no_script():
    for path in built_pages():
        for tag in re.findall(r"<script[^>]*>", path.read_text("utf-8")):
            assert "defer" in tag or "data-early" in tag or "type=" in tag, path
