"""Render the figures and tables that a page's cells return.

A cell returns an ``nnbook.display.Figure`` or ``Table``; it reaches this extension as
one JSON bundle, and becomes a numbered figure or table whose caption is parsed as the
page's own Markdown.  A picture without alternative text stops the build.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.utils import get_source_line
from figure_data import figure_data
from myst_nb.core import render as myst_nb_render
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from svg import UnknownColour, inline

from nnbook.display import MIME
from nnbook.plots import COLOURS, DARK


class MissingAlt(ExtensionError):
    """A picture stands in the book without a text that says what is seen."""

    category = "Missing alternative text"


class BadFigure(ExtensionError):
    """A figure cannot become part of the page."""

    category = "Figure"


class DisplayRenderer:
    """Tell myst-nb how to render the bundles of ``nnbook.display``."""

    mime_priority_overrides = (("*", MIME, 1),)

    @staticmethod
    def handle_mime(renderer, data, inline):
        if data.mime_type != MIME or inline:
            return None
        build = {"figure": _figure, "table": _table}[data.content["kind"]]
        try:
            return [build(renderer.renderer, data.content, data.line)]
        except UnknownColour as error:
            place = f"{renderer.renderer.document['source']}:{data.line}"
            raise BadFigure(f"{place}: {data.content['name']}: {error}") from None


def _figure(markdown, bundle: dict, line: int) -> nodes.figure:
    if bundle["flaws"]:
        raise BadFigure(
            f"{markdown.document['source']}:{line}: not everyone can read "
            f"{bundle['name']}: {'; '.join(bundle['flaws'])}. Draw data under a name "
            f"(see nnbook.figures.series), which the table below the figure needs; let "
            f"curves differ in more than colour: a dash, a marker, a label beside them"
        )
    shape = {"wide": bundle["wide"], "panels": len(bundle["panels"]) > 1}
    node = nodes.figure(classes=[name for name, holds in shape.items() if holds])
    _label(markdown, node, bundle["name"])
    # The text stands on the first panel and speaks for the whole figure.
    alts = [bundle["alt"]] + [None] * (len(bundle["panels"]) - 1)
    pictures = [
        inline(svg, f"{bundle['name']}-{number}", alt)
        for number, (svg, alt) in enumerate(zip(bundle["panels"], alts, strict=True))
    ]
    panels = f'<div class="fig-panels">{"".join(pictures)}</div>'
    node += nodes.raw("", panels, format="html")
    node += _caption(markdown, bundle["caption"], line)
    if bundle["tables"]:
        node += figure_data(tables=bundle["tables"])
    return node


def _table(markdown, bundle: dict, line: int) -> nodes.table:
    table = nodes.table(classes=["computed"])
    _label(markdown, table, bundle["name"])
    caption = _caption(markdown, bundle["caption"], line)
    table += nodes.title(caption.rawsource, "", *caption.children)
    group = nodes.tgroup(cols=len(bundle["header"]))
    group += [nodes.colspec(colwidth=1) for _ in bundle["header"]]
    head, body = nodes.thead(), nodes.tbody()
    cells = [{"text": cell} for cell in bundle["header"]]
    head += _row(markdown, cells, f"{bundle['name']}-head", line)
    for number, cells in enumerate(bundle["rows"]):
        body += _row(markdown, cells, f"{bundle['name']}-{number}", line)
    group += [head, body]
    table += group
    return table


def _row(markdown, cells: list[dict], prefix: str, line: int) -> nodes.row:
    row = nodes.row()
    for number, cell in enumerate(cells):
        entry = nodes.entry()
        if "svg" in cell:
            picture = inline(cell["svg"], f"{prefix}-{number}", cell["alt"])
            entry += nodes.raw("", picture, format="html")
        else:
            entry += _parse(markdown, cell["text"], line)
        row += entry
    return row


def _label(markdown, node: nodes.Element, name: str) -> None:
    node["names"].append(name)
    markdown.document.note_explicit_target(node, node)


def _caption(markdown, text: str, line: int) -> nodes.caption:
    (paragraph,) = _parse(markdown, text, line)
    return nodes.caption(text, "", *paragraph.children)


def _parse(markdown, text: str, line: int) -> list[nodes.Node]:
    holder = nodes.container()
    with markdown.current_node_context(holder):
        markdown.nested_render_text(text, line)
    return holder.children


def require_alt(app: Sphinx, doctree: nodes.document) -> None:
    """Stop at an image that myst-nb or Markdown brought without alternative text."""
    for image in doctree.findall(nodes.image):
        if not image.get("alt", "").strip():
            source, line = get_source_line(image)
            raise MissingAlt(
                f"{source}:{line}: the image {image['uri']} has no "
                f"alternative text; return an nnbook.display.Figure, or give an alt"
            )


def write_palette(app: Sphinx) -> None:
    """Write the palette of ``nnbook.plots`` as the page's CSS variables."""

    def block(palette: dict[str, str]) -> str:
        return "".join(f"--fig-{name}:{value};" for name, value in palette.items())

    folder = Path(app.config.generated_static)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "palette.css").write_text(
        f"html{{{block(COLOURS)}}}\n"
        f'html[data-theme="dark"]{{{block(DARK)}}}\n'
        f"@media print{{html[data-theme]{{{block(COLOURS)}}}}}\n"
    )


def setup(app: Sphinx) -> dict:
    plugins = myst_nb_render.load_mime_renders()
    if DisplayRenderer not in plugins:
        plugins.append(DisplayRenderer)
    app.add_config_value("generated_static", "", "")
    app.connect("builder-inited", write_palette)
    app.connect("doctree-read", require_alt)
    app.add_css_file("palette.css", priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
