"""What a page shows: figures, tables, and numbers for its sentences."""

from nnbook.figures.display import FOR_THE_BOOK as FOR_THE_BOOK
from nnbook.figures.display import MIME, Figure, Table, glue

__all__ = ["MIME", "Figure", "Table", "glue"]
