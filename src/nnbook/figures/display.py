"""What a page shows: figures, tables, and numbers for its sentences.

A :class:`Figure` carries everything that is said about a picture, so that its caption
and its alternative text can quote the same numbers that were drawn.  The book's
``figures`` extension turns figures and tables into numbered ones; any other notebook
shows them as Markdown, with the caption below a picture that needs no style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure as Canvas

from nnbook.figures.bundle import MIME, for_the_book
from nnbook.figures.flaws import flaws
from nnbook.figures.markdown import picture, pipe_table, without_roles
from nnbook.figures.record import drawn
from nnbook.figures.series import series_of
from nnbook.figures.style import house_style, to_svg
from nnbook.figures.tables import tables

__all__ = ["MIME", "Figure", "Table", "glue"]


@dataclass(frozen=True)
class Figure:
    """One or more drawn panels with a caption, alternative text and the data in them.

    What was drawn under a name, as by ``curve(ax, x, y, "tanh")``, becomes tables below
    the figure; the module ``nnbook.figures.series`` has these functions.

    Parameters
    ----------
    panels : matplotlib.figure.Figure or sequence of them
        Several panels stand side by side where there is room, else below each other.
    name : str
        The label by which pages refer to the figure, such as ``"fig-relu"``.
    caption : str
        What the figure says, in Markdown.
    alt : str
        What is seen, for a reader who cannot see it.
    wide : bool, optional
        Let the figure take the whole width of the text.
    rounding : bool, optional
        Whether it shows rounding errors. These differ from one machine to another, so
        that only their sizes are compared with the record.

    Raises
    ------
    ValueError
        If the name, the caption or the alternative text is empty, or there is no panel.
    TypeError
        If a panel is not a figure of matplotlib.

    Examples
    --------
    >>> from nnbook import plots
    >>> canvas, ax = plots.panel()
    >>> Figure(canvas, name="fig-empty", caption="Nothing yet.", alt="Empty axes.")
    <Figure fig-empty: Empty axes.>
    """

    panels: Canvas | Sequence[Canvas]
    name: str
    caption: str
    alt: str
    wide: bool = False
    rounding: bool = False

    def __post_init__(self) -> None:
        for part in ("name", "caption", "alt"):
            text = getattr(self, part)
            if not isinstance(text, str) or not text.strip():
                raise ValueError(
                    f"{part} must be a text that is not empty, but got {text!r}: "
                    f"every figure of the book needs one"
                )
        if not self.canvases:
            raise ValueError("panels must hold at least one figure, but is empty")
        for panel in self.canvases:
            if not isinstance(panel, Canvas):
                raise TypeError(
                    f"panels must be matplotlib figures, but got "
                    f"{type(panel).__name__}; axes have theirs as ax.figure"
                )

    @property
    def canvases(self) -> list[Canvas]:
        """The panels as a list."""
        several = isinstance(self.panels, Sequence)
        return list(self.panels) if several else [self.panels]

    @property
    def svgs(self) -> list[str]:
        """The panels as SVG elements."""
        return [to_svg(panel) for panel in self.canvases]

    def _record(self) -> dict[str, Any]:
        """What is compared when the book is built again."""
        functions = {getattr(panel, "drawn_by", "") for panel in self.canvases}
        return {
            "drawn by": sorted(functions - {""}),
            "rounding": self.rounding,
            "panels": [drawn(panel) for panel in self.canvases],
        }

    def __repr__(self) -> str:
        return f"<Figure {self.name}: {self.alt}>"

    @house_style()
    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        if not for_the_book():
            return {"text/markdown": self._markdown(), "text/plain": repr(self)}
        content = {
            "kind": "figure",
            "panels": self.svgs,
            "name": self.name,
            "caption": self.caption,
            "alt": self.alt,
            "wide": self.wide,
            "record": self._record(),
            "tables": [table for panel in self.canvases for table in tables(panel)],
            "series": [
                {"panel": number, **series.to_json()}
                for number, panel in enumerate(self.canvases)
                for series in series_of(panel)
            ],
            "flaws": [flaw for panel in self.canvases for flaw in flaws(panel)],
        }
        return {MIME: content, "text/plain": repr(self)}

    def _markdown(self) -> str:
        """The panels, and the caption below them."""
        # The text stands on the first panel and speaks for the whole figure.
        alts = [self.alt] + [""] * (len(self.canvases) - 1)
        # Two panels in a row, since captions say left and right.
        width = "49%" if len(alts) > 1 else ""
        panels = [
            picture(to_svg(canvas, alone=True), alt, width)
            for canvas, alt in zip(self.canvases, alts, strict=True)
        ]
        return f"{' '.join(panels)}\n\n{without_roles(self.caption)}"


@dataclass(frozen=True)
class Table:
    """A table whose cells are Markdown or small pictures, all of them computed.

    Parameters
    ----------
    header : sequence of str
        The heads of the columns, in Markdown.
    rows : sequence of sequence of (str or matplotlib.figure.Figure or tuple)
        The cells, row by row: Markdown, or a pair of a small drawing and its
        alternative text.
    name : str
        The label by which pages refer to the table, such as ``"tab-activations"``.
    caption : str
        What the table says, in Markdown.
    rounding : bool, optional
        Whether it shows rounding errors, as for a `Figure`.

    Raises
    ------
    ValueError
        If a row has another number of cells than the header.

    Examples
    --------
    >>> Table(["x", "x²"], [["1", "1"], ["2", "4"]], name="tab-sq", caption="Squares.")
    <Table tab-sq: 2 rows, 2 columns>
    """

    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    name: str
    caption: str
    rounding: bool = False

    def __post_init__(self) -> None:
        for number, head in enumerate(self.header):
            if not str(head).strip():
                raise ValueError(
                    f"header[{number}] must say what is in the column, but is empty: "
                    f"whoever has the table read out hears it with each cell"
                )
        for number, row in enumerate(self.rows):
            if len(row) != len(self.header):
                raise ValueError(
                    f"rows[{number}] must have {len(self.header)} cells, one for each "
                    f"column of header, but got {len(row)}"
                )

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self.rows)} rows, {len(self.header)} columns>"

    @house_style()
    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        if not for_the_book():
            return {"text/markdown": self._markdown(), "text/plain": repr(self)}
        content = {
            "kind": "table",
            "header": list(self.header),
            "rows": [[_cell(cell) for cell in row] for row in self.rows],
            "name": self.name,
            "caption": self.caption,
            "rounding": self.rounding,
        }
        return {MIME: content, "text/plain": repr(self)}

    def _markdown(self) -> str:
        """The caption, and the table below it."""
        rows = [[_markdown_cell(cell) for cell in row] for row in self.rows]
        table = pipe_table([*map(without_roles, self.header)], rows)
        return f"{without_roles(self.caption)}\n\n{table}"


def _cell(cell: Any) -> dict[str, str]:
    if isinstance(cell, tuple):
        canvas, alt = cell
        return {"svg": to_svg(canvas), "alt": alt, "record": drawn(canvas)}
    return {"text": str(cell)}


def _markdown_cell(cell: Any) -> str:
    if isinstance(cell, tuple):
        canvas, alt = cell
        return picture(to_svg(canvas, alone=True), alt)
    return without_roles(str(cell))


def glue(**values: Any) -> None:
    """Publish values under their names, for the sentences of the page to quote.

    A page quotes a value by its name, with the role ``glue:text``, and may give it a
    format such as ``.4f``.  The output is the one that ``myst_nb.glue`` makes; that
    function costs every kernel the import of Sphinx, and this one costs nothing.  Where
    no book is being built, no sentence waits for a value, and nothing is put out.

    Parameters
    ----------
    **values : int, float or str
        The values by name.

    Raises
    ------
    TypeError
        If a value is neither a number nor a text: a sentence can quote nothing else.

    Examples
    --------
    >>> glue(shape=[3, 4])
    Traceback (most recent call last):
        ...
    TypeError: shape must be a number or a text to be quoted, but got list
    """
    from IPython.display import display

    for name, value in values.items():
        if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
            value = value.item()
        if not isinstance(value, int | float | str):
            raise TypeError(
                f"{name} must be a number or a text to be quoted, but got "
                f"{type(value).__name__}"
            )
        if for_the_book():
            prefix = "application/papermill.record/"
            display(
                {f"{prefix}text/plain": repr(value)},
                raw=True,
                metadata={"scrapbook": {"name": name, "mime_prefix": prefix}},
            )
