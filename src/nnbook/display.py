"""What a page shows: figures, tables, and numbers for its sentences."""

from nnbook.figures.display import Figure, Table, glue

__all__ = ["Figure", "Table", "glue"]
