"""How a figure or table reaches the book: in one bundle, where one is being built."""

import os

__all__ = ["FOR_THE_BOOK", "MIME", "for_the_book"]

MIME = "application/vnd.nnbook+json"
FOR_THE_BOOK = "NNBOOK_FOR_THE_BOOK"


def for_the_book() -> bool:
    """Whether the cells run to build the book, which sets this variable.

    No other notebook could show what the book's own extensions read.
    """
    return os.environ.get(FOR_THE_BOOK) == "1"
