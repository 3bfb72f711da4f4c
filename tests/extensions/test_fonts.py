"""The fonts are cut into parts by rule, and mended where they have a flaw."""

from __future__ import annotations

import io
import json
import re
from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont

from book._ext.site import cutting, fonts
from tests.pages import SITE

RULE = re.compile(
    r'font-family: "(?P<family>[^"]*)".*?url\("(?P<file>[^"]*)"\).*?'
    r"unicode-range: (?P<ranges>[^;}]*)"
)


@pytest.mark.parametrize("face", fonts.FACES.values(), ids=fonts.FACES)
def test_no_character_is_in_two_parts(face):
    parts = [face.points(part) for part in face.parts]
    assert sum(map(len, parts)) == len(set().union(*parts))


def test_font_ranges_are_read_and_written():
    assert cutting.parse("U+20-22, U+A0") == {0x20, 0x21, 0x22, 0xA0}
    assert cutting.ranges_of({0xA0, 0x22, 0x20, 0x21}) == "U+20-22, U+A0"


def test_a_low_root_is_as_wide_as_its_sign():
    cut, _ = cutting.cut(fonts.FACES["maths"].source, {0x221A}, ["*"])
    with TTFont(io.BytesIO(cut)) as font:
        (root,) = font["MATH"].table.MathVariants.VertGlyphConstruction
        names = [record.VariantGlyph for record in root.MathGlyphVariantRecord]
        names += [part.glyph for part in root.GlyphAssembly.PartRecords]
        widths = [font["hmtx"][name][0] for name in names]
    assert len(names) > 4
    assert len(set(widths)) == 1, widths


def test_only_what_is_asked_for_and_there_stays_in_a_font():
    points = {ord("a"), ord("ŷ"), ord("∰")}
    cut, kept = cutting.cut(fonts.FACES["sans"].source, points, [])
    with TTFont(io.BytesIO(cut)) as font:
        assert set(font.getBestCmap()) == kept == {ord("a"), ord("ŷ")}


@pytest.fixture(scope="module")
def static(tmp_path_factory):
    """A folder with the fonts of two small faces."""
    folder = tmp_path_factory.mktemp("static")
    small = {
        name: fonts.FACES[name]._replace(parts={"": "U+61-63", "more": "U+E9"})
        for name in ("serif", "sans")
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "FACES", small)
        fonts.write(SimpleNamespace(config=SimpleNamespace(generated_static=folder)))
        yield folder


def test_they_are_cut_once_and_again_when_a_range_changes(static, monkeypatch):
    app = SimpleNamespace(config=SimpleNamespace(generated_static=static))
    font = static / "fonts/serif-more.woff2"
    before = font.stat().st_mtime_ns
    fonts.write(app)
    assert font.stat().st_mtime_ns == before
    wider = fonts.FACES["serif"]._replace(parts={"": "U+61-63", "more": "U+E8-E9"})
    monkeypatch.setattr(fonts, "FACES", {"serif": wider})
    fonts.write(app)
    assert set(TTFont(font).getBestCmap()) == {0xE8, 0xE9}
    assert not (static / "fonts/sans.woff2").exists()
    monkeypatch.undo()
    fonts.write(app)


def test_a_page_asks_for_the_parts_that_it_shows(static, monkeypatch):
    monkeypatch.setitem(fonts.FACES, "maths", fonts.FACES["sans"])
    kept = json.loads((static / "fonts" / fonts.KEPT).read_text())
    kept["served"]["maths-more"] = "U+1D465"
    (static / "fonts" / fonts.KEPT).write_text(json.dumps(kept))

    def asked(body: str) -> set[str]:
        return set(fonts.first_seen(body, static))

    core = {"serif", "serif-bold", "sans", "sans-bold"}
    assert asked("<p>abc</p>") == core
    assert asked("<p title='é'>abc</p>") == core
    assert asked("<p>é &amp; <em>b</em></p>") == core | {"serif-more", "serif-italic"}
    assert asked("<svg><text>&eacute;</text></svg>") == core | {"sans-more"}
    assert asked("<math><mi>x</mi></math>") == core | {"maths", "maths-more"}
    assert asked("<math><mo>x</mo><annotation>é</annotation></math>") == core | {
        "maths"
    }


def test_the_sheet_tells_which_font_has_a_character():
    """As it is served: each rule names what its font has."""
    sheet = (SITE / "_static/site.css").read_text("utf-8")
    rules = [
        found.groupdict()
        for rule in re.findall(r"@font-face\s*\{[^}]*\}", sheet)
        if (found := RULE.search(rule))
    ]
    assert len(rules) > 20
    for rule in rules:
        with TTFont(SITE / "_static" / rule["file"]) as font:
            assert cutting.parse(rule["ranges"]) <= font.getBestCmap().keys()
