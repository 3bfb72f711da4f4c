"""What a title page says of the book, from ``CITATION.cff``.

The date is that of the edition: a clock's would make two builds of one book differ.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from book._ext import ROOT

CITATION = ROOT / "CITATION.cff"


@dataclass(frozen=True)
class Edition:
    """The edition that is being made."""

    title: str
    authors: tuple[str, ...]
    abstract: str
    version: str
    date: datetime.datetime
    rights: str = "text and figures CC BY 4.0 · code BSD-3-Clause"
    language: str = "en"


@cache
def edition(citation: Path = CITATION) -> Edition:
    """Return what a citation file says."""
    said = yaml.safe_load(citation.read_text(encoding="utf-8"))
    return Edition(
        title=said["title"],
        authors=tuple(author["name"] for author in said["authors"]),
        abstract=" ".join(said["abstract"].split()),
        version=said["version"],
        date=datetime.datetime.combine(
            said["date-released"], datetime.time(), datetime.UTC
        ),
    )
