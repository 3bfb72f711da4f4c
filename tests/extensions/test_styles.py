"""One style sheet a page, with the rules that some page can use."""

import gzip
import re

import pytest

from book._ext.site import styles
from book._ext.site.site import WebsiteError
from tests.pages import SITE, built_pages

STATIC = SITE / "_static"
SHEET = STATIC / styles.SHEET
WORDS = {"used", "here", "dark", "p"}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".used{color:red}", ".used{color:red}"),
        (".gone{color:red}", ""),
        ("#gone{color:red}#here{color:red}", "#here{color:red}"),
        (".gone,.used .here,p{color:red}", ".used .here,p{color:red}"),
        (".used.gone{color:red}", ""),
        ("video{color:red}p>video{color:red}", ""),
        # What a page has not got may be asked for by its absence, or as one of several.
        (".used:not(.gone){color:red}", ".used:not(.gone){color:red}"),
        (".used:is(.gone,.here){color:red}", ".used:is(.gone,.here){color:red}"),
        ("[data-theme=x] p{color:red}", "[data-theme=x] p{color:red}"),
        ("@media print{.gone{top:0}.used{top:0}}", "@media print{.used{top:0}}"),
        ("@media print{.gone{top:0}}", ""),
        ("@font-face{src:url(a.woff2)}", "@font-face{src:url(a.woff2)}"),
        ("@keyframes turn{from{top:0}}", "@keyframes turn{from{top:0}}"),
        ("/* said */ p{top:1.5em}", "p{top:1.5em}"),
    ],
)
def test_what_stays_of_a_sheet(css, kept):
    assert styles.purged(css, WORDS) == kept


def test_a_broken_sheet_is_not_passed_over():
    with pytest.raises(WebsiteError, match="line 2"):
        styles.purged("p{top:0}\n}", WORDS)


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p{--gone:red;top:0}", "p{top:0}"),
        ("p{--used:red}", "p{--used:red}"),  # a page names it
        ("p{--a:red;top:var(--a)}", "p{--a:red;top:var(--a)}"),
        ("p{--a:var(--b);--b:red;top:0}", "p{top:0}"),
    ],
)
def test_what_stays_of_the_properties(css, kept):
    assert styles.without_unused_properties(css, {"--used"}) == kept


def test_sheets_are_joined_with_those_they_import(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "low.css").write_text('i{background:url("a.svg")}')
    (tmp_path / "deep/top.css").write_text(
        '@import "../low.css";b{background:url(../b.svg)}'
    )
    want = 'i{background:url("a.svg")}b{background:url(b.svg)}'
    assert styles.read(tmp_path, "deep/top.css") == want


def test_every_page_has_one_sheet_and_nothing_else_is_served():
    for page in built_pages():
        assert styles.sheets(page.read_text("utf-8")) == [styles.SHEET], page
    assert list(SITE.rglob("*.css*")) == [SHEET]


def test_what_the_sheet_asks_for_is_there():
    text = SHEET.read_text("utf-8")
    assert "@import" not in text
    found = re.findall(r"url\(['\"]?(?!data:)([^'\")]+)", text)
    assert len(found) > 5
    for path in found:
        # The theme names the fonts of all icons; a browser fetches those in use.
        if "fontawesome" not in path:
            assert (STATIC / path).exists(), path


def test_the_sheet_is_light():
    assert len(gzip.compress(SHEET.read_bytes())) < 30_000
