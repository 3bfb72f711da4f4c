"""Fonts cut to some of their characters, as web pages load them."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

logging.getLogger("fontTools").setLevel(logging.WARNING)


def parse(ranges: str) -> set[int]:
    """Return the code points of a list such as ``U+20-7E, U+A0``."""
    points: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def ranges_of(points: Iterable[int]) -> str:
    """Return code points as such a list.

    >>> ranges_of({0x21, 0x20, 0xA0})
    'U+20-21, U+A0'
    """
    runs = groupby(enumerate(sorted(points)), lambda pair: pair[1] - pair[0])
    parts = []
    for _, pairs in runs:
        run = [point for _, point in pairs]
        parts.append(f"U+{run[0]:X}" + (f"-{run[-1]:X}" if len(run) > 1 else ""))
    return ", ".join(parts)


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


def cut(font: Path, points: set[int], features: list[str]) -> tuple[bytes, set[int]]:
    """Return a font with some of its characters, and which of them it has."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", hinting=False, layout_features=features)
    options.drop_tables += ["DSIG"]
    options.recalc_timestamp = False
    with subset.load_font(str(font), options) as face:
        points = points & face.getBestCmap().keys()
        if "MATH" in face:
            even_radicals(face)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(face)
        buffer = io.BytesIO()
        subset.save_font(face, buffer, options)
    return buffer.getvalue(), points
