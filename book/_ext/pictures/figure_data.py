"""The data of a figure, folded below its caption: what is drawn, as accessible tables.

The tables come with the figure: ``nnbook.figures.tables`` makes them of its series.
Here they become HTML, with a title that says how many points were left out, a head
for each column and row, and a container of its own that the keyboard reaches and that
scrolls where a phone is too narrow.  Only the number of the figure waits until it is
known, when the page is written.
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx


class figure_data(nodes.General, nodes.Element):
    """What a figure shows, in tables; the last child of the figure."""


def folded(tables: list[dict], name: str) -> str:
    """Return the tables of the figure of that name as folded HTML."""
    inner = "".join(map(_table, tables))
    return f'<details class="data"><summary>Data of {name}</summary>{inner}</details>\n'


def _table(table: dict) -> str:
    title = escape(table["title"] or ", ".join(filter(None, table["head"])))
    said = title
    if (rows := len(table["rows"])) < table["drawn"]:
        said += f": {rows} of the {table['drawn']} points that are drawn"
    body = "".join(
        f'<tr><th scope="row">{escape(head)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for head, *cells in table["rows"]
    )
    # No caption element: it would be as narrow as its table.
    return (
        f'<p>{said}</p><div role="group" aria-label="{title}" tabindex="0">'
        f'<table aria-label="{title}"><thead>{_heads(table)}</thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _heads(table: dict) -> str:
    """The names of the columns; above them, where it is another, that of the axis."""
    first, *names = table["head"]
    tall = ' rowspan="2"' if table["over"] else ""
    # A corner that says nothing is no head.
    corner = (
        f'<th scope="col"{tall}>{escape(first)}</th>' if first else f"<td{tall}></td>"
    )
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    if not table["over"]:
        return f"<tr>{corner}{columns}</tr>"
    over = f'<th scope="colgroup" colspan="{len(names)}">{escape(table["over"])}</th>'
    return f"<tr>{corner}{over}</tr><tr>{columns}</tr>"


def number(translator, figure: nodes.figure) -> str:
    """What Sphinx writes before the caption, such as "Figure 3"."""
    start = len(translator.body)
    translator.add_fignumber(figure)
    written = "".join(translator.body[start:])
    del translator.body[start:]
    return written.partition(">")[2].partition("<")[0].strip()


def visit(translator, node: figure_data) -> None:
    name = number(translator, node.parent) or "this figure"
    translator.body.append(folded(node["tables"], name))
    raise nodes.SkipNode


def visit_figure(translator, node: nodes.figure) -> None:
    """A figure bears its number as its name; the caption is read within it."""
    type(translator).visit_figure(translator, node)
    if name := node["ids"] and number(translator, node):
        tag = translator.body[-1].replace("<figure", f'<figure aria-label="{name}"', 1)
        translator.body[-1] = tag


def depart_figure(translator, node: nodes.figure) -> None:
    type(translator).depart_figure(translator, node)


def skip(translator, node: figure_data) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict:
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    app.add_node(figure_data, html=(visit, None), **others)
    app.add_node(nodes.figure, override=True, html=(visit_figure, depart_figure))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
