"""The book as an EPUB 3: Sphinx's builder, with what it leaves out.

E-readers know neither the site's theme nor its variables: figures get their colours,
and the style sheet is one of its own (``epub.css``).  Text keeps the reader's font;
figures and formulas bring those that they were drawn with.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders._epub_base import MEDIA_TYPES
from sphinx.builders.epub3 import HTML_TAG, Epub3Builder
from sphinx.highlighting import PygmentsBridge
from sphinx.transforms.post_transforms import SphinxPostTransform

from book._ext.editions.edition import edition
from book._ext.editions.epub_package import completed
from book._ext.formulas import strict
from book._ext.site.cutting import cut
from book._ext.site.fonts import FACES
from nnbook.figures.palette import COLOURS, DARK

# In place of that of Sphinx's theme for e-books, by its name.
SHEET = Path(__file__).with_name("epub.css")
SHEETS = ("pygments.css", "pygments_dark.css", SHEET.name)
FONTS = ("maths", "sans", "sans-bold", "serif-italic")
COVER = "_static/cover.png"
VARIABLE = re.compile(r"var\(--(fig|dark)-([\w-]+)\)")


def coloured(text: str) -> str:
    """Return a text with the colours of the palette in place of its variables."""
    palettes = {"fig": COLOURS, "dark": DARK}
    return VARIABLE.sub(lambda found: palettes[found[1]][found[2]], text)


def dark_figures() -> str:
    """Return rules that repaint figures where the e-reader is dark."""
    rules = (
        f'svg.fig [{part}="{light}"] {{ {part}: {DARK[name]} }}'
        for name, light in COLOURS.items()
        for part in ("fill", "stroke", "stop-color")
    )
    return "@media (prefers-color-scheme: dark) {\n" + "\n".join(rules) + "\n}\n"


class BookEpub(Epub3Builder):
    """Packs the same bytes for the same sources, and says what the book offers."""

    media_types = MEDIA_TYPES | {".woff2": "font/woff2"}

    def init(self) -> None:
        self.edition = edition()
        # These are the site's.
        self.config.templates_path = []
        self.config.html_additional_pages = {}
        self.config.html_extra_path = []
        self.html_tag = HTML_TAG.replace(
            ">", f' lang="{self.config.language}" xml:lang="{self.config.language}">'
        )
        super().init()

    def init_highlighter(self) -> None:
        self.highlighter = PygmentsBridge("html", "a11y-high-contrast-light")
        self.dark_highlighter = PygmentsBridge("html", "a11y-high-contrast-dark")

    def add_css_file(self, filename: str, **attributes) -> None:
        if filename in SHEETS:
            super().add_css_file(filename, **attributes)

    def add_js_file(self, filename: str, **attributes) -> None:
        """An e-book has no scripts."""

    def prepare_writing(self, docnames) -> None:
        super().prepare_writing(docnames)
        self.domain_indices = []  # an e-reader searches

    def copy_static_files(self) -> None:
        self._static_dir.mkdir(parents=True, exist_ok=True)
        self.create_pygments_style_file()
        sheet = coloured(SHEET.read_text(encoding="utf-8")) + dark_figures()
        (self._static_dir / SHEET.name).write_text(sheet, encoding="utf-8")
        for name in FONTS:
            # In one piece: not every e-reader knows parts of fonts.
            face = FACES[name]
            points = set().union(*map(face.points, face.parts))
            font, _ = cut(face.source, points, face.features)
            (self._static_dir / f"{name}.woff2").write_bytes(font)
        from book._ext.editions.cover import cover  # what draws takes long to import

        Path(self.outdir, COVER).write_bytes(cover(self.edition))

    def content_metadata(self) -> dict:
        return super().content_metadata() | {
            "date": f"{self.edition.date:%Y-%m-%dT%H:%M:%SZ}",
            "description": escape(self.edition.abstract),
        }

    def build_content(self) -> None:
        for path in sorted(Path(self.outdir).rglob(f"*{self.out_suffix}")):
            text = path.read_text(encoding="utf-8")
            path.write_text(strict.page(text), encoding="utf-8")
        super().build_content()
        completed(Path(self.outdir, "content.opf"), COVER)

    def toc_metadata(self, level: int, navpoints: list) -> dict:
        # The identifier itself: Sphinx gives the name of its element.
        identifier = {"uid": self.config.epub_identifier}
        return super().toc_metadata(level, navpoints) | identifier

    def build_epub(self) -> None:
        """Pack the files as the format wants it: its type first, and not compressed."""
        meta = ["META-INF/container.xml", "content.opf", "toc.ncx"]
        target = Path(self.outdir, f"{self.config.epub_basename}.epub")
        with ZipFile(target, "w") as epub:
            for name in ["mimetype", *meta, *sorted(self.files)]:
                entry = ZipInfo(name, self.edition.date.timetuple()[:6])
                entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                epub.writestr(entry, Path(self.outdir, name).read_bytes())


class RealColours(SphinxPostTransform):
    """Give figures their colours."""

    default_priority = 900
    builders = ("epub",)

    def run(self, **kwargs) -> None:
        for raw in self.document.findall(nodes.raw):
            raw.children = [nodes.Text(coloured(raw.astext()))]


def setup(app: Sphinx) -> dict:
    app.add_builder(BookEpub, override=True)
    app.add_post_transform(RealColours)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
