"""Render the figures and tables that a page's cells return.

A cell returns an ``nnbook.display.Figure`` or ``Table``; it reaches this extension as
one JSON bundle, and becomes a numbered figure or table whose caption is parsed as the
page's own Markdown.  A picture without alternative text is a fault.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from myst_nb.core import render as myst_nb_render
from sphinx.application import Sphinx

from book._ext.faults import fault
from book._ext.pictures.figure_data import figure_data
from book._ext.pictures.svg import UnknownColour, inline
from nnbook.figures.bundle import MIME
from nnbook.figures.palette import COLOURS, DARK

CURE_OF_FLAWS = (
    ". Draw data under a name (see nnbook.figures.series), which the table below the "
    "figure needs; let curves differ in more than colour: a dash, a marker, a label "
    "beside them"
)


class DisplayRenderer:
    """Tell myst-nb how to render the bundles of ``nnbook.display``."""

    mime_priority_overrides = (("*", MIME, 1),)

    @staticmethod
    def handle_mime(renderer, data, inline):
        if data.mime_type != MIME or inline:
            return None
        build = {"figure": _figure, "table": _table}[data.content["kind"]]
        return [build(renderer.renderer, data.content, data.line)]


def _figure(markdown, bundle: dict, line: int) -> nodes.figure:
    for flaw in bundle["flaws"]:
        _fault(markdown, line, f"{bundle['name']}: {flaw}{CURE_OF_FLAWS}")
    shape = {"wide": bundle["wide"], "panels": len(bundle["panels"]) > 1}
    node = nodes.figure(classes=[name for name, holds in shape.items() if holds])
    _label(markdown, node, bundle["name"], line)
    # The text stands on the first panel and speaks for the whole figure.
    alts = [bundle["alt"]] + [None] * (len(bundle["panels"]) - 1)
    pictures = [
        _picture(markdown, line, svg, f"{bundle['name']}-{number}", alt)
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
    _label(markdown, table, bundle["name"], line)
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
        if "svg" in cell and not cell["alt"].strip():
            _fault(
                markdown,
                line,
                f"{prefix}: the picture in column {number + 1} has no alternative "
                f"text: say what is seen, (picture, text)",
            )
        if "svg" in cell:
            name = f"{prefix}-{number}"
            picture = _picture(markdown, line, cell["svg"], name, cell["alt"])
            entry += nodes.raw("", picture, format="html")
        else:
            entry += _parse(markdown, cell["text"], line)
        row += entry
    return row


def _label(markdown, node: nodes.Element, name: str, line: int) -> None:
    node.source, node.line = markdown.document["source"], line
    node["names"].append(name)
    markdown.document.note_explicit_target(node, node)


def _picture(markdown, line: int, svg: str, name: str, alt: str | None) -> str:
    try:
        return inline(svg, name, alt)
    except UnknownColour as error:
        _fault(markdown, line, f"{name}: {error}")
        return ""


def _caption(markdown, text: str, line: int) -> nodes.caption:
    first, *more = _parse(markdown, text, line) or [nodes.paragraph()]
    if more or not isinstance(first, nodes.paragraph):
        _fault(markdown, line, f"a caption is one paragraph, but got {text!r}")
    return nodes.caption(text, "", *first.children)


def _fault(markdown, line: int, message: str) -> None:
    fault((markdown.document.settings.env.docname, line), message)


def _parse(markdown, text: str, line: int) -> list[nodes.Node]:
    holder = nodes.container()
    with markdown.current_node_context(holder):
        markdown.nested_render_text(text, line)
    return holder.children


def require_alt(app: Sphinx, doctree: nodes.document) -> None:
    """Tell an image that myst-nb or Markdown brought without alternative text."""
    for image in doctree.findall(nodes.image):
        if not image.get("alt", "").strip():
            fault(
                image,
                f"the image {image['uri']} has no alternative text: say what is seen, "
                f"![…](…), or in a cell return an nnbook.display.Figure",
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
