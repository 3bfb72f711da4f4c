"""What the cells of a page put out, in the form that any notebook shows.

The book's kernels put out figures and tables for the book's extensions; a notebook gets
what the same objects show anywhere else, as Markdown with the pictures in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from nbformat import NotebookNode, v4

from nnbook.figures.bundle import MIME
from nnbook.figures.markdown import picture, pipe_table, without_roles
from nnbook.figures.palette import COLOURS

FOR_SENTENCES = "application/papermill.record/"
OPENING = re.compile(r"<svg\b[^>]*>")


def stored(outputs: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield the outputs of a cell that a reader of a notebook sees."""
    for output in outputs:
        if output["output_type"] == "stream":
            if output["name"] == "stdout":
                yield v4.new_output("stream", name="stdout", text=output["text"])
        elif output["output_type"] == "error":
            continue  # the build tells it, and fails
        elif not any(kind.startswith(FOR_SENTENCES) for kind in output["data"]):
            yield v4.new_output("display_data", data=_anywhere(output["data"]))


def _anywhere(data: dict[str, Any]) -> dict[str, Any]:
    content = data.get(MIME)
    if not content:
        return dict(data)
    write = _figure if content["kind"] == "figure" else _table
    return {"text/markdown": write(content), "text/plain": data["text/plain"]}


def _figure(content: dict[str, Any]) -> str:
    panels = content["panels"]
    # The text stands on the first panel and speaks for the whole figure.
    alts = [content["alt"]] + [""] * (len(panels) - 1)
    width = "49%" if len(panels) > 1 else ""
    pictures = [
        picture(on_paper(svg), alt, width)
        for svg, alt in zip(panels, alts, strict=True)
    ]
    return f"{' '.join(pictures)}\n\n{without_roles(content['caption'])}"


def _table(content: dict[str, Any]) -> str:
    rows = [
        [
            picture(on_paper(cell["svg"]), cell["alt"])
            if "svg" in cell
            else without_roles(cell["text"])
            for cell in row
        ]
        for row in content["rows"]
    ]
    table = pipe_table([*map(without_roles, content["header"])], rows)
    return f"{without_roles(content['caption'])}\n\n{table}"


def on_paper(svg: str) -> str:
    """Return a drawing on the paper of the light theme, as a notebook may be dark."""
    paper = f'<rect width="100%" height="100%" fill="{COLOURS["paper"]}"/>'
    return OPENING.sub(lambda found: found[0] + paper, svg, count=1)
