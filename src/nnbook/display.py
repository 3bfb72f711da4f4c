"""What a page shows: figures, tables, and numbers for its sentences."""

from nnbook.figures.display import FOR_THE_BOOK, MIME, Figure, Table, glue  # noqa: F401

__all__ = ["MIME", "Figure", "Table", "glue"]
