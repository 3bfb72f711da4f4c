"""The fonts are cut to the letters in use, and mended where they have a flaw."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont

from book._ext.site import fonts


def test_font_ranges_are_read():
    assert fonts.parse("U+20-22, U+A0") == [0x20, 0x21, 0x22, 0xA0]


def test_a_low_root_is_as_wide_as_its_sign():
    source = fonts.source(fonts.FACES["maths"])
    with TTFont(io.BytesIO(fonts.subset_of(source, {0x221A}, ["*"]))) as font:
        (root,) = font["MATH"].table.MathVariants.VertGlyphConstruction
        names = [record.VariantGlyph for record in root.MathGlyphVariantRecord]
        names += [part.glyph for part in root.GlyphAssembly.PartRecords]
        widths = [font["hmtx"][name][0] for name in names]
    assert len(names) > 4
    assert len(set(widths)) == 1, widths


def test_the_letters_of_texts_and_of_formulas_are_told_apart():
    page = "<p>Åse &amp; 5 <math><mi>w</mi><mo>≤</mo><mi>max</mi></math></p>"
    text, maths = fonts.characters([page, "<script>ß</script>"])
    assert text - fonts.TYPED == {"Å", "\N{COMBINING RING ABOVE}"}
    assert maths == {"\N{MATHEMATICAL ITALIC SMALL W}", "≤", "m", "a", "x"}


def test_only_what_is_asked_for_stays_in_a_font():
    source = fonts.source(fonts.FACES["sans"])
    with TTFont(io.BytesIO(fonts.subset_of(source, {ord("a"), ord("ŷ")}, []))) as font:
        assert set(font.getBestCmap()) == {ord("a"), ord("ŷ")}
